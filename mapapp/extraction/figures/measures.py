"""What a figure measures, and what its name must end with to say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SAID: Final = re.compile(
    r"(?:数|量|额|面积|里程|长度|规模|人次|场次|批次|总值|产值|收入|投资|税收|率|资金|贷款|补贴|支出|户数|能力|容量|人数|总数|产能|人口)$"
)
_COUNTED: Final = re.compile(r"(?:数|量|人口|人次|场次|批次|规模|能力)$")
_PEOPLE: Final = re.compile(
    r"(?:人|人员|员|者|生|师|民|众|家|童|人才|妇女|老人|群体|对象|患者|干部|青年|农户|学员|医生|院士|专家|团队)$"
)
_SPENT: Final = re.compile(r"(?:拨付|授信|兑现|出让|成交|销售|融资|交易|签约|采购|发放|减免|保|捐|消费|补助)$")
_TIMES: Final = {"人次": "人次", "期": "期数", "场": "场次", "场次": "场次", "批次": "批次", "次": "次数"}


@dataclass(frozen=True, slots=True)
class Measure:
    """The kind of a figure (count, money, percent, …), the ending its unit asks for, the printed unit and its sign.

    `signed` when a minus or plus was printed, `negative` when the value is below nothing.
    """

    kind: str
    suffix: str
    unit: str
    signed: bool = False
    negative: bool = False


def ending_for(name: str, measure: Measure) -> str:
    """Give what a name needs at its end so that it says what is measured.

    >>> ending_for("新增口袋公园", Measure("count", "数", "座"))
    '数'
    >>> ending_for("人均公园绿地面积", Measure("area", "面积", "平方米"))
    ''
    """
    if (_COUNTED if measure.kind in {"count", "people"} else _SAID).search(name):
        return ""
    base = measure.unit.lstrip("万亿千百")
    if measure.kind == "people":
        return "数" if _PEOPLE.search(name) else "人数"
    if measure.kind == "times":
        return _TIMES.get(base, "数")
    if measure.kind == "count":
        if base.endswith("次"):
            return base
        if base == "户" and not name.endswith("户"):
            return "户数"
        return "套数" if base.startswith("套") else "数"
    if measure.kind == "money":
        return "额" if _SPENT.search(name) else ""
    return measure.suffix
