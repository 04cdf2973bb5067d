"""Review decisions as entries of the journal: one subject a record, the last word stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Final

from mapapp.contracts import Draft, JournalState, JsonValue, Person, Subject, SubjectKind
from mapapp.store.faults import StoreError

# As a line of `seeds/reviews` has them; `was` and `set` are objects.
TEXT_FIELDS: Final = ("decision", "document", "kind", "quote", "name", "reviewer", "date", "reason")


def record_subject(decision: Mapping[str, JsonValue]) -> Subject:
    """Return the subject of the record a decision means: its document, kind, quote, name and what it `was`."""
    told = [decision[field] for field in ("document", "kind", "quote", "name")] + [decision.get("was") or {}]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
    return Subject(SubjectKind.RECORD, f"{str(decision['document'])[:12]}/{decision['kind']}/{digest[:24]}")


def decision_draft(decision: Mapping[str, JsonValue], who: Person) -> Draft:
    """Return the entry for one decision, given as a line of `seeds/reviews` would hold it.

    Raises StoreError when a text field is missing or empty.
    """
    if missing := [field for field in TEXT_FIELDS if not str(decision.get(field) or "").strip()]:
        raise StoreError(f"这条复核意见缺少 {'、'.join(missing)}；请补齐再存")
    return Draft(record_subject(decision), dict(decision), who, str(decision["reason"]))


def decision_lines(state: JournalState) -> str:
    """Return all standing decisions as JSON Lines, ready for the pipeline or for `seeds/reviews`, in order of entry."""
    return "".join(json.dumps(entry.new, ensure_ascii=False) + "\n" for entry in state.standing(SubjectKind.RECORD))
