"""What the documents cover: zone by document, so that silence is seen as silence and not as zero."""

from __future__ import annotations

from typing import Final

import streamlit as st

from mapapp.contracts import Atlas, Document, DocumentCoverage, Selected
from mapapp.entities import best_review, document_coverage, reviewing_documents
from mapapp.layers.style import INK
from mapapp.open_workspace import active
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.cache import answer, load_atlas
from mapapp.ui.components.table import Cell, Row, TableColumn, TableSheet, show_sheet
from mapapp.ui.i18n import t, term_of
from mapapp.ui.state import get_selection
from mapapp.ui.views.quotes import passage_id

# How complete the best review of a year is: told by shape, so that it survives a grey printer.
REVIEW_MARKS: Final = {DocumentCoverage.FULL: "■", DocumentCoverage.ABRIDGED: "◧", DocumentCoverage.PRESS: "□"}


def show() -> None:
    """Draw which document speaks of which zone, or which year of a zone is reviewed how completely."""
    atlas, selected = load_atlas(), answer(get_selection())
    with st.container(key="problemkind"):
        view = st.segmented_control(
            t("coverage.choose"),
            ["documents", "years", "time"],
            format_func=lambda name: t(f"coverage.view_{name}"),
            key="coverage_view",
            default="documents",
            required=True,
            label_visibility="collapsed",
        )
    if view == "years":
        show_sheet(build_reviews(atlas), atlas, key="reviews")
    elif view == "time":
        show_sheet(build_times(atlas), atlas, key="times")
    else:
        show_sheet(build_coverage(atlas, selected), atlas, key="coverage")


def build_reviews(atlas: Atlas) -> TableSheet:
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
        note = t("sentence.join").join(
            t("coverage.review_note", title=titles[row.doc], kind=term_of(row.completeness), n=row.reported)
            for row in docs
        )
        return {"symbol": REVIEW_MARKS[best], "text": term_of(best), "rank": best.rank, "note": note, "colour": INK}

    return TableSheet(
        columns=(
            TableColumn(t("coverage.zone"), "text", "8em"),
            *(TableColumn(str(year), "review") for year in years),
        ),
        rows=tuple(Row((zone, *(cell(zone, year) for year in years))) for zone in active().headline_zones),
        empty=t("coverage.empty"),
        note=t("coverage.reviews_note"),
        summary=tuple(
            {
                "value": sum(1 for document in atlas.documents if document.coverage is kind),
                "text": t("coverage.of_kind", kind=term_of(kind)),
            }
            for kind in DocumentCoverage
        ),
    )


def build_times(atlas: Atlas) -> TableSheet:
    """Show for each document when it speaks and of which years, with the words each part rests on.

    A row opens to its clues and parts; what a person has set in the manifest is marked.
    """
    return TableSheet(
        columns=(
            TableColumn(t("coverage.time_document"), "text", "28%"),
            TableColumn(t("coverage.issued"), "text", "8em"),
            TableColumn(t("coverage.as_of"), "text", "7em"),
            TableColumn(t("coverage.looks_back"), "text", "7em"),
            TableColumn(t("coverage.looks_ahead"), "text", "7em"),
            TableColumn(t("coverage.parts"), "number", "5em"),
        ),
        rows=tuple(_time_row(document) for document in atlas.documents),
        empty=t("coverage.empty"),
        note=t("coverage.time_note"),
    )


def _time_row(document: Document) -> Row:
    """Return one document's time frame as a line with its words."""
    frame = document.time

    def cell(name: str, words: str) -> Cell:
        set_by_hand = t("coverage.set_by_hand") if name in frame.corrected else ""
        return {"text": words or t("coverage.not_said"), "note": set_by_hand, "rank": words}

    return Row(
        cells=(
            document.short_title or document.title,
            cell("issued", frame.issued),
            cell("as_of", frame.as_of),
            cell("reviews", _years(frame.reviews)),
            cell("plans", _years(frame.plans)),
            len(frame.parts),
        ),
        detail=tuple(
            _words(
                document, t(f"coverage.clue_{clue.says}", value=clue.day or _years(clue.years)), clue.start, clue.end
            )
            for clue in frame.clues
        )
        + tuple(
            {"label": t("coverage.part_unsaid", mode=term_of(part.mode), years=_years(part.years))}
            for part in frame.parts
            if part.start == part.end
        ),
    )


def _words(document: Document, label: str, start: int, end: int) -> dict[str, str]:
    """Return the words a clue rests on, with the way to them."""
    return {
        "label": label,
        "quote": clean_quote(document.text[start:end]),
        "doc": document.short_title or document.title,
        "read": passage_id(document.id, start, end),
    }


def _years(years: tuple[int, int] | None) -> str:
    """Write a span of years."""
    if years is None:
        return ""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def build_coverage(atlas: Atlas, selected: Selected) -> TableSheet:
    """Count how many of the selected projects each document speaks of, zone by zone."""
    no_zone = t("coverage.no_zone")
    counts: dict[tuple[str, str], set[str]] = {}
    for event in selected.events:
        for zone in selected.zones.get(event.project_id, ()) or (no_zone,):
            counts.setdefault((zone, event.doc), set()).add(event.project_id)
    most = max((len(ids) for ids in counts.values()), default=1)
    zones = [*active().headline_zones, no_zone]

    def cell(zone: str, doc: str) -> Cell:
        number = len(counts.get((zone, doc), ()))
        words = t("coverage.cell", zone=zone, n=number)
        return {"rank": number, "share": number / most, "text": str(number), "note": words}

    return TableSheet(
        columns=(
            TableColumn(t("coverage.zone"), "text", "8em"),
            *(
                TableColumn(
                    t("coverage.document", title=document.short_title or document.title, year=document.year), "heat"
                )
                for document in atlas.documents
            ),
        ),
        rows=tuple(Row((zone, *(cell(zone, document.id) for document in atlas.documents))) for zone in zones),
        empty=t("coverage.empty"),
        note=t("coverage.note"),
        summary=(
            {"value": len(atlas.documents), "text": t("coverage.documents", n=len(atlas.documents))},
            {"value": len(selected.events), "text": t("coverage.events", n=len(selected.events))},
            {"value": len(selected.indicators), "text": t("coverage.figures", n=len(selected.indicators))},
        ),
    )
