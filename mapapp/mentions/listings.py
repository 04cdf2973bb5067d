"""Lists that go on where the sentence before stopped: 将建设甲等项目；乙产业方面，主要包括丙、丁等项目."""

from __future__ import annotations

import re
from typing import Final

from mapapp.mentions.grammar import Claim
from mapapp.mentions.lexicon import Lexicon
from mapapp.mentions.phrases import split_names
from mapapp.mentions.sentences import clause_bounds
from mapapp.mentions.triggers import find_triggers

_LISTING: Final = re.compile(r"[^，。；：、]{0,16}?(?:主要|重点)?(?:包括|涵盖|包含|有)有?(?=[^，。；]{4,}$)")
_CLASS: Final = re.compile(r"等(?:一批|系列|重点|重大|\d+个)*(?:项目|工程)$")


def listed_claims(text: str, masked: str, claims: list[Claim], before: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """Give the names of a list of projects the stage that the sentence before gave to its own list.

    `claims` are those the sentence makes itself, `before` those of the sentence before. Only a list that calls its
    items projects, under a verb of listing and with no stage of its own, after such a list, goes on.
    """
    source = next((claim for claim in reversed(before) if claim.name.context.endswith(("项目", "工程"))), None)
    if source is None:
        return []
    found: list[Claim] = []
    for left, right in clause_bounds(masked):
        opening = _LISTING.match(masked, left, right)
        if opening is None or not _CLASS.search(masked[left:right]):
            continue
        if any(left <= claim.start < right for claim in claims) or _told(masked[left : opening.end()], lexicon):
            continue
        found += [
            Claim(name, source.reading, name.start, right, source.verb, closing=False, clause=(left, right))
            for name in split_names(text, masked, opening.end(), right, lexicon)
        ]
    return found


def _told(words: str, lexicon: Lexicon) -> bool:
    """Tell whether the words that open a list say a stage themselves."""
    return any(trigger.rule.hard for trigger in find_triggers(words, lexicon))
