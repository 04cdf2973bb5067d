"""find_indicators: every figure of a document with its name, period and kind, and the sentence it rests on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Final, Protocol

from mapapp.contracts.records import Indicator
from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Comparator, SectionForm, ValueKind
from mapapp.mentions.figure_clauses import even_marks, lay_out, split_sentences
from mapapp.mentions.figure_filters import is_project_size, not_a_figure
from mapapp.mentions.figure_gaps import Gap, drop_modifiers, find_gaps
from mapapp.mentions.figure_left import Left
from mapapp.mentions.figure_lexicon import FigureLexicon
from mapapp.mentions.figure_numbers import Quantity, QuantityReader
from mapapp.mentions.figure_phrases import clip, expand, tidy
from mapapp.mentions.figure_right import Right
from mapapp.mentions.indicator_names import Heard, Named, NameGrammar
from mapapp.mentions.indicator_periods import PeriodReader
from mapapp.mentions.indicator_regions import RegionReader
from mapapp.mentions.indicator_shares import share_names
from mapapp.mentions.indicator_words import WordFigure, find_word_figures
from mapapp.mentions.tables import find_tables, table_figures
from mapapp.mentions.tables_rows import Cell

_LABEL: Final = re.compile(r"^[\s*#·•—\-]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．] ?)?([^，。；：\d]{2,30})[：:∶]")
_FLOW: Final = re.compile(
    r"新|改建|扩建|建成|创建|引进|引入|培育|培养|整治|拆除|筹措|供应|帮助|累计|年均|减税|形成|发放|举办"
)
_FLOW_WORD: Final = re.compile(r"累计|年均|完成(?!后|率)|五年|期间|下降(?!到|至)|增长(?!到|至)")
_NO_TOPIC: Final = re.compile(r"(?:目标|如下|是|为|包括|任务|指标|一|二|三|四|五|六|指出|强调|要求|方面|上|下)$")


class HasFigures(Protocol):
    """A lexicon that carries the figure part; the room's Lexicon does."""

    @property
    def figures(self) -> FigureLexicon:
        """Give the figure part."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or words standing for one, with its place in the sentence."""

    start: int
    end: int
    quantity: Quantity | None
    words: WordFigure | None


def find_indicators(document: Document, lexicon: HasFigures | FigureLexicon) -> tuple[Indicator, ...]:
    """Find the figures of a document in reading order.

    Ids are hashes of document, place in the stored text, name and value: they do not change when other records do.
    A figure said twice in prose in the same words is kept once.
    """
    figures = lexicon if isinstance(lexicon, FigureLexicon) else lexicon.figures
    reader = _Reader(document, figures)
    return reader.read()


