"""What stands above a sentence: its heading, and the project told of before it, to which bare parts belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mapapp.extraction.lexicon_patterns import clause_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.headed_lists import announced, class_list_starts, stage_above
from mapapp.extraction.projects.headings_above import item_of, opens_item, thing_of, town_of
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.name_parts import base_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import About, after_sum, described, is_thing, scene_topic, whole_topic
from mapapp.extraction.projects.stage_words import StageReading
from mapapp.extraction.text.clauses import clause_bounds
from mapapp.extraction.text.sentences import Sentence

_OF_MANY: Final = clause_pattern("clause.of_many")
# So many characters of its own make a name without a head one.
_OWN_NAME: Final = 4
# A name this short is of a part: 新建教学楼.
_SHORT: Final = 4


@dataclass(slots=True)
class Above:
    """Follows a document sentence by sentence; `name` is the project that bare parts belong to now."""

    name: str = ""
    headings: tuple[str, ...] = ()
    paragraph: int = -1
    headed: str = ""
    site: str = ""
    town: str = ""
    announced: StageReading | None = None
    told: str = ""
    item: str = ""

    def about(self, sentence: Sentence, lexicon: Lexicon) -> About:
        """Return what stands above a sentence."""
        if sentence.section.headings != self.headings:
            self.headings = sentence.section.headings
            self.site = ""
            self.headed = self.name = thing_of(self.headings, lexicon)
            self.town = town_of(self.headings)
            self.announced = None
            self.told = self.item = ""
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            if sentence.alone and opens_item(sentence.text):
                self.item = ""
            self.name = self.headed or self.item or self.name
            self.told = ""
        goes_on = bool(self.name) and self.name in (self.headed, self.item, self.site)
        if not goes_on and self.told and not _OF_MANY.search(sentence.text):
            return About(self.told, goes_on=True, told_before=True)
        return About(self.name, goes_on=goes_on)

    def listed(self, sentence: Sentence, start: int, lexicon: Lexicon) -> tuple[int, StageReading | None]:
        """Return where the names of a list begin in a sentence and the stage that stands above it, None where none does."""
        at = class_list_starts(sentence.masked)
        if at is not None and self.announced is not None:
            return at, self.announced
        self.announced = announced(sentence.masked, lexicon)
        stage = stage_above(sentence.section.headings, sentence.text, lexicon)
        return (start if at is None else at), stage

    def note(self, sentence: Sentence, claims: list[Claim], lexicon: Lexicon) -> None:
        """Remember the project a sentence tells of, or the site people come to in it, for the sentences after it."""
        named = [claim for claim in claims if not claim.name.counted and claim.subject is None]
        if self.headed:
            return
        bare = sentence.alone and not any(claim.reading.hard for claim in claims)
        if bare and (item := item_of(sentence.text, lexicon)):
            self.item = self.name = item
            return
        if sentence.text.strip() in sentence.section.headings:
            self.told = ""
            return
        wholes = {_whole(claim.name, lexicon) for claim in claims}
        only = wholes.pop() if len(wholes) == 1 and named else "" if claims else _opening(sentence, lexicon)
        self.told = only if is_thing(only, lexicon) or len(residue(only, lexicon)) >= _OWN_NAME else ""
        last = named[-1].name if named else None
        whole = _whole(last, lexicon) if last else ""
        if whole != self.item and len(whole) > _SHORT and len(residue(whole, lexicon)) > 1:
            self.item = ""
        if is_thing(whole, lexicon):
            self.name = whole
            self.site = whole if whole in (self.site, _visited(sentence, lexicon)) else ""
            return
        self.site = _visited(sentence, lexicon) or self.site
        self.name = self.site or self.name

    def placed(self, claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
        """Return claims with everyday names (社区文化活动中心) under a town's heading belonging to that town."""
        if not self.town:
            return claims
        return [
            replace(claim, name=replace(claim.name, town=self.town)) if is_everyday(claim.name.text, lexicon) else claim
            for claim in claims
        ]


def _whole(name: Name, lexicon: Lexicon) -> str:
    """Return the project that a name, or the part it names, belongs to."""
    return name.parent or lexicon.matchers["bare_part_close"].sub("", base_of(name.text))


def _opening(sentence: Sentence, lexicon: Lexicon) -> str:
    """Return the thing that a sentence which tells no stage opens with: 鹿鸣档案馆新馆超概算12%."""
    masked = sentence.masked
    start, end = next(iter(clause_bounds(masked)), (0, 0))
    at = described(masked, start, end, lexicon) or whole_topic(masked, start, end, lexicon)
    return sentence.text[after_sum(masked, start, at) : at] if at is not None and at < end else ""


def _visited(sentence: Sentence, lexicon: Lexicon) -> str:
    """Return the site that the last clause of a sentence which names one comes to: 林某一行来到鹿鸣公园."""
    for start, end in reversed(clause_bounds(sentence.masked)):
        bounds = scene_topic(sentence.masked, start, end, lexicon)
        if bounds is None:
            continue
        site = sentence.masked[slice(*bounds)]
        if is_thing(site, lexicon) and residue(site, lexicon):
            return sentence.text[slice(*bounds)]
    return ""


def is_everyday(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is one that every town has: words of kind alone, 镇 before them or not."""
    return not residue(name.removeprefix("镇").removeprefix("街道"), lexicon)
