"""Who signed which version of what: a signature counts as long as what was signed stands unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from mapapp.contracts import Draft, Entry, JournalState, JsonValue, Person, Subject, SubjectKind
from mapapp.store.journal import Journal


@dataclass(frozen=True, slots=True)
class Signoffs:
    """The signatures of one store."""

    journal: Journal

    def sign(self, subject: Subject, who: Person, reason: str, expected_revision: int) -> Entry:
        """Sign what stands for a subject.

        Raises StoreConflictError when somebody changed it after `expected_revision`: nobody signs what he did not see.
        """
        last = self.journal.entries(subject=subject, until=expected_revision)
        number = last[-1].number if last else 0
        new: dict[str, JsonValue] = {"kind": subject.kind.value, "key": subject.key, "number": number}
        return self.journal.append(
            Draft(_signature(subject, who), new, who, reason), expected_revision, resting_on=(subject,)
        )

    def withdraw(self, subject: Subject, who: Person, reason: str = "") -> Entry:
        """Take one's own signature back."""
        return self.journal.append(Draft(_signature(subject, who), None, who, reason))


def signers(state: JournalState, subject: Subject, *, besides_author: bool = False) -> tuple[Person, ...]:
    """Return who signed what stands now, in order; with `besides_author`, without whoever made it so."""
    standing = state.latest.get(subject)
    number = 0 if standing is None else standing.number
    author = standing.who if standing is not None and besides_author else None
    return tuple(
        entry.who
        for entry in state.standing(SubjectKind.SIGNOFF)
        if isinstance(entry.new, Mapping)
        and (entry.new["kind"], entry.new["key"], entry.new["number"]) == (subject.kind.value, subject.key, number)
        and (author is None or _identity(entry.who) != _identity(author))
    )


def _identity(who: Person) -> str:
    """Return what tells people apart: the account, or the name where nobody signs in."""
    return who.account or f"name:{who.name.strip()}"


def _signature(subject: Subject, who: Person) -> Subject:
    """Return the subject of one person's signature under one thing."""
    told = "\n".join((subject.kind.value, subject.key, _identity(who)))
    return Subject(SubjectKind.SIGNOFF, hashlib.sha256(told.encode()).hexdigest()[:32])
