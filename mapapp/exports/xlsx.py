"""XLSX: one sheet per table, what the file is, and the dictionary; quotes lead to the record they rest on."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.archives import fixed_zip, zip_entries
from mapapp.exports.document_names import document_names
from mapapp.exports.flat_columns import Cell, Column, flat_dictionary_rows, spreadsheet_cell
from mapapp.exports.job import Job
from mapapp.exports.metadata import about, about_lines
from mapapp.exports.tables import TABLES, count_rows
from mapapp.exports.text_files import FORMULA_STARTS
from mapapp.exports.unencodable import Replacements
from mapapp.workspace import active

# Limits of the file format: Excel repairs (that is, empties) a sheet that breaks them.
ROWS_PER_SHEET = 1_048_576
LINKS_PER_SHEET = 65_530

_FIXED_DATE = datetime.datetime(1980, 1, 1)
_HEADER_FONT = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="E8EDF1")
_LINK_STYLE = "mapapp link"
_ABOUT_SHEET, _DICTIONARY_SHEET = "说明", "字典"

# Widths in characters by the end of a column's name, then by its type.
_WIDTH_BY_NAME = {"quote": 60, "name": 28, "canonical": 28, "title": 40, "reasons": 30, "basis": 30, "reason": 40}
_WIDTH_BY_TYPE = {"string": 14, "strings": 20, "integer": 8, "number": 10, "boolean": 8, "count": 8}


@dataclass
class _Book:
    """A workbook being written, what was replaced in it, and the row of each record so far."""

    workbook: Workbook
    replaced: Replacements = field(default_factory=Replacements)
    row_of: dict[tuple[str, str], int] = field(default_factory=dict)


def xlsx_pieces(job: Job) -> Iterator[bytes]:
    """Write every table as one workbook, byte-identical for the same selection.

    Texts that look like formulas stay texts. Raises ExportError when a table has more rows than a sheet can hold.
    """
    atlas, selected = job.atlas, job.selected
    for name, kind in TABLES.items():
        if count_rows(atlas, selected, name) >= ROWS_PER_SHEET:
            raise ExportError(f"{kind.term}超过 {ROWS_PER_SHEET - 1} 行，XLSX 装不下；请改用 csv 或 gpkg，或先筛选")
    book = _Book(Workbook(write_only=True))
    book.workbook.add_named_style(NamedStyle(_LINK_STYLE, font=Font(color="1F587B", underline="single")))
    about_sheet = book.workbook.create_sheet(_ABOUT_SHEET)
    sheets = {name: book.workbook.create_sheet(kind.term) for name, kind in TABLES.items()}
    _number_rows(atlas, selected, book.row_of)
    for name, sheet in sheets.items():
        _fill_table(book, sheet, job.of(name))
    _fill_dictionary(book)
    described = about(atlas, selected, *TABLES)
    _fill_about(book, about_sheet, about_lines(described))
    yield workbook_bytes(book.workbook)


def _number_rows(atlas: Atlas, selected: Selected, row_of: dict[tuple[str, str], int]) -> None:
    """Find the sheet row of every record that something links to; row 1 is the header."""
    names = document_names(atlas.documents)
    for row, project in enumerate(selected.projects, start=2):
        row_of["projects", project.project_id] = row
    for row, event in enumerate(selected.events, start=2):
        row_of["events", event.event_id] = row
        # A project's quote is known by its place in the text: the first event that rests on it is the one meant.
        row_of.setdefault(("events", f"{event.project_id} {names[event.doc]} {event.start} {event.end}"), row)
    for row, document in enumerate(atlas.documents, start=2):
        row_of["sources", document.named_id] = row


def _link_target(table: str, column: str, cells: Mapping[str, Cell]) -> tuple[str, str] | None:
    """Say which record a cell leads to, as (table, key), or None."""
    match table, column:
        case "projects", "quote":
            return "events", f"{cells['project_id']} {cells['doc']} {cells['start']} {cells['end']}"
        case "promises", "promised_quote":
            return "events", str(cells["promised_event_id"])
        case "promises", "not_before_quote" | "not_after_quote":
            return "events", str(cells[column.removesuffix("_quote") + "_event_id"])
        case (("events" | "promises"), "project_id"):
            return "projects", str(cells["project_id"])
        case (("projects" | "events" | "indicators"), "doc"):
            return "sources", str(cells["doc"])
    return None


def _fill_table(book: _Book, sheet: WriteOnlyWorksheet, job: Job) -> None:
    """Write one table with a frozen header, filters and widths."""
    name, columns = job.table, job.columns
    _set_up(sheet, [_width(column) for column in columns], count_rows(job.atlas, job.selected, name))
    sheet.append([_header_cell(sheet, column) for column in columns])
    links = 0
    for row in job.rows():
        cells = {column.name: spreadsheet_cell(row, column) for column in columns}
        line: list[Cell | WriteOnlyCell] = []
        for column, value in cells.items():
            target = _link_target(name, column, cells) if value and links < LINKS_PER_SHEET else None
            if target is not None and target in book.row_of:
                line.append(_link_cell(book, sheet, str(value), target))
                links += 1
            else:
                line.append(_cell(book, sheet, value))
        sheet.append(line)


def _set_up(sheet: WriteOnlyWorksheet, widths: list[int], rows: int) -> None:
    """Freeze the header row, give every column its width and a filter."""
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{rows + 1}"


def _width(column: Column) -> int:
    """Choose a width that shows the usual content."""
    return _WIDTH_BY_NAME.get(column.name.rsplit("_", 1)[-1], _WIDTH_BY_TYPE.get(column.type, 16))


def _header_cell(sheet: WriteOnlyWorksheet, column: Column) -> WriteOnlyCell:
    """Write a header that explains itself under the pointer."""
    cell = _bold(sheet, column.name)
    unit = f"（{column.unit}）" if column.unit else ""
    values = "".join(f"\n{value} {term}" for value, term in column.terms)
    cell.comment = Comment(f"{column.meaning}{unit}{values}", "mapapp", height=40 + 18 * len(column.terms), width=260)
    return cell


def _bold(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Write a header cell."""
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
    return cell


