"""One list of names, one list of values: 甲、乙分别为8亿、6亿; 甲、乙各9000亩; 甲和乙增长20%; then 增长3%、7%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.figures.context_spans import ContextSpan, Figure
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.measures import Measure, ending_for
from mapapp.extraction.figures.name_lists import NameLists
from mapapp.extraction.figures.naming import MONEY_NOUNS, NameGrammar
from mapapp.extraction.figures.noun_phrases import clip, tidy
from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.figures.word_names import COVERAGE
from mapapp.extraction.lexicon_patterns import figure_pattern

_MEASURED: Final = figure_pattern("list.measured")
_BETWEEN: Final = figure_pattern("list.between_values")
_STAGE: Final = figure_pattern("list.stage")
_EACH: Final = figure_pattern("list.each")
_OF_TASK: Final = figure_pattern("list.of_task")
_NOUNS_ONLY: Final = figure_pattern("list.industries")
_NAMED_KINDS: Final = frozenset({"percent", "duration", "rate", "points", "money"})


@dataclass(slots=True)
class _Pass:
    """One sentence under way: its figures, their words, and the names of the last list with values."""

    sentence: str
    figures: list[Figure]
    gaps: tuple[ContextSpan, ...]
    left_texts: list[str]
    listed: list[str]

    def quantity(self, index: int) -> Quantity | None:
        """Return the quantity of a figure, None when it is said in words."""
        return self.figures[index].quantity

    def group(self, first: int) -> list[int]:
        """Return the figures of a list that begins here: only 、 and 和 between them."""
        group = [first]
        for index in range(first + 1, len(self.figures)):
            between = self.sentence[self.figures[index - 1].end : self.figures[index].start].strip()
            if not _BETWEEN.fullmatch(between) or self.quantity(index) is None:
                break
            group.append(index)
        return group


class ListNames:
    """Gives figures that share a list of names their own."""

    def __init__(self, lexicon: FigureLexicon, grammar: NameGrammar) -> None:
        """Compile the words once."""
        self._lists = NameLists(lexicon)
        self._grammar = grammar

    def read(
        self, sentence: str, figures: list[Figure], gaps: tuple[ContextSpan, ...], left_texts: list[str]
    ) -> dict[int, tuple[str, ...]]:
        """Return figure number -> names (several when one value holds for all) for figures that share a list.

        `left_texts` are the words before each figure.
        """
        given: dict[int, tuple[str, ...]] = {}
        here = _Pass(sentence, figures, gaps, left_texts, [])
        for index in range(len(figures)):
            if index not in given:
                given.update(self._at(here, index))
        return given

    def _at(self, here: _Pass, index: int) -> dict[int, tuple[str, ...]]:
        """Return the names of the list that a figure begins."""
        text = here.left_texts[index]
        left = self._grammar.read_left(text)
        noun = left.noun or left.subject
        quantity = here.quantity(index)
        if quantity is None:
            return self._in_words(here.figures[index], index, noun)
        group = here.group(index)
        if len(group) > 1:
            if "分别" in text:
                return self._respectively(here, text, group)
            if len(group) == len(here.listed) and not noun and not left.verb:
                # 甲、乙分别为47279元、23120元，增长3%、7%
                tail = _growth_tail(left) or ("" if left.link else "比例")
                if quantity.kind == "points":
                    tail = left.growth_word.removesuffix("了").removeprefix("同比") + "百分点"
                return {at: (clip(name + tail),) for name, at in zip(here.listed, group, strict=True)}
            second = here.quantity(group[1])
            if noun.startswith("城乡") and len(group) == 2 and second is not None and second.unit == quantity.unit:
                here.listed = _town_and_country(noun)
                tail = _growth_tail(left)
                return {at: (clip(name + tail),) for name, at in zip(here.listed, group, strict=True)}
        shared = self._for_all(text, left, quantity)
        return {index: shared} if shared else {}

    def _in_words(self, figure: Figure, index: int, noun: str) -> dict[int, tuple[str, ...]]:
        """Return the names that share a figure in words: 甲、乙产值均高于全市平均水平."""
        parts = self._lists.parts(noun)
        comparable = figure.words is not None and figure.words.rule.tail != COVERAGE
        if comparable and 2 <= len(parts) <= 4 and all(self._lists.measured(part) for part in parts):
            return {index: tuple(clip(part) for part in parts)}
        return {}

    def _for_all(self, text: str, left: LeftContext, quantity: Quantity) -> tuple[str, ...]:
        """Return the names of a list that one value holds for: 甲、乙各9000亩; 甲和乙增长20%."""
        parts = _same_stage(self._lists.parts(left.noun or left.subject + left.verb))
        if left.listed or not 2 <= len(parts) <= 5:
            return ()
        grown = _growth_tail(left)
        if _EACH.search(text):
            parts = self._lists.completed(parts)
            if quantity.kind == "percent":
                return tuple(clip(part + grown) for part in parts)
            verb = left.verb if left.noun else ""
            return tuple(clip(verb + part + (grown or _ending(part, quantity))) for part in parts)
        if quantity.kind != "percent" or len(parts) > 4:
            return ()
        if grown and all(_MEASURED.search(part) for part in parts):
            return tuple(clip(part + grown) for part in parts)
        if not grown and all(part.endswith(("率", "比重", "占比")) for part in parts):
            return tuple(clip(part) for part in parts)
        return ()

    def _respectively(self, here: _Pass, text: str, group: list[int]) -> dict[int, tuple[str, ...]]:
        """Pair a list of values with the list of names before 分别, and keep the names for a list of growth to follow."""
        head, tail = text.rsplit("分别", 1)
        left, after = self._grammar.read_left(head + tail), self._grammar.read_left(tail)
        quantity = here.quantity(group[0])
        assert quantity is not None
        growth = (_growth_tail(left) or _growth_tail(after)) if quantity.kind in {"percent", "ratio"} else ""
        measure = after.noun
        if quantity.kind == "percent" and _OF_TASK.search(tail):
            measure, growth = "目标完成率", ""
        elif tail.lstrip().startswith("占"):
            measure, growth = tidy(tail).rstrip("的为达到") + "比重", ""
            left = self._grammar.read_left(head)
        parts, done = self._names(here, head, left, group, measure or growth)
        if not parts:
            here.listed = []
            return {}
        result: dict[int, tuple[str, ...]] = {}
        plain: list[str] = []
        for part, at in zip(parts, group, strict=True):
            item = here.quantity(at)
            assert item is not None
            added = "" if measure and part.endswith(measure) else measure
            verb = left.verb if done and not measure and not growth else ""
            body = verb + part + added
            plain.append(body)
            own = self._grammar.read_left(here.left_texts[at])
            if item.kind == "points":
                growth = (own.growth_word or after.growth_word).removesuffix("了") + "百分点"
            elif own.growth and at != group[0]:
                growth = _growth_tail(own)
            elif after.growth and item.kind not in {"percent", "ratio"}:
                growth = after.growth_word.removesuffix("了")
            result[at] = (clip(body + (growth or ("" if item.kind in _NAMED_KINDS else _ending(body, item)))),)
        here.listed = plain
        return result

    def _names(
        self, here: _Pass, head: str, left: LeftContext, group: list[int], measure: str
    ) -> tuple[list[str], bool]:
        """Return as many names as there are values, and whether the verb before the list belongs to each.

        They are those of the list before 分别, or of the figures before it.
        """
        count = len(group)
        noun = left.noun or left.subject
        if not left.noun and left.verb in MONEY_NOUNS:
            noun += left.verb  # 商业、工业投资分别…: the last word is what is measured
        if measure and noun.endswith(measure):
            noun = noun[: -len(measure)]
        printed = self._grammar.list_before(head)
        if printed.startswith("城乡") and count == 2 and not self._lists.parts(printed)[1:]:
            return _town_and_country(printed), False
        longer = self._over_commas(here, group[0], printed, count)
        partner = printed if printed[:1] in {"对", "与", "同", "向"} else ""
        for words in (longer, partner, noun, printed):
            names = self._lists.members(words, count) if words else []
            if names:
                return names, words is noun and bool(left.noun)
        if noun:
            return [], False
        # the names stand at the figures before: 许可159个、验收77个，分别用时1个、3个工作日
        names = self._names_before(here, group) if measure else []
        if len(names) != count:
            names = here.listed if len(here.listed) == count else []
        return names, False

    def _over_commas(self, here: _Pass, first: int, printed: str, count: int) -> str:
        """Return a list that goes over a comma: 交通运输、仓储和邮政业，住宿和餐饮业增加值."""
        if len(printed.split("、")) == count:
            return ""
        gap = here.gaps[first]
        begin = here.figures[first - 1].end if first else 0
        before = here.sentence[begin : gap.left_start].strip("，。； ")
        clauses = re.split("[，；]", before)[-(count - 1) :] if before else []
        if len(clauses) == count - 1 and all(_NOUNS_ONLY.fullmatch(clause) for clause in clauses) and "业" in printed:
            return "，".join([*clauses, printed])
        return ""

    def _names_before(self, here: _Pass, group: list[int]) -> list[str]:
        """Return the nouns of as many figures before the group as it has values; empty when one has none."""
        names: list[str] = []
        for at in range(max(0, group[0] - len(group)), group[0]):
            before = self._grammar.read_left(here.left_texts[at])
            gap = here.gaps[at]
            right = self._grammar.read_right(here.sentence[gap.right_start : gap.right_end])
            if (before.empty and not before.verb) or before.listed:
                names.append(right.noun)
            else:
                names.append(before.verb + before.noun if before.noun else before.subject or before.verb)
        return names if all(names) else []


def _ending(name: str, quantity: Quantity) -> str:
    return ending_for(name, Measure(quantity.kind, quantity.suffix, quantity.unit))


def _same_stage(parts: list[str]) -> list[str]:
    """Return a bare stage the noun of the first item: 减量化立项、验收 -> 减量化立项, 减量化验收."""
    stage = _STAGE.search(parts[0]) if parts else None
    if stage is None or stage.start() < 2:
        return parts
    return [parts[0][: stage.start()] + part if _STAGE.fullmatch(part) else part for part in parts]


def _town_and_country(noun: str) -> list[str]:
    """Split 城乡居民… into the two the values are for."""
    rest = noun.removeprefix("城乡")
    return ["城镇" + rest, "农村" + rest]


def _growth_tail(left: LeftContext) -> str:
    """Return what growth adds to a name; nothing when nothing grew."""
    tail = {"up": "增长率", "down": "下降率"}.get(left.growth, "")
    return "年均" + tail if tail and left.yearly else tail
