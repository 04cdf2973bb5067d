"""Delimiters, quotes and brackets of a sentence."""

from __future__ import annotations

from mapapp.extraction.text.clauses import clause_bounds, even_marks, lay_out


def test_commas_in_brackets_and_quotes_part_nothing() -> None:
    sentence = "建成站点（含东站，西站）3处，推广“一站、一码”5家、中心2个"
    layout = lay_out(sentence)
    assert [sentence[:at] for at in layout.breaks] == ["建成站点（含东站，西站）3处"]
    assert layout.lists == (sentence.index("、中心"),)


def test_number_in_quotes_is_inside() -> None:
    sentence = "实施“8个100”行动"
    assert lay_out(sentence).in_quotes(sentence.index("8"))
    assert not lay_out(sentence).in_quotes(0)


def test_open_quote_swallows_nothing() -> None:
    sentence = "推进“一网通办改革，新增事项12个"
    assert not lay_out(sentence).in_quotes(sentence.index("12"))


def test_half_width_marks_keep_offsets() -> None:
    text = '增长5%,达1,200吨;建"云"站'
    evened = even_marks(text)
    assert evened == "增长5%，达1,200吨；建“云”站"
    assert len(evened) == len(text)


def test_clauses_end_at_commas_and_colons_and_not_in_numbers() -> None:
    masked = "甲桥：开工,乙桥，长1,200米"
    assert [masked[start:end] for start, end in clause_bounds(masked)] == ["甲桥", "开工", "乙桥", "长1,200米"]
