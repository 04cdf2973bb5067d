"""One character: what it stands for, and how wide it is printed."""

import pytest

from mapapp.text.chars import BLANKS, INVISIBLE, is_word, plain, width


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("０", "0"),
        ("９", "9"),
        ("Ａ", "A"),
        ("ｚ", "z"),
        ("₂", "2"),
        ("∶", "："),
        ("「", "“"),
        ("○", "〇"),
        ("－", "-"),
    ],
)
def test_a_variant_is_read_as_the_usual_character(printed, usual):
    assert plain(printed) == usual


@pytest.mark.parametrize("char", ["国", "𠮷", "m", "²", "Ⅱ", "㎡", "\n"])
def test_a_character_with_a_meaning_of_its_own_stays(char):
    assert plain(char) == char


def test_one_character_always_stays_one_so_that_offsets_do_not_move():
    assert {chr(code) for code in range(0x10000) if len(plain(chr(code))) != 1} == set()


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("3条A", 4), ("青浦区", 6), ("𠮷", 2), ("𠮷𬭎𠮷", 6), ("\ud83d", 1)]
)
def test_an_ideograph_is_two_columns_wide_also_beyond_the_bmp(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(("char", "word"), [("A", True), ("7", True), ("国", False), ("é", False), ("２", False)])
def test_only_plain_latin_letters_and_digits_are_parts_of_words(char, word):
    assert is_word(char) is word


def test_no_line_end_counts_as_a_blank_and_no_blank_as_invisible():
    assert not BLANKS & set("\n\r\u2028")
    assert not BLANKS & INVISIBLE
