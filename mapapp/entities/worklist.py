"""What somebody must find out: promises nothing decides, who could know, and which missing report would settle most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from mapapp.contracts import (
    Document,
    DocumentCoverage,
    DocumentKind,
    MissingReport,
    Project,
    ProjectEvent,
    Promise,
    Verdict,
    WorkItem,
    Worklist,
)
from mapapp.entities.coverage import reviews_year
from mapapp.entities.responsible import find_body
from mapapp.open_workspace import active

# What is not known: whether it was reached at all, and whether in time.
OPEN_VERDICTS: Final = frozenset({Verdict.UNVERIFIED, Verdict.REACHED})

_YEARLY: Final = frozenset({DocumentKind.WORK_REPORT, DocumentKind.PLAN_REPORT, DocumentKind.PRESS})


def build_worklist(
    projects: Mapping[str, Project],
    promises: Iterable[Promise],
    events: Mapping[str, ProjectEvent],
    documents: Sequence[Document],
) -> Worklist:
    """Return what is to be found out about the given promises, and the reports that would settle most of it.

    Parameters
    ----------
    projects, events
        By id.
    promises
        Those of the question asked; only unverified ones and those reached at an unknown time are listed.
    documents
        Of the workspace: a full review of the promised year that is at hand is not missing.
    """
    by_id = {document.id: document for document in documents}
    items = []
    wanted: Counter[tuple[str, int]] = Counter()
    for promise in promises:
        if promise.verdict not in OPEN_VERDICTS:
            continue
        event, project = events[promise.event_id], projects[promise.project_id]
        document = by_id[event.doc]
        report = _missing_report(document.district, promise.year, documents)
        if report is not None:
            wanted[document.district, report.year] += 1
        body = find_body(document, event)
        items.append(
            WorkItem(
                promise_id=promise.promise_id,
                project_id=promise.project_id,
                name=project.name,
                printed=_printed(event, project),
                zones=project.zones,
                body=body,
                asks=_who_could_know(body, event, document),
                stage=promise.stage,
                year=promise.year,
                verdict=promise.verdict,
                quote="".join(event.quote.split()),
                doc=event.doc,
                doc_title=document.short_title or document.title,
                known=_known(promise),
                settles=report_title(report) if report else "",
            )
        )
    zones = {zone: number for number, zone in enumerate(active().zone_ids)}
    items.sort(
        key=lambda item: (
            zones.get(item.zones[0], -1) if item.zones else len(zones),
            item.body,
            item.year,
            item.name,
            item.promise_id,
        )
    )
    missing = [
        report
        for (district, year), count in wanted.items()
        if (report := _missing_report(district, year - 1, documents, count)) is not None
    ]
    missing.sort(key=lambda report: (-report.promises, report.district, report.year))
    return Worklist(tuple(items), tuple(missing))


def report_title(report: MissingReport) -> str:
    """Return what a missing report is called, and what is at hand instead.

    >>> report_title(MissingReport("甲区", 2022, None, 3))
    '甲区2022年政府工作报告（回顾2021年）'
    """
    held = f"，库内只有{report.at_hand.term}" if report.at_hand else ""
    full = "全文" if report.at_hand else ""
    return f"{report.district}{report.year}年政府工作报告{full}（回顾{report.reviews}年{held}）"


def missing_words(missing: Sequence[MissingReport]) -> str:
    """Return one sentence that says which reports would settle how many promises, "" where none is missing."""
    if not missing:
        return ""
    parts = [f"{report_title(report)}可核对 {report.promises} 条" for report in missing]
    return f"补上这些文件，最多可核对 {sum(report.promises for report in missing)} 条：" + "；".join(parts)


def _missing_report(
    district: str, reviewed: int, documents: Sequence[Document], promises: int = 1
) -> MissingReport | None:
    """Return the yearly report that would review a year, None where the full text is at hand."""
    at_hand = [
        document.coverage
        for document in documents
        if document.district == district and document.kind in _YEARLY and reviews_year(document, reviewed)
    ]
    best = min(at_hand, key=lambda coverage: coverage.rank, default=None)
    if best is DocumentCoverage.FULL:
        return None
    return MissingReport(district, reviewed + 1, best, promises)


def _who_could_know(body: str, event: ProjectEvent, document: Document) -> tuple[str, ...]:
    """Name who could know: the body the text names, the town it names, who issued the promise."""
    towns = [place for place in event.places if place.endswith(("镇", "街道", "乡"))]
    issuer = f"{document.district}人民政府（承诺文件的发布机关）" if document.district else ""
    return tuple(dict.fromkeys(who for who in (body, *towns, issuer) if who))


def _printed(event: ProjectEvent, project: Project) -> str:
    """Return the name a promise uses, "" where it is the project's own."""
    printed = "".join(event.name.split())
    return "" if printed == "".join(project.name.split()) else printed


def _known(promise: Promise) -> str:
    """Return in a few words what the documents do say of the date."""
    parts = []
    if promise.not_before is not None:
        parts.append(f"{promise.not_before.year}年底尚未达到")
    if promise.not_after is not None:
        parts.append(f"至迟{promise.not_after.year}年已达到")
    if promise.doubt is not None:
        parts.append(promise.doubt.term)
    return "；".join(parts)
