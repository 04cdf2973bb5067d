"""Names as keys: the many ways a document writes one place, brought to one form; and what a name says besides."""

from __future__ import annotations

import re
from functools import lru_cache

from mapapp.text.road_numbers import fold_road_numbers
from mapapp.text.text_patterns import text_pattern

_QUOTES = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]")
_TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RAIL_PREFIX = text_pattern("name.rail_prefix")

_NUMERALS = "一二三四五六七八九十"
_PART = text_pattern("name.part").pattern
_PHASE = rf"第?[{_NUMERALS}]+(?:[、和及至到]?[{_NUMERALS}]+)*期|{_PART}"
_WORKS = text_pattern("name.works").pattern
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
    return fold_road_numbers(_RAIL_PREFIX.sub("", text))


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
