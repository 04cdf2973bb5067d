"""Which words date a figure, and whether it is the value of an earlier time: 由5.2%升至6%, 上年为310亿元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.figures.context_spans import ContextSpan, Figure
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.time_words import Earlier, TimeWords
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_FROM: Final = figure_pattern("time.from")
_UNDATED: Final = frozenset({"ratio", "points"})  # 是上年的1.5倍, 高于上年5个百分点: of this year
CHANGE_REACH: Final = 16  # characters between a value and the words that say where it went


@dataclass(frozen=True, slots=True)
class FigureTime:
    """What dates one figure.

    `words` are those of its clause that may date it, without the ones of another value; `earlier` says that it is a
    year's before; `moved` that something moved away from it. `marked` is where in the sentence the words of `earlier`
    stand, so that no name takes them in.
    """

    words: str
    earlier: Earlier | None = None
    moved: bool = False
    marked: tuple[int, int] = (0, 0)


class FigureTimer:
    """Dates the figures of a sentence with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the words once."""
        self._times = TimeWords(lexicon.folder)
        changes = (form for form in lexicon.forms("link") if lexicon.rule_of("link", form) == "link.change")
        self._change = re.compile(r"[^，。；\d]{0,8}?，?(?:" + alternation(changes) + ")")

    def read(self, sentence: str, figures: list[Figure], gaps: tuple[ContextSpan, ...]) -> list[FigureTime]:
        """Return what dates each figure, in order."""
        times: list[FigureTime] = []
        moved_from: tuple[int, int, int] | None = None  # clause, begin and end of the last value that was left behind
        for index, (figure, gap) in enumerate(zip(figures, gaps, strict=True)):
            begin = gap.clause_start
            if index and figures[index - 1].end > begin:
                begin = figures[index - 1].end
            stretch = sentence[begin : figure.start]
            words = sentence[gap.clause_start : figure.start]
            if moved_from is not None and moved_from[0] == gap.clause_start:
                words = sentence[gap.clause_start : moved_from[1]] + sentence[moved_from[2] : figure.start]
            earlier = self._earlier(figure, stretch)
            marked = (begin + earlier.start, begin + earlier.end) if earlier else (0, 0)
            if earlier is None and gap.listed and times and times[-1].earlier and not stretch.strip("、和及与 "):
                earlier = times[-1].earlier
            if earlier is not None and marked[1]:
                words = sentence[gap.clause_start : marked[0]] + sentence[marked[1] : figure.start]
            start = _FROM.search(stretch) if figure.quantity is not None else None
            last = self._moved_to(sentence, figures, index) if start is not None else 0
            if start is not None and last:
                moved_from = (gap.clause_start, begin + start.start(), last)
                words = sentence[begin + start.start() : figure.start] if earlier is None else words
            moved = moved_from is not None and figure.end <= moved_from[2] and gap.clause_start == moved_from[0]
            if moved and start is None:
                words = times[-1].words  # the second of 从2021年的46503元和16935元
            times.append(FigureTime(words, earlier, moved, marked))
        return times

    def _moved_to(self, sentence: str, figures: list[Figure], index: int) -> int:
        """Return where the values end that something moved from, of a list the last; 0 when nothing moved."""
        while index + 1 < len(figures) and sentence[figures[index].end : figures[index + 1].start] in {
            "、",
            "和",
            "及",
            "与",
        }:
            index += 1
        end = figures[index].end
        return end if self._change.match(sentence[end : end + CHANGE_REACH]) else 0

    def _earlier(self, figure: Figure, stretch: str) -> Earlier | None:
        if figure.quantity is None or figure.quantity.kind in _UNDATED:
            return None
        return self._times.earlier(stretch)
