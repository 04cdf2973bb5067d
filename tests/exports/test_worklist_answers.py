"""Reading a filled list back: answers with their source, and a sentence for each row that cannot be taken."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from mapapp.contracts import Answer, Polarity
from mapapp.errors import ExportError
from mapapp.exports.worklist_answers import read_answers
from mapapp.exports.worklist_book import ANSWER_COLUMNS, KEY_COLUMN

HEADER = (KEY_COLUMN, *ANSWER_COLUMNS)
FULL = ("a1", "是", 2024, None, "建委张工电话", datetime(2025, 3, 2), "李工")


def filled(*rows: tuple[object, ...], header: tuple[object, ...] = HEADER) -> bytes:
    """Return a workbook with a title above its header."""
    book = Workbook()
    sheet = book.active
    for row in (("待核实清单",), header, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_filled_row_is_an_answer_with_its_source():
    answers, complaints = read_answers(filled(FULL))
    assert answers == (Answer("a1", Polarity.HAPPENED, 2024, None, "建委张工电话", date(2025, 3, 2), "李工", 3),)
    assert complaints == ()


@pytest.mark.parametrize(
    ("said", "polarity"),
    [
        ("已完成。", Polarity.HAPPENED),
        ("Ｙ", Polarity.HAPPENED),
        ("尚未", Polarity.NOT_REACHED),
        ("×", Polarity.NOT_REACHED),
        ("终止", Polarity.CANCELLED),
    ],
)
def test_yes_no_and_cancelled_in_the_ways_people_write_them(said, polarity):
    ((answer,), _) = read_answers(filled(("a1", said, "2024年", None, "来源", "2025.3.2", "")))
    assert (answer.polarity, answer.on, answer.who) == (polarity, date(2025, 3, 2), "来源")


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        (0, None, f"没有{KEY_COLUMN}"),
        (1, "也许", "请写 是、否 或 取消"),
        (2, 2026, "不晚于依据日期"),
        (2, "明年", "请写实际达到的那一年"),
        (4, " ", "没有依据的答案不采用"),
        (5, "2025-02-30", "请写成 2026-03-02 这样的日期"),
    ],
)
def test_what_is_missing_is_said_with_its_row(at, value, words):
    answers, (complaint,) = read_answers(filled((*FULL[:at], value, *FULL[at + 1 :])))
    assert answers == ()
    assert complaint.startswith("第 3 行：")
    assert words in complaint


def test_a_new_year_lies_behind_the_date_of_the_source():
    moved = ("a1", "否", None, 2026, "来源", "2025-03-02", "李工")
    ((answer,), _) = read_answers(filled(moved))
    assert (answer.moved_to, answer.year) == (2026, None)
    _, (complaint,) = read_answers(filled((*moved[:3], 2024, *moved[4:])))
    assert "依据日期以后的年份" in complaint


def test_a_promise_answered_twice_counts_once():
    answers, (complaint,) = read_answers(filled(FULL, FULL))
    assert len(answers) == 1
    assert complaint.startswith("第 4 行：与第 3 行是同一条承诺")


def test_rows_left_open_are_left_alone_and_columns_may_be_moved():
    opened = ("a2", None, None, None, None, None, None)
    swapped = (*HEADER[1:], "备注", HEADER[0])
    answers, complaints = read_answers(filled((*FULL[1:], "别的", FULL[0]), (*opened[1:], None, "a2"), header=swapped))
    assert ([answer.promise_id for answer in answers], complaints) == (["a1"], ())


def test_another_file_is_refused_in_one_line():
    with pytest.raises(ExportError, match=r"\.xlsx"):
        read_answers(b"not a workbook")
    with pytest.raises(ExportError, match="没有找到待核实清单的表头"):
        read_answers(filled(FULL, header=("号", "答")))
