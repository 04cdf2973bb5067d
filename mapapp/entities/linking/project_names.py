"""What a project's name is made of: the folded form that is compared, the phase, and the tokens that forbid a merge."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from mapapp.entities.entity_patterns import entity_pattern
from mapapp.open_workspace import active
from mapapp.text.lexicon_files import read_entries
from mapapp.text.road_numbers import fold_road_numbers, is_road_number

# Quotes, brackets, blanks and dashes differ from document to document and never tell two projects apart.
_DECORATION: Final = re.compile(r"[\s“”\"'‘’《》「」『』（）()\[\]【】·•—~～*_{}、,，:：-]")
_LINE: Final = entity_pattern("name.rail_line")

# A phase is a part of one undertaking. Directions that move a line (西延伸) are identity and are not listed here.
_ORDINAL: Final = r"(?:[一二三四五六七八九十]+|[0-9]+)"
_PART: Final = entity_pattern("name.part").pattern
_PHASE: Final = re.compile(rf"(第?{_ORDINAL}(?:[、和至\-]{_ORDINAL})*期|{_PART})$")
_TAILS: Final = ("建设项目", "建设工程", "新建项目", "新建工程", "工程项目", "项目", "工程", "建设")
HEADS_FILE: Final = Path(__file__).with_name("project_heads.toml")
# What kind of thing the last words name, the longest ending first.
_HEAD_BY_ENDING: Final = sorted(
    (
        (str(ending), str(entry["id"]))
        for entry in read_entries(HEADS_FILE, "head", ("endings", "meaning", "catches", "leaves"))
        for ending in entry["endings"]
    ),
    key=lambda item: -len(item[0]),
)
_ROAD: Final = entity_pattern("name.road")
_NUMBER: Final = entity_pattern("name.number")
_DIRECTION: Final = entity_pattern("name.direction")


@dataclass(frozen=True, slots=True)
class NameShape:
    """One name taken apart.

    `key` is the folded base without phase, tails and the district's own name; `base` the printed name without its
    phase; `phase` the part ("" for the whole). The sets hold what forbids a merge where two names differ in it.
    """

    name: str
    base: str
    phase: str
    key: str
    head: str
    lines: frozenset[str]
    roads: frozenset[str]
    towns: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Fold a name to the form in which spellings of one document and the next agree.

    >>> fold_name("轨道交通 2 号线西延伸"), fold_name("17号线"), fold_name("“大零号湾”科创大厦"), fold_name("318 国道")
    ('轨交2号线西延伸', '轨交17号线', '大零号湾科创大厦', 'g318')
    """
    folded = fold_road_numbers(_DECORATION.sub("", unicodedata.normalize("NFKC", name))).lower()
    return _LINE.sub(r"轨交\1号线", folded)


def split_phase(name: str) -> tuple[str, str]:
    """Split a printed name into what it is part of, and the part; a bare part (南园) is a name.

    >>> split_phase("创智引擎二期"), split_phase("上达中央公园北园"), split_phase("环城水系三期工程")
    (('创智引擎', '二期'), ('上达中央公园', '北园'), ('环城水系', '三期'))
    >>> split_phase("轨道交通23号线（一期）"), split_phase("13号线西延伸"), split_phase("南园")
    (('轨道交通23号线', '一期'), ('13号线西延伸', ''), ('南园', ''))
    """
    plain = name.strip()
    for tail in ("", *_TAILS):
        if tail and not plain.rstrip("）)").endswith(tail):
            continue
        trimmed = plain.rstrip("）)").removesuffix(tail).rstrip("）) ")
        found = _PHASE.search(trimmed)
        if found and len(_DECORATION.sub("", trimmed[: found.start()])) >= 2:
            return trimmed[: found.start()].rstrip("( （"), found.group(1)
    return plain, ""


def strip_tails(folded: str) -> str:
    """Drop 项目, 工程, 建设 from the end of a folded name while at least three characters stay.

    >>> strip_tails("东航路建设工程"), strip_tails("复兴路北延伸"), strip_tails("凯士比泵项目")
    ('东航路', '复兴路北延伸', '凯士比泵')
    """
    for tail in _TAILS:
        if folded.endswith(tail) and len(folded) - len(tail) >= 2:
            return strip_tails(folded.removesuffix(tail))
    return folded


def strip_district(folded: str) -> str:
    """Drop the district's own name from the front while at least four characters stay.

    >>> strip_district("青浦区公共卫生中心"), strip_district("区中西医结合医院"), strip_district("青浦新城")
    ('公共卫生中心', '中西医结合医院', '青浦新城')
    """
    for head in (*active().district_names, "区"):
        if folded.startswith(head) and len(folded) - len(head) >= 4:
            return folded.removeprefix(head)
    return folded


def head_class(folded: str) -> str:
    """Name the kind of thing a folded name ends in; "" when its ending is not known.

    >>> head_class("轨交13号线西延伸"), head_class("宜良路桥"), head_class("g318"), head_class("华为")
    ('rail', 'bridge', 'road', '')
    """
    if is_road_number(folded):
        return "road"
    for ending, head in _HEAD_BY_ENDING:
        if folded.endswith(ending):
            return head
    return ""


@lru_cache(maxsize=65536)
def read_name(name: str) -> NameShape:
    """Take a printed name apart."""
    base, phase = split_phase(name)
    folded = strip_tails(fold_name(base))
    return NameShape(
        name=name,
        base=base,
        phase=phase,
        key=strip_district(folded),
        head=head_class(folded),
        lines=frozenset(_LINE.findall(folded)),
        roads=frozenset(_ROAD.findall(folded)),
        towns=frozenset(town for town in active().towns if town in folded),
        directions=frozenset(_DIRECTION.findall(folded)),
        numbers=frozenset(_NUMBER.findall(_LINE.sub("", folded))),
    )
