"""A noun phrase cut into the items it lists: at 、, at conjunctions between phrases, before 等."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.name_parts import head_of, names_something_built
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.text.road_numbers import ROAD_NUMBER

# 等 after a list; not 等级, 平等, 高等 …
_ETC: Final = name_pattern("list.etc")
_CONJUNCTION: Final = name_pattern("list.conjunction")
# 和 and 与 inside words and names
_NOT_CONJUNCTION: Final = name_pattern("list.not_conjunction")
CODE_NAME: Final = re.compile(rf"{ROAD_NUMBER}|[A-Z]{{2,}}|^\d")
_SHORTEST: Final = 2


def has_etc(masked: str) -> list[re.Match[str]]:
    """Find every 等 that closes a list in a masked clause."""
    return list(_ETC.finditer(masked))


def last_etc(piece: str) -> int | None:
    """Return the offset of 等 that closes a list in a piece."""
    matches = list(_ETC.finditer(piece))
    return matches[0].start() if matches and matches[0].start() >= 1 else None


def phrase_pieces(masked: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Cut a phrase at 、 and at conjunctions between phrases."""
    described = _described(masked, start, end)
    cuts: list[tuple[int, int]] = [
        (index, index + 1) for index in range(start, end) if masked[index] == "、" and index not in described
    ]
    # quoted names may stand side by side without a mark: “甲”“乙”
    cuts += [
        (index + 1, index + 1) for index in range(start, end - 1) if masked[index] == "”" and masked[index + 1] == "“"
    ]
    guarded = {
        offset
        for match in _NOT_CONJUNCTION.finditer(masked, start, end)
        if match.group() != "以及"
        for offset in range(*match.span())
    }
    for match in _CONJUNCTION.finditer(masked, start, end):
        if match.start() in guarded or match.start() in described:
            continue
        left_edge = max((right for _, right in cuts if right <= match.start()), default=start)
        right_edge = min((left for left, _ in cuts if left >= match.end()), default=end)
        shortest = _SHORTEST if right_edge == end or match.group() == "以及" else _SHORTEST + 1
        weak = match.group() in ("与", "及", "暨", "或")
        if weak and not _closes_name(masked[left_edge : match.start()], lexicon):
            continue
        if match.start() - left_edge >= shortest and right_edge - match.end() >= _SHORTEST:
            cuts.append(match.span())
    pieces = []
    at = start
    for left, right in sorted(cuts):
        if left >= at:
            if left > at:
                pieces.append((at, left))
            at = right
    if at < end:
        pieces.append((at, end))
    return pieces


def _closes_name(piece: str, lexicon: Lexicon) -> bool:
    """Whether what stands before 与 or 及 can be a name by itself: 模拟与实验装置 is one name."""
    return (
        names_something_built(piece, lexicon)
        or bool(CODE_NAME.search(piece))
        or piece.endswith(("”", "）", "村", "镇"))
    )


def _described(masked: str, start: int, end: int) -> range:
    """Return the stretch between 等 and the last 的 of a phrase: it describes the class and lists no names.

    甲园、乙园等一批有影响力和竞争力的产业园区.
    """
    matches = [match for match in has_etc(masked) if start < match.start() < end]
    if not matches:
        return range(0)
    last = masked.rfind("的", matches[-1].end(), end)
    return range(matches[-1].end(), last) if last > 0 else range(0)


def without_modifiers(masked: str, pieces: list[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Drop the pieces that only describe the last: 数字赋能、智领未来的中央活动区 is one name.

    Pieces before a 的 are kept when they end with a head noun of their own (甲大桥、连接乙镇的丙路).
    """
    for number in range(len(pieces) - 1, 0, -1):
        left, right = pieces[number]
        if "的" in masked[left : right - 2]:
            before = pieces[:number]
            kept = [piece for piece in before if _ends_with_structure(masked[piece[0] : piece[1]], lexicon)]
            if len(kept) < len(before):
                return [*kept, *pieces[number:]]
            break
    return pieces


def _ends_with_structure(piece: str, lexicon: Lexicon) -> bool:
    """Whether a piece ends with a head noun of something built, or names one of a list (甲等)."""
    head = head_of(piece, lexicon)
    return "□" in piece or (bool(head) and lexicon.head_class.get(head) in ("structure", "public", "industry"))
