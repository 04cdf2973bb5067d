"""What stands above a sentence: its heading, and the project told of before it, to which bare parts belong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import base_of
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import About, is_thing
from mapapp.extraction.text.sentences import Sentence

# 片区一 澜江船厂, （二）重大项目: the mark of a heading, and what says no thing.
_MARK: Final = re.compile(
    r"^(?:(?:片区|地块|板块|项目|标段|组团|案例)?[一二三四五六七八九十\d]{1,3}[、.．：:]?|（[一二三四五六七八九十\d]{1,3}）|第[一二三四五六七八九十]+[章节篇部分]*)\s*"
)
_GENERAL: Final = re.compile(
    r"项目$|工程$|建设$|工作|情况|方面|任务|回顾|安排|打算|重点|问题|(?<![园片新厂社小校院城景])区$|[市县镇乡]$|街道$|类$|目标|进展"
)


@dataclass(slots=True)
class Above:
    """Follows a document sentence by sentence; `name` is the project that bare parts belong to now."""

    name: str = ""
    headings: tuple[str, ...] = ()
    paragraph: int = -1
    headed: str = ""

    def about(self, sentence: Sentence, lexicon: Lexicon) -> About:
        """Return what stands above a sentence."""
        if sentence.section.headings != self.headings:
            self.headings = sentence.section.headings
            self.headed = self.name = _thing_of(self.headings, lexicon)
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


def _thing_of(headings: tuple[str, ...], lexicon: Lexicon) -> str:
    """Return the thing that the innermost heading names, if it names one."""
    if not headings:
        return ""
    words = _MARK.sub("", headings[-1].strip("【】[]"))
    return words if is_thing(words, lexicon) and not _GENERAL.search(words) else ""
