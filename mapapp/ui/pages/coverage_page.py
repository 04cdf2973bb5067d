"""What the documents cover: zone by document, so that silence is seen as silence and not as zero."""

from __future__ import annotations

from mapapp.contracts import Atlas, Selected
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Cell, Column, Row, Sheet, show_sheet
from mapapp.ui.i18n import say
from mapapp.ui.state import get_selection
from mapapp.workspace import active


def show() -> None:
    """Draw the matrix of the current question."""
    atlas = load_atlas()
    show_sheet(build_coverage(atlas, answer(get_selection())), atlas, key="coverage")


def build_coverage(atlas: Atlas, selected: Selected) -> Sheet:
    """Count how many of the selected projects each document speaks of, zone by zone."""
    no_zone = say("coverage.no_zone")
    counts: dict[tuple[str, str], set[str]] = {}
    for event in selected.events:
        for zone in selected.zones.get(event.project_id, ()) or (no_zone,):
            counts.setdefault((zone, event.doc), set()).add(event.project_id)
    most = max((len(ids) for ids in counts.values()), default=1)
    zones = [*active().headline_zones, no_zone]

    def cell(zone: str, doc: str) -> Cell:
        number = len(counts.get((zone, doc), ()))
        words = say("coverage.cell", zone=zone, n=number)
        return {"rank": number, "share": number / most, "text": str(number), "note": words}

    return Sheet(
        columns=(
            Column(say("coverage.zone"), "text", "8em"),
            *(
                Column(
                    say("coverage.document", title=document.short_title or document.title, year=document.year), "heat"
                )
                for document in atlas.documents
            ),
        ),
        rows=tuple(Row((zone, *(cell(zone, document.id) for document in atlas.documents))) for zone in zones),
        empty=say("coverage.empty"),
        note=say("coverage.note"),
        summary=(
            {"value": len(atlas.documents), "text": say("coverage.documents", n=len(atlas.documents))},
            {"value": len(selected.events), "text": say("coverage.events", n=len(selected.events))},
            {"value": len(selected.indicators), "text": say("coverage.figures", n=len(selected.indicators))},
        ),
    )