class _Reader:
    """One pass over one document."""

    def __init__(self, document: Document, lexicon: FigureLexicon) -> None:
        self.document = document
        self.text = document.view.text
        self.quantities = QuantityReader(lexicon)
        self.grammar = NameGrammar(lexicon)
        self.periods = PeriodReader(document, lexicon)
        self.regions = RegionReader(document, lexicon)
        self.lexicon = lexicon
        self.found: list[Indicator] = []
        self.said: dict[tuple[str, ...], list[str]] = {}

    def read(self) -> tuple[Indicator, ...]:
        """Read tables first, then the prose between them."""
        tables = find_tables(self.text)
        position = 0
        for table in tables:
            self._prose(position, table.start)
            for cell in table_figures(table, self.text, self.quantities):
                self._table_row(cell)
            for cell in table.prose:
                self._prose(cell.start, cell.end, row=cell)
            position = table.end
        self._prose(position, len(self.text))
        return tuple(sorted(self.found, key=lambda figure: (figure.start, figure.end)))

    def _prose(self, start: int, end: int, row: Cell | None = None) -> None:
        topic_region = row.region if row else ""
        for sentence in split_sentences(self.text, start, end):
            section = self.document.section_at(sentence.start) if self.document.sections else None
            if section is not None and section.form in {SectionForm.CONTENTS, SectionForm.GLOSSARY}:
                continue
            self._sentence(sentence.start, sentence.end, section, row=row, region=topic_region)

    def _sentence(self, start: int, end: int, section: Section | None, *, row: Cell | None, region: str) -> None:
        sentence = even_marks(self.text[start:end])
        if not re.search(r"[\d百千万亿]|全覆盖|于全|下达|持平|同步|翻番|平均水平", sentence):
            return
        layout = lay_out(sentence)
        kept = tuple(
            quantity for quantity in self.quantities.read(sentence) if not not_a_figure(sentence, quantity, layout)
        )
        kept = drop_modifiers(sentence, kept)
        words = tuple(
            figure
            for figure in find_word_figures(sentence)
            if not layout.in_quotes(figure.start)
            and not any(q.start < figure.end and figure.start < q.end for q in kept)
        )
        figures = sorted(
            [Figure(q.start, q.end, q, None) for q in kept] + [Figure(w.start, w.end, None, w) for w in words],
            key=lambda figure: figure.start,
        )
        if not figures:
            return
        gaps = find_gaps(sentence, tuple((figure.start, figure.end) for figure in figures), layout)
        heard = Heard(topic=_topic(sentence, row) or self.grammar.opening(sentence, layout.breaks, figures[0].start))
        names = share_names(sentence, figures, gaps, self.grammar)
        took_right = False
        rights = self._rights(sentence, gaps)
        for index, (figure, own) in enumerate(zip(figures, gaps, strict=True)):
            gap = own
            if index and "；" in sentence[figures[index - 1].end : gap.clause_start]:
                begin = sentence.rfind("；", 0, gap.clause_start) + 1
                later = tuple(at - begin for at in layout.breaks if at >= begin)
                opening = self.grammar.opening(sentence[begin:], later, figure.start - begin)
                heard = Heard(topic=opening or heard.topic)
            left = self.grammar.read_left(sentence[gap.left_start : gap.left_end])
            right = rights[index]
            if (
                gap.follows
                and not gap.listed
                and took_right
                and right.noun
                and not (left.verb or left.link or left.growth or left.light)
            ):
                left, gap = Left(), replace(gap, listed=True)
            took_right = bool(right.noun) and gap.right_end > figure.end
            if index in names:
                for shared in names[index]:
                    self._emit(
                        figure,
                        gap,
                        Named(shared, heard, 0.85, ("按分别、各拆开",)),
                        start,
                        sentence,
                        section,
                        row,
                        region,
                    )
                last = left.noun or left.subject or heard.noun
                heard = replace(heard, level=names[index][-1], noun=last, body=last)
                continue
            named = self._name(figure, gap, left, right, heard, sentence, figures, index)
            if named is None:
                continue
            heard = named.heard
            self._emit(figure, gap, named, start, sentence, section, row, region)

    def _rights(self, sentence: str, gaps: tuple[Gap, ...]) -> list[Right]:
        """Read the words after each figure; what is said of the last item of a list is said of the ones before it.

        5家企业、8个项目入围名单: both made the list.
        """
        rights = [self.grammar.read_right(sentence[gap.right_start : gap.right_end]) for gap in gaps]
        for index in range(len(gaps) - 2, -1, -1):
            here, following = rights[index], rights[index + 1]
            plain = here.noun and not here.said and len(here.noun) <= 12
            if (
                plain
                and following.said
                and gaps[index + 1].listed
                and gaps[index + 1].left_end - gaps[index + 1].left_start <= 1
            ):
                left = self.grammar.read_left(sentence[gaps[index].left_start : gaps[index].left_end])
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
        if index + 1 < len(figures) and (not right.noun or right.noun in self.grammar.measures):
            # 143项总投资20亿元的项目, 54公里的38条道路: the noun stands behind the second figure
            following = figures[index + 1]
            between = sentence[figure.end : following.start]
            if left.empty and (
                between == "的" or re.fullmatch(r"(?:年度|计划)?(?:总投资|总面积|面积|投资)(?:额|约|达)?", between)
            ):
                right = self.grammar.read_right(sentence[following.end : gap.clause_end].lstrip("的"))
        if not right.noun and left.empty and not heard.noun and index + 1 < len(figures):
            # 建设20个、总面积100万平方米的智造项目: the noun stands behind the second figure
            following = figures[index + 1]
            tail = sentence[following.end : following.end + 24]
            match = re.match(r"(?:以上)?的([^，。；、]{2,20})", tail)
            if match:
                right = self.grammar.read_right(match.group(1))
        kind = quantity.kind or ("people" if re.search("[生民众人员]$", right.noun) else "")
        after = sentence[figure.end :]
        if is_project_size(left.noun, right.noun + right.said, after, quantity, told=bool(heard.noun) or left.listed):
            return None
        named = self.grammar.compose(left, right, kind, quantity.suffix, quantity.unit, heard, listed=gap.listed)
        return named if named.name and re.search(r"[一-龥A-Za-z]", named.name) else None

    def _emit(
        self,
        figure: Figure,
        gap: Gap,
        named: Named,
        offset: int,
        sentence: str,
        section: Section | None,
        row: Cell | None,
        region: str,
    ) -> None:
        quantity, words = figure.quantity, figure.words
        clause = sentence[gap.clause_start : figure.end]
        before = sentence[: gap.clause_start]
        flow = bool(_FLOW.match(named.name)) or bool(_FLOW_WORD.search(clause))
        when = self.periods.when(sentence[gap.clause_start : figure.start], before, section, flow=flow)
        kind = self.periods.kind(clause, before, section, period=when.period)
        place = region or self.regions.region(sentence, gap.clause_start, figure.start, section)
        trust = named.trust
        certain = trust >= 0.6 and not (words is not None and words.doubtful)
        begin, stop = _trim(sentence, gap.clause_start, gap.clause_end)
        self._add(
            start=offset + begin,
            end=offset + stop,
            name=expand(named.name),
            region=place,
            period=when.period,
            kind=kind,
            value=quantity.value if quantity else None,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            value_text=sentence[figure.start : figure.end].strip() if quantity else (words.text if words else ""),
            unit=(quantity.unit if quantity else (words.unit if words else "")) or None,
            comparator=quantity.comparator if quantity else (words.comparator if words else Comparator.EQUAL),
            certain=certain,
            rule=quantity.rule if quantity else "figure.words",
            confidence=trust,
            reasons=(*named.reasons, f"时期依据：{_BASIS[when.basis]}"),
            table=row is not None,
        )

    def _table_row(self, cell: Cell) -> None:
        section = self.document.section_at(cell.start) if self.document.sections else None
        base = self.periods.base_years(section)
        period = cell.period or (str(base[1]) if base else "")
        if (
            base
            and base[0] < base[1]
            and period == str(base[1])
            and (cell.spread or re.search("年均(?!浓度|值)|累计|五年", cell.name + cell.value_text))
        ):
            period = f"{base[0]}-{base[1]}"
        kind = cell.kind or self.periods.kind("", "", section, period=period)
        self._add(
            start=cell.quote_start,
            end=cell.quote_end,
            name=clip(cell.name),
            region=cell.region or self.document.district,
            period=period,
            kind=kind,
            value=cell.value,
            low=cell.low,
            high=cell.high,
            value_text=cell.value_text,
            unit=cell.unit or None,
            comparator=cell.comparator,
            certain=cell.certain,
            rule="table.row",
            confidence=0.95 if cell.certain else 0.5,
            reasons=("表格行",),
            table=True,
            nature=cell.nature or None,
        )

    def _add(
        self,
        *,
        start: int,
        end: int,
        name: str,
        region: str,
        period: str,
        kind: ValueKind,
        value: float | None,
        low: float | None,
        high: float | None,
        value_text: str,
        unit: str | None,
        comparator: Comparator,
        certain: bool,
        rule: str,
        confidence: float,
        reasons: tuple[str, ...],
        table: bool,
        nature: str | None = None,
    ) -> None:
        if not name or start >= end:
            return
        said = (name, region, period, str(kind), str(value) if value is not None else value_text, unit or "")
        if not table:
            same = self.said.setdefault(said[1:], [])
            if any(_same_figure(name, other) for other in same):
                return
            same.append(name)
        spans = self.document.view.stored_spans(start, end)
        first = self.document.span(*spans[0])
        digest = hashlib.sha256(
            "\x1f".join((self.document.id, str(first.start), str(first.end), *said)).encode()
        ).hexdigest()
        self.found.append(
            Indicator(
                indicator_id=f"i-{self.document.id}-{digest[:12]}",
                doc=self.document.id,
                start=first.start,
                end=first.end,
                quote=first.quote,
                name=name,
                region=region,
                period=period,
                value_kind=kind,
                value=value,
                value_text=value_text,
                unit=unit,
                comparator=comparator,
                certain=certain,
                rule=rule,
                value_low=low,
                value_high=high,
                nature=nature,
                table=table,
                confidence=round(confidence, 2),
                reasons=reasons,
                spans=spans if len(spans) > 1 else (),
            )
        )


