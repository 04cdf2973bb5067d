"""What a project's name is made of: the folded form that is compared, the phase, and the tokens that forbid a merge."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mapapp.workspace import active

# Quotes, brackets, blanks and dashes differ from document to document and never tell two projects apart.
_DECORATION: Final = re.compile(r"[\s“”\"'‘’《》「」『』（）()\[\]【】·•—~～*_{}、,，:：-]")
_LINE: Final = re.compile(r"(?:轨道交通|轨交|地铁)?(\d+)号线")
_NATIONAL_ROAD: Final = re.compile(r"(?<![\d.])(\d{3})国道")

# A phase is a part of one undertaking. Directions that move a line (西延伸) are identity and are not listed here.
_ORDINAL: Final = r"(?:[一二三四五六七八九十]+|[0-9]+)"
_PHASE: Final = re.compile(
    rf"(第?{_ORDINAL}(?:[、和至\-]{_ORDINAL})*期|首期|[东南西北中]园|[东南西北中]段"
    r"|(?:先行)?启动段|示范段|启动区|首开区|(?:先导|创新|启动)组团|组团[一二三四五]|[A-Z]\d?栋|\d+号楼)$"
)
_TAILS: Final = ("建设项目", "建设工程", "新建项目", "新建工程", "工程项目", "项目", "工程", "建设")
# What kind of thing the last words name; two projects of different kinds are not one. Longest ending wins.
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "rail": ("号线", "号线西延伸", "号线南延伸", "号线东延伸", "号线北延伸", "城际线", "联络线", "铁路", "城际轨道"),
    "station": ("站", "枢纽", "枢纽站", "高铁站", "高铁站点", "场站"),
    "road": (
        "路",
        "公路",
        "大道",
        "高架",
        "隧道",
        "国道",
        "快速路",
        "高架西延伸",
        "北延伸",
        "北延伸段",
        "通道",
        "出入口",
    ),
    "bridge": ("桥",),
    "park": ("公园", "绿环", "绿地", "风景道", "郊野公园", "植物园", "碧道"),
    "health": (
        "医院",
        "分院",
        "卫生服务中心",
        "卫生中心",
        "医学园区",
        "医疗中心",
        "医学中心",
        "福利院",
        "敬老院",
        "养老院",
    ),
    "school": ("学校", "小学", "幼儿园", "分校", "初中", "中学", "高中", "学院", "大学"),
    "lab": ("实验室", "研究院", "研究中心", "研发中心", "创新学院"),
    "campus": (
        "产业园",
        "园区",
        "工业区",
        "基地",
        "科创园",
        "软件园",
        "信息园",
        "智谷",
        "创新园",
        "文创园",
        "科技绿洲",
        "科技园",
    ),
    "water": ("水厂", "净化厂", "污水厂", "水库", "泵闸", "调蓄池", "水系", "航道"),
    "village": ("村", "小区", "新村"),
    "renewal": ("城市更新", "城中村改造", "城中村", "成套改造", "旧住房改造"),
    "culture": ("博物馆", "美术馆", "图书馆", "纪念馆", "艺术馆", "艺术中心", "体育中心", "文化活动中心"),
    "title": ("景区", "景区创建", "示范区", "示范城市", "示范城区", "城区", "试点城市", "试点区域", "文化遗产"),
    "market": ("菜市场", "市场", "商圈"),
}
_HEAD_BY_ENDING: Final = sorted(
    ((ending, head) for head, endings in _HEADS.items() for ending in endings), key=lambda item: -len(item[0])
)
_ROAD: Final = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:公路|大道|高架|路|街)(?![线径由])")
_NUMBER: Final = re.compile(r"\d+|第[一二三四五六七八九十]+|[一二三四五六七八九十]+(?=水厂|中心|轮|院|中$)")
_DIRECTION: Final = re.compile(r"([东南西北])(?=延伸|部|片区|区$|线$|路$|站$|院$)")


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


def fold_name(name: str) -> str:
    """Fold a name to the form in which spellings of one document and the next agree.

    >>> fold_name("轨道交通 2 号线西延伸"), fold_name("17号线"), fold_name("“大零号湾”科创大厦"), fold_name("318 国道")
    ('轨交2号线西延伸', '轨交17号线', '大零号湾科创大厦', 'g318')
    """
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", name)).lower()
    return _NATIONAL_ROAD.sub(r"g\1", _LINE.sub(r"轨交\1号线", folded))


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

    >>> head_class("轨交13号线西延伸"), head_class("宜良路桥"), head_class("市西软件园"), head_class("华为")
    ('rail', 'bridge', 'campus', '')
    """
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
