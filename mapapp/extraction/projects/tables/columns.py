"""What the columns of a table hold, from their header words and, where these are silent, from their cells."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.document_tables import Table, TableRow
from mapapp.extraction.lexicon_patterns import LEXICON_DIR, cell_pattern
from mapapp.text.lexicon_files import read_entries

TOLD: Final = ("progress", "next", "target", "month")
DATED: Final = ("start", "finish", "use", "span")
MONEY: Final = ("invest_total", "invest_year", "invest_done", "money_share")
_UNIT: Final = cell_pattern("cell.money_unit")
_BRACKETS: Final = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_INDICATOR: Final = re.compile(r"指标")
# A cell of works: what a nameless column must mostly hold to be one of progress.
_UNIT_LABEL: Final = cell_pattern("cell.unit_label").pattern
_PROGRESS_CELL: Final = cell_pattern("cell.progress")
_UNITS: Final = re.compile(r"(?:计量)?单位")
_BARE_NUMBER: Final = cell_pattern("cell.bare_number")
_MOST: Final = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its number, what it holds, its heading, the unit printed with it, the year its heading names."""

    number: int
    role: str
    heading: str
    unit: str
    year: int | None


@functools.cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the roles of columns with the patterns of their headings, in the order they are tried."""
    entries = read_entries(LEXICON_DIR / "project_columns.toml", "column", ("pattern",))
    return tuple((str(entry["id"]), re.compile(entry["pattern"])) for entry in entries)


def role_of(heading: str) -> str:
    """Return what a column with this heading holds, an empty string where it does not say.

    >>> role_of("2026年计划投资（万元）"), role_of("计划竣工时间"), role_of("所在街镇"), role_of("指标名称")
    ('invest_year', 'finish', 'place', '')
    """
    words = re.sub(rf"[/／]?{_UNIT.pattern}$", "", _BRACKETS.sub("", heading))
    for candidate in (words.replace(" ", ""), words.split(" ")[-1], words.split(" ")[0]):
        for role, pattern in _rules():
            if pattern.fullmatch(candidate):
                return role
    return ""


def read_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table of projects; none where it is no such table.

    A table of projects has a column of names and one that tells how far they are, when, or what they cost. Where a
    table has no header, its first row may be one that was not seen as such.
    """
    headings = table.headings if table.header_rows else tuple(cell.words for cell in table.rows[0].cells)
    roles = [role_of(heading) for heading in headings]
    if any(_INDICATOR.search(heading) for heading in headings) or roles.count("name") == 0:
        return ()
    body = body_rows(table)
    if _counts_things(headings, roles, body):
        return ()
    for number, role in enumerate(roles):
        if not role:
            roles[number] = _role_of_cells([row.cells[number].words for row in body])
    first = roles.index("name")
    roles = [role if role != "name" or number == first else "content" for number, role in enumerate(roles)]
    if not any(role in (*TOLD, *DATED, *MONEY) for role in roles):
        return ()
    caption_unit = _caption_unit(table)
    return tuple(
        Column(number, role, headings[number], _unit(headings[number], role, caption_unit), _year(headings[number]))
        for number, role in enumerate(roles)
        if role
    )


def body_rows(table: Table) -> tuple[TableRow, ...]:
    """Return the rows below the header, also where the first row is a header that was not seen as one."""
    return table.body if table.header_rows else table.rows[1:]


def is_project_table(table: Table) -> bool:
    """Whether a table is read as one of projects, so that its cells are no figures of their own."""
    return bool(read_columns(table))


def _counts_things(headings: tuple[str, ...], roles: list[str], body: tuple[TableRow, ...]) -> bool:
    """Whether a table gives numbers of things, not how far projects are: a column of units, or told columns of numbers."""
    if any(_UNITS.fullmatch(_BRACKETS.sub("", heading)) for heading in headings):
        return True
    told = [row.cells[number].words for number, role in enumerate(roles) if role in TOLD for row in body]
    filled = [words for words in told if words]
    numbers = sum(bool(_BARE_NUMBER.fullmatch(words)) for words in filled)
    return bool(filled) and numbers >= _MOST * len(filled)


def _role_of_cells(cells: list[str]) -> str:
    """Return what a column without a telling heading holds, from its cells."""
    filled = [words for words in cells if words]
    if len(filled) < 2:
        return ""
    if sum(bool(_PROGRESS_CELL.search(words)) for words in filled) >= _MOST * len(filled):
        return "progress"
    return ""


def _caption_unit(table: Table) -> str:
    """Return the unit that a line above the table gives for all of it."""
    for cell in reversed(table.captions):
        match = re.search(_UNIT_LABEL + _UNIT.pattern, cell.words)
        if match:
            return match.group(1)
    return ""


def _unit(heading: str, role: str, otherwise: str) -> str:
    """Return the unit of a column of money or shares."""
    if role not in MONEY:
        return ""
    if role == "money_share":
        return "%"
    match = _UNIT.search(heading)
    return {"亿": "亿元", "万": "万元"}.get(match.group(1), match.group(1)) if match else otherwise


def _year(heading: str) -> int | None:
    """Return the year a heading names."""
    match = re.search(r"(20[0-4]\d)年", heading)
    return int(match.group(1)) if match else None
