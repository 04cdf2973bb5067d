"""Which words belong to which figure: the stretch before and after each quantity of a sentence.

Commas part clauses, 、 and 和 part the items of a list, and a figure with its noun behind it (50个托班) owns the
words up to the next item.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.figures_in_words import WordFigure
from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.text.clauses import Layout

_JOINT: Final = figure_pattern("joint.items")
_JOINT_END: Final = figure_pattern("joint.end")
_MODIFIED: Final = re.compile(r"(?:的)?[一-龥“”（）()A-Za-z]{2,16}$")
_EXACTLY: Final = figure_pattern("exact.after_round")
_BIG_KINDS: Final = frozenset({"money", "area", "length", "mass", "energy", "volume"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or words standing for one, with its place in the sentence."""

    start: int
    end: int
    quantity: Quantity | None
    words: WordFigure | None


@dataclass(frozen=True, slots=True)
class ContextSpan:
    """The words of one figure: [left_start, left_end) before it, [right_start, right_end) after it.

    `clause_start` and `clause_end` bound the comma clause; `listed` when 、 or 和 joins it to the figure before;
    `follows` when a figure stands before it in the same clause; `bracketed` when it stands in brackets.
    """

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    clause_start: int
    clause_end: int
    listed: bool
    follows: bool
    bracketed: bool


_WHOLE_LENGTH: Final = figure_pattern("length.whole")


def drop_modifiers(sentence: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Leave out quantities that only describe the thing counted: 10亿元以上项目3个, 3个亿元以上项目."""
    kept: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        if (
            quantity.kind == "length"
            and _WHOLE_LENGTH.search(sentence[max(0, quantity.start - 4) : quantity.start])
            and sentence[quantity.end : quantity.end + 1] == "的"
        ):
            continue
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        if following is not None and _made_exact(sentence, quantity, following):
            continue  # 突破百亿元，达103.7亿元: the second says what the first rounds
        if quantity.unit == "类" and following is not None and following.start == quantity.end:
            continue  # 12类45件实事: the kinds only sort what is counted
        counted = following is not None and following.kind == "count" and _is_bound(quantity)
        if counted and following and re.fullmatch(r"的[一-龥]{0,6}", sentence[quantity.end : following.start]):
            continue  # 养鸡10万只以上的村4个, 投资超亿元的2个: the first only says which ones are counted
        if quantity.kind in _BIG_KINDS and _is_bound(quantity):
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            between = sentence[quantity.end : following.start] if following else ""
            if following and following.kind == "count" and _plain_noun(between):
                continue
            tail = sentence[quantity.end : quantity.end + 8].lstrip()
            if figure_pattern("bound.of_a_measure").search(sentence[: quantity.start]):
                tail = ""
            if figure_pattern("bound.of_a_thing").match(tail):
                continue
        kept.append(quantity)
    return tuple(kept)


def _made_exact(sentence: str, quantity: Quantity, following: Quantity) -> bool:
    """Whether a bound is followed by the value it rounds."""
    return (
        quantity.comparator is Comparator.AT_LEAST
        and quantity.unit == following.unit
        and following.comparator is Comparator.EQUAL
        and _EXACTLY.fullmatch(sentence[quantity.end : following.start]) is not None
    )


def _is_bound(quantity: Quantity) -> bool:
    return quantity.comparator in {Comparator.AT_LEAST, Comparator.AT_MOST}


def _plain_noun(text: str) -> bool:
    text = text.strip()
    return (
        bool(text) and not re.search(r"[，、；。：,;:]", text) and len(text) <= 18 and _MODIFIED.match(text) is not None
    )


def find_context_spans(sentence: str, spans: tuple[tuple[int, int], ...], layout: Layout) -> tuple[ContextSpan, ...]:
    """Return every figure (as [start, end) spans, in order) its words."""
    gaps: list[ContextSpan] = []
    lefts: list[tuple[int, bool, bool]] = []
    rights: list[int] = []
    clauses: list[tuple[int, int, bool]] = []
    for start, end in spans:
        bracket = layout.bracket_at(start)
        if bracket:
            inner = [offset for offset in range(*bracket) if sentence[offset] in "，；,;：、"]
            begin = max((offset + 1 for offset in inner if offset < start), default=bracket[0])
            stop = min((offset for offset in inner if offset >= end), default=bracket[1])
            clauses.append((begin, stop, True))
        else:
            at = bisect_left(layout.breaks, start)
            begin = layout.breaks[at - 1] + 1 if at else 0
            upto = bisect_right(layout.breaks, end - 1)
            stop = layout.breaks[upto] if upto < len(layout.breaks) else len(sentence)
            clauses.append((begin, stop, False))
    for index, (start, _) in enumerate(spans):
        begin, stop, bracketed = clauses[index]
        left_start, listed, follows = begin, False, False
        if index and clauses[index - 1][0] == begin and clauses[index - 1][2] == bracketed:
            left_start, listed, right_stop = _between(sentence, spans[index - 1][1], start, layout)
            follows = True
            rights[index - 1] = right_stop
        lefts.append((left_start, listed, follows))
        rights.append(stop)
    for index, (start, end) in enumerate(spans):
        begin, stop, bracketed = clauses[index]
        left_start, listed, follows = lefts[index]
        right_end = max(end, rights[index]) if sentence[end : end + 1] != "、" else end
        gaps.append(ContextSpan(left_start, start, end, right_end, begin, stop, listed, follows, bracketed))
    return tuple(gaps)


def _between(sentence: str, before: int, after: int, layout: Layout) -> tuple[int, bool, int]:
    """Part the words between two figures of one clause: (left start of the second, listed, right end of the first)."""
    ending = _JOINT_END.search(sentence, before, after)
    if ending is not None and ending.end() == after and ending.start() > before:
        return ending.end(), True, ending.start()
    marks = layout.lists[bisect_left(layout.lists, before) : bisect_left(layout.lists, after)]
    if marks:
        if not sentence[before : marks[0]].strip(" 以上左右余"):
            return marks[0] + 1, True, marks[0]
        last = marks[-1]
        return last + 1, True, last
    between = sentence[before:after]
    joints = list(_JOINT.finditer(between))
    joint = joints[-1] if joints else None
    if joint is not None and joint.group() in {"和", "及", "与", "以及", "并", "或"}:
        rest = between[joint.end() :].strip()
        if (len(rest) <= 4 and not rest.endswith("的")) or joint.start() == 0:
            return before + joint.end(), True, before + joint.start()
    return before, False, after
