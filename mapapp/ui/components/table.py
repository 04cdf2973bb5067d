"""A table on a page: plain rows in, a sortable sheet with sentences and ways to the map out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

import streamlit as st

from mapapp.contracts import Atlas, Indicator, ProjectEvent, Stage, Verdict
from mapapp.layers.style import VERDICT_MARKS
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.components.component import mount, told
from mapapp.ui.i18n import CHINESE, language, language_tag, t, term_of
from mapapp.ui.screen_state import screen
from mapapp.ui.state import parse_focus, set_focus
from mapapp.ui.views.card_rows import gravity
from mapapp.ui.views.quotes import passage_id

# Column widths are counted in Chinese characters; English words for the same take this much more.
ENGLISH_WIDTH: Final = 1.45

# Rows drawn at once; the rest follows on request, so a long list opens as fast as a short one.
PAGE_SIZE: Final = 100

Cell = str | int | float | None | dict[str, Any] | list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its title, how its cells are drawn, and a CSS width or nothing."""

    title: str
    kind: Literal["text", "number", "link", "verdict", "heat", "review", "tick", "act"] = "text"
    width: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell per column, and the parts shown when it is opened ({label} or {label, quote, doc, read})."""

    cells: tuple[Cell, ...]
    detail: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A table with its headline counts, the rule or caveat above it, and what an empty one says."""

    columns: tuple[TableColumn, ...]
    rows: tuple[Row, ...]
    empty: str
    note: str = ""
    summary: tuple[dict[str, Any], ...] = field(default=())


def show_sheet(
    sheet: TableSheet,
    atlas: Atlas,
    *,
    key: str,
    on_ticks: Callable[[dict[str, bool]], None] | None = None,
    on_act: Callable[[str], None] | None = None,
) -> None:
    """Show a sheet; whatever is opened in it leads to the map page.

    A cell of a "tick" column is {id, ticked, label} with a `text` and a `note` beside the box, or a list of them; `on_ticks` is
    told which ids are ticked and which not, of those touched since the sheet was drawn. A cell of an "act" column is {act, text}: a button; `on_act` is told its act.
    """
    columns = [asdict(column) | {"width": _spread(column.width)} for column in sheet.columns]

    def take_open() -> None:
        focus, _ = parse_focus(str(told(key, "open") or ""), atlas)
        screen.page = "map"
        screen.read_from = ""
        set_focus(str(focus), (), fly=focus.kind in ("project", "zone"))

    def take_ticks() -> None:
        said = told(key, "ticks")
        if on_ticks is not None and isinstance(said, list):
            on_ticks({str(pair[0]): bool(pair[1]) for pair in said if isinstance(pair, list) and len(pair) == 2})

    def take_act() -> None:
        if on_act is not None:
            on_act(str(told(key, "act") or ""))

    with st.container(key="panelbox"):
        mount(
            "table",
            '<div class="sheet" role="region" tabindex="0"></div>',
            key=key,
            data={
                **asdict(sheet),
                "columns": columns,
                "page_size": PAGE_SIZE,
                "lang": language(),
                "tag": language_tag(),
            },
            on_open_change=take_open,
            on_ticks_change=take_ticks,
            on_act_change=take_act,
        )


def _spread(width: str) -> str:
    """Return a column the room its words take in the present language; shares of the table stay."""
    if language() == CHINESE or not width.endswith("em"):
        return width
    return f"{float(width.removesuffix('em')) * ENGLISH_WIDTH:g}em"


def mention(event: ProjectEvent) -> str:
    """Return what an event states: when, how far, and whether it happened or was planned."""
    year = event.year or t("cards.no_year")
    return t("cards.mention", year=year, stage=term_of(event.stage), modality=term_of(event.modality))


def year_stage(year: int | None, stage: Stage) -> str:
    """Return a stage with its year."""
    return t("cards.year_stage", year=year, stage=term_of(stage))


def verdict_cell(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as shape, colour and word, sorted with what wants to be seen first."""
    mark = VERDICT_MARKS[verdict]
    return {"symbol": mark.symbol, "colour": mark.colour, "text": term_of(verdict), "rank": gravity(verdict)}


def quote_part(atlas: Atlas, label: str, record: ProjectEvent | Indicator) -> dict[str, str]:
    """Return the sentence of a record with its document and the way to it."""
    document = atlas.document_by_id.get(record.doc)
    return {
        "label": label,
        "quote": clean_quote(record.quote),
        "doc": record.doc if document is None else document.short_title or document.title,
        "read": passage_id(record.doc, record.start, record.end),
    }


def count_verdicts(verdicts: Sequence[Verdict]) -> tuple[dict[str, Any], ...]:
    """Count verdicts for the headline, in their order, also where there is none; intentions are no verdict on anybody."""
    return tuple(
        {
            "symbol": VERDICT_MARKS[verdict].symbol,
            "colour": VERDICT_MARKS[verdict].colour,
            "value": verdicts.count(verdict),
            "text": term_of(verdict),
        }
        for verdict in Verdict
        if verdict is not Verdict.INTENTION
    )
