"""The lexicon of project reading: stage words, modality words and word lists, loaded from `lexicons/*.toml`.

Rules are data. Every stage and modality entry carries an id, a meaning, a sentence it catches and one it leaves
alone; `tests/extraction/projects/test_project_lexicon.py` runs them all.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mapapp.contracts.vocabulary import Modality, Polarity, Stage
from mapapp.errors import RegistryError
from mapapp.extraction.figures.figure_lexicon import FigureLexicon, load_figure_lexicon
from mapapp.extraction.lexicon_patterns import LEXICON_DIR, clause_pattern
from mapapp.extraction.projects.polarity import negation
from mapapp.extraction.text.times import TIME
from mapapp.text.lexicon_files import alternation, read_entries


@dataclass(frozen=True, slots=True)
class StageRule:
    """One entry of stages.toml, site_stages.toml or polarity.toml.

    `kind` is the part its words play in a clause (see `combine`); `hard` marks stages that only things on the ground
    reach; `unless_next` is a pattern that, following the word, makes it another word; `unless_prev` words before it.
    `reach` is a pattern of what must follow the word and belongs to it (列入…计划). `part` says that the words count only beside a part of the works; `rank` how far along they are (0..100);
    `polarity` that they say themselves the stage was not reached or is given up; `meaning` says it to a reader.
    """

    id: str
    stage: Stage
    kind: str
    hard: bool
    words: tuple[str, ...]
    unless_next: re.Pattern[str] | None
    unless_prev: tuple[str, ...]
    catches: str
    leaves: str
    part: bool = False
    rank: int = 0
    polarity: Polarity | None = None
    meaning: str = ""
    reach: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class ModalityRule:
    """One entry of modality.toml: a pattern and what it says of the clause that holds it.

    `own` marks words that, standing with the stage word itself, outweigh the section.
    """

    id: str
    modality: Modality
    weight: float
    pattern: re.Pattern[str]
    catches: str
    leaves: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the project reader knows of words.

    `by_first` finds stage words by their first character, longest first; `words` are the named lists of words.toml;
    `matchers` the same lists as patterns, longest word first; `head_class` tells what class a head noun is of;
    `head_sizes` how long those nouns are that end in a character, the longest first; `thing_ends` are the characters in which a
    name of works or of something built may end; `verb_starts` are words a name does not begin with; `quoted_policy` how quoted policy words begin.
    """

    stages: tuple[StageRule, ...]
    modality: tuple[ModalityRule, ...]
    by_first: dict[str, tuple[tuple[str, StageRule], ...]]
    words: dict[str, frozenset[str]]
    matchers: dict[str, re.Pattern[str]]
    head_class: dict[str, str]
    head_sizes: dict[str, tuple[int, ...]]
    thing_ends: frozenset[str]
    verb_starts: frozenset[str]
    quoted_policy: tuple[str, ...]
    figures: FigureLexicon
    host_rule: StageRule
    share_rule: StageRule


@functools.lru_cache(maxsize=4)
def load_lexicon(folder: Path = LEXICON_DIR) -> Lexicon:
    """Load the lexicon; the same object for the same folder.

    Raises RegistryError naming file and entry when one is not well formed.
    """
    stages = tuple(_stage_rule(entry) for entry in _stage_entries(folder))
    modality = tuple(_modality_rule(entry) for entry in read_entries(folder / "modality.toml", "modality"))
    words = {str(entry["id"]): frozenset(entry["words"]) for entry in read_entries(folder / "words.toml", "words")}
    words["works"] = words["works_more"].union(
        word for rule in stages if rule.kind == "action" and rule.id != "build.build" for word in rule.words
    )
    parts = {
        f"part_{entry['id']}": frozenset(entry["words"]) for entry in read_entries(folder / "site_stages.toml", "parts")
    }
    words["heads"] = frozenset().union(*(listed for name, listed in words.items() if name.startswith("heads_")))
    by_first: dict[str, list[tuple[str, StageRule]]] = {}
    for rule in stages:
        for word in rule.words:
            by_first.setdefault(word[0], []).append((word, rule))
    head_class = _head_classes(words)
    return Lexicon(
        stages=stages,
        modality=modality,
        by_first={char: tuple(sorted(pairs, key=_longest_first)) for char, pairs in sorted(by_first.items())},
        words=words,
        matchers={**_matchers(words, folder), **_part_matchers(parts), **_stage_matchers(words["adverbs"], stages)},
        head_class=head_class,
        head_sizes=_head_sizes(head_class),
        thing_ends=frozenset(word[-1] for word in (*head_class, *words["works"], "工程", "项目")),
        verb_starts=frozenset(word for rule in stages for word in rule.words if 2 <= len(word) <= 3),
        quoted_policy=tuple(sorted(words["quotes_policy"])),
        figures=load_figure_lexicon(folder),
        host_rule=next(rule for rule in stages if rule.kind == "host"),
        share_rule=next(rule for rule in stages if rule.id == "site.share"),
    )


def _stage_entries(folder: Path) -> list[dict[str, Any]]:
    """Return the entries of all files that hold stage words."""
    denied = [entry for entry in read_entries(folder / "polarity.toml", "polarity") if entry.get("place") == "verb"]
    return [
        *read_entries(folder / "stages.toml", "stage"),
        *read_entries(folder / "site_stages.toml", "stage"),
        *({**entry, "kind": "denied", "hard": True} for entry in denied),
    ]


