"""Cutting a text at its marks, with numbers left whole: the one way sentences and clauses are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def pieces(text: str, start: int, stop: int, is_end: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of [start, stop) that hold more than blanks, without the marks that end them.

    `is_end` says of an offset, and of where its piece began, whether a piece ends there.
    """
    begin = start
    for offset in range(start, stop + 1):
        if offset == stop or is_end(offset, begin):
            if text[begin:offset].strip():
                yield begin, offset
            begin = offset + 1


def inside_number(text: str, offset: int) -> bool:
    """Whether a comma, colon or dash stands between digits: 1,234 or 1—11 or 6∶52.

    >>> inside_number("1,234", 1), inside_number("甲,乙", 1)
    (True, False)
    """
    if text[offset] not in ",—:：∶":
        return False
    return text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()
