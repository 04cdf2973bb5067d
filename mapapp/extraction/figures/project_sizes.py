"""Quantities that only size one project: 甲项目开工，总投资9亿元; 甲河4公里贯通."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_COUNT_NEXT: Final = figure_pattern("size.count_next")


class ProjectSizes:
    """Tells the size of a project from a figure, with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the words once."""
        sizes = lexicon.forms("project_size")
        self._sizes = frozenset(sizes)
        self._named = re.compile(".(?:" + alternation(lexicon.forms("project_extent")) + ")$")
        self._opened = re.compile(r"[一-龥]{0,6}(?:" + alternation(lexicon.forms("opened")) + ")")

    def is_size(self, noun: str, behind: str, after: str, quantity: Quantity) -> bool:
        """Whether a quantity sizes one project, when its sentence has counted nothing before that it could belong to.

        `noun` stands before it, `behind` are the words behind it and `after` the rest of the sentence.
        """
        counted_next = _COUNT_NEXT.match(after)
        if noun in self._sizes and not counted_next:
            return True
        if after.startswith("的") and noun in {"投资", "面积"} and not counted_next:
            return True
        if self._named.search(noun):
            return True
        return quantity.kind == "length" and bool(noun) and self._opened.match(behind) is not None
