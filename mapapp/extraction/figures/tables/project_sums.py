"""Money columns of tables of projects: what each project costs, is to get this year, has got so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mapapp.contracts.document_tables import Table
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import Comparator, ValueKind
from mapapp.extraction.figures.indicator_records import IndicatorDraft
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.projects.tables.cells import EMPTY, read_number
from mapapp.extraction.projects.tables.columns import MONEY, Column, body_rows, read_columns
from mapapp.extraction.projects.tables.table_time import TableTime, table_time

_BRACKETS: Final = re.compile(r"[（(][^）)]*[）)]|\s")
_MONTHS: Final = re.compile(r"(1[0-2]|[1-9])[-—至~](1[0-2]|[1-9])月")
_SERIAL: Final = re.compile(r"^[（(]?\d{1,3}[）).、．]\s*")
_TOTAL: Final = figure_pattern("table.total")


def project_table_spans(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the view that hold tables of projects; their cells are no figures by themselves."""
    return tuple((table.view_start, table.view_end) for table in document.tables if read_columns(table))


def project_sums(document: Document) -> Iterator[tuple[IndicatorDraft, int, int]]:
    """Return each sum of a table of projects with the view offsets of its row.

    A total is doubtful as a figure of its own: it is the project's amount.
    """
    for table in document.tables:
        columns = read_columns(table)
        money = [column for column in columns if column.role in MONEY]
        if not money:
            continue
        time = table_time(document, table, document.section_at(table.view_start))
        named = next(column.number for column in columns if column.role == "name")
        for row in body_rows(table):
            name = _SERIAL.sub("", row.cells[named].words.strip())
            if row.band is not None or EMPTY.fullmatch(name) or _TOTAL.fullmatch(name):
                continue
            for column in money:
                words = row.cells[column.number].words
                value = None if EMPTY.fullmatch(words) else read_number(words.rstrip("%％"))
                if value is not None:
                    claim = _claim(document, table, name, column, words, value, time)
                    yield claim, row.view_spans[0][0], row.view_spans[-1][1]


def _claim(
    document: Document, table: Table, name: str, column: Column, words: str, value: float, time: TableTime
) -> IndicatorDraft:
    """Return the figure of one cell."""
    year = column.year or time.told
    kind = ValueKind.ACTUAL
    what = _BRACKETS.sub("", column.heading)
    if column.role == "invest_total":
        what = "总投资" if "总投资" in what else what
    elif column.role == "invest_year":
        year = column.year or (time.goals if time.plans else time.told)
        what = f"{year}年计划投资" if year else "年度计划投资"
        kind = ValueKind.TARGET
    elif column.role == "invest_done":
        what = "完成投资"
    period = str(year) if year else ""
    months = _MONTHS.search(column.heading)
    if months and year and column.role == "invest_done":
        period = f"{year}-{int(months.group(1)):02}/{int(months.group(2)):02}"
    certain = column.role in ("invest_year", "invest_done") and bool(column.unit)
    return IndicatorDraft(
        name=name + what,
        region=document.district,
        period=period,
        kind=kind,
        value=value,
        low=None,
        high=None,
        value_text=words,
        unit=column.unit,
        comparator=Comparator.EQUAL,
        certain=certain,
        rule=f"table.{column.role}",
        confidence=0.9 if certain else 0.5,
        reasons=(f"项目表“{table.headings[column.number] if table.header_rows else column.heading}”列",),
        table=True,
    )
