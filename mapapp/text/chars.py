"""What one character is, and which single character it stands for; nothing here changes the length of a text."""

from __future__ import annotations

from typing import Final

# Blanks that layout puts between characters; line ends are not among them.
BLANKS: Final = frozenset(
    " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)

# Characters no reader sees: byte-order marks, zero-width joiners, soft hyphens, form feeds, carriage returns.
INVISIBLE: Final = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad\f\v\r\x00\ue000\ue003\ue004\ue005")

SUPERSCRIPTS: Final = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
SUBSCRIPT_DIGITS: Final = {chr(0x2080 + digit): str(digit) for digit in range(10)}

# A sentence ends here; a paragraph that ends elsewhere has been cut or is a heading.
SENTENCE_ENDS: Final = frozenset("。！？；!?;")

_SAME: Final[dict[str, str]] = {
    "∶": "：",
    "︰": "：",
    "﹕": "：",
    "，": "，",
    "﹐": "，",
    "､": "、",
    "﹑": "、",
    "．": ".",
    "＂": '"',
    "〝": "“",
    "〞": "”",
    "「": "“",
    "」": "”",
    "﹁": "“",
    "﹂": "”",
    "〔": "（",
    "〕": "）",
    "﹙": "（",
    "﹚": "）",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹣": "-",
    "－": "-",
    "％": "%",
    "﹪": "%",
    "〇": "〇",
    "○": "〇",
    "◯": "〇",
    "·": "·",
    "•": "·",
    "・": "·",
    "‧": "·",
    "᛫": "·",
    **SUBSCRIPT_DIGITS,
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + letter): chr(0x41 + letter) for letter in range(26)},
    **{chr(0xFF41 + letter): chr(0x61 + letter) for letter in range(26)},
}


def plain(char: str) -> str:
    """Return the usual form of one character.

    One character in, one out, so offsets never move.

    >>> plain("∶"), plain("Ａ"), plain("₂"), plain("国")
    ('：', 'A', '2', '国')
    """
    return _SAME.get(char, char)


def is_word(char: str) -> bool:
    """Whether a character is a Latin letter or a digit.

    >>> is_word("A"), is_word("7"), is_word("国")
    (True, True, False)
    """
    return char.isascii() and char.isalnum()


def width(text: str) -> int:
    """Measure a line in half-width columns, as a printer would: a Chinese character counts two.

    >>> width("3条A")
    4
    """
    if text.isascii():
        return len(text)
    # beyond the basic plane: four bytes each, and two columns like any other ideograph
    beyond = len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text) - beyond) // 2
