"""Sentences of a view."""

from __future__ import annotations

import re

from mapapp.extraction.text.cutting import inside_number, pieces
from mapapp.extraction.text.sentences import MAX_SENTENCE, paragraph_before, read_sentences, split_sentences
from tests.extraction.figures.figure_documents import make_text_document


def test_sentences_end_at_full_stops_and_lines() -> None:
    text = "甲增长3%。乙下降2%；丁\n丙持平。"
    assert [text[begin:end] for begin, end in split_sentences(text)] == ["甲增长3%。", "乙下降2%；丁", "丙持平。"]


def test_endless_sentence_is_cut_at_a_comma() -> None:
    text = "新增企业3家，" * 400
    cut = split_sentences(text)
    assert max(end - begin for begin, end in cut) <= MAX_SENTENCE
    assert all(text[end - 1] == "，" for _, end in cut)
    assert "".join(text[begin:end] for begin, end in cut) == text


def test_sentences_of_projects_end_at_semicolons_and_bullets_too() -> None:
    sentences = list(read_sentences(make_text_document("甲桥开工；乙桥竣工。★丙桥封顶")))
    assert [sentence.text for sentence in sentences] == ["甲桥开工", "乙桥竣工", "丙桥封顶"]


def test_pieces_leave_out_what_is_blank_and_keep_where_the_last_one_began() -> None:
    text = "甲。 。乙，乙乙，乙"
    found = pieces(text, 0, len(text), re.compile("[。，]"), lambda at, begin: text[at] == "。" or at - begin > 1)
    assert [text[begin:end] for begin, end in found] == ["甲", "乙，乙乙", "乙"]


def test_marks_between_digits_part_nothing() -> None:
    assert inside_number("1,234", 1)
    assert inside_number("6∶52", 1)
    assert not inside_number("3，5", 1)


def test_what_stands_before_a_sentence_ends_at_its_line_and_at_a_length() -> None:
    assert paragraph_before("上一段。\n五年来，建成3处", 9) == "五年来，"
    assert paragraph_before("五年来，建成3处", 0) == ""
    assert paragraph_before("5%" * 50_000, 90_001) == "%5" * 1_999 + "%5"
