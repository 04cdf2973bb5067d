"""XLSX for people: a summary first, a sheet per table with Chinese heads, what the file is, and the dictionary.

Rows are written one at a time and never kept, so that 100,000 projects take no more memory than ten. Texts are texts,
whatever they look like; a stage leads to the record it rests on.
"""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from mapapp.errors import ExportError
from mapapp.exports.document_names import document_names
from mapapp.exports.flat_columns import WKT_COLUMN, Cell, FlatColumn, cell_reader, comparator_sign, flat_dictionary_rows
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import about, about_lines
from mapapp.exports.tables import TABLES, count_rows
from mapapp.exports.text_files import FORMULA_STARTS
from mapapp.exports.unencodable import XLSX_CELL_CHARACTERS, Replacements
from mapapp.exports.xlsx_layout import SheetLayout, sheet_layout
from mapapp.exports.xlsx_summary import NO_STAGE_TERM, summary_of
from mapapp.open_workspace import active

# Limits of the file format: Excel repairs (that is, empties) a sheet that breaks them.
ROWS_PER_SHEET: Final = 1_048_576
LINKS_PER_SHEET: Final = 65_530
# A longer table is searched, not clicked through: its rows have no links and no heights, which take memory.
SHORT_TABLE_ROWS: Final = 10_000

SUMMARY_SHEET, ABOUT_SHEET, DICTIONARY_SHEET = "汇总", "说明", "字典"

_FIXED_DATE: Final = datetime.datetime(1980, 1, 1)
_COPY_BYTES: Final = 1 << 20
_A4: Final = 9
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_GREY_BLUE, _LINK_BLUE, _RULE = "#E8EDF1", "#1F587B", "#D5DCE2"


@dataclass
class _Book:
    """A workbook being written, its formats, what was replaced in it, and the row of each record that is linked to."""

    workbook: Workbook
    replaced: Replacements = field(default_factory=Replacements)
    row_of: dict[tuple[str, str], int] = field(default_factory=dict)
    formats: dict[str, Format] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make every format once: a file may hold a limited number of them."""
        plain = {"valign": "top", "font_size": 10}
        head = {"bold": True, "bg_color": _GREY_BLUE, "text_wrap": True, "valign": "vcenter", "border": 1}
        kinds: dict[str, dict[str, Any]] = {
            "plain": plain,
            "wrap": {**plain, "text_wrap": True},
            "guarded": {**plain, "text_wrap": True, "quote_prefix": True},
            "link": {**plain, "text_wrap": True, "font_color": _LINK_BLUE, "underline": 1},
            "whole": {**plain, "num_format": "0", "align": "right", "indent": 1},
            "number": {**plain, "num_format": "General", "align": "right", "indent": 1},
            "day": {**plain, "num_format": "yyyy-mm-dd"},
            "head": {**head, "border_color": _RULE, "font_size": 10},
            "title": {"bold": True, "font_size": 14},
            "count": {"num_format": "#,##0", "border": 1, "border_color": _RULE, "font_size": 10},
            "name": {"bold": True, "border": 1, "border_color": _RULE, "font_size": 10},
        }
        self.formats = {name: self.workbook.add_format(properties) for name, properties in kinds.items()}


def xlsx_pieces(job: ExportJob) -> Iterator[bytes]:
    """Return every table as one workbook, byte-identical for the same selection.

    Raises ExportError when a table has more rows than a sheet can hold.
    """
    for name, kind in TABLES.items():
        if count_rows(job.atlas, job.selected, name) >= ROWS_PER_SHEET:
            raise ExportError(f"{kind.term}超过 {ROWS_PER_SHEET - 1} 行，XLSX 装不下；请改用 csv 或 gpkg，或先筛选")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapapp.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_urls": False, "strings_to_formulas": False}
        with xlsxwriter.Workbook(str(path), options) as workbook:
            workbook.set_properties({"title": active().title, "author": "mapapp", "created": _FIXED_DATE})
            _write_sheets(_Book(workbook), job)
        with path.open("rb") as stream:
            while piece := stream.read(_COPY_BYTES):
                yield piece


def _write_sheets(book: _Book, job: ExportJob) -> None:
    """Write every sheet; those that are seen first stand first, what the file is is known only at the end."""
    summary = book.workbook.add_worksheet(SUMMARY_SHEET)
    sheets = {name: book.workbook.add_worksheet(kind.term) for name, kind in TABLES.items()}
    about_sheet = book.workbook.add_worksheet(ABOUT_SHEET)
    dictionary = book.workbook.add_worksheet(DICTIONARY_SHEET)
    _write_summary(book, summary, job)
    _number_rows(job, book.row_of)
    for name, sheet in sheets.items():
        _write_table(book, sheet, job.of(name))
    _write_dictionary(book, dictionary)
    _write_about(book, about_sheet, job)


def _print_set_up(sheet: Worksheet, title: str, *, repeated_rows: int | None) -> None:
    """Print on A4 across, one page wide, with the header on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header(f"&L{active().title.replace('&', '&&')}&R{title.replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
    if repeated_rows is not None:
        sheet.repeat_rows(repeated_rows)


def _write_summary(book: _Book, sheet: Worksheet, job: ExportJob) -> None:
    """Write the summary by zone."""
    summary = summary_of(job)
    formats = book.formats
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(summary.header) - 1, 8.5)
    _print_set_up(sheet, SUMMARY_SHEET, repeated_rows=None)
    for row, (term, text) in enumerate(summary.lines):
        shown = formats["title"] if row == 0 else None
        sheet.write_string(row, 0, book.replaced.xlsx(text if row == 0 else f"{term}：{text}"), shown)
    top = len(summary.lines) + 1
    sheet.set_row(top, 58)
    for index, head in enumerate(summary.header):
        sheet.write_string(top, index, head, formats["head"])
    for number, counts in enumerate(summary.rows, start=top + 1):
        sheet.write_string(number, 0, book.replaced.xlsx(str(counts[0])), formats["name"])
        for index, count in enumerate(counts[1:], start=1):
            sheet.write_number(number, index, float(count), formats["count"])
    sheet.write_string(top + len(summary.rows) + 2, 0, summary.note)
    sheet.freeze_panes(top + 1, 1)


