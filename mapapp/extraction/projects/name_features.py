"""What counts for and against a name: each feature has an id, which has a fitted weight, and says itself in Chinese.

`tools/fit_scoring.py` fits the weights; a feature without one counts nothing.
"""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.taking_apart import NameParts, take_apart
from mapapp.text.road_numbers import ROAD_NUMBER

# The words of each feature by its id.
Features = dict[str, str]

_CODE: Final = re.compile(rf"\d+号线|{ROAD_NUMBER}|[A-Z]{{2,}}|\d+弄|\d+[所号]|[A-Za-z]+\d")
_PLACE: Final = name_pattern("name.place")
_GENERIC_PLACE: Final = name_pattern("name.any_place")
_QUOTED: Final = re.compile(r"“([^”]{2,24})”")
_PROJECTS: Final = name_pattern("list.projects")
_POLICIES: Final = name_pattern("list.policies")
_TITLE_HEAD: Final = name_pattern("title.head")
_VERBS: Final = name_pattern("name.verb_first")
# Generic things that come by the dozen under a campaign's name.
_CAMPAIGN: Final = name_pattern("name.campaign")
_COUNTRY: Final = name_pattern("name.country")
# 蓝晶光电, 捷顺冷链: a company by its trade, told of by what only its works come to.
_COMPANY: Final = name_pattern("name.company")
_BUILT_KINDS: Final = frozenset({"result", "site", "start"})
_SO_MANY: Final = name_pattern("name.so_many")
_SHORTEST_UNIQUE: Final = 4
# Names are told apart by how many characters they have, from so many on.
_LENGTHS: Final = (12, 8, 5, 4, 3, 0)
_SHAPE: Final = "名称的首尾用字和长度"
# A phase counts the same in either writing (2期, 二期).
_PHASE_DIGIT: Final = re.compile(r"(?<!\d)\d(?=期)")
_NUMERALS: Final = "〇一二三四五六七八九"
_PLACED: Final = ("structure", "public", "industry", "area")
_HEADS: Final = {"structure": "设施", "public": "公共设施", "industry": "产业或科创载体", "area": "片区或水系"}
# What a name without its phase, and a name as printed, should not hold.
_AGAINST_BASE: Final = (
    (name_pattern("name.vague"), "words.vague", "泛指"),
    (name_pattern("name.clause_inside"), "words.clause", "是句子而不是名称"),
    (name_pattern("name.vessel"), "words.no_site", "船车或产品，没有地点"),
    (_COUNTRY, "words.no_site", "流域或地带，不是项目"),
)
_AGAINST_NAME: Final = (
    (name_pattern("name.verb_inside"), "words.verb_inside", "名称里有动词"),
    (name_pattern("name.people"), "words.no_site", "机构、人物或理论"),
    (name_pattern("name.speech"), "words.no_site", "说话的人、提问或指代，不是名称"),
    (name_pattern("name.policy_inside"), "words.policy", "含政策用语"),
    (name_pattern("name.law"), "words.policy", "文件或政策名"),
)
# Stage words by what they say of the thing they govern.
_VAGUE_KINDS: Final = frozenset({"support", "explore", "study", "strive"})
_ON_SITE: Final = frozenset({"light", "under", "weak", "result", "start", "prepare", "action"})
_PAPER_KINDS: Final = frozenset({"prepare", "approve", "plan", "early", "make", "found", "host"})


def name_features(claim: Claim, lexicon: Lexicon) -> Features:
    """Return the features of a claim's name: ids with the words that say them.

    A title that a place won is weighed by the place, a bare part (二期) as what it is part of.
    """
    found: Features = {}
    title = claim.reading.kind == "title"
    if title and claim.subject is not None:
        _title_won(claim, found, lexicon)
        return found
    whole = claim.name.town if claim.name.text.startswith(claim.name.parent) else claim.name.parent
    parts = take_apart(whole + claim.name.text, lexicon)
    if title:
        _title_sought(parts, found)
    else:
        _proper_part(parts, found)
        _head(parts, claim, found)
        _verb(parts, claim, found)
        _list(parts, claim, found)
    _words(parts, found, lexicon)
    _shape(claim.name.text, parts, found)
    if claim.name.counted:
        found["counted"] = "数量代替名称"
    return found