_BASIS: Final = {"clause": "分句", "sentence": "全句", "section": "章节", "document": "文件"}


def _name_words(words: WordFigure, left: Left, right: Right, heard: Heard) -> Named | None:
    """Name a figure in words; one that only comments on a figure before it is none."""
    noun = (left.verb + left.noun) if left.noun else left.subject + left.verb
    noun = re.sub(r"(?:增速|增幅|增长率|增长)$", "", noun)
    if not noun:
        if words.tail == "增长率" and heard.level and "持平" in words.text:
            return Named(heard.level + "增长率", heard, 0.8)
        if words.tail != "覆盖率" or not (heard.noun or right.noun):
            return None
        noun = heard.noun or right.noun
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


def _same_figure(name: str, other: str) -> bool:
    """Say whether two names with one value mean one figure: equal, or one holds the other and is long enough to tell."""
    short, long = sorted((name, other), key=len)
    return name == other or (len(short) >= 5 and short in long)


def _topic(sentence: str, row: Cell | None) -> str:
    match = _LABEL.match(sentence)
    if match:
        topic = tidy(match.group(1)).strip("*")
        if not _NO_TOPIC.search(topic):
            return topic
    return row.topic if row and not row.region else ""


def _trim(sentence: str, start: int, end: int) -> tuple[int, int]:
    while start < end and sentence[start] in " \t\u3000，、；：,;*。\n":
        start += 1
    while end > start and sentence[end - 1] in " \t\u3000，、；：,;。\n":
        end -= 1
    return start, end
