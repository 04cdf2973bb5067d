"""Sentences, delimiters, quotes and brackets."""

from __future__ import annotations

from mapapp.extraction.text.clauses import MAX_SENTENCE, even_marks, lay_out, split_sentences


def test_sentences_end_at_full_stops_and_lines() -> None:
    text = "甲增长3%。乙下降2%\n丙持平。"
    assert [text[s.start : s.end] for s in split_sentences(text)] == ["甲增长3%。", "乙下降2%", "丙持平。"]


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


def test_endless_sentence_is_cut_at_a_comma() -> None:
    text = "新增企业3家，" * 400
    pieces = split_sentences(text)
    assert max(piece.end - piece.start for piece in pieces) <= MAX_SENTENCE
    assert all(text[piece.end - 1] == "，" for piece in pieces)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
