"""A quote as one line."""

import pytest

from mapapp.text.quote_lines import clean_quote


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("", ""),
        (" \n ", ""),
        ("结构\n\n封顶", "结构封顶"),
        (" 结构\r\n\t封顶\n", "结构封顶"),
        ("结构  \r\n　封顶", "结构　封顶"),
        ("总 投资\t3 亿元", "总 投资\t3 亿元"),
        ("\n甲𠮷\n", "甲𠮷"),
    ],
)
def test_line_ends_go_and_blanks_inside_a_line_stay(printed, shown):
    assert clean_quote(printed) == shown
