"""The coordination grammar: which names of a sentence reach which stage.

A clause is read as [adverb] [verb] NAMES [noun of action] [adverb] [verb] [quantity], repeated over 、 and 和. A verb
with nothing before it governs what follows (建成甲、乙); one with names before and nothing after closes them
(甲、乙结构封顶); both together say one thing (推进甲、乙竣工).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mapapp.contracts.vocabulary import Polarity, Stage
from mapapp.extraction.lexicon_patterns import clause_pattern
from mapapp.extraction.projects.bracketed_names import bracketed_claims
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.clause_triggers import chain_from, class_reading, clause_triggers, without_settings
from mapapp.extraction.projects.name_candidates import Name, split_names
from mapapp.extraction.projects.name_parts import residue
from mapapp.extraction.projects.polarity import polarity_around
from mapapp.extraction.projects.project_lexicon import Lexicon, StageRule
from mapapp.extraction.projects.sentence_topic import About, after_speaker, is_agent, is_thing
from mapapp.extraction.projects.settling import settle
from mapapp.extraction.projects.stage_words import StageReading, Trigger, combine, triggers_between
from mapapp.extraction.projects.subjects import (
    DOING,
    HOSTED,
    TALLY,
    dispersed,
    gives_way,
    opens_name,
    parts,
    sums_up,
)
from mapapp.extraction.projects.topic_reader import TopicReader
from mapapp.extraction.text.clauses import clause_bounds

# What may follow a closing verb without being its object: a separator, a quantity, the clause's end.
_AFTER_CLOSING: Final = clause_pattern("clause.after_closing")
_SEPARATORS: Final = frozenset("、和及并且与以")
# Verbs that never take what follows as their object when names stand before them.
_INTRANSITIVE: Final = frozenset({"result", "start", "under", "weak", "prepare"})
_TRANSITIVE_RESULTS: Final = frozenset(
    {"建成", "竣工", "完工", "启用", "投用", "开通", "打通", "贯通", "获批", "启动", "启动实施", "交付", "供水", "开放"}
)
_TITLE_KINDS: Final = frozenset({"title", "selected", "certified", "create", "apply"})
_BUILT: Final = frozenset({"structure", "public", "industry", "area"})
_NOMINAL: Final = frozenset({"action", "noun_prepared", "noun_planned", "create"})
# A phrase that opens so is the setting of what follows, not what is done.
_BACKDROP: Final = clause_pattern("clause.backdrop")
_CONTINUES: Final = clause_pattern("clause.continues")

_NOTHING_ABOVE: Final = About()


def read_claims(text: str, masked: str, skip: int, lexicon: Lexicon, about: About = _NOTHING_ABOVE) -> list[Claim]:
    """Read a sentence into claims, clause by clause.

    `masked` is the sentence with quotes and brackets masked; nothing before `skip` (a list mark) is read; `about` is the
    project that stands above the sentence.
    """
    if not (lexicon.matchers["stage"].search(masked, skip) or HOSTED.search(masked, skip)):
        return []  # nothing tells a stage
    reader = _Reader(text, masked, lexicon, about)
    for left, right in clause_bounds(masked):
        start = max(left, skip)
        if _SHORTEST_CLAUSE <= right - start <= _LONGEST_CLAUSE:
            reader.read_clause(start, right)
    return settle(reader.claims)


_UNTIL: Final = clause_pattern("clause.until")
# 待验收后启用, 建议新建的甲桥: what has to come first, and what somebody asks for, is not told.
_PROPOSED: Final = clause_pattern("clause.proposed")


_SHORTEST_CLAUSE: Final = 2
_SHORTEST_TOLD: Final = 4
# Prose has no clause this long; what has is a damaged table or no prose at all.
_LONGEST_CLAUSE: Final = 600
# How far back from the end of a phrase adverbs are looked for.
_LONGEST_ADVERBS: Final = 24
# Works on qualities rather than places: they end no name.
_ABSTRACT_WORKS: Final = ("提升", "升级", "转型", "开发", "治理", "盘活", "提质", "保护", "发展", "美化", "绿化")
_TITLE_SOUGHT: Final = clause_pattern("clause.title_sought")


class _Reader:
    """Reads the clauses of one sentence; keeps what a later clause may refer to."""

    def __init__(self, text: str, masked: str, lexicon: Lexicon, about: About) -> None:
        self.text = text
        self.masked = masked
        self.lexicon = lexicon
        self.claims: list[Claim] = []
        self.previous = ""
        self.clause = (0, 0)
        self.governing: tuple[StageRule, ...] = ()
        self.governing_at: tuple[int, int] = (0, 0)
        self.waiting: list[Name] = []
        self.closed: list[Name] = []
        self.carried: list[Name] = []
        self.read_to = 0
        self.said = (0, 0)
        self.told_from = 0
        self.passed = 0
        self.topic = TopicReader(text, masked, lexicon, about, self.claims)

    def read_clause(self, start: int, end: int) -> None:
        """Read one clause."""
        self.clause = (start, end)
        until = _UNTIL.match(self.masked, start, end)
        start = until.end() if until else start
        first = len(self.claims)
        if not _CONTINUES.match(self.masked, start, end):
            self.governing = ()
        self.waiting, self.closed, self.read_to, self.passed = [], [], start, start
        found = without_settings(self.masked, triggers_between(self.masked, start, end, self.lexicon))
        if self.topic.read(start, end, found):
            self.governing, self.carried = (), []
            return
        if end - start < _SHORTEST_TOLD or self._read_host(start, end):
            return
        begin = after_speaker(self.masked, start, end)
        start = self.read_to = self.passed = begin if end - begin >= _SHORTEST_TOLD else start
        triggers = clause_triggers(self.masked, start, end, found, self.lexicon)
        at, index = start, 0
        while index < len(triggers):
            chain, following = chain_from(self.masked, triggers, index, self.lexicon)
            self.waiting += self._phrase(at, chain[0].start)
            at = chain[-1].end
            stop = triggers[following].start if following < len(triggers) else end
            index = self._read_chain(chain, triggers, following, stop)
            at = max(at, self.passed, chain[-1].end if index == following else end)
        names = [*self.waiting, *self._phrase(at, end)]
        if names and self.governing:
            self._claim(names, (), end, closing=False)
        self.carried = [name for name in names if not is_agent(name.text)] if not triggers else []
        self.claims += bracketed_claims(self.text, self.claims[first:], end, self.lexicon)
        if self.topic.labelled:
            # under a label only a thing of its own is told of besides
            self.claims[first:] = [
                claim for claim in self.claims[first:] if claim.reading.hard and is_thing(claim.name.text, self.lexicon)
            ]
        self.claims[first:] = [own for claim in self.claims[first:] for own in self.topic.told_of(claim, self.clause)]
        if len(self.claims) > first:
            self.topic.note(first)
        else:
            self.topic.let_go(start, end)
            self.topic.open_with(start, end, triggers)

    def _phrase(self, start: int, end: int) -> list[Name]:
        """Read the names between two chains; adverbs at either end belong to the verbs, a setting is left out."""
        match = self.lexicon.matchers["adverbs_open"].match(self.masked, start, end)
        if match and end - match.end() >= _SHORTEST_NAME and not opens_name(match, self.clause[0]):
            start = match.end()
        elif match and match.end() == end:
            return []
        match = DOING.search(self.masked, start, end)
        end = match.start() if match and match.end() == end else end
        match = self.lexicon.matchers["adverbs_close"].search(self.masked, max(start, end - _LONGEST_ADVERBS), end)
        if match and match.end() == end and match.start() > start:
            end = match.start()
        if end - start < _SHORTEST_NAME or _BACKDROP.match(self.masked, start, end):
            return []
        spread = dispersed(self.masked, start, end)
        names = split_names(
            self.text, self.masked, start, spread[0] if spread else end, self.lexicon, previous=self.previous
        )
        if spread and names:
            names = [
                replace(names[-1], text=self.text[left:right] + names[-1].text, counted=False)
                for left, right in spread[1]
            ]
        if names and (is_thing(names[-1].text, self.lexicon) or not self.previous):
            self.previous = names[-1].text
        return names

    def _read_chain(self, chain: list[Trigger], triggers: list[Trigger], following: int, stop: int) -> int:
        """Decide what a chain of verbs does: close the names before it, or govern those after it.

        Gives the index of the next trigger to read.
        """
        rules = tuple(trigger.rule for trigger in chain)
        last = chain[-1]
        self.said, self.told_from = (chain[0].start, last.end), self.read_to
        match = self.lexicon.matchers["adverbs_open"].match(self.masked, last.end, stop)
        rest = self.masked[match.end() if match else last.end : stop]
        before = self.lexicon.matchers["between"].sub("", self.masked[self.read_to : chain[0].start]).strip("、，")
        self.read_to = last.end
        told = last.rule.hard or last.rule.kind == "start"
        if not self.waiting:
            if told and self._read_relative(rules, last.end, stop, triggers[following:]):
                return following
            return self._govern(chain, rules, rest, before, following)
        if rest.startswith("的") and told and self._read_relative(rules, last.end, stop, triggers[following:]):
            return following
        ends = not rest or bool(_AFTER_CLOSING.match(rest))
        if not ends and len(self.waiting) == 1 and gives_way(self.masked[self.waiting[0].end : chain[0].start]):
            self.waiting = []
            return self._govern(chain, rules, rest, before, following)
        if chain[-1].rule.kind == "action" and TALLY.match(rest):
            # 完成户厕改造3200户 counts what was done and names nothing
            self.waiting = [replace(name, counted=True) for name in self.waiting]
        if last.rule.kind == "result":
            self.waiting = [replace(name, counted=name.counted or sums_up(name.text, rest)) for name in self.waiting]
        if not ends and any(rule.kind in _TITLE_KINDS for rule in rules):
            index = self._read_title(chain, rules, triggers, following, stop)
            if index is not None:
                return index
        self._attach_works(chain[0])
        if ends or (last.rule.kind in _INTRANSITIVE and last.word not in _TRANSITIVE_RESULTS):
            self._claim(self.waiting, rules, last.end, closing=True)
            self.closed, self.waiting = self.waiting, []
            if rest and rest[0] not in _SEPARATORS:
                self.governing = ()
            return following
        if last.rule.kind in _NOMINAL and self.governing:
            # 推进甲建设乙 is not written; 推进甲整治惠民 is: the noun closes the name
            self._claim(self.waiting, rules, last.end, closing=True)
            self.closed, self.waiting, self.governing = self.waiting, [], ()
            return following
        tail = triggers[following:]
        if last.rule.kind == "finish" and tail and all(trigger.rule.kind == "create" for trigger in tail):
            index = self._read_title(chain, rules, triggers, following, stop)
            if index is not None:
                return index
        if parts(last.rule.kind, self.waiting[-1].text, rest) and self._read_own_works(rules, last.end, stop, tail):
            return len(triggers)
        self.waiting, self.closed = [], []
        self.governing, self.governing_at = rules, (chain[0].start, last.end)
        return following

    def _attach_works(self, trigger: Trigger) -> None:
        """Let 更新 in 松涛片区城市更新 end the name when the words before it name nothing built."""
        name = self.waiting[-1]
        plain = (
            trigger.rule.kind == "action"
            and trigger.rule.id != "build.build"
            and name.end == trigger.start
            and not trigger.word.endswith(_ABSTRACT_WORKS)
            and len(residue(name.text, self.lexicon)) >= _SHORTEST_NAME
        )
        if plain and not any(
            self.lexicon.head_class.get(name.text[-size:]) in _BUILT for size in range(1, min(8, len(name.text)))
        ):
            self.waiting[-1] = replace(name, end=trigger.end, text=name.text + trigger.word)

    def _read_own_works(self, rules: tuple[StageRule, ...], start: int, stop: int, tail: list[Trigger]) -> bool:
        """Read 青石机场完成飞行区扩建: the works have no name of their own, so the subject is what was built on."""
        objects = self._phrase(start, stop)
        if any(residue(name.text, self.lexicon) for name in objects) or any(
            trigger.rule.kind not in _NOMINAL for trigger in tail
        ):
            return False
        self._claim(self.waiting, (*rules, *(trigger.rule for trigger in tail)), self.clause[1], closing=True)
        self.closed, self.waiting, self.governing = self.waiting, [], ()
        return True

    def _govern(
        self, chain: list[Trigger], rules: tuple[StageRule, ...], rest: str, before: str, following: int
    ) -> int:
        """Read a chain with no names before it: it governs, or repeats over names already closed or carried."""
        if self.closed and before in ("并", "且", "") and not rest:
            self._claim(self.closed, rules, chain[-1].end, closing=True, alone=True)
            return following
        if self.carried and not rest and any(rule.hard for rule in rules):
            self._claim(self.carried, rules, chain[-1].end, closing=True, alone=True)
            self.carried = []
            return following
        if self.governing and not self.closed:
            self.governing = (*self.governing, *rules)
            self.governing_at = (self.governing_at[0], chain[-1].end)
        else:
            self.governing, self.governing_at = rules, (chain[0].start, chain[-1].end)
        return following

    def _read_relative(self, rules: tuple[StageRule, ...], start: int, stop: int, later: list[Trigger]) -> bool:
        """Read 刚刚封顶的鹿鸣小学新校舍: the stage stands before the name it belongs to; whether it is of that kind.

        What closes the name afterwards (即将完工的鹿鸣桥加快建设) tells its own stage, and is read as ever.
        """
        listing = _LISTS.match(self.masked, start, stop)
        if listing:
            self.governing, self.governing_at = rules, self.said
            self.waiting, self.passed = [], listing.end()
            return True
        match = _RELATIVE.match(self.masked, start, stop)
        if not match or (later and not _RELATIVE.match(self.masked, later[0].end, self.clause[1])):
            return False
        names = [name for name in self._phrase(match.end(), stop) if is_thing(name.text, self.lexicon)][:1]
        if not names:
            return False
        if _PROPOSED.search(self.masked, self.clause[0], self.said[0]):
            self.topic.follow(names)
            self.waiting, self.governing, self.passed = [], (), self.clause[1]
            return True
        self.governing, self.governing_at = rules, (self.said[0], start)
        self._claim(names, (), names[-1].end, closing=False)
        self.topic.follow(names)
        self.waiting, self.governing, self.passed = [], (), names[-1].end
        return True

    def _read_title(
        self, chain: list[Trigger], rules: tuple[StageRule, ...], triggers: list[Trigger], following: int, stop: int
    ) -> int | None:
        """Read 碧湖村获评全国文明村: the subject, the verb and the title; None if no title follows."""
        rest = triggers[following:]
        if any(trigger.rule.kind not in _NOMINAL | {"certified", "title"} for trigger in rest):
            return None
        titles = self._phrase(chain[-1].end, stop)
        reading = combine((*rules, *(trigger.rule for trigger in rest)))
        if not titles or reading is None:
            return None
        reading = replace(reading, kind="title")
        verb = self.text[chain[0].start : chain[-1].end]
        for subject in self.waiting:
            self.claims.append(
                Claim(
                    titles[-1],
                    reading,
                    subject.start,
                    self.clause[1],
                    verb,
                    closing=False,
                    clause=self.clause,
                    subject=subject,
                )
            )
        self.waiting, self.closed, self.governing = [], [], ()
        return len(triggers)

    def _read_host(self, start: int, end: int) -> bool:
        """Read 碧湖基金小镇累计引进企业51家: the host of those who came is in operation."""
        match = HOSTED.match(self.masked, start, end)
        if not match:
            return False
        names = [
            name
            for name in self._phrase(start, match.end(1))
            if any(self.lexicon.head_class.get(name.text[-size:]) in ("industry", "public") for size in (3, 2, 1))
        ]
        reading = StageReading(Stage.OPERATING, self.lexicon.host_rule, hard=False, kind="host")
        for name in names:
            self.claims.append(Claim(name, reading, name.start, end, match.group(2), closing=True, clause=self.clause))
        return bool(names)

    def _claim(
        self, names: list[Name], closing_rules: tuple[StageRule, ...], end: int, *, closing: bool, alone: bool = False
    ) -> None:
        """Add one claim for each name."""
        governing = () if alone else self.governing
        reading = combine((*governing, *closing_rules))
        if reading is None or (reading.kind == "title" and closing and reading.rule.kind in ("title", "selected")):
            return
        if not governing and closing_rules and all(rule.kind in ("action", "create") for rule in closing_rules):
            reading = replace(reading, kind="bare", hard=False)
        start = min(names[0].start, self.governing_at[0] if governing else names[0].start)
        verb = self.text[slice(*self.governing_at)] if governing else ""
        said = self.said if closing else self.governing_at
        scope = (min(self.told_from, said[0]), said[1]) if closing else (self.clause[0], said[1])
        polarity, moved = self._denial(reading, said, scope, closing=closing)
        for name in names:
            own = class_reading(name, self.lexicon) or reading
            if own.rule.kind == "prepare" and not closing and _TITLE_SOUGHT.search(name.text):
                own = replace(own, stage=Stage.COMPLETED, kind="title")  # 获批国家级示范园区
            self.claims.append(
                Claim(
                    name,
                    own,
                    start,
                    max(end, moved[1]) if moved else end,
                    verb,
                    closing=closing,
                    clause=self.clause,
                    said=said,
                    scope=scope,
                    polarity=polarity,
                    moved=moved,
                )
            )

    def _denial(
        self, reading: StageReading, said: tuple[int, int], scope: tuple[int, int], *, closing: bool
    ) -> tuple[Polarity | None, tuple[int, int] | None]:
        """Whether the words round a stage word deny it, and where a new time may stand."""
        until = self.clause[1] if closing else said[1]
        denied = polarity_around(self.masked, (scope[0], until), *said)
        own = reading.rule.polarity
        if denied is None:
            return own, None
        polarity = denied.polarity if own is not Polarity.CANCELLED else own
        return polarity, None if denied.moved_from is None else (denied.moved_from, until)


# 同日开工的还有甲、乙: a list of what the stage word is said of.
_LISTS: Final = clause_pattern("clause.lists")
# 试运行一个月的, 正在摊铺沥青的: what may stand between a stage word and 的 before the name.
_RELATIVE: Final = clause_pattern("clause.relative")
_SHORTEST_NAME: Final = 2
