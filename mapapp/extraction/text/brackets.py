"""Brackets, quotation marks and book marks of a text: which closes which, and the text with their insides masked."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import time_pattern

OPENING: Final = {
    "（": "）", "(": ")", "“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "〔": "〕", "[": "]", "【": "】"
}  # fmt: skip
QUOTING: Final = frozenset("“‘《「『")
_MARK: Final = re.compile("[" + re.escape("".join({*OPENING, *OPENING.values()})) + "]")
_MASKED: Final = frozenset("“（《‘【")
MASK: Final = "□"
_QUOTED_TIME: Final = time_pattern("time.quoted")
# A mark that is not closed within this many characters was misprinted; reading goes on as if it had not opened.
LONGEST_QUOTE: Final = 61
LONGEST_BRACKET: Final = 192
LONGEST_MASKED: Final = 60  # a longer stretch is a sentence of its own, not part of a name
_DEPTH_SEEN: Final = 3  # marks open at a time that a closing one may still belong to; more were misprinted


def paired(text: str) -> dict[int, int]:
    """Return the offset of the closing mark of every opening one; a mark that is not closed soon pairs with nothing.

    >>> paired("建成“一厅（东）”")
    {5: 7, 2: 8}
    """
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        offset, char = match.start(), match.group()
        if char in OPENING:
            stack.append((OPENING[char], offset))
        else:
            for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH_SEEN), -1):
                mark, begun = stack[depth]
                if char == mark:
                    if offset - begun <= (LONGEST_QUOTE if text[begun] in QUOTING else LONGEST_BRACKET):
                        pairs[begun] = offset
                    del stack[depth:]
                    break
    return pairs


def mask_brackets(text: str) -> str:
    """Return the text with □ for every character inside quotes, brackets and book marks; the marks stay.

    The length does not change. Holidays and five-year plans in quotes are times and stay.

    >>> mask_brackets("“五一”前建成“一厅一片”和学校（二期）")
    '“五一”前建成“□□□□”和学校（□□）'
    """
    if not any(char in _MASKED for char in text):
        return text
    out = list(text)
    done = 0
    for begin, end in sorted(paired(text).items()):
        if begin < done or text[begin] not in _MASKED:
            continue
        done = end
        if end - begin - 1 <= LONGEST_MASKED and not _is_speech(text, begin, end):
            out[begin + 1 : end] = MASK * (end - begin - 1)
    for match in _QUOTED_TIME.finditer(text):
        out[match.start() : match.end()] = match.group()
    return "".join(out)


def _is_speech(text: str, opened: int, closed: int) -> bool:
    """Whether a quoted stretch is what somebody says, not a name: it holds a comma or a full stop."""
    return text[opened] == "“" and any(mark in text[opened:closed] for mark in "，。！？")
