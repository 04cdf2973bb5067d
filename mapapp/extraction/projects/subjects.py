"""What stands before a verb: a thing that reached a stage, a sum of things, or who will act."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import clause_pattern

_AREA: Final = clause_pattern("subject.area")
# Names of a kind of building, of two characters or with a word for all of them.
_PLAIN: Final = clause_pattern("subject.plain_buildings")

# 某市将开工甲桥: a modal word directly before the verb.
_WILL: Final = clause_pattern("subject.will")
# 甲项目建成9万吨生产线: what is built is part of the project before the verb.
_WHOLE: Final = clause_pattern("subject.whole")
_PARTS: Final = clause_pattern("subject.parts")
TALLY: Final = clause_pattern("subject.tally")
HOSTED: Final = clause_pattern("subject.hosted")
# 甲项目正有序开展方案设计: what is being done follows, the name ends before.
DOING: Final = clause_pattern("subject.doing")
_DISPERSED: Final = clause_pattern("subject.dispersed")


def opens_name(adverb: re.Match[str], clause: int) -> bool:
    """Whether a single 正 taken for an adverb begins a name: nothing stands before it in its clause.

    `clause` is where the clause begins.

    >>> opens_name(re.compile("正").match("正元产业园推进建设"), 0)
    True
    """
    return adverb.group() == "正" and adverb.start() == clause


def gives_way(gap: str) -> bool:
    """Whether the words between a name and a verb make the name the one who acts, when objects follow.

    >>> gives_way("将"), gives_way("")
    (True, False)
    """
    return bool(_WILL.fullmatch(gap))


def parts(kind: str, name: str, rest: str) -> bool:
    """Whether what follows a verb of kind `kind` may be works of the name before it.

    >>> parts("result", "远达电池项目", "9条生产线"), parts("result", "云溪区", "9条生产线")
    (True, False)
    """
    return kind == "finish" or (kind == "result" and bool(_WHOLE.search(name)) and bool(_PARTS.match(rest)))


def dispersed(masked: str, start: int, end: int) -> tuple[int, list[tuple[int, int]]] | None:
    """Find 分别在甲、乙 after a name: where the name ends and the bounds of the places, else None."""
    match = _DISPERSED.search(masked, start, end)
    if not match or match.start() == start:
        return None
    return match.start(), [part.span() for part in re.compile(r"[^、和]+").finditer(masked, *match.span(1))]


def sums_up(name: str, rest: str) -> bool:
    """Whether a name before a verb only says what an area is of; `rest` follows the verb.

    >>> sums_up("房屋", "9万平方米"), sums_up("青石商务区", "9万平方米")
    (True, False)
    """
    return bool(_AREA.match(rest)) and bool(_PLAIN.match(name))
