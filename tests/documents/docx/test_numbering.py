"""Numbers that Word prints before list paragraphs, counted as it counts them."""

from __future__ import annotations

import pytest
from lxml import etree

from mapapp.documents.docx.numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def lists(*levels: tuple[str, str], restart: int | None = None) -> Numbering:
    """Return two lists, 1 and 2, of one pattern; the second starts anew at `restart`, if that is given."""
    made = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{counting}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for depth, (counting, words) in enumerate(levels)
    )
    start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>' if restart else ""
    return Numbering(
        etree.fromstring(
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{start}</w:num></w:numbering>'
        )
    )


def test_levels_count_each_for_itself_and_begin_anew_below_a_new_one():
    numbers = lists(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    printed = [numbers.label(1, depth) for depth in (0, 1, 1, 2, 0, 1, 2)]
    assert printed == ["一、", "（一）", "（二）", "1.", "二、", "（一）", "1."]


def test_a_label_may_hold_the_numbers_above_it():
    numbers = lists(("decimal", "%1"), ("decimal", "%1.%2"))
    assert [numbers.label(1, depth) for depth in (0, 1, 0, 1, 1)] == ["1", "1.1", "2", "2.1", "2.2"]


def test_lists_of_one_pattern_go_on_counting_unless_one_starts_anew():
    on = lists(("decimal", "%1."))
    assert [on.label(1, 0), on.label(2, 0), on.label(1, 0)] == ["1.", "2.", "3."]
    anew = lists(("decimal", "%1."), restart=5)
    assert [anew.label(1, 0), anew.label(2, 0), anew.label(1, 0), anew.label(2, 0)] == ["1.", "5.", "2.", "6."]


@pytest.mark.parametrize(
    ("counting", "twelfth"),
    [
        ("chineseCountingThousand", "十二"),
        ("decimalZero", "12"),
        ("upperLetter", "L"),
        ("lowerRoman", "xii"),
        ("decimalEnclosedCircleChinese", "⑫"),
        ("somethingNew", "12"),
    ],
)
def test_a_number_is_spelled_as_its_list_counts(counting, twelfth):
    numbers = lists((counting, "%1"))
    assert [numbers.label(1, 0) for _ in range(12)][-1] == twelfth


def test_bullets_unknown_lists_and_levels_print_nothing():
    numbers = lists(("bullet", "•"))
    assert [numbers.label(1, 0), numbers.label(9, 0), numbers.label(1, 3), numbers.label(None, 0)] == ["", "", "", ""]
    assert Numbering(None).label(1, 0) == ""
