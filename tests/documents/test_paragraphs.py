"""A report that came as one line falls into its paragraphs, whatever blank its page was printed with."""

from __future__ import annotations

import pytest

from mapapp.documents.paragraphs import build_paragraphs
from mapapp.documents.printed_lines import read_lines

_REVIEW = "一年来，全区上下同心协力，各项工作取得新的成绩。" * 30
_PARTS = ("一、2020年工作回顾", _REVIEW, "二、2021年主要任务", "加快建设云帆路小学，建成柳溪公园。")


@pytest.mark.parametrize(
    "blank",
    ["\u2003\u2003", " \u2003\u2003", "\u2002\u2002", "\u2003", "\u3000\u3000", "\u00a0\u2009"],
    ids=["em", "blank and em", "en", "one em", "ideographic", "no-break and thin"],
)
def test_blanks_of_a_web_page_part_a_single_line(blank: str) -> None:
    text = blank.join(_PARTS)

    paragraphs = build_paragraphs(text, read_lines(text))

    assert [text[start:end].strip() for part in paragraphs for start, end in part.pieces] == list(_PARTS)
