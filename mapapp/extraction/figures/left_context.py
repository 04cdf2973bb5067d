"""The words before a quantity: who does, what is done, what is counted, and whether it grew."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.noun_phrases import COMPARE, TIME, in_marks, last_deng, plain_noun, tidy
from mapapp.extraction.figures.time_words import TimeWords
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_TRAIL_TIME: Final = figure_pattern("left.trail_time")
_CHANGE: Final = figure_pattern("left.change")
_PLACED: Final = figure_pattern("left.placed")
_ONE_CHAR_LEAD: Final = figure_pattern("left.one_char_lead").pattern

_NUMBERED: Final = re.compile(r"^[\s*★☆◆●·—-]*(?:\d{1,2}[\s、.．）)]+|[一二三四五六七八九十]{1,3}是)")
_FRACTION: Final = figure_pattern("lead.fraction")
_NO_VERB: Final = figure_pattern("noun.like_a_verb")  # words that begin like a verb and are nouns
_NO_LINK: Final = frozenset("的了共各均都仅以在于由从即")
_AMONG: Final = figure_pattern("lead.among")
_PACE: Final = figure_pattern("adverb.pace")
_CIRCUMSTANCE: Final = figure_pattern("lead.circumstance")
_COMPARED_END: Final = figure_pattern("compared.end")
_JOINER: Final = figure_pattern("joint.verbs")
LEFT_LIMIT: Final = 120  # characters before a number; more is a sentence, not a name


@dataclass(frozen=True, slots=True)
class LeftContext:
    """The words before a quantity, read from its side.

    `subject` does, `verb` is done, `noun` is counted; `growth` is "up", "down" or "" ; `link` when a word of being
    (达到, 为) stood before the number; `compared` when 同比 or 环比 did; `cumulative` when 累计 stood there; `yearly` when 年均 did; `examples` the list before an 等 that nothing follows; `change` when it moved to a level (提升至).
    """

    subject: str = ""
    verb: str = ""
    noun: str = ""
    growth: str = ""
    growth_word: str = ""
    link: bool = False
    link_word: str = ""
    cumulative: bool = False
    yearly: bool = False
    listed: bool = False
    examples: str = ""
    light: str = ""
    compared: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing nameable was found."""
        return not (self.subject or self.noun)


