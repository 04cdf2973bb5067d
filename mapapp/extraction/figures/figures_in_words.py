"""Figures given in words: 不低于全市平均水平, 与经济增长基本同步, 基本持平, 完成市下达目标, 全覆盖, 翻一番.

Such a record has value None; `value_text` holds the words as printed. The kinds stand in `lexicons/figure_words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts.vocabulary import Comparator
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import compiled, read_entries

_HINT = figure_pattern("words.hint")


@dataclass(frozen=True, slots=True)
class WordRule:
    """One entry of `figure_words.toml`: words that stand for a figure, and what its record says."""

    id: str
    pattern: re.Pattern[str]
    comparator: Comparator
    tail: str
    unit: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class WordFigure:
    """One figure in words: [start, end) of the words in the sentence, and the rule that found it."""

    start: int
    end: int
    text: str
    comparator: Comparator
    rule: WordRule


def read_word_rules(path: Path) -> tuple[WordRule, ...]:
    """Return the rules of a file.

    Raises
    ------
    RegistryError
        If an entry is not well formed; the message names it.
    """
    rules = []
    for entry in read_entries(path, "words", ("pattern", "comparator", "tail", "unit", "catches", "gives", "leaves")):
        made = compiled(path, entry, "pattern")
        assert made is not None
        comparator = Comparator(entry["comparator"])
        doubtful = bool(entry.get("doubtful", False))
        rules.append(WordRule(entry["id"], made, comparator, entry["tail"], entry["unit"], doubtful))
    return tuple(rules)


def find_word_figures(sentence: str, rules: tuple[WordRule, ...]) -> tuple[WordFigure, ...]:
    """Return the figures in words of a sentence, left to right, without overlap."""
    if not _HINT.search(sentence):
        return ()
    found: list[WordFigure] = []
    for rule in rules:
        for match in rule.pattern.finditer(sentence):
            start, end = match.span("text")
            if any(start < other.end and other.start < end for other in found):
                continue
            text = match.group("text")
            bound = Comparator.AT_MOST if text.startswith("控制在") else rule.comparator
            found.append(WordFigure(start, end, text, bound, rule))
    return tuple(sorted(found, key=lambda figure: figure.start))
