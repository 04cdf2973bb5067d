"""What a file says of itself: version, as of when, filtered how, from which documents, under which licence."""

from __future__ import annotations

from mapapp.contracts import Atlas, Selected
from mapapp.exports.rows import Row

TITLE = "青浦·大零号湾 项目一张图"
CREDIT = "项目与指标摘自所列公开文件；边界为手绘示意，非法定界线；部分走向参照 © OpenStreetMap contributors (ODbL)"
LICENCE = "原文著作权归发布机关；摘录仅供规划研究引用。手绘边界按 ODbL 提供"


def about(atlas: Atlas, selected: Selected) -> Row:
    """Describe a selection's file: everything needed to answer "says who, as of when, filtered how"."""
    return {
        "title": TITLE,
        "version": atlas.version,
        "as_of": selected.as_of,
        "clock": selected.clock.value,
        "clock_term": selected.clock.term,
        "filters": dict(selected.filters),
        "mapped": selected.mapped,
        "unmapped": selected.unmapped,
        "total": selected.total,
        "datum": "WGS 84 (EPSG:4326, lon/lat)",
        "boundaries": "示意边界，非法定",
        "licence": LICENCE,
        "credit": CREDIT,
        "documents": [
            {"doc": document.id, "title": document.title, "issued": document.issued, "sha256": document.sha256}
            for document in atlas.documents
        ],
    }