class LeftReader:
    """Reads the words before a quantity with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the patterns once."""
        words = lexicon.forms
        self._times = TimeWords(lexicon.folder)
        adverbs = alternation(words("adverb"))
        self._lead = re.compile(
            r"(?:[，、；：:,;。\s]*?)(?:" + TIME + "|" + COMPARE + "|" + adverbs + "|" + _ONE_CHAR_LEAD + ")"
        )
        self._time_lead = re.compile(
            r"[，、；：:,;。\s]*(?:" + TIME + "|" + COMPARE + "|" + adverbs + "|全[区市省县镇])(?=.)"
        )
        links = words("link")
        trail = tuple(
            sorted(
                {*links, *words("adverb"), *words("target_word")}
                - {"新增", "要", "将", "拟", "需", "规划", "目标", "计划"}
            )
        )
        self._trail = re.compile("(?:" + alternation(trail) + "|" + COMPARE + "|" + _TRAIL_TIME.pattern + ")$")
        self._links = frozenset(links) - _NO_LINK
        self._change = _CHANGE
        self._up = re.compile("(?:" + alternation(words("growth_up")) + ")$")
        self._down = re.compile("(?:" + alternation(words("growth_down")) + ")$")
        self._action_start = re.compile(alternation(words("action")))
        self._light_start = re.compile(alternation(words("light")))
        self._action_end = re.compile("(?:" + alternation(words("action")) + ")$")
        self._strong = re.compile("(?:" + alternation(words("strong")) + ")$")
        self._causatives = frozenset(words("causative"))
        self._placed = re.compile(
            "^" + _PLACED.pattern + r"(?P<place>.{2,}?)(?P<verb>" + alternation(words("action")) + r")(?=.{2}|$)"
        )
        self._partnered = re.compile(r"[对与](?!接)[^，。；、]{2,24}?(?:" + alternation(words("list_trade")) + ")$")
        self._light_inside = figure_pattern("light.inside")
        self._split = re.compile(alternation(words("split")))
        self._measures = frozenset(words("measure"))
        self._compare = re.compile(COMPARE)
        self._region = re.compile("(?:" + alternation(words("region_tail")) + r")(?:[（(][^（）()]{1,8}[）)])?$")

    def read_left(self, text: str) -> LeftContext:
        """Read the words between the last delimiter and the number.

        新增养老床位 -> verb 新增, noun 养老床位; 产业项目计划完成出让 -> subject 产业项目, verb 出让.
        """
        text = self._times.without_months(text[-LEFT_LIMIT:])
        core = _FRACTION.sub("", tidy(_NUMBERED.sub("", text)))
        core = _CIRCUMSTANCE.sub("", core)
        yearly = "年均" in core[-8:] and not figure_pattern("yearly.mean").search(core)
        cumulative = bool(figure_pattern("cumulative.end").search(core))
        core, growth, growth_word, link_word = self._strip_trail(core)
        core = _AMONG.sub("", self._compare.sub("", core))
        core = self._become(core)
        if self._partnered.match(core):
            return LeftContext(
                noun=core,
                growth=growth,
                growth_word=growth_word,
                link=bool(link_word),
                link_word=link_word,
                yearly=yearly,
                compared=_COMPARED_END.search(text) is not None,
            )
        placed = self._placed.match(core.lstrip("，、；"))
        if placed and "等" not in core:
            core = core.lstrip("，、；")[placed.start("verb") :]
        core, _ = self._strip_lead(core)
        left = self._split_verb(core)
        if left.listed and left.empty:
            left = replace(left, examples=self._verbs_at_start(core)[1].rstrip("等"))
        return replace(
            left,
            growth=growth,
            growth_word=growth_word,
            link=bool(link_word),
            link_word=link_word,
            cumulative=cumulative or left.cumulative,
            yearly=yearly,
            compared=_COMPARED_END.search(text) is not None,
        )

    def list_before(self, text: str) -> str:
        """Return the list of names that ends a text, without times, 其中 and the words of being behind it; 对 and 与 stay."""
        core = tidy(_NUMBERED.sub("", self._times.without_months(text[-LEFT_LIMIT:])))
        core, *_ = self._strip_trail(core)
        core = self._compare.sub("", core)
        while match := self._time_lead.match(core):
            core = core[match.end() :]
        return core.strip("，、；：:,;。 —-")

    def _become(self, core: str) -> str:
        """Keep what is measured around 成为: 园区成为产值 -> 产值; 总量成为全区第四个 -> 总量."""
        head, word, tail = core.partition("成为")
        if not word or len(head) < 2:
            return core
        return tail if tail in self._measures else head.rstrip("，")

    def _strip_trail(self, core: str) -> tuple[str, str, str, str]:
        growth = growth_word = link_word = ""
        for _ in range(8):
            core = core.rstrip("，、；：:,;。 “—-")
            trail = self._trail.search(core)
            up, down = self._up.search(core), self._down.search(core)
            grow = up or down
            longest = trail if trail and (not grow or trail.start() <= grow.start()) else None
            if longest and longest.group():
                word = longest.group()
                if word in self._links:
                    link_word = link_word or word
                core = core[: longest.start()]
            elif grow and not growth and not (link_word and self._change.search(link_word)):
                growth, growth_word = ("up" if up else "down"), grow.group()
                core = core[: grow.start()]
            else:
                break
        return core, growth, growth_word, link_word

    def _strip_lead(self, core: str) -> tuple[str, bool]:
        stripped = False
        for _ in range(10):
            trimmed = core.lstrip("，、；：:,;。 —-")
            match = self._lead.match(trimmed)
            if match and match.group().strip("“”") and match.end() < len(trimmed) + 1:
                trimmed = trimmed[match.end() :]
                stripped = True
            if trimmed == core:
                break
            core = trimmed
        return core, stripped

    def _split_verb(self, core: str) -> LeftContext:
        verb, rest, light = self._verbs_at_start(core)
        if verb or light:
            rest, _ = self._strip_lead(rest)
            if (verb or light) in self._causatives and rest:
                caused = self._split_caused(rest)
                if caused is not None:
                    return caused
            if light and not verb:
                inner_verb, inner_rest, _ = self._verbs_at_start(rest)
                if inner_verb:
                    verb, rest = inner_verb, inner_rest
            noun, listed = self._after_list(rest)
            subject, inner = "", noun
            strong = self._strong.search(noun)
            if verb and strong and strong.start() >= 1 and noun[strong.start() - 1] not in "、和及与":
                return LeftContext(
                    subject=plain_noun(re.sub("建设$", "", verb + noun[: strong.start()])),
                    verb=strong.group(),
                    listed=listed,
                )
            end = self._action_end.search(noun)
            if not verb and end and end.start() >= 2 and noun[end.start() - 1] not in "、和及与":
                subject, verb, inner = noun[: end.start()], end.group(), ""
                return LeftContext(subject=plain_noun(subject), verb=verb, listed=listed, light=light)
            return LeftContext(subject=subject, verb=verb, noun=plain_noun(inner), listed=listed, light=light)
        divided = self._split_subject(core) or self._split_inside(core)
        if divided is not None:
            return divided
        noun, listed = self._after_list(core)
        end = self._action_end.search(noun)
        if end and end.start() >= 2 and noun[end.start() - 1] not in "、和及与" and noun not in self._measures:
            return LeftContext(subject=plain_noun(_PACE.sub("", noun[: end.start()])), verb=end.group(), listed=listed)
        return LeftContext(noun=plain_noun(noun), listed=listed)

    def _split_subject(self, core: str) -> LeftContext | None:
        """Read subject, adverb, predicate: 某园区累计引进企业."""
        for match in self._split.finditer(core):
            if in_marks(core, match.start()) or core[match.end() : match.end() + 1] in set("率投总人数用额值"):
                continue
            if match.start() >= 2 and match.end() < len(core) and "等" not in core[match.end() :]:
                head, tail = core[: match.start()], core[match.end() :]
                tail, _ = self._strip_lead(tail)
                said = self._split_verb(tail) if tail else LeftContext()
                total = "累计" in match.group()
                if said.noun or said.subject:
                    return replace(said, subject=said.subject or head, cumulative=total)
                subject = plain_noun(self._strip_lead(head)[0])
                return LeftContext(subject=subject, verb=said.verb, cumulative=total, light=said.light)
        return None

    def _split_inside(self, core: str) -> LeftContext | None:
        """Read a light verb between what it is said of and its object: 某园区实现税收."""
        insides = list(self._light_inside.finditer(core))
        inside = insides[-1] if insides else None
        if inside is None or inside.start() < 2 or inside.end() >= len(core):
            return None
        head, tail = figure_pattern("adverb.done_end").sub("", core[: inside.start()]), core[inside.end() :]
        verb, rest, _ = self._verbs_at_start(tail)
        if verb and not rest:
            return LeftContext(subject=plain_noun(head), verb=verb)
        noun, listed = self._after_list(rest if verb else tail)
        if self._region.search(head):
            return LeftContext(subject=head, verb=verb, noun=plain_noun(noun), listed=listed, light=inside.group())
        return LeftContext(
            verb=verb,
            noun=plain_noun(head) + noun if len(head) <= 12 else plain_noun(noun),
            listed=listed,
            light=inside.group(),
        )

    def _split_caused(self, rest: str) -> LeftContext | None:
        """Read 支持某院新建实验室 by what is caused: verb 新建, noun 实验室."""
        for match in self._action_start.finditer(rest):
            tail = rest[match.end() :]
            if (
                match.start() >= 3
                and match.group().startswith(("新", "建成", "引进", "落户", "落地", "获", "入选"))
                and "等" not in tail
            ):
                return LeftContext(subject=rest[: match.start()], verb=match.group(), noun=plain_noun(tail))
        return None

    def _verbs_at_start(self, core: str) -> tuple[str, str, str]:
        """Take verbs and the words that join them off the front: 增设、调整居委会 -> 增设、调整 | 居委会."""
        cursor, light = 0, ""
        verbs: list[tuple[int, int]] = []
        for _ in range(5):
            if _NO_VERB.match(core, cursor):
                break
            match = self._action_start.match(core, cursor)
            soft = self._light_start.match(core, cursor)
            if soft and not verbs and (not match or soft.end() > match.end()):
                light, cursor = soft.group(), soft.end()
                continue
            if not match or not match.group():
                break
            joined = not verbs or cursor > verbs[-1][1]
            fresh = (bool(verbs) and core[verbs[-1][0]] == "新") or match.group()[0] == "新"
            if not joined and not fresh:
                break
            verbs.append(match.span())
            cursor = match.end()
            joiner = _JOINER.match(core, cursor)
            if joiner and self._action_start.match(core, joiner.end()):
                cursor = joiner.end()
        if not verbs:
            return "", core[cursor:], light
        if cursor == len(core) and len(verbs) > 1 and verbs[-2][1] == verbs[-1][0]:
            return core[verbs[0][0] : verbs[-2][1]], core[verbs[-1][0] :], light
        rest = core[verbs[-1][1] :]
        return core[verbs[0][0] : verbs[-1][1]], figure_pattern("lead.vague").sub("", rest), light

    @staticmethod
    def _after_list(text: str) -> tuple[str, bool]:
        """Drop examples before 等: 甲、乙等科技企业 -> 科技企业; a list that ends in 等 leaves nothing."""
        at = last_deng(text)
        if at < 0:
            return text, False
        return text[at + 1 :], True
