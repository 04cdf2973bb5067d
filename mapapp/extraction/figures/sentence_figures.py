"""The figures of one sentence with their names, in order; what was said before lends its verb and noun to what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.figures.context_spans import Figure, Gap, drop_modifiers, find_gaps
from mapapp.extraction.figures.discourse_state import Heard, Named
from mapapp.extraction.figures.distributive_lists import ListNames
from mapapp.extraction.figures.exclusions import read_exclusions
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.figure_times import FigureTime, FigureTimer
from mapapp.extraction.figures.figures_in_words import WordFigure, find_word_figures
from mapapp.extraction.figures.left_context import Left
from mapapp.extraction.figures.measures import Measure
from mapapp.extraction.figures.naming import NameGrammar
from mapapp.extraction.figures.noun_phrases import clip, plain_noun, tidy
from mapapp.extraction.figures.project_sizes import ProjectSizes
from mapapp.extraction.figures.quantities import Quantity, QuantityReader
from mapapp.extraction.figures.rates import phrase
from mapapp.extraction.figures.ratios import find_industry_shares
from mapapp.extraction.figures.right_context import Right
from mapapp.extraction.text.clauses import Layout, even_marks, lay_out

_WORTH: Final = re.compile(r"[\d一二两三四五六七八九十百千万亿]|全覆盖|于全|下达|持平|同步|翻番|平均水平")
_LABEL: Final = re.compile(r"^[\s*#·•—\-]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．] ?)?([^，。；：\d]{2,30})[：:∶]")
_NO_TOPIC: Final = re.compile(r"(?:目标|如下|是|为|包括|任务|指标|一|二|三|四|五|六|指出|强调|要求|方面|上|下)$")
_EVERYWHERE: Final = re.compile(r"各?(?:街镇|镇街|乡镇|村居|社区|村|区县|县区)(?:（[^）]{1,8}）)?")
_WHOLE: Final = re.compile("(?P<noun>[^，。；、：]{2,16})(?:当?中|里)，")
_PART_LEAD: Final = re.compile("^(?:其中|有|已经|已|正在|正|仍|还|尚且|约|，|、|和)+")
LONGEST_PART: Final = 12  # characters of what is said of a part; more is another thought
_SIZE_BETWEEN: Final = re.compile(r"的|(?:年度|计划)?(?:总投资|总面积|面积|投资)(?:额|约|达)?")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with its name: where it stands in the sentence, what it is called, and how sure the name is.

    `time` says what dates it; `verb` is what was done to what it counts.
    """

    figure: Figure
    gap: Gap
    name: str
    trust: float
    reasons: tuple[str, ...]
    time: FigureTime
    verb: str = ""


