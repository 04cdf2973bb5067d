"""Reading a filled list back: every filled row is an answer with its source, or a sentence that says what is missing."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mapapp.contracts import Answer, Polarity
from mapapp.errors import ExportError
from mapapp.exports.worklist_book import ANSWER, ANSWER_COLUMNS, DATE, KEY_COLUMN, MOVED, SOURCE, WHO, YEAR

# A list of a whole city has a few thousand rows; a file far larger is not one of ours.
_MOST_BYTES: Final = 20_000_000
_MOST_ROWS: Final = 50_000
_MOST_COLUMNS: Final = 200
# Unpacked, and in elements of XML (two a cell): a list of a city has some ten megabytes and 200,000; at the limits a workbook
# takes four seconds of a busy machine.
_MOST_UNPACKED: Final = 60_000_000
_MOST_ELEMENTS: Final = 400_000
_HEADER_ROWS: Final = 10
_FIRST_YEAR: Final = 1990
_TEXT_CHARS: Final = 300

_SAID: Final[Mapping[Polarity, tuple[str, ...]]] = {
    Polarity.HAPPENED: ("是", "已", "已达到", "达到", "已完成", "完成", "y", "yes", "true", "1", "√", "✓", "对"),
    Polarity.NOT_REACHED: ("否", "未", "未达到", "没有", "尚未", "未完成", "n", "no", "false", "0", "×", "✗"),
    Polarity.CANCELLED: ("取消", "已取消", "终止", "不建了", "不再实施", "撤销", "cancelled"),
}
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT].*)?")
_WHOLE: Final = re.compile(r"(\d{4})(?:\.0+)?年?")

Cells = Mapping[str, object]


def read_answers(content: bytes) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """Return the answers of a filled list, and one sentence per row that cannot be taken, with its row and remedy.

    Rows without an answer are left alone. Columns may be moved, added or left out other than those filled in.

    Raises
    ------
    ExportError
        When the file is no workbook, or no sheet has the columns of the list.
    """
    refuse_large(len(content))
    with _reading():
        _check_size(content)
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    answers: list[Answer] = []
    complaints: list[str] = []
    found = False
    for sheet in workbook.worksheets:
        header = _find_header(sheet)
        if header is None:
            continue
        found = True
        _read_sheet(sheet, *header, answers, complaints)
    if not found:
        wanted = "、".join((KEY_COLUMN, *ANSWER_COLUMNS))
        raise ExportError(f"没有找到待核实清单的表头（{wanted}）；请用导出的那张表填写，表头不要改名")
    return tuple(answers), tuple(complaints)


def refuse_large(size: int) -> None:
    """Raise ExportError for a file of more bytes than any list has."""
    if size > _MOST_BYTES:
        raise ExportError(f"文件有 {size / 1e6:.0f} MB，不像待核实清单；请交回由本系统导出的那张表")


@contextmanager
def _reading() -> Iterator[None]:
    """Say that a workbook cannot be read, whatever a broken one makes the library raise."""
    try:
        yield
    except ExportError:
        raise
    except Exception as error:
        raise ExportError("读不出这个文件；请交回 .xlsx 格式的待核实清单") from error


def _check_size(content: bytes) -> None:
    """Raise ExportError when a workbook is far larger inside than a list: measured before anything is read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise ExportError(f"文件解开后有 {unpacked / 1e6:.0f} MB，不像待核实清单；请交回由本系统导出的那张表")
        elements = 0
        for info in archive.infolist():
            part = archive.read(info)
            elements += part.count(b"<") - part.count(b"</")
            if elements > _MOST_ELEMENTS:
                raise ExportError(f"表里的格子超过 {_MOST_ELEMENTS // 20_000} 万，不像待核实清单；请删去空行空列再交回")


def _rows(sheet: Worksheet, first: int, last: int) -> Iterator[tuple[object, ...]]:
    """Yield the values of rows; ExportError where they cannot be read."""
    with _reading():
        yield from sheet.iter_rows(min_row=first, max_row=last, max_col=_MOST_COLUMNS, values_only=True)


def _find_header(sheet: Worksheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of the header and the place of each column, None on another sheet."""
    for number, row in enumerate(_rows(sheet, 1, _HEADER_ROWS), start=1):
        places = {_text(value): at for at, value in enumerate(row) if value is not None}
        if {KEY_COLUMN, ANSWER, SOURCE} <= set(places):
            return number, places
    return None


def _read_sheet(
    sheet: Worksheet, header: int, places: Mapping[str, int], answers: list[Answer], complaints: list[str]
) -> None:
    """Read the rows below a header."""
    seen: dict[str, int] = {}
    for number, row in enumerate(_rows(sheet, header + 1, header + _MOST_ROWS), start=header + 1):
        cells = {name: row[at] for name, at in places.items() if at < len(row)}
        if not any(_text(cells.get(name)) for name in (ANSWER, YEAR, MOVED)):
            continue
        answer = _read_row(number, cells)
        if isinstance(answer, str):
            complaints.append(f"第 {number} 行：{answer}")
        elif answer.promise_id in seen:
            complaints.append(f"第 {number} 行：与第 {seen[answer.promise_id]} 行是同一条承诺；请只留一行")
        else:
            seen[answer.promise_id] = number
            answers.append(answer)


def _read_row(number: int, cells: Cells) -> Answer | str:
    """Read one filled row, or say what is missing and what to do."""
    key = _text(cells.get(KEY_COLUMN))
    if not key:
        return f"没有{KEY_COLUMN}，不知道答的是哪条承诺；请从导出的表里找回这一行"
    polarity = _polarity(_text(cells.get(ANSWER)))
    if polarity is None:
        return f"“{ANSWER}”写的是“{_text(cells.get(ANSWER))[:20]}”；请写 是、否 或 取消"
    on = _date(cells.get(DATE))
    if on is None:
        return f"“{DATE}”写的是“{_text(cells.get(DATE))[:20]}”；请写成 2026-03-02 这样的日期"
    source = _text(cells.get(SOURCE))
    if not source:
        return f"没有写“{SOURCE}”；请写明谁说的或哪份文件，没有依据的答案不采用"
    year = moved = None
    if polarity is Polarity.HAPPENED:
        year = _year(cells.get(YEAR))
        if year is None or not _FIRST_YEAR <= year <= on.year:
            return f"“{YEAR}”写的是“{_text(cells.get(YEAR))[:20]}”；请写实际达到的那一年，不晚于依据日期"
    elif _text(cells.get(MOVED)):
        moved = _year(cells.get(MOVED))
        if moved is None or moved < on.year:
            return f"“{MOVED}”写的是“{_text(cells.get(MOVED))[:20]}”；请写依据日期以后的年份，没有就留空"
    who = _text(cells.get(WHO)) or source
    return Answer(key[:40], polarity, year, moved, source[:_TEXT_CHARS], on, who[:60], number)


def _polarity(words: str) -> Polarity | None:
    """Read yes, no or cancelled in the ways people write them."""
    said = words.casefold().rstrip("。.！!")
    return next((polarity for polarity, known in _SAID.items() if said in known), None)


def _text(value: object) -> str:
    """Read a cell as one line of text."""
    if value is None:
        return ""
    words = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFKC", str(value)))
    return " ".join(words.split())


def _year(value: object) -> int | None:
    """Read a year written as a number or a text, with or without 年."""
    found = _WHOLE.fullmatch(_text(value))
    return int(found.group(1)) if found else None


def _date(value: object) -> date | None:
    """Read a date cell, or a date written as text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DATE.fullmatch(_text(value))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
