"""The review desk: the records of one document in the order a person should look, and what he says of each as a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapapp.contracts import (
    Atlas,
    Document,
    Indicator,
    JournalState,
    JsonValue,
    ProjectEvent,
    Subject,
    SubjectKind,
)
from mapapp.entities.review.record_fields import read_fields
from mapapp.entities.review.review_book import squeeze
from mapapp.errors import MapAppError
from mapapp.store import record_subject

# Whether a decision needs a second person's signature before its record counts as done, as a workspace's people set it.
TWO_PEOPLE: Final = Subject(SubjectKind.SETTING, "two_people_sign")
# What a person may put right on the desk, by the kind of record.
EDITABLE: Final = {
    "event": frozenset(
        {"name", "canonical", "stage", "modality", "polarity", "year", "moved_to", "zones", "zone_evidence"}
    ),
    "indicator": frozenset({"name", "region", "period", "value_text", "value", "unit"}),
}
VERDICTS: Final = ("accept", "correct", "reject", "add")
_SENTENCE_ENDS: Final = "。；！？\n"
MOST_SET_CHARS: Final = 4_000


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """One record on the desk: as documents and workspace have it, before the team's own decisions.

    `key` is the subject under which the journal keeps what people say of it.
    """

    record: ProjectEvent | Indicator
    kind: str
    subject: Subject
    on_map: bool
    rank: int

    @property
    def key(self) -> str:
        """Return what the browser calls it."""
        return self.subject.key


def desk_records(atlas: Atlas, doc: str) -> tuple[DeskRecord, ...]:
    """Return the records of a document, those to look at first in front.

    Doubtful progress, then progress of projects that stand nowhere on the map, then doubtful figures, then the rest; of
    each kind what nobody has looked at, and what is least sure, comes first. Two records that the journal cannot tell
    apart are one.
    """
    document = atlas.document_by_id[doc]
    found: dict[str, DeskRecord] = {}
    for event in atlas.events:
        if event.doc == doc:
            placement = atlas.placement_by_project.get(event.project_id)
            on_map = placement is not None and placement.mapped
            rank = 0 if not event.certain else 1 if not on_map else 3
            subject = record_subject(plain_decision(document, event))
            found.setdefault(subject.key, DeskRecord(event, "event", subject, on_map, rank))
    for figure in atlas.indicators:
        if figure.doc == doc:
            subject = record_subject(plain_decision(document, figure))
            rank = 4 if figure.certain else 2
            found.setdefault(subject.key, DeskRecord(figure, "indicator", subject, on_map=True, rank=rank))
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (one.rank, one.record.looked.rank, one.record.confidence, one.record.start, one.key),
        )
    )


def plain_decision(document: Document, record: ProjectEvent | Indicator) -> dict[str, JsonValue]:
    """Return the part of a decision that says which record it means."""
    if isinstance(record, ProjectEvent):
        kind, was = "event", {"stage": record.stage.value, "modality": record.modality.value}
    else:
        kind = "indicator"
        was = {"value_text": record.value_text, "period": record.period, "value_kind": record.value_kind.value}
    return {"document": document.sha256, "kind": kind, "quote": record.quote, "name": record.name, "was": was}


def new_record(document: Document, start: int, end: int, values: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the part of a decision that says which record is missing: a name in the sentence around some words.

    Parameters
    ----------
    start, end : int
        Half-open offsets of the words in the document's text.
    values
        The checked fields of the new record: a name and a stage at least.

    Raises
    ------
    MapAppError
        When the words do not lie in the document, or name or stage is missing.
    """
    text, name = document.text, str(values.get("name") or "").strip()
    if not name or "stage" not in values:
        raise MapAppError("新记录要有名称和阶段；请补齐再存")
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise MapAppError("选中的文字不在这份文件里；请在左边原文中重新选")
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end - 1)) >= 0]
    last = min(ends, default=len(text) - 1) + 1
    quote = text[first:last].strip()
    places = squeeze(text).find(quote)
    nth = next((n for n, (left, right) in enumerate(places) if left <= start < right), 0)
    return {
        "document": document.sha256,
        "kind": "event",
        "quote": quote,
        "name": name,
        "was": {"stage": values["stage"], "occurrence": nth},
        "set": {**values, "occurrence": nth},
    }


def checked_fields(kind: str, given: object) -> dict[str, JsonValue]:
    """Return the fields a browser sent for a record, each allowed and of its vocabulary.

    Raises MapAppError for anything else.
    """
    if not isinstance(given, Mapping) or set(given) - EDITABLE[kind] or len(str(given)) > MOST_SET_CHARS:
        raise MapAppError("这样改不了这条记录；请刷新页面再试")
    values = dict(given)
    for key in ("name", "canonical"):
        if key in values and not str(values[key] or "").strip():
            raise MapAppError("名称不能空着；请写上名称再存")
    try:
        read_fields(kind, values)
    except (TypeError, ValueError, KeyError) as error:
        raise MapAppError("填写的内容不合要求；请检查阶段、年份和片区") from error
    return values


def stale_decisions(atlas: Atlas) -> tuple[str, ...]:
    """Return a sentence for every decision whose quote or document has changed: it must be looked at again."""
    return tuple(problem.message for problem in atlas.problems if problem.code == "review-stale")


def without_decisions(state: JournalState) -> JournalState:
    """Return a state as if nobody had decided on any record: what the desk lays before people."""
    latest = {subject: entry for subject, entry in state.latest.items() if subject.kind is not SubjectKind.RECORD}
    return JournalState(state.revision, latest)
