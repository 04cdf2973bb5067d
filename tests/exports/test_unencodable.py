"""Characters a format cannot hold are replaced in sight, and counted."""

import pytest

from mapapp.exports.unencodable import XLSX_CELL_CHARACTERS, Replacements, without_surrogates


@pytest.mark.parametrize(
    ("text", "kept"),
    [("", ""), ("甲园", "甲园"), ("𠮷😀", "𠮷😀"), ("甲\ud83d", "甲\ufffd"), ("\udfff\ud800", "\ufffd\ufffd")],
)
def test_only_half_a_character_is_replaced(text, kept):
    assert without_surrogates(text) == kept


def test_what_was_replaced_is_counted_and_told():
    counted = Replacements()
    assert counted.xlsx("甲\0乙\0\ud83d\uffff") == "甲␀乙␀\ufffd\ufffd"
    assert counted.report() == "U+FFFE、U+FFFF → U+FFFD：1 处；半个字符（代理码）→ U+FFFD：1 处；空字符 NUL → ␀：2 处"


def test_nothing_replaced_is_said_so():
    counted = Replacements()
    assert counted.xlsx("甲园\t\n𠮷") == "甲园\t\n𠮷"
    assert counted.report() == "无"


def test_a_cell_holds_as_many_characters_as_excel_counts():
    counted = Replacements()
    assert counted.xlsx("甲" * XLSX_CELL_CHARACTERS) == "甲" * XLSX_CELL_CHARACTERS
    assert counted.report() == "无"
    for text in ("甲" * (XLSX_CELL_CHARACTERS + 1), "𠮷" * XLSX_CELL_CHARACTERS, "a" + "𠮷" * XLSX_CELL_CHARACTERS):
        cut = counted.xlsx(text)
        assert sum(2 if char > "\uffff" else 1 for char in cut) <= XLSX_CELL_CHARACTERS
        assert cut.endswith("全文见 JSONL）")
        assert "\ufffd" not in cut


def test_a_text_that_looks_like_an_escape_stays_what_it_is():
    assert Replacements().xlsx_escaped("a\x01_x0041_\n") == "a_x0001__x005F_x0041_\n"


def test_a_text_that_looks_like_rich_text_is_not_taken_for_it():
    assert Replacements().xlsx("<r>甲</r>") == "<r>甲</r> "


@pytest.mark.parametrize(("most", "kept"), [(7, "甲𠮷"), (6, "甲"), (3, "甲"), (2, ""), (0, "")])
def test_a_text_is_cut_at_a_whole_character(most, kept):
    counted = Replacements()
    assert counted.cut("甲𠮷", most) == kept
    assert (counted.report() == "无") == (most == 7)
