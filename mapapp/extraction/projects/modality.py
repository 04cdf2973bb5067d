"""Whether a clause reports or plans."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.text import Document, Section
from mapapp.contracts.vocabulary import Modality, SectionMode
from mapapp.extraction.lexicon_patterns import clause_pattern, name_pattern
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.years import spoken_year
from mapapp.extraction.text.times import years_in
from mapapp.text.numerals import read_numeral

# A section known to look back or ahead outweighs habits of phrasing but not 已, 力争 or 将.
_SECTION_WEIGHT: Final = 2.2
# 石门孵化器投入运营 on a page that neither looks back nor ahead.
_TOLD_WEIGHT: Final = 0.5
_TO_COME: Final = clause_pattern("time.to_come")
# 石门北路年底完工 among the tidings of a week: the end of a month or a year nobody says has come lies ahead.
_SOON: Final = clause_pattern("time.soon")
_BEHIND: Final = clause_pattern("time.behind")
_SOON_WEIGHT: Final = 3.5
# 预计, 拟, 已 beside the stage word itself settle the matter.
_OWN_WEIGHT: Final = 7.0
# A month or a day that had passed when the text was issued, or was still to come: nobody reports that.
_PASSED_WEIGHT: Final = 3.0
_AHEAD_WEIGHT: Final = 6.0
# 将 and 力争 govern the clauses that follow them in their sentence: 某市将开工甲桥，开通乙线.
_GOVERNING: Final = frozenset({"plan.will", "plan.strive", "plan.ensure"})
# What follows in the sentence is what somebody asks for.
_DEMANDS: Final = name_pattern("clause.demands")
_ASKED: Final = name_pattern("clause.asked")
_ASKS: Final = ("要求", "叮嘱", "嘱咐", "希望")
_DEMAND_WEIGHT: Final = 4.0
_NAMED_YEAR: Final = clause_pattern("time.named_year").pattern
_YEAR: Final = rf"(?P<year>{_NAMED_YEAR})?"
_MONTH_PART: Final = clause_pattern("time.month_part").pattern
_MONTH: Final = re.compile(
    rf"{_YEAR}(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:(?P<day>[1-3]?\d)[日号]|(?P<part>{_MONTH_PART}))?"
)
_DAYS: Final = {"初": 5, "上旬": 10, "中旬": 20, "下旬": 31, "底": 31, "末": 31}
_PARTS: Final = {
    "一季度": 3, "二季度": 6, "上半年": 6, "三季度": 9, "四季度": 12, "下半年": 12, "年底": 12, "年末": 12, "年内": 12, "春季": 3, "秋季": 9,
    "国庆": 10, "“十一”": 10, "“五一”": 5, "“七一”": 7, "“六一”": 6, "元旦": 13, "春节": 13, "暑期": 8,
}  # fmt: skip
# 松林公园月底开园, told on the 8th.
_MONTH_END: Final = clause_pattern("time.month_end")
_MONTH_ENDS: Final = 25
# 2023年底 shares its 年: the end of 2023, not of this year.
_SHARED_YEAR: Final = re.compile(rf"(?:{_NAMED_YEAR})(?=[底末内])")
_PART: Final = re.compile(rf"{_YEAR}(?P<part>{'|'.join(_PARTS)})")
# The day a headline is of stands behind it: 甲桥年底通车（11-28）, 乙园开园（2025-10-02）.
_HEADLINE_DAY: Final = re.compile(
    r"[（\[](?:20[0-4]\d[-./年])?(?P<month>1[0-2]|0?[1-9])[-./月](?P<day>[0-3]?\d)日?[）\]]\s*$"
)


def decide_modality(
    clause: str,
    sentence: str,
    section: Section,
    lexicon: Lexicon,
    *,
    own: str = "",
    told: bool = False,
    document: Document | None = None,
) -> Modality:
    """Decide from the words of the stage itself, then its clause's, then its sentence's, then its section.

    `told` says that the stage word is one of things that are done (投产, 封顶): where nothing says otherwise and no section
    does, it reports, and a plan told after it is not its own. `own` are the words up to the stage word: 预计, 拟 or 已 there outweigh the section. Words of the clause count fully,
    those of the rest of the sentence a third; 将, 力争 and 确保 before it fully. A month of the year the `document` was
    issued in reports when it had passed and plans when it had not, unless the words of the stage itself settle it. A year still
    to come is never reported.
    """
    if document is not None and (_lies_ahead(own or clause, document) or _follows_ahead(own, clause, document)):
        return Modality.PLANNED
    balance, settled = 0.0, False
    before = sentence[: max(sentence.find(clause), 0)]
    if told and section.mode is SectionMode.UNKNOWN and not _TO_COME.search(own or clause):
        balance += _TOLD_WEIGHT
    if section.mode is SectionMode.UNKNOWN and not _BEHIND.search(own or clause) and _SOON.search(own or clause):
        balance -= _SOON_WEIGHT
    if section.mode is SectionMode.REVIEW:
        balance += _SECTION_WEIGHT
    elif section.mode is SectionMode.PLAN:
        balance -= _SECTION_WEIGHT
    for rule in lexicon.modality:
        sign = 1.0 if rule.modality is Modality.REPORTED else -1.0
        if rule.own and rule.pattern.search(own):
            balance += sign * _OWN_WEIGHT
            settled = True
        elif rule.pattern.search(clause):
            balance += sign * rule.weight
        elif section.mode is SectionMode.UNKNOWN and rule.pattern.search(before if told and sign < 0 else sentence):
            balance += sign * rule.weight / (1 if rule.id in _GOVERNING and rule.pattern.search(before) else 3)
    if _DEMANDS.search(before) or _ASKED.match(clause) or before.endswith(_ASKS):
        balance -= _DEMAND_WEIGHT  # 区长要求，…，确保如期通车
    if document is not None and not settled:
        day = _HEADLINE_DAY.search(sentence)
        now = (int(day["month"]), int(day["day"])) if day else _issued_on(section, document)
        passed = _passed(_HEADLINE_DAY.sub("", own or clause), now, document)
        balance += _PASSED_WEIGHT if passed > 0 else _AHEAD_WEIGHT * passed
    return Modality.REPORTED if balance > 0 else Modality.PLANNED


def _lies_ahead(words: str, document: Document) -> bool:
    """Whether the last year that dates a stage had not begun when the document was issued: nobody reports that."""
    now = spoken_year(document)
    years = years_in(words, now=now)
    return now is not None and bool(years) and years[-1].first > now


def _follows_ahead(own: str, clause: str, document: Document) -> bool:
    """Whether a month without a year follows one of a year still to come: 明年3月竣工、6月启用."""
    match = _MONTH.search(own)
    if match is None or match.group("year"):
        return False
    return _lies_ahead(clause.partition(own)[0], document)


def _issued_on(section: Section, document: Document) -> tuple[int, int] | None:
    """Return month and day (0 for none) a document was issued on, None where they or the year of the section are others."""
    if len(document.issued) < len("2025-10") or (section.years and section.years[1] != int(document.issued[:4])):
        return None
    return int(document.issued[5:7]), int(document.issued[8:10] or 0)


def _passed(words: str, now: tuple[int, int] | None, document: Document) -> int:
    """Whether a time of this year had passed on a day: 1 if so, -1 if it was to come, 0 if not known."""
    if now is None:
        return 0
    this_year = (None, "今年", "当年", f"{document.issued[:4]}年")
    match = _MONTH.search(words)
    if match:
        if match.group("year") not in this_year:
            return 0
        month = read_numeral(match.group("month")) or 0
        day = int(match.group("day") or 0) or _DAYS.get(match.group("part") or "", 0)
        if month == now[0] and not (day and now[1]):
            return 0
        return 1 if (month, day) < now else -1
    if now[1] and now[1] < _MONTH_ENDS and _MONTH_END.search(words):
        return -1
    part = _PART.search(_SHARED_YEAR.sub(r"\g<0>年", words))
    if part is None or part.group("year") not in this_year:
        return 0
    return 1 if _PARTS[part.group("part")] < now[0] else -1
