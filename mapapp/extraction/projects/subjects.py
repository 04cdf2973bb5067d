"""What stands before a verb: a thing that reached a stage, a sum of things, or who will act."""

from __future__ import annotations

import re
from typing import Final

_AREA: Final = re.compile(r"(?:约|近|超|共|达)?[\d.,]+万?(?:平方米|平米)")
# Names of a kind of building, of two characters or with a word for all of them.
_PLAIN: Final = re.compile(r"..$|.*(?:房屋|住宅|厂房|楼宇|建筑|住房|小区|安置房|保障房|商品房)$")

# 某市将开工甲桥: a modal word directly before the verb.
_WILL: Final = re.compile(r".{0,4}(?:将|拟|计划|力争|决定)(?:于?20\d\d年|年内|全面|陆续|相继|集中|正式)*")
# 甲公园完成全部绿化工程: the works are the subject's own.
_OWN_WORKS: Final = re.compile(
    r"(?:全面|基本)*(?:全部|所有|各项|剩余)[^，。、]{2,14}(?:工程|工作|施工|安装|任务)$|.{2,24}(?:设备|设施|管线|机电|钢结构|幕墙|构件)(?:安装|吊装|铺设|调试)$"
)
# 甲项目建成9万吨生产线: what is built is part of the project before the verb.
_WHOLE: Final = re.compile(r"(?:项目|工程|产业园|工业园|园区|基地)(?:[一二三四五\d]期)?$")
_PARTS: Final = re.compile(r"(?:了|年产|[\d.]+)[^，。]{0,40}(?:生产线|产线|厂房|车间|工厂|设施|装置)$")
TALLY: Final = re.compile(r"(?:约|近|超|共|达)?[\d.,]+(?:余|多|万)?[户个家台部所张处套座条名人件项间栋幢]")
HOSTED: Final = re.compile(
    r"([^，。；]{4,30}?)(?:累计|新|已|核心区累计|全年)*(引进|引入|集聚|吸引|入驻)[^，。；]{0,18}?\d+(?:余|多)?[家个户]"
)
# 甲项目正有序开展方案设计: what is being done follows, the name ends before.
DOING: Final = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:正在?|已|全面|有序|抓紧|加紧|同步|加快)+(?:开展|进行)$")
_DISPERSED: Final = re.compile(r"分别(?:在|于)((?:[^，。；、和]{2,8}[、和])+[^，。；、和]{2,8})$")


def opens_name(adverb: re.Match[str], clause: int) -> bool:
    """Whether a single 正 taken for an adverb begins a name: nothing stands before it in its clause.

    `clause` is where the clause begins.

    >>> opens_name(re.compile("正").match("正元产业园推进建设"), 0)
    True
    """
    return adverb.group() == "正" and adverb.start() == clause


def gives_way(gap: str) -> bool:
    """Whether the words between a name and a verb make the name the one who acts, when objects follow.

    >>> gives_way("将"), gives_way("")
    (True, False)
    """
    return bool(_WILL.fullmatch(gap))


def sums_works(words: str) -> bool:
    """Whether what was completed is all or part of the subject's own works.

    >>> sums_works("全部绿化工程"), sums_works("青石大桥")
    (True, False)
    """
    return bool(_OWN_WORKS.match(words)) or bool(_PARTS.match(words))


def parts(kind: str, name: str, rest: str) -> bool:
    """Whether what follows a verb of kind `kind` may be works of the name before it.

    >>> parts("result", "远达电池项目", "9条生产线"), parts("result", "云溪区", "9条生产线")
    (True, False)
    """
    return kind == "finish" or (kind == "result" and bool(_WHOLE.search(name)) and bool(_PARTS.match(rest)))


def dispersed(masked: str, start: int, end: int) -> tuple[int, list[tuple[int, int]]] | None:
    """Find 分别在甲、乙 after a name: where the name ends and the bounds of the places, else None."""
    match = _DISPERSED.search(masked, start, end)
    if not match or match.start() == start:
        return None
    return match.start(), [part.span() for part in re.compile(r"[^、和]+").finditer(masked, *match.span(1))]


def sums_up(name: str, rest: str) -> bool:
    """Whether a name before a verb only says what an area is of; `rest` follows the verb.

    >>> sums_up("房屋", "9万平方米"), sums_up("青石商务区", "9万平方米")
    (True, False)
    """
    return bool(_AREA.match(rest)) and bool(_PLAIN.match(name))
