"""What a figure measures, and what its name must end with to say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp.extraction.lexicon_patterns import figure_pattern

_SAID: Final = figure_pattern("measure.said")
_COUNTED: Final = figure_pattern("measure.counted")
_PEOPLE: Final = figure_pattern("measure.people")
_SPENT: Final = figure_pattern("measure.spent")
_TIMES: Final = {"人次": "人次", "期": "期数", "场": "场次", "场次": "场次", "批次": "批次", "次": "次数"}


@dataclass(frozen=True, slots=True)
class Measure:
    """The kind of a figure (count, money, percent, …), the ending its unit asks for, the printed unit and its sign.

    `signed` when a minus or plus was printed, `negative` when the value is below nothing.
    """

    kind: str
    suffix: str
    unit: str
    signed: bool = False
    negative: bool = False


def ending_for(name: str, measure: Measure) -> str:
    """Return what a name needs at its end so that it says what is measured.

    >>> ending_for("新增口袋公园", Measure("count", "数", "座"))
    '数'
    >>> ending_for("人均公园绿地面积", Measure("area", "面积", "平方米"))
    ''
    """
    if (_COUNTED if measure.kind in {"count", "people"} else _SAID).search(name):
        return ""
    base = measure.unit.lstrip("万亿千百")
    if measure.kind == "people":
        return "数" if _PEOPLE.search(name) else "人数"
    if measure.kind == "times":
        return _TIMES.get(base, "数")
    if measure.kind == "count":
        if base.endswith("次"):
            return base
        if base == "户" and not name.endswith("户"):
            return "户数"
        return "套数" if base.startswith("套") else "数"
    if measure.kind == "money":
        return "额" if _SPENT.search(name) else ""
    return measure.suffix