def _cell(book: _Book, sheet: WriteOnlyWorksheet, value: Cell) -> Cell | WriteOnlyCell:
    """Write one value; a text is never a formula or an error value, whatever it looks like.

    Most values need no cell of their own, and a plain value is written in half the time.
    """
    if not isinstance(value, str):
        return value
    text = book.replaced.xlsx(value)
    if not text.startswith((*FORMULA_STARTS, "#")):
        return text
    cell = _text_cell(sheet, text)
    # Otherwise a click into the cell and Enter would turn the text into a formula.
    cell.quotePrefix = True
    return cell


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Make a cell that holds a text, whatever it looks like."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _link_cell(book: _Book, sheet: WriteOnlyWorksheet, text: str, target: tuple[str, str]) -> WriteOnlyCell:
    """Make a cell that leads to a record."""
    cell = _text_cell(sheet, book.replaced.xlsx(text))
    cell.style = _LINK_STYLE
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    cell.hyperlink = Hyperlink(ref="", location=f"'{TABLES[target[0]].term}'!A{book.row_of[target]}")
    return cell


def _fill_dictionary(book: _Book) -> None:
    """Write the dictionary as the last sheet."""
    sheet = book.workbook.create_sheet(_DICTIONARY_SHEET)
    rows = flat_dictionary_rows(*(kind.entry for kind in TABLES.values()))
    _set_up(sheet, [12, 26, 20, 16, 10, 60, 60], len(rows))
    sheet.append([_bold(sheet, head) for head in ("表", "字段", "名称", "类型", "单位", "含义", "取值")])
    for row in rows:
        sheet.append([_cell(book, sheet, text) for text in row.values()])


def _fill_about(book: _Book, sheet: WriteOnlyWorksheet, lines: list[tuple[str, str]]) -> None:
    """Write what the file is; last, because only now it is known what had to be replaced."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 100
    for term, text in lines:
        sheet.append([_bold(sheet, term), _cell(book, sheet, text)])
    sheet.append([_bold(sheet, "存不下的字符"), _cell(book, sheet, book.replaced.report())])


def workbook_bytes(workbook: Workbook) -> bytes:
    """Save a workbook without a trace of when or where it was saved."""
    workbook.properties.title = active().title
    workbook.properties.creator = "mapapp"
    workbook.properties.created = workbook.properties.modified = _FIXED_DATE
    buffer = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)).save()
    return fixed_zip(zip_entries(buffer.getvalue()))
