"""The list goes round as a workbook and comes back as answers; whatever people write, each row is taken or named."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from mapapp.contracts import MissingReport, Polarity, Stage, Verdict, WorkItem, Worklist
from mapapp.errors import ExportError
from mapapp.exports import read_answers, worklist_bytes
from mapapp.exports.worklist_book import ANSWER_COLUMNS, KEY_COLUMN, LIST_SHEET


def item(number: int = 1, **changes: object) -> WorkItem:
    values: dict[str, object] = {
        "promise_id": f"m-{number}",
        "project_id": f"p-{number}",
        "name": "甲园",
        "printed": "",
        "zones": ("青西",),
        "body": "",
        "asks": ("朱家角镇", "青浦区人民政府"),
        "stage": Stage.COMPLETED,
        "year": 2023,
        "verdict": Verdict.UNVERIFIED,
        "quote": "甲园建成",
        "doc": "A",
        "doc_title": "A号文件",
        "known": "2020年底尚未达到",
        "settles": "青浦区2024年政府工作报告（回顾2023年）",
    }
    return WorkItem(**(values | changes))  # type: ignore[arg-type]


LIST = Worklist((item(1), item(2, name="=1+1", quote="=cmd|'/C calc'!A0")), (MissingReport("青浦区", 2024, None, 2),))


def book(worklist: Worklist = LIST) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(worklist_bytes(worklist, title="甲区：待核实清单")))


def filled(*rows: dict[str, object], workbook: openpyxl.Workbook | None = None) -> bytes:
    workbook = workbook or book()
    sheet = workbook[LIST_SHEET]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(number, heads[name]).value = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


WHOLE = {"是否达到": "是", "达到年份": 2024, "依据": "区建管委答复", "依据日期": "2026-03-02", "填写人": "张敏"}


def test_the_list_has_empty_columns_to_fill_in_and_says_how() -> None:
    workbook = book()
    sheet = workbook[LIST_SHEET]
    heads = [cell.value for cell in sheet[1]]
    assert {*ANSWER_COLUMNS, KEY_COLUMN} <= set(heads)
    for name in ANSWER_COLUMNS:
        assert sheet.cell(2, heads.index(name) + 1).value is None
    assert sheet.cell(2, heads.index("项目") + 1).value == "甲园"
    assert sheet.data_validations.dataValidation[0].formula1 == '"是,否,取消"'
    assert "未提不等于未办" in "".join(str(cell.value) for row in workbook["填写说明"] for cell in row)
    assert [cell.value for cell in workbook["缺的文件"][2]] == ["青浦区", 2024, 2023, "无", 2]


def test_texts_that_look_like_formulas_stay_texts_and_bytes_repeat() -> None:
    sheet = book()[LIST_SHEET]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert worklist_bytes(LIST, title="甲") == worklist_bytes(LIST, title="甲")


def test_an_empty_list_is_still_a_list() -> None:
    assert read_answers(filled(workbook=book(Worklist((), ())))) == ((), ())


def test_rows_left_empty_are_left_alone() -> None:
    assert read_answers(filled()) == ((), ())


def test_a_filled_row_is_an_answer_with_its_source() -> None:
    (answer,), complaints = read_answers(filled(WHOLE))
    assert complaints == ()
    assert (answer.promise_id, answer.polarity, answer.year) == ("m-1", Polarity.HAPPENED, 2024)
    assert (answer.source, answer.on, answer.who, answer.row) == ("区建管委答复", date(2026, 3, 2), "张敏", 2)


@pytest.mark.parametrize("words", ["是", " 是 ", "已达到", "Yes", "√", "完成。", "Ｙ"])
def test_ways_to_say_yes(words: str) -> None:
    assert read_answers(filled(WHOLE | {"是否达到": words}))[0][0].polarity is Polarity.HAPPENED


@pytest.mark.parametrize("words", ["否", "未达到", "尚未", "NO", "×", "未"])
def test_ways_to_say_no(words: str) -> None:
    (answer,), _ = read_answers(filled(WHOLE | {"是否达到": words, "达到年份": None, "改到哪年": "2027年"}))
    assert (answer.polarity, answer.year, answer.moved_to) == (Polarity.NOT_REACHED, None, 2027)


@pytest.mark.parametrize("words", ["取消", "不建了", "终止"])
def test_ways_to_say_given_up(words: str) -> None:
    assert read_answers(filled(WHOLE | {"是否达到": words}))[0][0].polarity is Polarity.CANCELLED


@pytest.mark.parametrize(
    "value", [datetime(2026, 3, 2), date(2026, 3, 2), "2026/3/2", "2026.03.02", "2026年3月2日", "２０２６-０３-０２"]
)
def test_ways_to_write_a_date(value: object) -> None:
    assert read_answers(filled(WHOLE | {"依据日期": value}))[0][0].on == date(2026, 3, 2)


@pytest.mark.parametrize("value", [2024, 2024.0, "2024", "2024年", "２０２４"])
def test_ways_to_write_a_year(value: object) -> None:
    assert read_answers(filled(WHOLE | {"达到年份": value}))[0][0].year == 2024


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"是否达到": "也许"}, "请写 是、否 或 取消"),
        ({"是否达到": None}, "请写 是、否 或 取消"),
        ({"达到年份": None}, "达到年份"),
        ({"达到年份": "去年"}, "达到年份"),
        ({"达到年份": 2031}, "不晚于依据日期"),
        ({"依据": " "}, "没有依据的答案不采用"),
        ({"依据日期": "上周"}, "依据日期"),
        ({"依据日期": "2026-13-40"}, "依据日期"),
        ({"是否达到": "否", "改到哪年": "以后"}, "改到哪年"),
        ({"是否达到": "否", "改到哪年": 2020}, "改到哪年"),
        ({KEY_COLUMN: None}, "承诺号"),
    ],
)
def test_what_is_missing_is_said_with_its_row(change: dict[str, object], word: str) -> None:
    answers, (complaint,) = read_answers(filled(WHOLE | change))
    assert answers == ()
    assert complaint.startswith("第 2 行：")
    assert word in complaint


def test_one_promise_answered_twice_is_asked_about() -> None:
    workbook = book()
    workbook[LIST_SHEET].cell(3, [cell.value for cell in workbook[LIST_SHEET][1]].index(KEY_COLUMN) + 1, "m-1")
    answers, (complaint,) = read_answers(filled(WHOLE, WHOLE, workbook=workbook))
    assert len(answers) == 1
    assert "同一条承诺" in complaint


def test_columns_may_be_moved_and_added() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["备注", "依据日期", "承诺号", "依据", "达到年份", "是否达到"])
    sheet.append(["随手写的", "2026-03-02", "m-7", "局里来函", "2024", "是"])
    (answer,), complaints = read_answers(filled_as_is(workbook))
    assert (answer.promise_id, answer.who, complaints) == ("m-7", "局里来函", ())


def filled_as_is(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04broken", filled_as_is(openpyxl.Workbook())])
def test_another_file_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(ExportError, match="清单") as refused:
        read_answers(content)
    assert "\n" not in str(refused.value)


def test_a_part_is_named_as_the_promise_names_it() -> None:
    sheet = book(Worklist((item(printed="甲园北园"),), ()))[LIST_SHEET]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("项目") + 1).value == "甲园（文中：甲园北园）"