class SentenceReader:
    """Reads the figures of sentences with one lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the readers once."""
        self.quantities = QuantityReader(lexicon)
        self._grammar = NameGrammar(lexicon)
        self._exclusions = read_exclusions(lexicon.folder / "not_figures.toml")
        self._sizes = ProjectSizes(lexicon)
        self._lists = ListNames(lexicon, self._grammar)
        self._timer = FigureTimer(lexicon)

    def read(self, text: str, topic: str = "") -> tuple[Told, ...]:
        """Give the figures of a sentence; `topic` names what a row or label is about.

        Offsets count characters of `text`, whose half-width marks are read as full-width ones.
        """
        if not _WORTH.search(text):
            return ()
        sentence = even_marks(text)
        layout = lay_out(sentence)
        figures = self._figures(sentence, layout)
        shares = _industry_shares(sentence, layout)
        if not figures:
            return shares
        gaps = find_gaps(sentence, tuple((figure.start, figure.end) for figure in figures), layout)
        times = self._timer.read(sentence, figures, gaps)
        left_texts = [
            _without(sentence, gap.left_start, gap.left_end, time.marked) for gap, time in zip(gaps, times, strict=True)
        ]
        shared = self._lists.read(sentence, figures, gaps, left_texts)
        rights = self._rights(sentence, gaps)
        heard = Heard(
            topic=_label(sentence) or topic or self._grammar.opening(sentence, layout.breaks, figures[0].start)
        )
        told: list[Told] = list(shares)
        took_right = False
        for index, (figure, own) in enumerate(zip(figures, gaps, strict=True)):
            gap, right, time = own, rights[index], times[index]
            if index and "；" in sentence[figures[index - 1].end : gap.clause_start]:
                heard = self._after_semicolon(sentence, gap, layout, heard, figure.start)
            left = self._grammar.read_left(left_texts[index])
            share = _share_of_a_whole(sentence, figures, gaps, index, left, right)
            if share and told:
                told.append(Told(figure, gap, clip(share), 0.75, ("整体中的一部分",), time))
                continue
            bare = time.earlier is not None and time.earlier.bare
            arrived = index > 0 and times[index - 1].moved and not time.moved and left.empty and index not in shared
            same = _same_measure(figure, told) if bare or arrived else None
            if same is not None:
                told.append(Told(figure, gap, same.name, min(same.trust, 0.8), ("名承前一个数",), time, same.verb))
                continue
            silent = not (left.verb or left.link or left.growth or left.light)
            if gap.follows and not gap.listed and took_right and right.noun and silent:
                # 50个托班1000个托位: the words before the second belong to the first
                left, gap = Left(), replace(gap, listed=True)
            took_right = bool(right.noun) and gap.right_end > figure.end
            if index in shared:
                told.extend(Told(figure, gap, name, 0.85, ("按分别、各拆开",), time) for name in shared[index])
                last = left.noun or left.subject or heard.noun
                heard = replace(heard, level=shared[index][-1], noun=last, body=last)
                continue
            named = self._name(figure, gap, left, right, heard, sentence, figures, index)
            if named is not None:
                heard = named.heard
                told.append(Told(figure, gap, named.name, named.trust, named.reasons, time, named.heard.verb))
        return tuple(sorted(told, key=lambda one: one.figure.start))

    def _figures(self, sentence: str, layout: Layout) -> list[Figure]:
        """Give the quantities and the figures in words that are figures, in order, without overlap."""
        found = self.quantities.read(sentence)
        kept = drop_modifiers(sentence, tuple(q for q in found if not self._exclusions.rule_for(sentence, q, layout)))
        words = [
            word
            for word in find_word_figures(sentence)
            if not layout.in_quotes(word.start) and not any(q.start < word.end and word.start < q.end for q in kept)
        ]
        figures = [Figure(q.start, q.end, q, None) for q in kept] + [Figure(w.start, w.end, None, w) for w in words]
        return sorted(figures, key=lambda figure: figure.start)

    def _after_semicolon(self, sentence: str, gap: Gap, layout: Layout, heard: Heard, figure_start: int) -> Heard:
        """Forget verb and noun at a ；; what opens the new part is its topic."""
        begin = sentence.rfind("；", 0, gap.clause_start) + 1
        breaks = tuple(at - begin for at in layout.breaks if at >= begin)
        opening = self._grammar.opening(sentence[begin:], breaks, figure_start - begin)
        return Heard(topic=opening or heard.topic)

    def _rights(self, sentence: str, gaps: tuple[Gap, ...]) -> list[Right]:
        """Read the words after each figure; what is said of the last item of a list is said of the ones before it.

        5家企业、8个项目入围名单: both made the list.
        """
        rights = [self._grammar.read_right(sentence[gap.right_start : gap.right_end]) for gap in gaps]
        for index in range(len(gaps) - 2, -1, -1):
            here, following = rights[index], rights[index + 1]
            if gaps[index].right_end == gaps[index + 1].left_end:
                # 30个项目总投资9亿元, 30个项目完成投资9亿元: the measure and the verb belong to the next figure
                noun = self._grammar.without_measure(here.noun)
                rights[index] = here = Right(noun, here.said if here.said.startswith("获") else "")
            plain = here.noun and not here.said and len(here.noun) <= 12
            if (
                plain
                and following.said
                and gaps[index + 1].listed
                and gaps[index + 1].left_end - gaps[index + 1].left_start <= 1
            ):
                left = self._grammar.read_left(sentence[gaps[index].left_start : gaps[index].left_end])
                if not left.verb:
                    rights[index] = Right(here.noun, following.said)
        return rights

    def _name(
        self,
        figure: Figure,
        gap: Gap,
        left: Left,
        right: Right,
        heard: Heard,
        sentence: str,
        figures: list[Figure],
        index: int,
    ) -> Named | None:
        if figure.words is not None:
            if sentence[figure.end : figure.end + 1] == "的" and figure.words.tail == "覆盖率":
                return None
            if figure.words.tail == "覆盖率" and gap.follows and "实现" not in sentence[gap.left_start : gap.left_end]:
                return None
            return _name_words(figure.words, left, right, heard)
        quantity = figure.quantity
        assert quantity is not None
        if index + 1 < len(figures) and (not right.noun or right.noun in self._grammar.measures):
            # 143项总投资20亿元的项目, 54公里的38条道路: the noun stands behind the second figure
            following = figures[index + 1]
            between = sentence[figure.end : following.start]
            if left.empty and _SIZE_BETWEEN.fullmatch(between):
                right = self._grammar.read_right(sentence[following.end : gap.clause_end].lstrip("的"))
        if not right.noun and left.empty and not heard.noun and index + 1 < len(figures):
            # 建设20个、总面积100万平方米的智造项目: the noun stands behind the second figure
            following = figures[index + 1]
            tail = sentence[following.end : following.end + 24]
            match = re.match(r"(?:以上)?的([^，。；、]{2,20})", tail)
            if match:
                right = self._grammar.read_right(re.split(r"[\d及和]", match.group(1))[0])
        kind = quantity.kind or ("people" if re.search("[生民众人员]$", right.noun) else "")
        after = sentence[figure.end :]
        counted = bool(heard.noun) or left.listed
        nouns = (left.noun or left.verb, phrase(left))
        if not counted and any(self._sizes.is_size(noun, right.noun + right.said, after, quantity) for noun in nouns):
            return None
        named = self._grammar.compose(left, right, _measure(quantity, kind), heard, listed=gap.listed)
        return named if named.name and re.search(r"[一-龥A-Za-z]", named.name) else None