def _number_rows(job: ExportJob, row_of: dict[tuple[str, str], int]) -> None:
    """Find the row (from 0) of every record that something links to, in tables short enough to be linked."""
    names = document_names(job.atlas.documents)
    if len(job.selected.events) <= SHORT_TABLE_ROWS:
        for row, project in enumerate(job.selected.projects, start=1):
            row_of["projects", project.project_id] = row
        for row, event in enumerate(job.selected.events, start=1):
            row_of["events", event.event_id] = row
            # A project's quote is known by its place in the text: the first event that rests on it is the one meant.
            row_of.setdefault(("events", f"{event.project_id} {names[event.doc]} {event.start} {event.end}"), row)
    for row, document in enumerate(job.atlas.documents, start=1):
        row_of["sources", document.named_id] = row


# Where a cell leads to: for each table and column the table it leads to, and the columns that make the key. Quotes are
# not linked: LibreOffice does not wrap a link.
_LINKS: Final[dict[tuple[str, str], tuple[str, tuple[str, ...]]]] = {
    ("projects", "stage_term"): ("events", ("project_id", "doc", "start", "end")),
    ("promises", "promised_stage_term"): ("events", ("promised_event_id",)),
    ("promises", "verdict_term"): ("events", ("not_after_event_id",)),
    ("promises", "promised_doc"): ("sources", ("promised_doc",)),
    ("promises", "name"): ("projects", ("project_id",)),
    ("events", "name"): ("projects", ("project_id",)),
    **{(table, "doc"): ("sources", ("doc",)) for table in ("projects", "events", "indicators")},
}


def _write_table(book: _Book, sheet: Worksheet, job: ExportJob) -> None:
    """Write one table: a head that explains itself, its first column and head always in sight, filters on every column."""
    kind = TABLES[job.table]
    rows = count_rows(job.atlas, job.selected, job.table)
    layout = sheet_layout(kind.entry, job.columns)
    _set_up(book, sheet, layout, rows, kind.term)
    columns = [placed.column for placed in layout.columns]
    read = cell_reader(columns)
    # People filter by what they see: an empty stage would say nothing.
    names = [column.name for column in columns]
    unreported = names.index("stage_term") if job.table == "projects" else None
    comparator = names.index("comparator") if "comparator" in names else None
    writers = [_writer(book, sheet, index, column) for index, column in enumerate(columns)]
    # Links and heights are kept until the sheet is done.
    short = rows <= SHORT_TABLE_ROWS
    links = _linked(job.table, columns) if short else []
    linked = 0
    for number, row in enumerate(job.rows(), start=1):
        cells = read(row)
        if comparator is not None:
            cells[comparator] = comparator_sign(cells[comparator])
        if unreported is not None and cells[unreported] is None:
            cells[unreported] = NO_STAGE_TERM
        leads = {}
        for index, table, keys in links:
            target = book.row_of.get((table, " ".join(str(cells[key]) for key in keys)))
            if target is not None and linked < LINKS_PER_SHEET and cells[index]:
                leads[index] = f"internal:'{TABLES[table].term}'!A{target + 1}"
                linked += 1
        points = layout.row_points(cells) if short else None
        if points is not None:
            sheet.set_row(number, points)
        for index, cell in enumerate(cells):
            if cell is None:
                continue
            if index in leads and layout.fits(index, cell) and str(cell).isprintable():
                text = book.replaced.xlsx(str(cell))
                sheet.write_url(number, index, leads[index], book.formats["link"], text)
            else:
                writers[index](number, cell)