def _proper_part(parts: NameParts, found: Features) -> None:
    """Add what makes the name one of a kind."""
    proper = parts.proper
    coded = bool(_CODE.search(parts.name))
    if len(proper) >= 2 or coded:
        opens = coded or "“" in parts.name or parts.base.startswith(proper[:2])
        found["proper.opens" if opens else "proper.inside"] = f"有专名成分（{proper or '编号'}）"
    elif len(proper) == 1:
        found["proper.one"] = f"至多一字像专名（{proper}）"
    else:
        found["proper.none"] = "全由通用词组成"
    if parts.phased:
        found["phased"] = "有期次或分段"


def _head(parts: NameParts, claim: Claim, found: Features) -> None:
    """Add what the noun a name ends with says."""
    if _is_company(parts, claim):
        found["head.industry"] = "以行业结尾的企业名，工程才会到这一步"
    elif parts.head_class == "policy":
        found["head.policy"] = f"以“{parts.head}”结尾，多为政策或抽象事物"
    elif parts.head_class in _HEADS and not _COUNTRY.search(parts.base):
        bare = not (parts.proper or _CODE.search(parts.name))
        if bare and parts.head_class in ("structure", "public"):
            found["head.bare"] = f"中心词“{parts.head}”是{_HEADS[parts.head_class]}"
        elif not bare:
            found[f"head.{parts.head_class}"] = f"中心词“{parts.head}”是{_HEADS[parts.head_class]}"
        if len(parts.head) == 1:
            found["head.short"] = f"中心词只有一个字“{parts.head}”"
        if parts.works:
            found["works"] = "带工程内容"
        if _is_only_one(parts, claim):
            found["only"] = "区内独一无二的设施（无数量词）"
    elif not _may_lack_a_head(parts, claim):
        found["head.none"] = "没有工程类中心词"


def _is_company(parts: NameParts, claim: Claim) -> bool:
    """Whether a name is a company's, with words of its own before its trade, whose works begin, go on or are done."""
    built = claim.closing and claim.reading.hard and claim.reading.kind in _BUILT_KINDS
    own = len(parts.proper) >= 2 and parts.base.startswith(parts.proper[:2])
    return built and own and not (claim.name.counted or claim.name.context) and bool(_COMPANY.fullmatch(parts.base))


def _may_lack_a_head(parts: NameParts, claim: Claim) -> bool:
    """Whether a name can do without a head noun: it has another end, or its list says what it is."""
    ended = parts.head_class or parts.works or parts.phased or claim.name.shared or _CODE.search(parts.name)
    return bool(ended or _PROJECTS.search(claim.name.context))


def _is_only_one(parts: NameParts, claim: Claim) -> bool:
    """Whether a generic facility is told of as if the district had one only (人民医院新院开工)."""
    return (
        not parts.proper
        and (claim.reading.hard or claim.reading.kind in ("early", "prepare"))
        and not claim.name.counted
        and claim.name.listed == 1
        and len(parts.base) >= _SHORTEST_UNIQUE
        and (claim.reading.kind != "finish" or parts.head_class == "structure")
        and not _CAMPAIGN.search(parts.base)
    )


def _words(parts: NameParts, found: Features, lexicon: Lexicon) -> None:
    """Add what the words inside the name say."""
    if _VERBS.match(parts.base) or _opens_with_verb(parts, lexicon):
        found["words.verb_first"] = "以动词开头"
    if parts.proper and _PLACE.search(parts.base) and not _GENERIC_PLACE.match(parts.base):
        found["words.place"] = "含地名用字"
    if "的" in parts.base:
        found["words.of"] = "是描述而不是名称"
    for text, against in ((parts.base, _AGAINST_BASE), (parts.name, _AGAINST_NAME)):
        for pattern, ident, words in against:
            if pattern.search(text):
                found[ident] = words
    if _SO_MANY.match(parts.base):
        found["counted"] = "数量代替名称"
    quoted = _QUOTED.search(parts.name) if "“" in parts.name else None
    if quoted:
        policy = quoted.group(1).startswith(lexicon.quoted_policy)
        found["quoted.policy" if policy else "quoted"] = "引号内是政策用语" if policy else "引号标出"