def _share_of_a_whole(
    sentence: str, figures: list[Figure], gaps: tuple[Gap, ...], index: int, left: Left, right: Right
) -> str:
    """Return the name of one part of what a sentence counts first: 80个项目中，按期推进61个、滞后13个; "" when it is none."""
    first, here = figures[0].quantity, figures[index].quantity
    if not index or first is None or here is None or here.kind != "count" or here.unit != first.unit:
        return ""
    whole = _WHOLE.match(sentence, figures[0].end)
    if whole is None or whole.end() > figures[index].start or "；" in sentence[: figures[index].start]:
        return ""
    noun = plain_noun(tidy(whole.group("noun")))
    gap = gaps[index]
    part = _PART_LEAD.sub("", tidy(sentence[gap.left_start : gap.left_end])) or _PART_LEAD.sub(
        "", right.noun + right.said
    )
    if not part or len(part) > LONGEST_PART or left.growth or noun in part:
        return ""
    return noun + part + "数"


def _same_measure(figure: Figure, told: list[Told]) -> Told | None:
    """Return the last figure before that measures the same, whose name a bare 上年为 takes."""
    wanted = figure.quantity
    if wanted is None:
        return None
    for one in reversed(told):
        quantity = one.figure.quantity
        if quantity is None or quantity.kind != wanted.kind or one.figure.end > figure.start:
            continue
        if wanted.kind not in {"count", "rate"} or quantity.unit.lstrip("万亿") == wanted.unit.lstrip("万亿"):
            return one
    return None


def _without(sentence: str, start: int, end: int, cut: tuple[int, int]) -> str:
    """Return [start, end) of a sentence without the part that lies in another span."""
    if cut[0] < start or cut[1] > end or cut[0] == cut[1]:
        return sentence[start:end]
    return sentence[start : cut[0]] + sentence[cut[1] : end]


def _measure(quantity: Quantity, kind: str) -> Measure:
    """Return what a quantity measures; a range is negative when its lower end is."""
    least = quantity.low if quantity.value is None else quantity.value
    return Measure(kind, quantity.suffix, quantity.unit, quantity.signed, least is not None and least < 0)


def _name_words(words: WordFigure, left: Left, right: Right, heard: Heard) -> Named | None:
    """Name a figure in words; one that only comments on a figure before it is none."""
    noun = (left.verb + left.noun) if left.noun else left.subject + left.verb
    noun = re.sub(r"(?:增速|增幅|增长率|增长)$", "", noun)
    if not noun:
        if words.tail == "增长率" and heard.level and "持平" in words.text:
            if re.search("(?:率|比重|占比|比例|指数|浓度)$", heard.level):
                return None  # 城镇化率97.3%，与上年持平: said of the figure before
            return Named(heard.level + "增长率", heard, 0.8)
        if words.tail != "覆盖率" or not (heard.noun or right.noun):
            return None
        noun = heard.noun or right.noun
    if words.tail == "覆盖率" and heard.noun and _EVERYWHERE.fullmatch(noun):
        noun = heard.noun + noun.removeprefix("各")
    if words.tail == "覆盖率":
        name = re.sub(r"(?:实现|基本实现|覆盖)$", "", noun) + "覆盖率"
    elif (
        words.tail
        and not re.search(r"(?:率|增长)$", noun)
        and (
            left.growth
            or "增" in words.text
            or "高于" in words.text
            or "低于" in words.text
            or "同步" in words.text
            or "持平" in words.text
        )
    ):
        name = noun + "增长率" if not re.search(r"(?:率|比重|占比|浓度|比例)$", noun) else noun
    else:
        name = noun
    return Named(
        clip(name),
        replace(heard, level=name, noun=left.noun or left.subject or heard.noun),
        0.8 if not words.doubtful else 0.55,
    )


def _industry_shares(sentence: str, layout: Layout) -> tuple[Told, ...]:
    """Give the shares of the three industries as figures in percent."""
    told: list[Told] = []
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
            rule="figure.industry_ratio",
            unit_end=share.end,
        )
        gap = find_gaps(sentence, ((share.start, share.end),), layout)[0]
        told.append(
            Told(
                Figure(share.start, share.end, quantity, None),
                gap,
                share.name,
                0.55,
                ("三次产业之比",),
                FigureTime(sentence[: share.start]),
            )
        )
    return tuple(told)


def _label(sentence: str) -> str:
    """Give the label a sentence begins with: 老旧小区加装电梯：完成50部."""
    match = _LABEL.match(sentence)
    label = tidy(match.group(1)).strip("*") if match else ""
    return "" if _NO_TOPIC.search(label) else label
