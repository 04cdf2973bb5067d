"""The quotes behind the map, as plain data: what a project, a zone or a town says of itself when it is clicked.

Documents, events, promises and figures travel as rows of values; the browser turns every string into a text node.
"""

from __future__ import annotations

from typing import Any, Final

from mapapp.contracts import Atlas, Document, Indicator, Placement, Project, Stage, Verdict
from mapapp.layers.specs import area_of
from mapapp.layers.style import INK_SOFT, VERDICT_MARKS
from mapapp.open_workspace import active
from mapapp.selection import document_year, zones_of
from mapapp.text.quote_lines import clean_quote

CAVEAT: Final = "示意边界，非法定界线"
# Left empty until somebody who may do so fills it in.
REVIEW_NUMBER: Final = "审图号：＿＿＿＿＿＿"


def build_book(atlas: Atlas) -> dict[str, Any]:
    """Return everything a reader can look up, in Atlas order."""
    index = {document.id: number for number, document in enumerate(atlas.documents)}
    return {
        "title": active().title,
        "caveat": CAVEAT,
        "reviewNumber": REVIEW_NUMBER,
        "sources": source_line(atlas),
        "docs": [document.short_title or document.title for document in atlas.documents],
        "fullTitles": [document.title for document in atlas.documents],
        "stages": [stage.term for stage in Stage],
        "verdicts": [
            {"term": verdict.term, "symbol": VERDICT_MARKS[verdict].symbol, "colour": VERDICT_MARKS[verdict].colour}
            for verdict in Verdict
        ],
        "soft": INK_SOFT,
        "zones": [
            {
                "id": zone.zone_id,
                "name": zone.name,
                "note": "、".join(zone.towns),
                "area": round(zone.area_km2),
                "accuracy": round(zone.accuracy_m),
                "part": bool(zone.part_of),
            }
            for zone in atlas.geodata.zones
        ],
        "projects": [_project(atlas, project, index) for project in atlas.projects],
        "figures": [_figure(figure, index) for figure in atlas.indicators if figure.region in _regions(atlas)],
    }


def source_line(atlas: Atlas) -> str:
    """Name the documents everything rests on."""
    return "来源：" + "、".join(f"《{document.title}》" for document in atlas.documents)


def where_in(document: Document, start: int, end: int) -> str:
    """Return where in a document a quote stands: page where the file has pages (识别 where read from a picture), characters."""
    page = document.page_of(start)
    mark = "（识别）" if document.recognised_at(start, end) else ""
    return f"{f'第{page}页{mark}，' if page is not None else ''}第{start}–{end}字"


def place_words(placement: Placement | None) -> str:
    """Return how exactly a project is placed and why."""
    if placement is None or placement.geometry is None:
        return "未上图：" + ((placement.basis if placement else "") or "文件没有给出可定位的地点")
    accuracy = "" if placement.accuracy_m is None else f"，误差约 {placement.accuracy_m:,.0f} 米"
    return f"位置：{placement.precision.term}{accuracy}。{placement.basis}"


def _regions(atlas: Atlas) -> set[str]:
    """List the zone ids and names a figure may speak of."""
    return {name for zone in atlas.geodata.zones for name in (zone.zone_id, zone.name)}


def _project(atlas: Atlas, project: Project, index: dict[str, int]) -> dict[str, Any]:
    """Return one project: rows of events [stage, year, planned, doc, start, end, quote, certain] and of promises."""
    placement = atlas.placement_by_project.get(project.project_id)
    verdicts = list(Verdict)
    fields: dict[str, Any] = {
        "id": project.project_id,
        "name": project.name,
        "aliases": [name for name in project.aliases if name != project.name],
        "zones": list(zones_of(atlas, project)),
        "place": place_words(placement),
        "area": area_of(placement),
        "certain": project.certain,
        "kind": project.kind.term,
        "looked": f"本单位签认：{project.signed}" if project.signed else project.looked.term,
        "events": [
            [
                event.stage.rank,
                event.year,
                event.modality.value == "planned",
                index.get(event.doc, -1),
                event.start,
                event.end,
                clean_quote(event.quote),
                event.certain,
            ]
            for event in atlas.events_of(project)
        ],
        "promises": [
            [
                verdicts.index(promise.verdict),
                promise.year,
                promise.stage.rank,
                promise.reason,
                document_year(atlas, atlas.event_by_id[promise.event_id].doc),
                promise.verdict is Verdict.INTENTION,
            ]
            for promise in atlas.promises_by_project.get(project.project_id, ())
        ],
    }
    return {key: value for key, value in fields.items() if value not in ("", [])}


def _figure(figure: Indicator, index: dict[str, int]) -> dict[str, Any]:
    """Return one figure of a zone with its sentence."""
    return {
        "region": figure.region,
        "name": figure.name,
        "value": figure.value_with_unit,
        "kind": figure.value_kind.term,
        "period": figure.period,
        "doc": index.get(figure.doc, -1),
        "at": [figure.start, figure.end],
        "quote": clean_quote(figure.quote),
    }
