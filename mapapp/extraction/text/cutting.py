"""Cutting a text at its marks, with numbers left whole: the one way sentences and clauses are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


def pieces(
    text: str, start: int, stop: int, marks: re.Pattern[str], is_end: Callable[[int, int], bool] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of [start, stop) that hold more than blanks, without the marks that end them.

    `marks` matches single characters that may end a piece; `is_end` says of the offset of one, and of where its piece
    began, whether it does (always, when absent).
    """
    begin = start
    for match in marks.finditer(text, start, stop):
        offset = match.start()
        if is_end is None or is_end(offset, begin):
            if text[begin:offset].strip():
                yield begin, offset
            begin = offset + 1
    if text[begin:stop].strip():
        yield begin, stop


def inside_number(text: str, offset: int) -> bool:
    """Whether a comma, colon or dash stands between digits: 1,234 or 1—11 or 6∶52.

    >>> inside_number("1,234", 1), inside_number("甲,乙", 1)
    (True, False)
    """
    if text[offset] not in ",—:：∶":
        return False
    return text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()
