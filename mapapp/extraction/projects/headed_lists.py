"""Lists whose stage stands above them: 一、在建项目 over 1.甲水厂; 集中开工的项目有32个, 产业类有甲园、乙基地."""

from __future__ import annotations

from typing import Final

from mapapp.extraction.lexicon_patterns import clause_pattern, name_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.labelled_lists import stage_of_label
from mapapp.extraction.projects.name_candidates import Name, split_names
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import IN_NAMES, is_thing
from mapapp.extraction.projects.stage_words import StageReading, combine, find_triggers

_MARK: Final = clause_pattern("clause.list_mark")
# Between a heading that tells a stage and its list there may be one that only tells the field: （一）产业类.
_FIELD: Final = name_pattern("heading.field")
# 此次集中开工的项目涵盖…: what the sentences after it list.
_ANNOUNCES: Final = clause_pattern("list.announces")
_STRETCH: Final = name_pattern("name.stretch")
# 产业类有, 民生领域包括: opens one of its lists.
_CLASS: Final = clause_pattern("list.class")
# Where the name of an item ends and what is told of it besides begins: a size, a place, a sum.
_ITEM_ENDS: Final = "，。；：（"


def stage_above(headings: tuple[str, ...], words: str, lexicon: Lexicon) -> StageReading | None:
    """Return the stage that the innermost heading over a line tells: a heading of nothing but a stage.

    Parameters
    ----------
    headings
        The open headings, outermost first; an item of a list may be its own.
    words
        The line.
    lexicon
        The vocabulary.
    """
    for heading in reversed(headings):
        if heading.strip() == words.strip():
            continue
        bare = _MARK.sub("", heading.strip("【】[]：: "))
        if not _FIELD.fullmatch(bare):
            return stage_of_label(bare, lexicon)
    return None


def announced(masked: str, lexicon: Lexicon) -> StageReading | None:
    """Return the stage of the projects that a sentence announces without naming one: 此次集中开工的项目涵盖三个领域."""
    match = _ANNOUNCES.match(masked)
    if match is None:
        return None
    triggers = find_triggers(match.group("stage"), lexicon)
    reading = combine(tuple(trigger.rule for trigger in triggers))
    return reading if reading is not None and reading.hard else None


def headed_claims(text: str, masked: str, skip: int, reading: StageReading, lexicon: Lexicon) -> list[Claim]:
    """Return the names of an item or a list that is nothing but names, at the stage that stands above it.

    None where a line tells a stage of its own, or holds a word that is no name.
    """
    ends = [at for mark in _ITEM_ENDS if (at := masked.find(mark, skip)) >= 0]
    end = min(ends, default=len(masked))
    if any(trigger.rule.kind not in IN_NAMES for trigger in find_triggers(masked, lexicon) if trigger.start >= skip):
        return []
    names = split_names(text, masked, skip, end, lexicon)
    if not names or not all(_is_item(name, lexicon) for name in names):
        return []
    return [Claim(name, reading, name.start, name.end, "", closing=True, clause=(skip, end)) for name in names]


def class_list_starts(masked: str) -> int | None:
    """Return where the names of a class begin: 产业类有甲园、乙基地; None where no class opens the sentence."""
    match = _CLASS.match(masked)
    return match.end() if match else None


def _is_item(name: Name, lexicon: Lexicon) -> bool:
    """Whether a piece of a list can only be a name."""
    if name.counted:
        return False
    return is_thing(name.text, lexicon) or name.text.endswith(("项目", "工程")) or bool(_STRETCH.search(name.text))