def _stage_rule(entry: dict[str, Any]) -> StageRule:
    """Turn one TOML table into a StageRule."""
    stage = next((stage for stage in Stage if stage.value == entry.get("stage")), None)
    if stage is None or not entry.get("words") or not entry.get("kind") or not entry.get("meaning"):
        raise RegistryError(f"stages.toml：条目 {entry['id']} 缺少 stage、kind、meaning 或 words；请补齐")
    unless_next, reach = entry.get("unless_next"), entry.get("reach")
    return StageRule(
        id=entry["id"],
        stage=stage,
        kind=entry["kind"],
        hard=bool(entry.get("hard", False)),
        words=tuple(entry["words"]),
        unless_next=re.compile(unless_next) if unless_next else None,
        unless_prev=tuple(entry.get("unless_prev", ())),
        catches=entry["catches"],
        leaves=entry["leaves"],
        part=bool(entry.get("part", False)),
        rank=int(entry.get("rank", 0)),
        polarity=next((value for value in Polarity if value.value == entry.get("polarity")), None),
        meaning=str(entry["meaning"]),
        reach=re.compile(reach) if reach else None,
    )


def _modality_rule(entry: dict[str, Any]) -> ModalityRule:
    """Turn one TOML table into a ModalityRule."""
    modality = next((modality for modality in Modality if modality.value == entry.get("modality")), None)
    if modality is None or not entry.get("pattern"):
        raise RegistryError(f"modality.toml：条目 {entry['id']} 缺少 modality 或 pattern；请补齐")
    return ModalityRule(
        id=entry["id"],
        modality=modality,
        weight=float(entry.get("weight", 1.0)),
        pattern=re.compile(entry["pattern"]),
        catches=entry["catches"],
        leaves=entry["leaves"],
        own=bool(entry.get("own", False)),
    )


def _head_classes(words: dict[str, frozenset[str]]) -> dict[str, str]:
    """Map each head noun to its class; a noun of structures wins over the same noun as a policy word."""
    classes: dict[str, str] = {}
    for name in ("policy", "heads_title", "heads_area", "heads_industry", "heads_public", "heads_structure"):
        for word in words[name]:
            classes[word] = name.removeprefix("heads_")
    return classes


def _head_sizes(head_class: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """Return by last character how long the head nouns are that end in it, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in head_class:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}


def _stage_matchers(adverbs: frozenset[str], stages: tuple[StageRule, ...]) -> dict[str, re.Pattern[str]]:
    """Compile the stage words, and the same with the adverbs of two characters and more, which may hold parts of them."""
    told = {word for rule in stages for word in rule.words}
    starts = told.union(word for word in adverbs if len(word) > 1)
    return {"stage": re.compile(alternation(told)), "starts": re.compile(alternation(starts))}


def _matchers(words: dict[str, frozenset[str]], folder: Path) -> dict[str, re.Pattern[str]]:
    """Compile the word lists; `generic_or_head` joins generic words with all head nouns."""
    joined = frozenset(word for word in words["generic"] | words["heads"] if len(word) > 1)
    matchers = {name: re.compile(alternation(listed)) for name, listed in (*words.items(), ("generic_or_head", joined))}
    adverbs = alternation(words["adverbs"], _ADVERB_UNLESS)
    between = rf"{negation(folder)}|{TIME}|{_MANNER}|{adverbs}"
    matchers["adverbs"] = re.compile(adverbs)
    matchers["between"] = re.compile(between)
    matchers["adverbs_open"] = re.compile(rf"(?:{between})*")
    matchers["works_close"] = re.compile(rf"(?:{alternation(words['works'])})+(?:{_WORKS_TAIL})?$")
    matchers["adverbs_close"] = re.compile(rf"(?:{between})+$")
    return matchers


def _part_matchers(parts: dict[str, frozenset[str]]) -> dict[str, re.Pattern[str]]:
    """Compile the parts of works, each group by its id and all together."""
    works = frozenset().union(*(listed for name, listed in parts.items() if name not in ("part_whole", "part_who")))
    return {
        **{name: re.compile(alternation(listed)) for name, listed in parts.items()},
        "parts_close": re.compile(rf"(?:(?:{alternation(works)})(?:{_JOINS})*)+$"),
        "parts_only": re.compile(
            rf"(?:{alternation(works | parts['part_whole'] | parts['part_who'])}|{_JOINS}|{_WHOLE})+"
        ),
        "bare_part": re.compile(_BARE_PART),
        "bare_part_close": re.compile(rf"(?<=..)(?:{_BARE_PART})+$"),
        "parts_next": re.compile(rf"(?:{_JOINS}|了)*(?:{alternation(works)})"),
    }


# 共 opens names (共和, 共青), 共建 and 共 9 个 aside; 项目前期; 加快现代化林场建设.
_ADVERB_UNLESS = {"共": "(?![和青])", "目前": "(?<!项目前)", "现": "(?![代场状])"}
# What stands between two parts: 第三榀和, 2号楼.
_JOINS = clause_pattern("part.joins").pattern
_WHOLE = clause_pattern("part.whole").pattern
_WORKS_TAIL = clause_pattern("part.works_tail").pattern
# Manner and degree that a word list cannot hold: 提前45天, 实际仅完成, 才能开工, 第二次, 本轮.
_MANNER = clause_pattern("stage.manner").pattern


# A part that has no name of its own: 二期, 南段, 右线, C地块, 住院楼.
_BARE_PART = clause_pattern("part.bare").pattern


def _longest_first(pair: tuple[str, StageRule]) -> tuple[int, str, bool, str]:
    """Sort key: long words before short ones, then by spelling; what counts beside a part only before the general."""
    return -len(pair[0]), pair[0], not pair[1].part, pair[1].id
