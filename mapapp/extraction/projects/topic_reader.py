"""Clauses that tell of the project named before: later stages, parts, denials and new dates, read into claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import Name, split_names
from mapapp.extraction.projects.name_parts import base_of
from mapapp.extraction.projects.progress import REASON, Progress, read_progress
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import (
    About,
    after_speaker,
    back_reference,
    goes_on,
    is_label,
    opening_ends,
    scene_topic,
    whole_topic,
)
from mapapp.extraction.projects.stage_words import Trigger, find_triggers
from mapapp.extraction.projects.subjects import opens_name
from mapapp.extraction.text.times import TIME

# A clause that only says the new time: 现推迟至元旦, 延至10月, 至2026年3月, 改为正月十六.
_NEW_TIME: Final = re.compile(
    rf"(?:现|目前|预计|将|拟|被迫|计划|最新|工期|开工|竣工|完工|通车|时间|也|因此|故)*"
    rf"(?:(?:(?:推迟|延期|顺延|延后|后延|改期)(?:到|至|为)?|(?:调整|延|改|结转)(?:到|至|为|在))(?P<when>{TIME}|[^，。；]{{1,10}})|[至到](?P<then>{TIME}))(?:完成|实施|再|继续)?$"
)
# Kinds of stage words that govern a name and tell no stage of it when another does.
_PUSHES: Final = frozenset({"light", "support", "soft"})
# A clause that only denies what was told last: 没做到, 但未兑现.
_NOT_DONE: Final = re.compile(
    r"(?:但|却|结果|目前|至今|最终|都)*(?:没做到|没有做到|未做到|没兑现|未兑现|未能兑现|没能做到|未能实现|没有实现|未实现|落空了?|未果|未能如愿|没有如愿|成了空话)$"
)
_BARE_LINK: Final = re.compile(r"(?:其中|目前|同时|另外|此外|而|但|，)*")


class TopicReader:
    """Follows what a sentence is about, clause by clause."""

    def __init__(self, text: str, masked: str, lexicon: Lexicon, about: About, claims: list[Claim]) -> None:
        self.text = text
        self.masked = masked
        self.lexicon = lexicon
        self.claims = claims
        self.parent = about.name
        self.names: list[Name] = []
        self.above = about.whole
        self.labelled = about.whole
        self.last: list[Claim] = []
        if about.whole and about.name:
            self.names = [Name(0, 0, about.name)]

    def read(self, start: int, end: int, ending: str) -> bool:
        """Read a clause that tells of the topic or opens with one into `claims`; whether the grammar can leave it alone.

        `ending` is the mark after the clause.
        """
        if ending in ("：", ":") and is_label(self.masked, start, end, self.lexicon):
            self._open(start, end)
            self.labelled = True
            return True
        if self._move(start, end) or (self.names and self._is_reason(start, end)):
            return True
        scene = scene_topic(self.masked, start, end)
        if scene is not None:
            self._open(*scene)
            return True
        begin = after_speaker(self.masked, start, end)
        found = self._go_on(begin, end) or self._part(begin, end) or self._opening(start, end)
        self.claims += found
        return bool(found) or self._opens_reason(start, end)

    def _is_reason(self, start: int, end: int) -> bool:
        """Whether a clause only says why: 因管线迁改."""
        return bool(REASON.match(self.masked, start, end)) and not self._go_on(start, end)

    def _opens_reason(self, start: int, end: int) -> bool:
        """Take the name before a reason as the topic (鹿鸣水厂因管线迁改); whether the clause is of that kind."""
        ends = opening_ends(self.masked, start, end, [], self.lexicon)
        if not ends or not REASON.match(self.masked, ends[-1], end):
            return False
        self._open(start, ends[-1])
        return True

    def note(self, first: int) -> None:
        """Take the subject of the claims from number `first`, which the grammar read, as what the next clause may go on about."""
        claims = self.claims[first:]
        closing = [claim for claim in claims if claim.closing and claim.subject is None and not claim.name.counted]
        if closing:
            self.names = [claim.name for claim in closing if claim.end == closing[-1].end]
            self.parent, self.above = self._whole(self.names[-1]), False
            self.last = closing[-len(self.names) :]

    def open_with(self, start: int, end: int, triggers: list[Trigger]) -> None:
        """Take the name that opens a clause without claims as the topic: 鹿鸣馆新馆因规划调整，….

        A name that points back (该项目, 医院) stands for what is above the sentence.
        """
        ends = opening_ends(self.masked, start, end, triggers, self.lexicon)
        at = ends[-1] if ends else None if triggers else whole_topic(self.masked, start, end, self.lexicon)
        back = back_reference(self.masked, start, end, self.parent)
        if back is not None and (at is None or at <= back):
            self.names = [Name(start, back, self.parent)]
        elif at is not None:
            self._open(start, at)

    def _open(self, start: int, end: int) -> None:
        """Make masked[start:end] the topic."""
        part = self.lexicon.matchers["bare_part"].fullmatch(self.masked, start, end)
        if part and self.parent:
            self.names = [self._part_name(start, end)]
            return
        names = split_names(self.text, self.masked, start, end, self.lexicon)
        if names:
            self.names, self.above = names, False
            self.parent = self._whole(names[-1])

    def _whole(self, name: Name) -> str:
        """Return the project that a name, or the part it names, belongs to."""
        return name.parent or self.lexicon.matchers["bare_part_close"].sub("", base_of(name.text))

    def _part_name(self, start: int, end: int) -> Name:
        """Return the name of a part: whole where its project stands in the sentence, else bare with its parent."""
        words = self.text[start:end]
        if self.names and not self.above:
            return Name(start, end, self.parent + words, parent=self.parent)
        return Name(start, end, words, parent=self.parent)

    def _go_on(self, start: int, end: int) -> list[Claim]:
        """Read a clause without a name as told of the topic."""
        if not self.names:
            return []
        told = read_progress(self.masked, start, end, self.names[-1].text, self.lexicon)
        return self._claims(self.names, told, start, end, continued=True) if told else []

    def _part(self, start: int, end: int) -> list[Claim]:
        """Read a clause that opens with a bare part (二期, 右线, B楼) as told of that part."""
        link = _BARE_LINK.match(self.masked, start, end)
        start = link.end() if link else start
        match = self.lexicon.matchers["bare_part"].match(self.masked, start, end)
        if not match or not self.parent:
            return []
        told = read_progress(self.masked, match.end(), end, match.group(), self.lexicon)
        if not told:
            if goes_on(self.masked, match.end(), end):
                self.names = [self._part_name(start, match.end())]
            return []
        names = [self._part_name(start, match.end())]
        claims = self._claims(names, told, start, end, continued=False)
        self.names = names if not self.above else self.names
        return claims

    def _opening(self, start: int, end: int) -> list[Claim]:
        """Read a clause that opens with names and goes on to tell how far they are."""
        triggers = [
            replace(trigger, start=start + trigger.start, end=start + trigger.end)
            for trigger in find_triggers(self.masked[start:end], self.lexicon)
        ]
        if not triggers:
            return []
        first = self._after_leads(start, end, triggers)
        for at in opening_ends(self.masked, first, end, triggers, self.lexicon):
            told = read_progress(self.masked, at, end, self.masked[first:at], self.lexicon)
            if not told:
                continue
            if not (at < told[0].said[0] or any(_is_own(progress) for progress in told)):
                return []
            names = split_names(self.text, self.masked, first, at, self.lexicon, previous=self.parent)
            if not names or any(name.counted for name in names):
                continue
            self.names, self.above, self.parent = names, False, self._whole(names[-1])
            return self._claims(names, told, start, end, continued=False)
        return []

    def _after_leads(self, start: int, end: int, triggers: list[Trigger]) -> int:
        """Return where the name begins behind the words that only push: 确保, 力争, 推动, 加快."""
        begin = start
        while True:
            push = next((item.end for item in triggers if item.start == begin and item.rule.kind in _PUSHES), None)
            if push is None:
                match = self.lexicon.matchers["adverbs_open"].match(self.masked, begin, end)
                if match is None or match.end() == begin or opens_name(match, start):
                    return begin
                push = match.end()
            begin = push

    def _claims(self, names: list[Name], told: list[Progress], start: int, end: int, *, continued: bool) -> list[Claim]:
        """Return one claim for each name and stage."""
        found = [
            Claim(
                name=name,
                reading=progress.reading,
                start=start if continued else min(name.start, start),
                end=max(progress.said[1], progress.moved[1] if progress.moved else 0),
                verb="",
                closing=True,
                clause=(start, end),
                said=progress.said,
                scope=progress.scope,
                polarity=progress.polarity,
                moved=progress.moved,
                continued=continued,
            )
            for progress in told
            for name in names
        ]
        self.last = found[-len(names) :]
        return found

    def _move(self, start: int, end: int) -> bool:
        """Read a clause that only says the new time of the stage told last; whether it is one."""
        begin = after_speaker(self.masked, start, end)
        match = _NEW_TIME.match(self.masked, begin, end) or _NOT_DONE.match(self.masked, begin, end)
        if not match or not self.last or match.end() != end:
            return False
        when = next((name for name in ("when", "then") if match.groupdict().get(name)), None)
        moved = [
            replace(
                claim,
                polarity=claim.polarity or Polarity.NOT_REACHED,
                moved=match.span(when) if when else claim.moved,
                end=max(claim.end, end),
            )
            for claim in self.last
        ]
        self.claims[:] = [claim for claim in self.claims if claim not in self.last] + moved
        self.last = moved
        return True


def _is_own(progress: Progress) -> bool:
    """Whether a statement needs this reader: the grammar reads plain closing verbs by itself."""
    return progress.polarity is not None or progress.reading.rule.rank > 0
