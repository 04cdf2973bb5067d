"""The make-up of the three industries, printed as one ratio: 三次产业结构为6:52:42 is three shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.lexicon_patterns import figure_pattern

_NUMBER: Final = r"(\d{1,3}(?:\.\d+)?)"
_COLON: Final = r" ?[:：∶] ?"
_RATIO: Final = re.compile(_NUMBER + _COLON + _NUMBER + _COLON + _NUMBER + r"(?![\d:：∶])")
_SUBJECT: Final = figure_pattern("ratio.industries")
_NAMES: Final = ("第一产业占比", "第二产业占比", "第三产业占比")
HUNDRED: Final = 1.0  # points the three shares may be off a hundred by rounding


@dataclass(frozen=True, slots=True)
class Share:
    """One share: [start, end) of its number in the sentence."""

    start: int
    end: int
    name: str
    value: float


def find_industry_shares(sentence: str) -> tuple[Share, ...]:
    """Find the last ratio of the three industries in a sentence; one that does not add up to a hundred is none.

    >>> [share.value for share in find_industry_shares("三次产业结构由7:53:40调整为6:52:42。")]
    [6.0, 52.0, 42.0]
    """
    if not _SUBJECT.search(sentence):
        return ()
    for match in reversed(list(_RATIO.finditer(sentence))):
        values = [float(match.group(number)) for number in (1, 2, 3)]
        if abs(sum(values) - 100) <= HUNDRED and _SUBJECT.search(sentence, 0, match.start()):
            return tuple(
                Share(*match.span(number), name, value)
                for number, name, value in zip((1, 2, 3), _NAMES, values, strict=True)
            )
    return ()
