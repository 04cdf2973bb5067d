"""A figure with its name, and the names one figure takes from another: the part of a whole, last year's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.context_spans import ContextSpan, Figure, find_context_spans
from mapapp.extraction.figures.figure_times import FigureTime
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.measures import Measure
from mapapp.extraction.figures.noun_phrases import plain_noun, tidy
from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.figures.ratios import find_industry_shares
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.text.clauses import Layout

_WHOLE: Final = figure_pattern("share.whole")
_PART_LEAD: Final = figure_pattern("part.lead")
LONGEST_PART: Final = 12  # characters of what is said of a part; more is another thought


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """One figure with its name: where it stands in the sentence, what it is called, and how sure the name is (0..1).

    `time` says what dates it; `verb` is what was done to what it counts.
    """

    figure: Figure
    span: ContextSpan
    name: str
    trust: float
    reasons: tuple[str, ...]
    time: FigureTime
    verb: str = ""


def part_of_whole(
    sentence: str, figures: Sequence[Figure], span: ContextSpan, index: int, left: LeftContext, right: RightContext
) -> str:
    """Return the name of one part of what a sentence counts first: 80个项目中，按期推进61个、滞后13个; "" when it is none."""
    first, here = figures[0].quantity, figures[index].quantity
    if not index or first is None or here is None or here.kind != "count" or here.unit != first.unit:
        return ""
    whole = _WHOLE.match(sentence, figures[0].end)
    if whole is None or whole.end() > figures[index].start or "；" in sentence[: figures[index].start]:
        return ""
    noun = plain_noun(tidy(whole.group("noun")))
    before = _PART_LEAD.sub("", tidy(sentence[span.left_start : span.left_end]))
    part = before or _PART_LEAD.sub("", right.noun + right.said)
    if not part or len(part) > LONGEST_PART or left.growth or noun in part:
        return ""
    return noun + part + "数"


def same_measure(figure: Figure, named: Sequence[NamedFigure]) -> NamedFigure | None:
    """Return the last figure before that measures the same, whose name a bare 上年为 takes."""
    wanted = figure.quantity
    if wanted is None:
        return None
    for one in reversed(named):
        quantity = one.figure.quantity
        if quantity is None or quantity.kind != wanted.kind or one.figure.end > figure.start:
            continue
        if wanted.kind not in {"count", "rate"} or quantity.unit.lstrip("万亿") == wanted.unit.lstrip("万亿"):
            return one
    return None


def measure_of(quantity: Quantity, kind: str) -> Measure:
    """Return what a quantity measures; a range is negative when its lower end is."""
    least = quantity.low if quantity.value is None else quantity.value
    return Measure(kind, quantity.suffix, quantity.unit, quantity.signed, least is not None and least < 0)


def industry_shares(sentence: str, layout: Layout) -> list[NamedFigure]:
    """Return the shares of the three industries as figures in percent."""
    named = []
    for share in find_industry_shares(sentence):
        quantity = Quantity(
            start=share.start,
            number_start=share.start,
            end=share.end,
            value=share.value,
            low=None,
            high=None,
            scale="",
            unit="%",
            kind="percent",
            suffix="",
            comparator=Comparator.EQUAL,
            rule="ratio.industries",
            unit_end=share.end,
        )
        span = find_context_spans(sentence, ((share.start, share.end),), layout)[0]
        figure = Figure(share.start, share.end, quantity, None)
        time = FigureTime(sentence[: share.start])
        named.append(NamedFigure(figure, span, share.name, 0.55, ("三次产业之比",), time))
    return named
