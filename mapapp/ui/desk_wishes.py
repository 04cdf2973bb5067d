"""What a visitor says on the review desk, carried out: checked, entered into the journal, answered when it is refused.

The browser does not wait: it numbers what it says and says it again until it hears that it was heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from mapapp.contracts import Document, Entry, JournalState, JsonValue, Person, Subject, SubjectKind
from mapapp.errors import MapAppError
from mapapp.reviewing.review_desk import TWO_PEOPLE, DeskRecord, checked_fields, new_record, plain_decision
from mapapp.store import Store, StoreConflictError, decision_draft, signers
from mapapp.ui.i18n import in_chinese, t

# Answers the browser may not have seen yet.
REPLIES_KEPT: Final = 20


@dataclass(slots=True)
class DeskVisit:
    """What one visit to the desk has said: the last wish heard, the entries it made, and what was refused."""

    heard: float = 0.0
    own: set[int] = field(default_factory=set)
    replies: list[dict[str, Any]] = field(default_factory=list)

    def reply(self, wish: float, **what: Any) -> None:
        """Keep an answer until newer ones push it out."""
        self.replies = [*self.replies, {"n": wish, **what}][-REPLIES_KEPT:]


@dataclass(frozen=True, slots=True)
class Desk:
    """One document on the desk, with who sits at it."""

    store: Store
    document: Document
    records: Mapping[str, DeskRecord]
    who: Person
    may_write: bool


def hear(desk: Desk, visit: DeskVisit, wishes: object) -> None:
    """Carry out the wishes not heard before, in order; what cannot be kept is answered in words.

    Each wish is {n, verb, key, seen} and for some verbs {set, start, end, over}: `n` grows, `seen` is the revision the visitor
    looked at, `over` the number of somebody else's entry that he knows and decides over.
    """
    for wish in wishes if isinstance(wishes, list) else ():
        number = wish.get("n") if isinstance(wish, dict) else None
        if not isinstance(number, (int, float)) or isinstance(number, bool) or number <= visit.heard:
            continue
        try:
            if not desk.may_write:
                raise MapAppError(t("desk.may_not"))
            _carry_out(desk, visit, wish)
        except StoreConflictError as conflict:
            visit.reply(number, key=wish.get("key"), theirs=brief_entry(conflict.theirs), over=conflict.theirs.number)
        except MapAppError as error:
            visit.reply(number, key=wish.get("key"), said=str(error))
        visit.heard = float(number)


def _carry_out(desk: Desk, visit: DeskVisit, wish: Mapping[str, Any]) -> None:
    """Enter one wish. Raises MapAppError when it cannot be."""
    verb, key = wish.get("verb"), str(wish.get("key") or "")
    if not desk.who.name.strip():
        raise MapAppError(t("desk.sign_first"))
    subject = Subject(SubjectKind.RECORD, key)
    now = desk.store.journal.as_of()
    standing = now.latest.get(subject)
    if verb == "undo":
        _take_back(desk, visit, subject, standing)
        return
    seen = _revision_of(wish, standing, visit)
    if verb == "accept" and _waits_for_another(now, standing, desk.who):
        entry = desk.store.signoffs.sign(subject, desk.who, in_chinese("desk.because_sign"), seen)
        visit.own.add(entry.number)
        return
    decision = _decision(desk, verb, key, wish)
    entry = desk.store.journal.append(decision_draft(decision, desk.who), seen)
    visit.own.add(entry.number)


def _revision_of(wish: Mapping[str, Any], standing: Entry | None, visit: DeskVisit) -> int:
    """Return the revision the visitor knew of a record: what he saw, or what he has said himself since."""
    known = [int(value) for value in (wish.get("seen"), wish.get("over")) if isinstance(value, (int, float))]
    if standing is not None and standing.number in visit.own:
        known.append(standing.number)
    return max(known, default=0)


def _waits_for_another(state: JournalState, standing: Entry | None, who: Person) -> bool:
    """Whether two must sign, one has decided, and this is another one who agrees."""
    if not state.value(TWO_PEOPLE) or standing is None or standing.new is None:
        return False
    return not is_same_person(standing.who, who)


def is_same_person(one: Person, other: Person) -> bool:
    """Whether two names are one person: by account where both signed in."""
    if one.account or other.account:
        return one.account == other.account
    return one.name.strip() == other.name.strip()


def _decision(desk: Desk, verb: object, key: str, wish: Mapping[str, Any]) -> dict[str, JsonValue]:
    """Return a decision as a line of reviews has it. Raises MapAppError for one that makes no sense."""
    signed: dict[str, JsonValue] = {"reviewer": desk.who.name.strip(), "date": date.today().isoformat()}
    if verb == "add":
        values = checked_fields("event", wish.get("set"))
        start, end = wish.get("start"), wish.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            raise MapAppError(t("desk.select_first"))
        found = new_record(desk.document, start, end, values)
        return {"decision": "add", **found, **signed, "reason": in_chinese("desk.because_add")}
    record = desk.records.get(key)
    if record is None:
        raise MapAppError(t("desk.gone"))
    plain = plain_decision(desk.document, record.record)
    if verb == "correct":
        values = checked_fields(record.kind, wish.get("set"))
        verb = "correct" if values else "accept"
        return {"decision": verb, **plain, "set": values, **signed, "reason": in_chinese(f"desk.because_{verb}")}
    if verb not in ("accept", "reject"):
        raise MapAppError(t("desk.gone"))
    return {"decision": str(verb), **plain, "set": {}, **signed, "reason": in_chinese(f"desk.because_{verb}")}


def _take_back(desk: Desk, visit: DeskVisit, subject: Subject, standing: Entry | None) -> None:
    """Take back what this person said last of a record: his decision, or his signature under another's.

    Raises MapAppError when the last word is somebody else's.
    """
    if standing is not None and standing.new is not None and is_same_person(standing.who, desk.who):
        entry = desk.store.journal.undo(standing.number, desk.who)
    elif any(is_same_person(one, desk.who) for one in signers(desk.store.journal.as_of(), subject)):
        entry = desk.store.signoffs.withdraw(subject, desk.who)
    else:
        raise MapAppError(t("desk.not_yours"))
    visit.own.add(entry.number)


def brief_entry(entry: Entry) -> dict[str, Any]:
    """Return what somebody said of a record, as the desk shows it."""
    words = entry.new if isinstance(entry.new, Mapping) else {}
    return {
        "verdict": str(words.get("decision") or ""),
        "set": dict(words["set"]) if isinstance(words.get("set"), Mapping) else {},  # type: ignore[arg-type]
        "who": entry.who.name,
        "at": entry.at[:16].replace("T", " "),
        "number": entry.number,
    }


def standing_decisions(state: JournalState, document: Document, who: Person) -> dict[str, dict[str, Any]]:
    """Return what stands of a document's records by key, with who signed beside its author."""
    two = bool(state.value(TWO_PEOPLE))
    found: dict[str, dict[str, Any]] = {}
    for entry in state.standing(SubjectKind.RECORD):
        if not isinstance(entry.new, Mapping) or entry.new.get("document") != document.sha256:
            continue
        if entry.new.get("decision") == "answer":
            continue
        told = brief_entry(entry)
        told["mine"] = is_same_person(entry.who, who)
        told["second"] = [one.name for one in signers(state, entry.subject, besides_author=True)] if two else []
        told["done"] = not two or bool(told["second"])
        if told["verdict"] == "add":
            told |= {"name": entry.new.get("name"), "quote": entry.new.get("quote")}
        found[entry.subject.key] = told
    return found
