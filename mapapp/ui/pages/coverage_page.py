"""What the documents cover: zone by document, so that silence is seen as silence and not as zero."""

from __future__ import annotations

from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, DocumentCoverage, Selected
from mapapp.entities import best_review, document_coverage, reviewing_documents
from mapapp.layers.style import INK
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Cell, Column, Row, Sheet, show_sheet
from mapapp.ui.i18n import say, term_of
from mapapp.ui.state import get_selection
from mapapp.workspace import active

# How complete the best review of a year is: told by shape, so that it survives a grey printer.
REVIEW_MARKS: Final = {DocumentCoverage.FULL: "■", DocumentCoverage.ABRIDGED: "◧", DocumentCoverage.PRESS: "□"}


def show() -> None:
    """Draw which document speaks of which zone, or which year of a zone is reviewed how completely."""
    atlas, selected = load_atlas(), answer(get_selection())
    with st.container(key="problemkind"):
        view = st.segmented_control(
            say("coverage.choose"),
            ["documents", "years"],
            format_func=lambda name: say(f"coverage.view_{name}"),
            key="coverage_view",
            default="documents",
            required=True,
            label_visibility="collapsed",
        )
    if view == "years":
        show_sheet(build_reviews(atlas), atlas, key="reviews")
    else:
        show_sheet(build_coverage(atlas, selected), atlas, key="coverage")


def build_reviews(atlas: Atlas) -> Sheet:
    """Show for each zone and year whether a full document reviews it, a shortened one, or none.

    The years run from the first reviewed one to the last promised one that is over; a cell names its documents.
    """
    table = document_coverage(atlas.events, atlas.documents)
    titles = {document.id: document.short_title or document.title for document in atlas.documents}
    looked_at = [row.year for row in table if row.reviewed] or [active().years[0]]
    years = range(min(looked_at), active().years[1])

    def cell(zone: str, year: int) -> Cell:
        best = best_review(zone, year, table)
        if best is None:
            return None
        docs = reviewing_documents((zone,), year, table)
        note = say("sentence.join").join(
            say("coverage.review_note", title=titles[row.doc], kind=term_of(row.completeness), n=row.reported)
            for row in docs
        )
        return {"symbol": REVIEW_MARKS[best], "text": term_of(best), "rank": best.rank, "note": note, "colour": INK}

    return Sheet(
        columns=(
            Column(say("coverage.zone"), "text", "8em"),
            *(Column(str(year), "review") for year in years),
        ),
        rows=tuple(Row((zone, *(cell(zone, year) for year in years))) for zone in active().headline_zones),
        empty=say("coverage.empty"),
        note=say("coverage.reviews_note"),
        summary=tuple(
            {
                "value": sum(1 for document in atlas.documents if document.coverage is kind),
                "text": say("coverage.of_kind", kind=term_of(kind)),
            }
            for kind in DocumentCoverage
        ),
    )


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
