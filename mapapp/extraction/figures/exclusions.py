"""What looks like a figure and is none: parts of names, list and policy numbers, dates, ranks, ages.

Each test answers with the reason in Chinese, or "" when the quantity may be a figure.
"""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.figures.quantities import Quantity
from mapapp.extraction.text.clauses import Layout

_POLICY_LEFT: Final = re.compile(
    r"(?:出台|制定|印发|发布|政策|措施|意见|细则|若干|新政|条例|促发展|发展|实施|落实|推出|惠企|纾困|稳增长|“[^”]{0,12})$"
)
_POLICY_CLAUSE: Final = re.compile(r"(?:出台|制定|印发|发布|落实|实施)[^，。；、]*(?<![线路道河巷街渠链廊带])$")
_POLICY_RIGHT: Final = re.compile(r"(?:等)?(?:政策|新政|意见|细则|硬核举措|硬措施)")
_LISTING_RIGHT: Final = re.compile(
    r"(?:方面|重点工作|重点任务|主要任务|工作任务|篇章|章|板块|字|大类|环节|维度|层面|阶段|关键词|坚持|着力点|重大战略|原则)"
)
_LISTING_LEFT: Final = re.compile(r"(?:以下|如下|下列|做好|抓好|重点做好|重点抓好|概括为|分为|突出|聚焦|围绕)$")
_RANK_LEFT: Final = re.compile(
    r"(?:前|第|位居|位列|排名|排位|名列|居|列|跃居|跃升|升|晋升|前进|上升|提升|进位|TOP ?|Top|NO\.?|No\.?|百强|强县)$"
)
_RANK_RIGHT: Final = re.compile(r"(?:强|位(?!老|居民|企业|专家|院士|市民|学)|名之内|名以内|名行列)")
_AGE_RIGHT: Final = re.compile(r"(?:以上|以下)?(?:的)?(?:老|户籍|儿童|居民|人群|人口|周岁)")
_MEMBER_LEFT: Final = re.compile(
    r"(?:入选|纳入|列入|入围|跻身|上榜|进入|获评|成为|位列)(?:全国|全省|全市|全球|世界|国家|国内|长三角|首批|第[一二三四五六七八九十]+批|的)+$"
)
_COVERS: Final = re.compile(r"(?:包含|包括|涵盖|分为|设有)[^，。；]*、[^，。；]*$")
_PROJECT_SIZES: Final = frozenset(
    (
        "总投资",
        "总投资额",
        "计划总投资",
        "投资额",
        "项目总投资",
        "占地",
        "占地面积",
        "建筑面积",
        "总建筑面积",
        "全长",
        "总长",
        "总面积",
    )
)
_COUNT_NEXT: Final = re.compile(r"(?:以上|左右)?的?\d+ ?[个项家座处]")
_OPENED: Final = re.compile(r"[一-龥]{0,6}(?:贯通|通车|建成|开工|完工|竣工)")
_YEAR_NUMBER: Final = re.compile(r"(?:19|20)\d\d$")
# What a project costs, said before its name in a list: 9亿元远达电池、3亿元青石冷链等项目签约.
_COSTING: Final = re.compile(
    r"(?:[一-龥A-Za-z]{3,20}(?:、|和|及)(?:\d[\d.]*(?:亿|万)元?))?[^，。；、\d]{3,20}?(?:(?:、|和|及)\d[\d.]*(?:亿|万)元?[^，。；、\d]{3,20}?)*(?:等[^，。；、]{0,6}项目|项目(?=开工|签约|落地|建成|进入|竣工|投产))"
)
_LIST_BEFORE: Final = re.compile(r"(?:^|[，。；、和及])$")
_LEVEL_RIGHT: Final = re.compile(
    r"(?:级|元级|亿级|元店|元区|元镇|元村|元县|元园区|元楼|元产业|元企业|元级|元俱乐部|元集群)"
)
_PEOPLE_RIGHT: Final = re.compile(
    r"[一-龥]{0,4}(?:群众|居民|市民|学生|人口|老人|老年人|职工|农民|村民|师生|考生|患者|游客|用户|儿童|劳动者)"
)
# What a plant can do, said inside its name: 远达9万吨锂盐项目; 产量 and 达到 before it make it a figure.
_CAPACITIES: Final = frozenset({"吨", "千瓦", "兆瓦", "吉瓦", "千伏安", "兆伏安", "MW", "GW"})
_PLANT_RIGHT: Final = re.compile(
    r"级?(?!以上|左右|的)[一-龥]{2,22}?(?:项目|工程|一体化|装置|造粒|扩建|主变|变电站|生产线|产线|机组|材料等)"
)
_PRODUCED_LEFT: Final = re.compile(
    r"(?:产量|装机|[量模力额数]达|达到|突破|超过?|生产|储量|消纳|新增|投放|收储|销售|外送)[^，。；、]{0,6}$"
)
_PLANTS_NEXT: Final = re.compile(r"\d[\d.]*万?(?:吨|千瓦|兆瓦|千伏)")
_COMPARED_DAYS: Final = re.compile(
    r"天、?，?(?:[较比](?:20\d\d年|上年|去年)[^，。；、]{0,4})(?:增加|减少|增长|多|少)了?$"
)
_BARE_LEFT: Final = re.compile(
    r"(?:指数|系数|得分|评分|比值|占比|密度|总量|总额|规模|收入|产值|投资|税收|营收|销售额|交易额|存款|贷款|余额|突破|达|达到|超|超过|增至|为|跨越|完成|实现)$"
)


