"""What the documents cover: zone by document, so that silence is seen as silence and not as zero."""

from __future__ import annotations

from mapapp.contracts import ZONE_IDS, Atlas, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.state import get_selection
from mapapp.ui.table import Cell, Column, Row, Sheet, show_sheet


def show() -> None:
    """Draw the matrix of the current question."""
    atlas = load_atlas()
    show_sheet(build_coverage(atlas, answer(get_selection())), atlas, key="coverage")


def build_coverage(atlas: Atlas, selected: Selected) -> Sheet:
    """Count how many of the selected projects each document speaks of, zone by zone."""
    counts: dict[tuple[str, str], set[str]] = {}
    for event in selected.events:
        for zone in selected.zones.get(event.project_id, ()) or ("未归片区",):
            counts.setdefault((zone, event.doc), set()).add(event.project_id)
    most = max((len(ids) for ids in counts.values()), default=1)
    zones = [*ZONE_IDS, "未归片区"]

    def cell(zone: str, doc: str) -> Cell:
        number = len(counts.get((zone, doc), ()))
        return {"rank": number, "share": number / most, "text": str(number), "note": f"{zone}：{number} 个项目"}

    return Sheet(
        columns=(
            Column("片区", "text", "8em"),
            *(
                Column(f"{document.short_title or document.title}（{document.year}）", "heat")
                for document in atlas.documents
            ),
        ),
        rows=tuple(Row((zone, *(cell(zone, document.id) for document in atlas.documents))) for zone in zones),
        empty="没有文件。",
        note="每格是该文件谈到的该片区项目数；斜纹是没有文件提及，不等于没有项目。片区互相重叠，数字不可相加。",
        summary=(
            {"value": len(atlas.documents), "text": "份文件"},
            {"value": len(selected.events), "text": "条项目进展"},
            {"value": len(selected.indicators), "text": "个指标"},
        ),
    )
