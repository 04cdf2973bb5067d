"""What a document is, as a person can put it right: title, kind, year, district, coverage."""

from __future__ import annotations

from typing import Final

import streamlit as st

from mapapp.contracts import DocumentCoverage, DocumentKind
from mapapp.ui.i18n import t, term_of
from mapapp.uploads.added_documents import Row, correct_row

# No plan on the map is older, and none plans further.
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2100
MOST_TITLE_CHARS: Final = 200


def document_form(row: Row, *, key: str) -> Row | None:
    """Draw the form over what stands in a row; return the row put right when it was sent, else None."""
    kinds, coverages = list(DocumentKind), list(DocumentCoverage)
    year = row.get("year")
    with st.form(f"form_{key}", border=False):
        title = st.text_input(
            t("docs.title"), str(row.get("title") or ""), key=f"title_{key}", max_chars=MOST_TITLE_CHARS
        )
        left, right = st.columns(2)
        kind = left.selectbox(
            t("docs.kind"),
            kinds,
            index=kinds.index(DocumentKind(str(row.get("kind") or DocumentKind.OTHER.value))),
            format_func=term_of,
            key=f"kind_{key}",
        )
        chosen = right.number_input(
            t("docs.year"),
            FIRST_YEAR,
            LAST_YEAR,
            year if isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR else None,
            key=f"year_{key}",
        )
        district = left.text_input(
            t("docs.district"), str(row.get("district") or ""), key=f"district_{key}", max_chars=MOST_TITLE_CHARS
        )
        coverage = right.selectbox(
            t("docs.coverage"),
            coverages,
            index=coverages.index(DocumentCoverage(str(row.get("coverage") or DocumentCoverage.FULL.value))),
            format_func=term_of,
            key=f"coverage_{key}",
        )
        sent = st.form_submit_button(t("docs.save"), type="primary")
    if not sent or not title.strip():
        return None
    return correct_row(
        row,
        title=title.strip(),
        kind=kind,
        year=None if chosen is None else int(chosen),
        district=district.strip(),
        coverage=coverage.value,
    )