def _linked(table: str, columns: list[FlatColumn]) -> list[tuple[int, str, list[int]]]:
    """Return for each column that leads elsewhere: its place, the table it leads to, the places of the key's parts."""
    place = {column.name: index for index, column in enumerate(columns)}
    found = []
    for (own, name), (target, keys) in _LINKS.items():
        if own == table and name in place and all(key in place for key in keys):
            found.append((place[name], target, [place[key] for key in keys]))
    return found


def _set_up(book: _Book, sheet: Worksheet, layout: SheetLayout, rows: int, title: str) -> None:
    """Return a sheet its head, widths, folded columns, filters and print set-up."""
    for index, placed in enumerate(layout.columns):
        options = {"level": 1, "hidden": True} if placed.folded else {}
        sheet.set_column(index, index, placed.width, None, options)
        column = placed.column
        sheet.write_string(0, index, placed.head, book.formats["head"])
        values = "".join(f"\n{value} {term}" for value, term in column.terms)
        note = {"x_scale": 2, "y_scale": 1 + len(column.terms) / 4, "author": "mapapp"}
        sheet.write_comment(0, index, f"{column.name}\n{column.meaning}{values}", note)
    sheet.set_row(0, layout.head_points)
    sheet.freeze_panes(1, layout.lead)
    sheet.autofilter(0, 0, max(rows, 1), len(layout.columns) - 1)
    _print_set_up(sheet, title, repeated_rows=0)


def _writer(book: _Book, sheet: Worksheet, index: int, column: FlatColumn) -> Callable[[int, Any], object]:
    """Return the function that writes a value of a column; a text is never a formula, whatever it looks like."""
    formats, replaced = book.formats, book.replaced
    whole, number, wrap, guarded = (formats[name] for name in ("whole", "number", "wrap", "guarded"))
    if column.type in {"integer", "count"}:
        return lambda row, cell: sheet.write_number(row, index, cell, whole)
    if column.type == "number":
        return lambda row, cell: sheet.write_number(row, index, cell, number)
    if column.type == "boolean":
        return lambda row, cell: sheet.write_string(row, index, "是" if cell else "否", wrap)
    if column.name == "issued":
        return lambda row, cell: _write_day(book, sheet, row, index, cell)
    if column.name == WKT_COLUMN.name:
        return lambda row, cell: _write_geometry(book, sheet, row, index, cell)

    def text(row: int, cell: str) -> None:
        shown = replaced.xlsx(cell)
        # Otherwise a click into the cell and Enter would turn the text into a formula.
        sheet.write_string(row, index, shown, guarded if shown.startswith(FORMULA_STARTS) else wrap)

    return text


def _write_day(book: _Book, sheet: Worksheet, row: int, index: int, cell: str) -> None:
    """Write a day as a date, so that it can be sorted and counted with; a year alone stays what it is."""
    if _DAY.fullmatch(cell):
        sheet.write_datetime(row, index, datetime.datetime.fromisoformat(cell), book.formats["day"])
    else:
        sheet.write_string(row, index, book.replaced.xlsx(cell), book.formats["plain"])


def _write_geometry(book: _Book, sheet: Worksheet, row: int, index: int, text: str) -> None:
    """Write a geometry's text where it fits into a cell: half a geometry is none."""
    if len(text) <= XLSX_CELL_CHARACTERS:
        sheet.write_string(row, index, text, book.formats["plain"])
    else:
        book.replaced.counts["超过 32767 字而略去的 WKT"] += 1


def _write_dictionary(book: _Book, sheet: Worksheet) -> None:
    """Write the dictionary as the last sheet: which head stands for which field, what it means, which values it has."""
    rows = flat_dictionary_rows(*(kind.entry for kind in TABLES.values()))
    heads = {
        "table": "表",
        "field": "字段",
        "term": "名称",
        "type": "类型",
        "unit": "单位",
        "meaning": "含义",
        "values": "取值",
    }
    for index, (head, width) in enumerate(zip(heads.values(), (12, 28, 22, 12, 9, 60, 60), strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, head, book.formats["head"])
    for number, row in enumerate(rows, start=1):
        for index, key in enumerate(heads):
            sheet.write_string(number, index, row[key], book.formats["wrap"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    _print_set_up(sheet, DICTIONARY_SHEET, repeated_rows=0)


def _write_about(book: _Book, sheet: Worksheet, job: ExportJob) -> None:
    """Write what the file is; last, because only now it is known what had to be replaced."""
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    lines: list[tuple[str, Cell]] = [*about_lines(about(job.atlas, job.selected, *TABLES))]
    folded = "代码、编号、原文位置等列收在表上方的“＋”后面；名称与字段的对应见“字典”"
    lines += [("折叠的列", folded), ("存不下的字符", book.replaced.report())]
    for number, (term, text) in enumerate(lines):
        sheet.write_string(number, 0, term, book.formats["head"])
        sheet.write_string(number, 1, book.replaced.xlsx(str(text)), book.formats["wrap"])
    _print_set_up(sheet, ABOUT_SHEET, repeated_rows=None)
