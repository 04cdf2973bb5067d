"""Names as keys: the many ways a document writes one place, brought to one form; and what a name says besides."""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")
_TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RAIL_PREFIX = re.compile(r"(?:上海)?(?:轨道交通|轨交|地铁|市域铁路|市域线)(?=[0-9一-龥]*线)")
_NATIONAL_ROAD = re.compile(r"(?<![0-9A-Z])G?(\d{3})国道")
_EXPRESSWAY = re.compile(r"((?<![A-Z0-9])[GS]\d{2,3})(?:高速公路|高速|公路)")

_NUMERALS = "一二三四五六七八九十"
_PHASE = (
    rf"第?[{_NUMERALS}]+(?:[、和及至到]?[{_NUMERALS}]+)*期|首期|[东西南北中]园|[东西南北中]段|先行启动段|先导段|启动段|示范段"
    r"|[A-Z]栋|[A-Z0-9]+号?地块|新三年"
)
_WORKS = (
    "项目|工程|建设|规划|续建|迁建|新建|改建|扩建|改扩建|改造|大修|中修|整治|综合整治|环境整治|综合治理|治理|修复|提升|提质|品质|保护|达标|抬升|快速化|升级|扩区|扩容|焕新|更新|开发|"
    "开发建设|创建|申创|拓宽|辟通|贯通|打通|配套|动迁|征收|收储|出让|入驻|整体|综合|全域|土地|城市|标准化|功能|环境|景观|"
    "城中村|积水小区|老旧小区|旧住房|旧房|成套|不成套房屋|河道|航道|水系|一期工程|市级?|区级?|高标准农田|高标准|乡村振兴|示范村|"
    "三村联动|示范|全国|国家|[345]A级|级|景区|旅游|乡村治理|生态"
)
_PHASES_AT_END = re.compile(rf"(?:\(?(?:{_PHASE})\)?)+$")
_WORKS_AT_END = re.compile(rf"(?:\(?(?:{_WORKS}|{_PHASE})\)?)+$")
_ONLY_WORKS = re.compile(rf"(?:[\(\)、和及的“”]|{_WORKS}|{_PHASE})*$")


# Places and aliases come back in project after project; a country of names fits in this many.
@lru_cache(maxsize=50_000)
def normal_name(name: str) -> str:
    """Bring a name to the form names are compared in.

    Blanks and quotation marks go, full-width letters and brackets become plain, a metro line loses its 轨道交通 and a
    numbered road its 公路.

    >>> normal_name("轨道交通 17 号线"), normal_name("Ｇ318国道"), normal_name("“大零号湾”金融港（一期）")
    ('17号线', 'G318', '大零号湾金融港(一期)')
    """
    text = _QUOTES.sub("", name.translate(_TO_HALF_WIDTH)).upper()
    text = _RAIL_PREFIX.sub("", text)
    text = _NATIONAL_ROAD.sub(r"G\1", text)
    return _EXPRESSWAY.sub(r"\1", text)


def without_phase(name: str) -> str:
    """Take a phase off the end of a normal name; a name that is nothing else stays.

    >>> without_phase("上达中央公园南园"), without_phase("环城水系三期"), without_phase("前湾公园(一二期)")
    ('上达中央公园', '环城水系', '前湾公园')
    """
    return _PHASES_AT_END.sub("", name) or name


def without_works(name: str) -> str:
    """Take words for works and phases off the end of a normal name, so that the place or thing remains.

    >>> without_works("G318改扩建工程"), without_works("六磊塘河道综合整治"), without_works("剑川路大修")
    ('G318', '六磊塘', '剑川路')
    """
    core = _WORKS_AT_END.sub("", name)
    return core if len(core) >= 2 else name


def is_only_works(text: str) -> bool:
    """Whether a text names works, titles and phases and no further thing.

    >>> is_only_works("改扩建一期工程"), is_only_works("国家5A级景区创建"), is_only_works("社区卫生服务中心")
    (True, True, False)
    """
    return _ONLY_WORKS.fullmatch(text) is not None


def in_brackets(name: str) -> tuple[str, ...]:
    """Return what stands in brackets in a normal name: often the place, or a second name.

    >>> in_brackets("SMG全媒体创新平台(东方智媒城)一期项目")
    ('东方智媒城',)
    """
    return tuple(re.findall(r"\(([^()]+)\)", name))
