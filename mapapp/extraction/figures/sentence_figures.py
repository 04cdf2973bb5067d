"""The figures of one sentence with their names, in order; what was said before lends its verb and noun to what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from mapapp.extraction.figures.context_spans import ContextSpan, Figure, drop_modifiers, find_context_spans
from mapapp.extraction.figures.discourse_state import ComposedName, DiscourseState
from mapapp.extraction.figures.distributive_lists import ListNames
from mapapp.extraction.figures.exclusions import read_exclusions
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.figure_times import FigureTime, FigureTimer
from mapapp.extraction.figures.figures_in_words import WordFigure, find_word_figures, read_word_rules
from mapapp.extraction.figures.left_context import LeftContext
from mapapp.extraction.figures.named_figures import (
    NamedFigure,
    industry_shares,
    measure_of,
    part_of_whole,
    same_measure,
)
from mapapp.extraction.figures.naming import NameGrammar
from mapapp.extraction.figures.noun_phrases import clip, tidy
from mapapp.extraction.figures.project_sizes import ProjectSizes
from mapapp.extraction.figures.quantities import Quantity, QuantityReader
from mapapp.extraction.figures.rates import phrase
from mapapp.extraction.figures.right_context import RightContext
from mapapp.extraction.figures.word_names import is_adjective, name_words
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.extraction.text.clauses import Layout, even_marks, lay_out

_WORTH: Final = figure_pattern("sentence.worth")
_LABEL: Final = re.compile(r"^[\s*#·•—\-]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．] ?)?([^，。；：\d]{2,30})[：:∶]")
_OF_THE_NEXT: Final = re.compile(r"(?:以上)?的([^，。；、]{2,20})")
_PEOPLE_END: Final = re.compile("[生民众人员]$")
_WRITTEN: Final = re.compile(r"[一-龥A-Za-z]")
SHORT_NOUN: Final = 12  # characters; a longer noun behind a figure has its own predicate


@dataclass(slots=True)
class _Sentence:
    """One sentence under way: its figures with their words and times, and what has been named so far."""

    text: str
    layout: Layout
    figures: list[Figure]
    spans: tuple[ContextSpan, ...]
    times: list[FigureTime]
    left_texts: list[str]
    rights: list[RightContext]
    state: DiscourseState
    named: list[NamedFigure]
    took_right: bool = False
    lists: dict[int, tuple[str, ...]] = field(default_factory=dict)


class SentenceReader:
    """Reads the figures of sentences with one lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the readers once."""
        self.quantities = QuantityReader(lexicon)
        self._grammar = NameGrammar(lexicon)
        self._exclusions = read_exclusions(lexicon.folder / "not_figures.toml")
        self._word_rules = read_word_rules(lexicon.folder / "figure_words.toml")
        self._sizes = ProjectSizes(lexicon)
        self._lists = ListNames(lexicon, self._grammar)
        self._timer = FigureTimer(lexicon)

    def read(self, text: str, topic: str = "") -> tuple[NamedFigure, ...]:
        """Return the figures of a sentence with their names, in order.

        Parameters
        ----------
        text : str
            The sentence; half-width marks are read as full-width ones, offsets stay.
        topic : str
            What a row or label is about.

        Returns
        -------
        tuple of NamedFigure
            Offsets count characters of `text`.
        """
        if not _WORTH.search(text):
            return ()
        sentence = even_marks(text)
        quantities = self.quantities.read(sentence)
        words = find_word_figures(sentence, self._word_rules)
        if not quantities and not words:
            return ()
        layout = lay_out(sentence)
        figures = self._figures(sentence, layout, quantities, words)
        shares = industry_shares(sentence, layout)
        if not figures:
            return tuple(shares)
        here = self._prepared(sentence, layout, figures, topic, shares)
        for index in range(len(figures)):
            self._read_one(here, index)
        return tuple(sorted(here.named, key=lambda one: one.figure.start))

    def _prepared(
        self, sentence: str, layout: Layout, figures: list[Figure], topic: str, shares: list[NamedFigure]
    ) -> _Sentence:
        """Return a sentence with the words and times of its figures, before any has a name."""
        spans = find_context_spans(sentence, tuple((figure.start, figure.end) for figure in figures), layout)
        times = self._timer.read(sentence, figures, spans)
        left_texts = [_left_text(sentence, span, time) for span, time in zip(spans, times, strict=True)]
        opening = _label(sentence) or topic or self._grammar.opening(sentence, layout.breaks, figures[0].start)
        return _Sentence(
            sentence,
            layout,
            figures,
            spans,
            times,
            left_texts,
            self._rights(sentence, spans),
            DiscourseState(topic=opening),
            list(shares),
            lists=self._lists.read(sentence, figures, spans, left_texts),
        )

    def _read_one(self, here: _Sentence, index: int) -> None:
        """Name one figure, and keep what it leaves to the next."""
        figure, span, right, time = here.figures[index], here.spans[index], here.rights[index], here.times[index]
        if index and "；" in here.text[here.figures[index - 1].end : span.clause_start]:
            here.state = self._after_semicolon(here, index)
        left = self._grammar.read_left(here.left_texts[index])
        part = part_of_whole(here.text, here.figures, span, index, left, right)
        if part and here.named:
            here.named.append(NamedFigure(figure, span, clip(part), 0.75, ("整体中的一部分",), time))
            return
        same = same_measure(figure, here.named) if _goes_by_the_last(here, index, left) else None
        if same is not None:
            reasons = ("名承前一个数",)
            here.named.append(NamedFigure(figure, span, same.name, min(same.trust, 0.8), reasons, time, same.verb))
            return
        silent = not (left.verb or left.link or left.growth or left.light)
        if span.follows and not span.listed and here.took_right and right.noun and silent:
            # 50个托班1000个托位: the words before the second belong to the first
            left, span = LeftContext(), replace(span, listed=True)
        here.took_right = bool(right.noun) and span.right_end > figure.end
        if index in here.lists:
            names = here.lists[index]
            here.named += [NamedFigure(figure, span, name, 0.85, ("按分别、各拆开",), time) for name in names]
            last = left.noun or left.subject or here.state.noun
            here.state = replace(here.state, level=names[-1], noun=last, body=last)
            return
        composed = self._compose(here, index, span, left)
        if composed is not None:
            here.state = composed.state
            named = NamedFigure(
                figure, span, composed.name, composed.trust, composed.reasons, time, composed.state.verb
            )
            here.named.append(named)

    def _figures(
        self, sentence: str, layout: Layout, found: tuple[Quantity, ...], told: tuple[WordFigure, ...]
    ) -> list[Figure]:
        """Return the quantities and the words that are figures, in order, without overlap."""
        kept = drop_modifiers(sentence, tuple(q for q in found if not self._exclusions.rule_for(sentence, q, layout)))
        words = [
            word
            for word in told
            if not layout.in_quotes(word.start) and not any(q.start < word.end and word.start < q.end for q in kept)
        ]
        figures = [Figure(q.start, q.end, q, None) for q in kept] + [Figure(w.start, w.end, None, w) for w in words]
        return sorted(figures, key=lambda figure: figure.start)

    def _after_semicolon(self, here: _Sentence, index: int) -> DiscourseState:
        """Forget verb and noun at a ；; what opens the new part is its topic."""
        begin = here.text.rfind("；", 0, here.spans[index].clause_start) + 1
        breaks = tuple(at - begin for at in here.layout.breaks if at >= begin)
        opening = self._grammar.opening(here.text[begin:], breaks, here.figures[index].start - begin)
        return DiscourseState(topic=opening or here.state.topic)

    def _rights(self, sentence: str, spans: tuple[ContextSpan, ...]) -> list[RightContext]:
        """Read the words after each figure; what is said of the last item of a list is said of the ones before it.

        5家企业、8个项目入围名单: both made the list.
        """
        rights = [self._grammar.read_right(sentence[span.right_start : span.right_end]) for span in spans]
        for index in range(len(spans) - 2, -1, -1):
            here, following = rights[index], rights[index + 1]
            span, beyond = spans[index], spans[index + 1]
            if span.right_end == beyond.left_end:
                # 30个项目总投资9亿元, 30个项目完成投资9亿元: the measure and the verb belong to the next figure
                noun = self._grammar.without_measure(here.noun)
                rights[index] = here = RightContext(noun, here.said if here.said.startswith("获") else "")
            plain = here.noun and not here.said and len(here.noun) <= SHORT_NOUN
            if plain and following.said and beyond.listed and beyond.left_end - beyond.left_start <= 1:
                left = self._grammar.read_left(sentence[span.left_start : span.left_end])
                if not left.verb:
                    rights[index] = RightContext(here.noun, following.said)
        return rights

    def _compose(self, here: _Sentence, index: int, span: ContextSpan, left: LeftContext) -> ComposedName | None:
        """Return the name of a figure from the words on both sides, None when it is not one of its own."""
        figure, right = here.figures[index], here.rights[index]
        if figure.words is not None:
            if is_adjective(figure.words, here.text, span):
                return None
            return name_words(figure.words, left, right, here.state)
        quantity = figure.quantity
        assert quantity is not None
        right = self._noun_behind_the_next(here, index, left, right)
        if self._is_project_size(here, left, right, quantity):
            return None
        kind = quantity.kind or ("people" if _PEOPLE_END.search(right.noun) else "")
        composed = self._grammar.compose(left, right, measure_of(quantity, kind), here.state, listed=span.listed)
        return composed if _WRITTEN.search(composed.name) else None

    def _noun_behind_the_next(
        self, here: _Sentence, index: int, left: LeftContext, right: RightContext
    ) -> RightContext:
        """Return the noun that two figures share: 143项总投资20亿元的项目; 20个、总面积100万平方米的智造项目."""
        if index + 1 >= len(here.figures) or not left.empty:
            return right
        figure, following = here.figures[index], here.figures[index + 1]
        if not right.noun or right.noun in self._grammar.measures:
            between = here.text[figure.end : following.start]
            if figure_pattern("size.between").fullmatch(between):
                right = self._grammar.read_right(here.text[following.end : here.spans[index].clause_end].lstrip("的"))
        if not right.noun and not here.state.noun:
            match = _OF_THE_NEXT.match(here.text, following.end)
            if match:
                right = self._grammar.read_right(re.split(r"[\d及和]", match.group(1))[0])
        return right

    def _is_project_size(self, here: _Sentence, left: LeftContext, right: RightContext, quantity: Quantity) -> bool:
        """Whether a quantity only sizes one project, when the sentence has counted nothing it could belong to."""
        if here.state.noun or left.listed:
            return False
        behind, after = right.noun + right.said, here.text[quantity.end :]
        nouns = (left.noun or left.verb, phrase(left))
        return any(self._sizes.is_size(noun, behind, after, quantity) for noun in nouns)


def _goes_by_the_last(here: _Sentence, index: int, left: LeftContext) -> bool:
    """Whether a figure is another value of the one before: 上年为310亿元, 由5.2%升至6%."""
    time = here.times[index]
    if time.earlier is not None and time.earlier.bare:
        return True
    return index > 0 and here.times[index - 1].moved and not time.moved and left.empty and index not in here.lists


def _left_text(sentence: str, span: ContextSpan, time: FigureTime) -> str:
    """Return the words before a figure without those that only date it."""
    start, end = time.marked
    if start < span.left_start or end > span.left_end or start == end:
        return sentence[span.left_start : span.left_end]
    return sentence[span.left_start : start] + sentence[end : span.left_end]


def _label(sentence: str) -> str:
    """Return the label a sentence begins with: 老旧小区加装电梯：完成50部."""
    match = _LABEL.match(sentence)
    label = tidy(match.group(1)).strip("*") if match else ""
    return "" if figure_pattern("label.none").search(label) else label
