"""The one Chinese sentence that says a verdict with its years and the clauses it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mapapp.contracts import Bound, Document, Doubt, Polarity, ProjectEvent, Promise, Verdict
from mapapp.entities.coverage import Coverage
from mapapp.entities.intervals import Interval, ProjectEvidence


@dataclass(frozen=True, slots=True)
class Findings:
    """What a sentence about one promise can draw on."""

    event: ProjectEvent
    evidence: ProjectEvidence
    documents: tuple[Document, ...]
    interval: Interval
    furthest: ProjectEvent | None
    naming: tuple[str, ...]
    reviews: tuple[Coverage, ...]


def explain(promise: Promise, findings: Findings) -> str:
    """Return the reason of a promise's verdict in one sentence, quotes included."""
    if promise.verdict is Verdict.INTENTION:
        return f"“{_flat(findings.event.quote)}”没有可核对的终点，属意向，不计兑现"
    words = f"承诺{promise.year}年{promise.stage.term}，{_found(promise, findings)}"
    if findings.interval.contradicted and findings.interval.not_after is not None:
        words += f"；另有相反的说法：{_quoted(findings, findings.interval.contradicted[0])}，请核对"
    return words


def _found(promise: Promise, findings: Findings) -> str:
    """Return what was found about the promised stage."""
    match promise.verdict:
        case Verdict.KEPT:
            return f"{_reached(findings)}，按期"
        case Verdict.LATE:
            return f"{_not_reached(findings)}；{_reached(findings)}；{delay_words(promise)}"
        case Verdict.REACHED:
            return f"{_reached(findings)}；没有文件说明{promise.year}年底是否已达到，是否按期不明"
        case Verdict.OVERDUE:
            return _overdue(promise, findings)
        case Verdict.NOT_DUE:
            return "尚未到期"
        case _:
            return _unverified(promise, findings)


def delay_words(promise: Promise) -> str:
    """Return the proven delay in words (晚1至3年), empty where none is proven."""
    if promise.delay_years is None:
        return ""
    least, most = promise.delay_years
    return f"晚{least}年" if least == most else f"晚{least}至{most}年"


def _overdue(promise: Promise, findings: Findings) -> str:
    """Return until when it was not reached, how far it came and what is promised now."""
    words = f"{_not_reached(findings)}；此后没有达到的报告"
    if findings.furthest is not None:
        words += f"，报告过的最远进展为{findings.furthest.year or ''}年{findings.furthest.stage.term}"
    if promise.moved_to is not None:
        words += f"；新的承诺年份为{promise.moved_to}年"
    return words


def _unverified(promise: Promise, findings: Findings) -> str:
    """Return why nothing decides it."""
    match promise.doubt:
        case Doubt.UNDECIDED:
            return f"{_titles(findings, findings.naming)}谈到该项目，但没有说明是否{promise.stage.term}，待核实"
        case Doubt.NOT_NAMED:
            return f"{_counts(findings)}，未提该项目；未提不等于未办，待核实"
        case Doubt.ABRIDGED:
            return f"{_counts(findings)}，只有摘要或报道，未提不说明问题，待核实"
        case Doubt.NO_LATER:
            return f"库内没有{promise.year}年之后的文件，待核实"
        case _:
            zones = "、".join(findings.evidence.project.zones)
            return f"库内没有另一份文件回顾{zones}{promise.year}年，待核实"


def _reached(findings: Findings) -> str:
    """Return by when it was reached and who says so."""
    bound = findings.interval.not_after
    assert bound is not None
    stage = next(event.stage for event in findings.evidence.events if event.event_id == bound.event_id)
    further = "" if stage is findings.event.stage else f"{stage.term}，"
    return f"{bound.year}年已达到（{further}{_quoted(findings, bound)}）"


def _not_reached(findings: Findings) -> str:
    """Return until when it was not reached and who says so."""
    bound = findings.interval.not_before
    assert bound is not None
    event = next(event for event in findings.evidence.events if event.event_id == bound.event_id)
    if event.polarity is Polarity.CANCELLED:
        return f"已取消（{_quoted(findings, bound)}）"
    return f"{bound.year}年底尚未达到（{_quoted(findings, bound)}）"


def _quoted(findings: Findings, bound: Bound) -> str:
    """Quote the clause of a bound with its document."""
    return f"{_titles(findings, (bound.doc,))}：“{_flat(bound.quote)}”"


def _counts(findings: Findings) -> str:
    """Return which documents review the promised year and how much they report of the project's zones."""
    parts = []
    for doc in dict.fromkeys(row.doc for row in findings.reviews):
        rows = [row for row in findings.reviews if row.doc == doc]
        told = "、".join(f"{row.zone_id or '未分区'}{row.reported}项" for row in rows)
        parts.append(f"{_titles(findings, (doc,))}回顾了{rows[0].year}年（{told}）")
    return "，".join(parts)


def _titles(findings: Findings, docs: Sequence[str]) -> str:
    """Name documents for a reader."""
    names = {document.id: document.short_title or document.title or document.id for document in findings.documents}
    return "、".join(f"《{names.get(doc, doc)}》" for doc in docs)


def _flat(text: str) -> str:
    """Drop the line breaks of a quote."""
    return "".join(text.split())
