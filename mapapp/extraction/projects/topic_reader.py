"""Clauses that tell of the project named before: later stages, parts, denials and new dates, read into claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity
from mapapp.extraction.lexicon_patterns import clause_pattern, name_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import Name, split_names
from mapapp.extraction.projects.name_parts import base_of, residue
from mapapp.extraction.projects.progress import REASON, Progress, read_progress, tells
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.sentence_topic import (
    About,
    after_speaker,
    after_sum,
    back_reference,
    described,
    goes_on,
    inspected,
    is_back,
    is_label,
    is_thing,
    kin_reference,
    label_end,
    opening_ends,
    points_back,
    scene_topic,
    tells_of_topic,
    whole_topic,
)
from mapapp.extraction.projects.stage_words import Trigger
from mapapp.extraction.projects.subjects import opens_name
from mapapp.extraction.text.times import TIME

# A clause that only says the new time: 现推迟至元旦, 延至10月, 至2026年3月, 改为正月十六.
_NEW_TIME_LEAD: Final = clause_pattern("topic.new_time_lead").pattern
_MOVED: Final = clause_pattern("topic.moved").pattern
_MOVED_TAIL: Final = clause_pattern("topic.moved_tail").pattern
_NEW_TIME: Final = re.compile(
    rf"(?:{_NEW_TIME_LEAD})*(?:(?:{_MOVED})(?P<when>{TIME}|[^，。；]{{1,10}})|[至到](?P<then>{TIME}))(?:{_MOVED_TAIL})?$"
)
# Kinds of stage words that govern a name and tell no stage of it when another does.
_PUSHES: Final = frozenset({"light", "support", "soft"})
# A clause that only denies what was told last: 没做到, 但未兑现.
_NOT_DONE: Final = clause_pattern("topic.not_done")
_THIS: Final = frozenset("该此")
_THIS_PROJECT: Final = clause_pattern("topic.this_project")
# What a contract had set, and the words after it that say how little was done.
_DUE: Final = clause_pattern("topic.due")
_ONLY: Final = clause_pattern("topic.only")
_AVOIDED: Final = clause_pattern("topic.avoided")
# 已引入第三方机构, 区水务局督促赶工: nothing of its own is the subject.
_SUBJECTLESS: Final = clause_pattern("clause.subjectless")
_WORKED_ON: Final = name_pattern("topic.worked_on")
# So many characters of its own make a name.
_OWN_NAME: Final = 2
_BARE_LINK: Final = clause_pattern("topic.bare_link")
# 审计时仍未开放: what stands before the stage word is no name, and the topic is told of.
_LEFTOVER: Final = clause_pattern("clause.leftover")
_OF_MANY: Final = clause_pattern("clause.of_many")
_TOLD_OF_TOPIC: Final = frozenset({"result", "site", "start", "denied", "finish", "early", "prepare", "approve"})


class TopicReader:
    """Follows what a sentence is about, clause by clause."""

    def __init__(self, text: str, masked: str, lexicon: Lexicon, about: About, claims: list[Claim]) -> None:
        self.text = text
        self.masked = masked
        self.lexicon = lexicon
        self.claims = claims
        self.parent = about.name
        self.names: list[Name] = []
        self.series = ""
        self.above = about.whole or about.goes_on
        self.labelled = about.whole
        self.weak = about.told_before
        self.last: list[Claim] = []
        if (about.whole or about.goes_on) and about.name:
            self.names = [Name(0, 0, about.name)]

    def read(self, start: int, end: int, triggers: list[Trigger]) -> bool:
        """Read a clause that tells of the topic or opens with one into `claims`; whether the grammar can leave it alone.

        `triggers` are its stage words.
        """
        if self.masked[end : end + 1] in ("：", ":") or self.masked.startswith("——", end):
            close = label_end(self.masked, start, end, self.lexicon)
            if is_label(self.masked, start, close, self.lexicon):
                self._open(start, close)
                self.labelled = True
                return True
        if self._move(start, end) or (self.names and self._is_reason(start, end)):
            return True
        scene = scene_topic(self.masked, start, end, self.lexicon)
        if scene is not None:
            self._open(*scene)
            return True
        seen = inspected(self.masked, start, end)
        if seen is not None:
            if is_thing(self.masked[slice(*seen)], self.lexicon):
                self._open(*seen)
            return True
        said = after_speaker(self.masked, start, end)
        begin = self._pointed(said, end)
        at = described(self.masked, begin, end, self.lexicon)
        if at is not None and all(trigger.start < at for trigger in triggers):
            self._open(after_sum(self.masked, begin, at), at)
            return True
        if self.last and _ONLY.match(self.masked, begin, end):
            self._miss()
        opening = start if begin == said else begin
        found = self._part(begin, end) or self._go_on(begin, end) or self._opening(opening, end, triggers)
        self.claims += found
        told = any(self.masked.startswith("的", trigger.end) for trigger in triggers)  # 尚未启动的鹿鸣楼因…
        return bool(found) or (not told and self._opens_reason(opening, end))

    def _is_reason(self, start: int, end: int) -> bool:
        """Whether a clause only says why: 因管线迁改."""
        return bool(REASON.match(self.masked, start, end)) and not self._go_on(start, end)

    def _opens_reason(self, start: int, end: int) -> bool:
        """Take the name before a reason as the topic (鹿鸣水厂因管线迁改); whether the clause is of that kind."""
        if not REASON.search(self.masked, start, end):
            return False
        ends = opening_ends(self.masked, start, end, [], self.lexicon)
        if not ends or not REASON.match(self.masked, ends[-1], end):
            return False
        self._open(start, ends[-1])
        return True

    def told_of(self, claim: Claim, clause: tuple[int, int]) -> list[Claim]:
        """Return a claim of what is no name (审计时仍未开放) as told of the topic; nothing where there is none.

        `clause` is where the clause it was read in begins and ends.
        """
        if (
            claim.subject is None
            and self.names
            and (self.means_topic(claim.name.text) or self._is_worked_on(claim.name.text))
        ):
            return [replace(claim, name=name, continued=True) for name in self.names]
        if claim.subject is not None or not _LEFTOVER.fullmatch(claim.name.text):
            return [claim]
        if not claim.closing or claim.reading.kind not in _TOLD_OF_TOPIC or _OF_MANY.search(self.text, *clause):
            return []
        return [replace(claim, name=name, continued=True) for name in self.names]

    def note(self, first: int) -> None:
        """Take the subject of the claims from number `first`, which the grammar read, as what the next clause may go on about."""
        claims = self.claims[first:]
        closing = [claim for claim in claims if claim.closing and claim.subject is None and not claim.name.counted]
        if closing and not (self.above and self._is_general(closing[-1].name.text)):
            self.follow([claim.name for claim in closing if claim.end == closing[-1].end])
            self.last = closing[-len(self.names) :]
        elif not closing and (self.weak or not self.above):
            # 加快建设甲线，2028年通车: what one verb governs the next clause may go on about
            governed = [claim.name for claim in claims if claim.subject is None and not claim.name.counted]
            if governed and all(is_thing(name.text, self.lexicon) for name in governed):
                self.follow(governed)

    def follow(self, names: list[Name]) -> None:
        """Make names the topic."""
        self.names, self.above, self.weak = names, False, False
        # 数字港一号楼、二号楼: a bare part is of what stands before it
        bare = self.lexicon.matchers["bare_part"]
        named = next((name for name in reversed(names) if name.parent or not bare.fullmatch(name.text)), None)
        self.parent = self._whole(named) if named else self.parent or names[-1].text

    def means_topic(self, words: str) -> bool:
        """Whether words are only the noun of the topic: 推动医院早日投用."""
        return (
            bool(self.parent) and words not in ("项目", "工程") and is_back(words) and points_back(words, self.parent)
        )

    def _is_of_topic(self, name: Name) -> bool:
        """Whether a name is what was left of 该院门诊楼, a part of the topic."""
        start = name.start - 1
        return (
            start >= 0
            and self.masked[start] in _THIS
            and kin_reference(self.masked, start, name.end, self.parent) is not None
        )

    def _is_worked_on(self, words: str) -> bool:
        """Whether words only say what is being done on a site: 铺设步道."""
        match = _WORKED_ON.match(words)
        part = self.lexicon.matchers["parts_close"].search(words)
        return bool(match and (part or len(residue(words[match.end() :], self.lexicon)) < _OWN_NAME))

    def _is_general(self, words: str) -> bool:
        """Whether words before a stage word name nothing of their own: 第三方机构."""
        return len(residue(words, self.lexicon)) < _OWN_NAME and not is_thing(words, self.lexicon)

    def let_go(self, start: int, end: int) -> None:
        """Give up a topic that only the sentence before told of, at a clause with a subject of its own: 某路征地受阻."""
        if self.weak and not _SUBJECTLESS.match(self.masked, start, end):
            self.names, self.weak = [], False

    def open_with(self, start: int, end: int, triggers: list[Trigger]) -> None:
        """Take the name that opens a clause without claims as the topic: 鹿鸣馆新馆因规划调整，….

        A name that points back (该项目, 医院) stands for what is above the sentence.
        """
        avoided = _AVOIDED.match(self.masked, start, end)
        start = avoided.end() if avoided else start
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
            self.follow(names)

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
        topic = self.names[-1].text
        told = read_progress(self.masked, start, end, topic, self.lexicon, labelled=self.labelled)
        if told and self.weak and not tells_of_topic(self.masked, start, told[0].said[0], topic, self.lexicon):
            return []
        return self._claims(self.names, told, start, end, continued=True) if told else []

    def _pointed(self, start: int, end: int) -> int:
        """Return where a clause goes on after words for the topic (该校, 该路段), which is then told of; else its start."""
        at = kin_reference(self.masked, start, end, self.parent) if self.masked[start] in _THIS else None
        if at is None:
            this = _THIS_PROJECT.match(self.masked, start, end) if self.names else None
            return this.end() if this else start
        if not self.names or self._whole(self.names[-1]) != self.parent:
            self.names = [Name(start, at, self.parent)]
        self.weak = False
        return at

    def _part(self, start: int, end: int) -> list[Claim]:
        """Read a clause that opens with a bare part (二期, 右线, B楼) as told of that part."""
        link = _BARE_LINK.match(self.masked, start, end)
        start = link.end() if link else start
        match = self.lexicon.matchers["bare_part"].match(self.masked, start, end)
        if not match or not self.parent:
            return []
        # 一期建成，甲仓投用；二期封顶: a series of parts keeps its project
        self.series = self.parent = self.series or self.parent
        told = read_progress(self.masked, match.end(), end, match.group(), self.lexicon)
        if not told:
            if goes_on(self.masked, match.end(), end):
                self.names = [self._part_name(start, match.end())]
            return []
        names = [self._part_name(start, match.end())]
        claims = self._claims(names, told, start, end, continued=False)
        self.names = names if not self.above else self.names
        return claims

    def _opening(self, start: int, end: int, triggers: list[Trigger]) -> list[Claim]:
        """Read a clause that opens with names and goes on to tell how far they are."""
        if not any(tells(trigger) for trigger in triggers):
            return []
        first = self._after_leads(after_speaker(self.masked, start, end), end, triggers)
        for close in opening_ends(self.masked, first, end, triggers, self.lexicon):
            at = close + 2 * self.masked.startswith(("项目", "工程"), close, end)  # 项目 belongs to the name
            told = read_progress(self.masked, at, end, self.masked[first:at], self.lexicon)
            if not told:
                continue
            if not (at < told[0].said[0] or any(_is_own(progress) for progress in told)):
                return []
            names = split_names(self.text, self.masked, first, at, self.lexicon, previous=self.parent)
            if not names or any(name.counted for name in names):
                continue
            self.follow(names)
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

    def _miss(self) -> None:
        """Take the stages told last as missed where a contract set their day: 合同竣工日期为2024年3月，实际仅完成58%."""
        if all(_DUE.search(self.masked, *claim.clause) and claim in self.claims for claim in self.last):
            missed = [replace(claim, polarity=claim.polarity or Polarity.NOT_REACHED) for claim in self.last]
            self.claims[:] = [claim for claim in self.claims if claim not in self.last] + missed
            self.last = missed

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
    reading = progress.reading
    return progress.polarity is not None or reading.rule.rank > 0 or reading.stage is not reading.rule.stage
