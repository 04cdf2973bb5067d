"""Lists that go on where the sentence before stopped: 将建设甲等项目；乙产业方面，主要包括丙、丁等项目."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import split_names
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import Reading, combine, find_triggers
from mapapp.extraction.text.clauses import clause_bounds

_LISTING: Final = re.compile(r"[^，。；：、]{0,16}?(?:主要|重点)?(?:包括|涵盖|包含|有)有?(?=[^，。；]{4,}$)")
_CLASS: Final = re.compile(r"等(?:\d+[个项]|一批|系列|重点|重大)*[\u4e00-\u9fff]{0,10}?(?:项目|工程)$")
_TOGETHER: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+)[个项大][^，。；]{0,12}(?:项目|工程)(?:建设)?集中(开工|竣工|投产)"
)


def listed_claims(
    text: str, masked: str, claims: list[Claim], before: list[Claim], lexicon: Lexicon, told_before: str = ""
) -> list[Claim]:
    """Return the names of a list of projects the stage that the sentence before gave to its own list.

    `claims` are those the sentence makes itself, `before` those of the sentence before, `told_before` its words: when
    it names none but says that counted projects started together (十大工程集中开工), the list says which. Only a list that calls its
    items projects, under a verb of listing and with no stage of its own, after such a list, goes on; after a list read so, the next needs no verb (…；丙、丁等2个项目).
    """
    source = next((claim for claim in reversed(before) if claim.name.context.endswith(("项目", "工程"))), None)
    reading = source.reading if source else _started_together(told_before, before, lexicon)
    if reading is None:
        return []
    found: list[Claim] = []
    for left, right in clause_bounds(masked):
        opening = _LISTING.match(masked, left, right)
        further = source is not None and not source.verb and not source.closing and right - left == len(masked.strip())
        if (opening is None and not further) or not _CLASS.search(masked[left:right]):
            continue
        if any(left <= claim.start < right and (claim.reading.hard or not further) for claim in claims) or _told(
            masked[left : opening.end() if opening else left], lexicon
        ):
            continue
        found += [
            Claim(name, reading, name.start, right, "", closing=False, clause=(left, right))
            for name in split_names(text, masked, opening.end() if opening else left, right, lexicon)
        ]
    return found


def _started_together(words: str, claims: list[Claim], lexicon: Lexicon) -> Reading | None:
    """Return the start that a sentence tells of a number of projects without naming one, None if it does not."""
    match = _TOGETHER.search(words)
    if match is None or any(not claim.name.counted and claim.name.context for claim in claims):
        return None
    return combine(tuple(trigger.rule for trigger in find_triggers(match.group(1), lexicon)))


def _told(words: str, lexicon: Lexicon) -> bool:
    """Whether the words that open a list say a stage themselves."""
    return any(trigger.rule.hard for trigger in find_triggers(words, lexicon))
