"""Whether a paragraph looks back or ahead, from its own words alone."""

from __future__ import annotations

from typing import Final

from mapapp.text.text_patterns import text_pattern

_BACK: Final = text_pattern("tense.back")
_AHEAD: Final = text_pattern("tense.ahead")


def lean_of(paragraph: str) -> float:
    """Return how far a paragraph leans: above 0 it looks back, below 0 ahead; its size is the number of cues.

    >>> lean_of("青石大桥建成启用，全年新增公园5座。") > 0, lean_of("持续优化环境。加快建设青石大桥。") < 0
    (True, True)
    """
    return 1.5 * len(_BACK.findall(paragraph)) - len(_AHEAD.findall(paragraph))
