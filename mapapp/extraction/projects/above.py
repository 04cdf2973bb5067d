"""What stands above a sentence: its heading, and the project told of before it, to which bare parts belong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.headings_above import thing_of, town_of
from mapapp.extraction.projects.name_parts import base_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import About, is_thing
from mapapp.extraction.text.sentences import Sentence


@dataclass(slots=True)
class Above:
    """Follows a document sentence by sentence; `name` is the project that bare parts belong to now."""

    name: str = ""
    headings: tuple[str, ...] = ()
    paragraph: int = -1
    headed: str = ""
    town: str = ""

    def about(self, sentence: Sentence, lexicon: Lexicon) -> About:
        """Return what stands above a sentence."""
        if sentence.section.headings != self.headings:
            self.headings = sentence.section.headings
            self.headed = self.name = thing_of(self.headings, lexicon)
            self.town = town_of(self.headings)
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.name = self.headed or self.name
        return About(self.name)

    def note(self, claims: list[Claim], lexicon: Lexicon) -> None:
        """Remember the project a sentence tells of, for the sentences after it."""
        named = [claim for claim in claims if not claim.name.counted and claim.subject is None]
        if not named or self.headed:
            return
        last = named[-1].name
        whole = last.parent or lexicon.matchers["bare_part_close"].sub("", base_of(last.text))
        if is_thing(whole, lexicon):
            self.name = whole

    def placed(self, claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
        """Return claims with everyday names (社区文化活动中心) under a town's heading belonging to that town."""
        if not self.town:
            return claims
        return [
            replace(claim, name=replace(claim.name, town=self.town)) if is_everyday(claim.name.text, lexicon) else claim
            for claim in claims
        ]


def is_everyday(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is one that every town has: words of kind alone, 镇 before them or not."""
    return not residue(name.removeprefix("镇").removeprefix("街道"), lexicon)