def is_project_size(noun: str, behind: str, after: str, quantity: Quantity, *, told: bool) -> bool:
    """Say whether a quantity only sizes one project: 甲项目开工，总投资9亿元; 甲河4公里贯通.

    `noun` stands before it, `behind` are the words behind it and `after` the rest of the sentence; `told` when the
    sentence has counted something before, which the size then belongs to.
    """
    if not told and noun in _PROJECT_SIZES and not _COUNT_NEXT.match(after):
        return True
    if not told and after.startswith("的") and noun in {"投资", "面积"} and not _COUNT_NEXT.match(after):
        return True
    if not told and re.search(r".(?:全长|占地|占地面积)$", noun):
        return True
    return quantity.kind == "length" and bool(noun) and not told and _OPENED.match(behind) is not None


def not_a_figure(sentence: str, quantity: Quantity, layout: Layout) -> str:
    """Say why a quantity is no figure, or "".

    `sentence` is the text the quantity was read from; its offsets count there.
    """
    left = sentence[: quantity.start].rstrip()
    right = sentence[quantity.end : quantity.end + 14].lstrip()
    number = sentence[quantity.number_start : quantity.unit_end]
    if layout.in_quotes(quantity.number_start):
        return "引号内的数是名称"
    if quantity.needs_left:
        if quantity.kind == "duration" and _YEAR_NUMBER.match(number.rstrip("年")) and quantity.unit == "年":
            return "年份"
        tail = left[-(30 if quantity.kind == "age" else 14) :]
        if not any(word in tail for word in quantity.needs_left) and not _COMPARED_DAYS.search(left):
            return "日期、年龄或时段"
    behind = sentence[quantity.end : quantity.end + 30].lstrip()
    if (
        quantity.unit.lstrip("万亿") in _CAPACITIES
        and _PLANT_RIGHT.match(behind)
        and not _PRODUCED_LEFT.search(left[-12:])
    ):
        return "项目名称中的规模"
    if quantity.unit == "座" and _PLANTS_NEXT.match(behind) and _PLANT_RIGHT.search(behind):
        return "项目名称中的规模"
    if quantity.bare:
        return _bare(left, right, quantity)
    if _RANK_LEFT.search(left[-4:]) and quantity.unit in {"位", "名", "强"}:
        return "位次"
    if re.match(r"的?(?:规划)?目标", right) and re.search("提前|超额", left[-30:]):
        return "目标的提法"
    if quantity.kind == "money" and re.match(r"的[^，。；]{2,20}等\d", sentence[quantity.end : quantity.end + 26]):
        return "一个项目的规模"
    if (
        quantity.kind == "money"
        and _LIST_BEFORE.search(left[-1:])
        and re.match(r"(?!以上|左右|的|等)[一-龥A-Za-z]", right)
        and _COSTING.match(sentence[quantity.end : quantity.end + 90])
    ):
        return "一个项目的规模"
    if quantity.kind == "count" and _MEMBER_LEFT.search(left[-14:]):
        return "名单的总数"
    if quantity.unit in {"项", "个", "类"} and right[:1].strip("，、；。） ") and _COVERS.search(left[-90:]):
        return "列举数"
    if quantity.unit == "位" and re.match(r"次", right):
        return "位次"
    if quantity.unit in {"个", "位"} and right.startswith(("位次", "名次", "百分位")):
        return "位次"
    if (
        quantity.unit in {"条", "项"}
        and not right[:1].strip("，、；。！ ")
        and _POLICY_LEFT.search(left[-14:])
        and not re.search(r"\d", left[-6:])
    ):
        return "政策条数"
    if quantity.unit == "条" and not right[:1].strip("，、；。！ ") and _POLICY_CLAUSE.search(left[-24:]):
        return "政策条数"
    if (quantity.unit in {"条", "项"} and right.startswith("等")) or (
        quantity.unit == "条" and _POLICY_RIGHT.match(right)
    ):
        return "政策条数"
    if re.match(r"(?:的)?(?:省份|城市|大省|强市|强区|强县|大市|大区|俱乐部)", right) and quantity.kind == "money":
        return "级别"
    if _LISTING_RIGHT.match(right) and quantity.kind == "count" and (quantity.value or 0) <= 60:
        return "列举数"
    if (
        quantity.unit in {"项", "个", "条"}
        and _LISTING_LEFT.search(left[-6:])
        and re.match(r"(?:工作|任务|重点|方面|主要)", right)
    ):
        return "列举数"
    if quantity.kind == "count" and re.search(r"(?:以下|如下|下列)$", left):
        return "列举数"
    if quantity.unit in {"张", "间"} and quantity.value == 1:
        return "惯用语"
    if quantity.kind == "money" and _LEVEL_RIGHT.match(sentence[quantity.unit_end - 1 : quantity.unit_end + 4]):
        return "级别"
    if re.match(r"级(?!别)", right):
        return "级别"
    return ""


def _bare(left: str, right: str, quantity: Quantity) -> str:
    """Accept a number without unit only with 万/亿, or after a word that says a level follows."""
    if quantity.scale == "亿" and quantity.start < quantity.number_start and right[:1] in "，、。；”“的":
        return ""
    if quantity.scale and (right.startswith("大关") or _PEOPLE_RIGHT.match(right)):
        return ""
    if quantity.scale in {"万", "亿", "万亿", "千亿", "百亿", "千万", "百万"}:
        if right[:1] in {"级", "元"} or (
            re.match(r"[一-龥]", right) and not right.startswith(("以上", "元", "左右", "大关", "人", "的", "“大关"))
        ):
            return "没有单位"
        return "" if _BARE_LEFT.search(left[-4:]) or right[:1] in {"，", "、", "。", "；", ""} else "没有单位"
    if re.search(r"(?:指数|系数|得分|评分)(?:\w{0,3})?(?:为|达|达到|至|到)?$", left[-10:]) and not re.match(
        r"[一-龥A-Za-z]", right
    ):
        return ""
    return "没有单位"