def _shape(name: str, parts: NameParts, found: Features) -> None:
    """Add how the name begins and ends, and how long it is; all of it is one reason to a planner."""
    read = _PHASE_DIGIT.sub(lambda digit: _NUMERALS[int(digit[0])], name)
    for size in (1, 2):
        found[f"end.{read[-size:]}"] = _SHAPE
    if not parts.proper.startswith(read[:2]):
        # what a place is called says nothing of what else is called so
        found[f"start.{read[:2]}"] = _SHAPE
    length = next(size for size in _LENGTHS if len(read) >= size)
    found[f"length.{length}"] = _SHAPE


def _opens_with_verb(parts: NameParts, lexicon: Lexicon) -> bool:
    """Whether a name opens with a verb that is no part of a noun (开发区水厂) or of a street's own name (创业路)."""
    verb = next((parts.base[:size] for size in (3, 2) if parts.base[:size] in lexicon.verb_starts), "")
    street = parts.head in ("路", "街", "大道", "桥", "大桥", "大厦") and parts.base == verb + parts.head
    return bool(verb) and not street and not lexicon.matchers["protect"].match(parts.base)


def _verb(parts: NameParts, claim: Claim, found: Features) -> None:
    """Add what the stage word says of the name it governs."""
    reading = claim.reading
    where = "after" if claim.closing else "before"
    if reading.hard:
        found[f"verb.hard.{where}"] = f"“{reading.rule.meaning}”只有实体工程才会到"
    elif reading.kind == "early" and parts.head_class in _PLACED[:3]:
        found["verb.early"] = "前期工作只为具体工程而做"
    elif reading.kind in _VAGUE_KINDS:
        found["verb.vague"] = "动词较虚"
    elif reading.kind == "soft":
        found[f"verb.soft.{where}"] = "动词常带抽象宾语"
    elif reading.kind == "bare":
        found["verb.bare"] = "没有动词"
    elif reading.kind in _PAPER_KINDS and claim.closing:
        found["verb.paper"] = f"名称之后说它“{reading.stage.term}”"


def _list(parts: NameParts, claim: Claim, found: Features) -> None:
    """Add what the list says the name stands in."""
    context = claim.name.context
    if context == "等":
        built = claim.closing and claim.reading.kind in _ON_SITE and "proper.opens" in found
        found["list.etc.built" if built else "list.etc"] = "并列列举"
    elif context and _POLICIES.search(context):
        named = parts.head_class in _PLACED and len(parts.proper) >= 2
        found["list.policies.named" if named else "list.policies"] = f"并列于“等{context}”"
    elif context and _PROJECTS.search(context):
        named = bool(parts.proper) or (parts.head_class not in ("", "policy") and len(parts.base) > _SHORTEST_UNIQUE)
        if named:
            found["list.projects"] = f"并列于“等{context}”"


def _title_sought(parts: NameParts, found: Features) -> None:
    """Add what a title won or sought by the district itself says."""
    found["title.sought"] = "全区争取或获得的称号"
    if not _TITLE_HEAD.search(parts.base):
        found["title.odd"] = "不像称号"
    if len(parts.proper) >= 2 and parts.head_class in _PLACED:
        found["title.placed"] = f"有专名成分（{parts.proper}）"


def _title_won(claim: Claim, found: Features, lexicon: Lexicon) -> None:
    """Add what a title says with the place that won it: the place must be one, the title must be of a place."""
    assert claim.subject is not None
    title = take_apart(claim.name.text, lexicon)
    found["title.won"] = "称号"
    if not _TITLE_HEAD.search(title.base):
        found["title.odd"] = f"称号以“{title.base[-2:]}”结尾"
    if claim.subject.counted or claim.name.counted:
        found["counted"] = "数量代替名称"
    subject = take_apart(claim.subject.text, lexicon)
    if subject.head_class in _PLACED and (subject.head_class != "industry" or subject.proper):
        found["title.of_place"] = "得称号的是地点或设施"
    _words(subject, found, lexicon)
