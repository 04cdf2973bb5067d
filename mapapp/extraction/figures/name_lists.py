"""The names of a list that shares its head or its partner word: 批发业、住宿和餐饮业营业额; 对欧盟、东盟进出口总额."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.noun_phrases import tidy
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

_JOINER: Final = figure_pattern("list.joiner").pattern
_ALL: Final = re.compile("[、，]|" + _JOINER)
_MARKS: Final = re.compile("[、，]")
_COMMAS: Final = re.compile("，")
_LAST_JOINER: Final = re.compile("(?:" + _JOINER + ")(?!.*(?:" + _JOINER + "))")
_COUNTED_CLASS: Final = figure_pattern("list.counted_class")
_HEAD_LEAD: Final = figure_pattern("list.head_lead")
_PARTNER: Final = re.compile("[对与同向]")
_BARE_RATES: Final = frozenset({"率", "度"})
LONGEST_MEMBER: Final = 24  # characters of one name; longer ones are clauses, not members of a list


class NameLists:
    """Takes lists of names apart with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the words once."""
        heads, rates = lexicon.forms("list_head"), lexicon.forms("list_rate")
        self._head = re.compile("(?:" + _HEAD_LEAD.pattern + "?(?:" + alternation(heads) + ")|[一-龥]?[量额值])$")
        self._rate = re.compile("(?:" + alternation(rates) + ")$")
        self._traded = re.compile("(?:" + alternation(lexicon.forms("list_trade")) + ")$")
        self._kind = re.compile("^(?:" + alternation(lexicon.forms("list_kind")) + ")")

    def parts(self, text: str) -> list[str]:
        """Return the members of a list as printed, cut at every mark and joiner; empty when one is empty."""
        return _cut(_ALL, re.sub("存、贷款", "存款、贷款", text))

    def measured(self, part: str) -> bool:
        """Whether a name ends in a measure or a rate."""
        return self._head.search(part) is not None or self._rate.search(part) is not None

    def members(self, text: str, count: int) -> list[str]:
        """Return as many full names as there are values; empty when the list cannot be cut so.

        A 和 inside a name (住宿和餐饮业) parts nothing when the marks alone give the number.
        """
        text = re.sub("存、贷款", "存款、贷款", tidy(text))
        partner = text[0] if _PARTNER.match(text) and self._traded.search(text) else ""
        text = text.removeprefix(partner) if partner else text
        for cut in (_ALL, _MARKS, _COMMAS):
            parts = _cut(cut, text)
            if len(parts) == count:
                break
        else:
            head, joined, tail = text, "", ""
            match = _LAST_JOINER.search(text)
            if match:
                head, joined, tail = text[: match.start()], match.group(), text[match.end() :]
            parts = [*_cut(_MARKS, head), tail] if joined and tail else []
        if len(parts) != count or any(len(part) > LONGEST_MEMBER for part in parts):
            return []
        return [partner + part for part in self.completed(parts)]

    def completed(self, parts: list[str]) -> list[str]:
        """Return every member the head that only the last one prints: 新能源、高端装备产值 -> 新能源产值, 高端装备产值."""
        last = parts[-1]
        counted = _COUNTED_CLASS.search(last)
        if counted:
            tail = self._kind.sub("", counted.group("tail"))
            return [part + tail for part in [*parts[:-1], last[: counted.start()]]]
        if len(parts) == 2 and parts[0].endswith("存款") and last.startswith("贷款"):
            owner = parts[0].removesuffix("存款")
            return [parts[0] + ("余额" if last.endswith("余额") else ""), owner + last]
        head = self._rate.search(last) or self._head.search(last)
        if head is None or head.group() in _BARE_RATES or head.start() == 0:
            return parts
        return [part if self.measured(part) else part + head.group() for part in parts[:-1]] + [last]


def _cut(pattern: re.Pattern[str], text: str) -> list[str]:
    parts = [tidy(part) for part in pattern.split(text)]
    return parts if all(parts) else []
