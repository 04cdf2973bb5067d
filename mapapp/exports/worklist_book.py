"""The list of what is to be found out, as a workbook that is sent round: empty columns for answer, source and date."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from mapapp.contracts import MissingReport, WorkItem, Worklist
from mapapp.exports.archives import fixed_zip, zip_entries
from mapapp.exports.unencodable import Replacements
from mapapp.open_workspace import active

LIST_SHEET: Final = "待核实"
KEY_COLUMN: Final = "承诺号"
ANSWER, YEAR, MOVED, SOURCE, DATE, WHO = "是否达到", "达到年份", "改到哪年", "依据", "依据日期", "填写人"
ANSWER_COLUMNS: Final = (ANSWER, YEAR, MOVED, SOURCE, DATE, WHO)
CHOICES: Final = ("是", "否", "取消")

# Heads and widths in characters of what the list says; then what is filled in, then the key that leads back.
_TOLD: Final = (
    *(("片区", 14), ("责任单位（原文写明）", 18), ("可向谁了解", 26), ("项目", 26), ("承诺做到", 10), ("承诺年份", 8)),
    *(("承诺原句", 44), ("承诺文件", 18), ("已知", 26), ("判定", 20), ("补哪份文件可核对", 34)),
)
_FILLED: Final = ((ANSWER, 10), (YEAR, 10), (MOVED, 10), (SOURCE, 34), (DATE, 13), (WHO, 12))

_FIXED_DATE: Final = datetime.datetime(1980, 1, 1)

_HEAD: Final = PatternFill("solid", fgColor="E8EDF1")
_OPEN: Final = PatternFill("solid", fgColor="FFF8E1")

_HOW: Final = (
    "这张表列出文件说不清的承诺：到期了，没有文字说明是否做到，或做到了而不知是哪一年。未提不等于未办。",
    f"请填淡黄色的六列：{ANSWER}（是、否、取消）；{YEAR}（“是”时必填，实际达到的那一年）；{MOVED}（“否”而另有新年份时填）；",
    f"{SOURCE}（必填：谁说的、哪份文件、文号）；{DATE}（必填：如 2026-03-02）；{WHO}（姓名）。不清楚的留空。",
    "填好后在台账页“待核实”里交回，或用 mapapp worklist --answers 读回：每一行成为一条带依据的决定，判定随之重算。",
    "请不要改“承诺号”一列：答案靠它找到承诺。列的次序可以变，也可以加列、删行。",
)


def worklist_bytes(worklist: Worklist, *, title: str) -> bytes:
    """Return the list as a workbook: how to fill it in, the promises, the missing reports.

    Byte-identical for the same list; texts that look like formulas stay texts.
    """
    workbook, replaced = Workbook(), Replacements()
    how = workbook.active
    assert isinstance(how, Worksheet), "a new workbook has a sheet"
    how.title = "填写说明"
    how.column_dimensions["A"].width = 110
    for line in (title, *_HOW):
        _append(how, [line], replaced)
    how["A1"].font = Font(bold=True, size=14)
    _fill_list(workbook.create_sheet(LIST_SHEET), worklist.items, replaced)
    _fill_missing(workbook.create_sheet("缺的文件"), worklist.missing, replaced)
    workbook.active = 1
    return _bytes(workbook)


def _fill_list(sheet: Worksheet, items: Sequence[WorkItem], replaced: Replacements) -> None:
    """Write one row per promise, the answer columns empty and open."""
    heads = [*_TOLD, *_FILLED, (KEY_COLUMN, 16)]
    _append(sheet, [head for head, _ in heads], replaced)
    for number, (_, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font, sheet.cell(1, number).fill = Font(bold=True), _HEAD
    for item in items:
        told: list[str | int | None] = [
            *(
                "、".join(item.zones) or "未归片区",
                item.body,
                "、".join(item.asks),
                _name(item),
                item.stage.term,
                item.year,
            ),
            *(item.quote, item.doc_title, item.known, item.verdict.term, item.settles),
        ]
        _append(sheet, [*told, *[None] * len(_FILLED), item.promise_id], replaced)
    last = max(sheet.max_row, 2)
    first_open = len(_TOLD) + 1
    for row in sheet.iter_rows(min_row=2, max_row=last):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if first_open <= cell.column < first_open + len(_FILLED):
                cell.fill, cell.protection = _OPEN, Protection(locked=False)
    choice = DataValidation(type="list", formula1=f'"{",".join(CHOICES)}"', allow_blank=True)
    letter = get_column_letter(first_open)
    choice.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _name(item: WorkItem) -> str:
    """Name the project, with the words of the promise where they differ."""
    return f"{item.name}（文中：{item.printed}）" if item.printed else item.name


def _fill_missing(sheet: Worksheet, missing: Sequence[MissingReport], replaced: Replacements) -> None:
    """Write which reports would settle how many promises."""
    heads = (("区", 12), ("报告年份", 10), ("回顾年份", 10), ("库内现有", 12), ("可核对的承诺", 14))
    _append(sheet, [head for head, _ in heads], replaced)
    for number, (_, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font, sheet.cell(1, number).fill = Font(bold=True), _HEAD
    for report in missing:
        held = report.at_hand.term if report.at_hand else "无"
        _append(sheet, [report.district, report.year, report.reviews, held, report.promises], replaced)
    sheet.freeze_panes = "A2"


def _append(sheet: Worksheet, values: Sequence[str | int | None], replaced: Replacements) -> None:
    """Write one row; a text stays a text, whatever it looks like."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for number, value in enumerate(values, start=1):
        cell = sheet.cell(row, number)
        if isinstance(value, str):
            cell.value = replaced.xlsx_escaped(value)
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            cell.value = value


def _bytes(workbook: Workbook) -> bytes:
    """Return a saved workbook without a trace of when or where it was saved."""
    workbook.properties.title = active().title
    workbook.properties.creator = "mapapp"
    workbook.properties.created = workbook.properties.modified = _FIXED_DATE
    buffer = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)).save()
    return fixed_zip(zip_entries(buffer.getvalue()))
