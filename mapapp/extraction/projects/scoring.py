"""The name judge: is this phrase a named, place-bound undertaking, and why do we think so.

Points add up; every point comes with a reason in Chinese. `settings.KEEP_FROM` and `settings.CERTAIN_FROM` turn the sum
into dropped, doubtful or certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mapapp.contracts.vocabulary import Stage
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_parts import base_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon

_CODE: Final = re.compile(r"\d+号线|[GS]\d{1,4}(?!\d)|[A-Z]{2,}|\d+弄|\d+[所号]|[A-Za-z]+\d|\d{3}[国省]道")
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|村|社区|路|街|大道|河|湖|江|山|塘|浦|溪|港|岛|湾)")
_GENERIC_PLACE: Final = re.compile(
    r"^(?:各|全|该|本|每)?(?:乡镇|街镇|城镇|村镇|街道|乡村|农村|社区|道路|河湖|江河|美丽乡村|山水)"
)
_QUOTED: Final = re.compile(r"“([^”]{2,24})”")
_PROJECT_CONTEXT: Final = re.compile(
    r"(?:项目|工程|变电所|道路|公路|桥梁?|学校|医院|公园|片区|地块|企业|总部|机构|园区|场馆|设施|载体|景区|城中村|旧改|路|线|站|厂|道|中心|基地|街区|馆|院|村|河道|河|小区|楼宇?|小镇|地标|布局|创新体|综合体|枢纽|港|镇|校|区|城|湖|水系|泵闸|闸|池|库|桥|点位?|田|园)$"
)
_POLICY_CONTEXT: Final = re.compile(
    r"(?:政策|活动|行动|机制|制度|产业|领域|行业|方面|功能|服务|服务业|赛事|问题|环节|措施|办法|文件|模式|改革|事项|品牌|标准|指标|要素|技术|产品|资源|人才|群体|场景|业态|经济|系统|节庆|展会|论坛|工作|部门|荣誉|称号|平台|专项|规划|战略|方式|优势|企业梯队|人员|内容|手段|渠道|体系|类别|上市企业|金融机构|服务企业|服务机构|中介机构|专精特新|标杆企业|骨干企业|贸易型企业)$"
)
_VERB_INSIDE: Final = re.compile(
    r"推进|加快|提升(?!工程|项目|站)|完善|加强|促进(?!中心|会)|推动|实现|保障(?!性|房|中心|基地|站)|支持|引导|落实|健全|强化|深化|做好|提高|解决|满足|确保|鼓励|开展|举办|坚持|力争|给予|公布|宣布|达到|突破|取得|注入|奠定|对接|带动|助力|释放|彰显"
)
_PEOPLE: Final = re.compile(
    r"国民经济|社会发展|远景目标|规划纲要|五年规划|工作|同志|总?书记|人大代表|政协委员|[市区县省]委|党中央|国务院|精神|思想|主义|理论|决策部署|方针|讲话"
)
_LAW: Final = re.compile(r"《|》|条例|办法|意见$|通知|规定|白皮书|指引|导则|方案|政策|草案")
_VAGUE: Final = re.compile(
    r"^(?:我们|他们|它|自身|各级|各地|各类|各项|各方|所有|任何|有关|相关|上述|以上|多种|多个|更多|大量|众多|一些|许多|全部|不少|同类|新一轮|优势|特色|主导|传统|中小)|各$|的$"
)
_TITLE_HEAD: Final = re.compile(
    r"(?:(?<![强治全城])区|(?<!强)县|(?<![强城])市|(?<!强)村|(?<!强)镇|(?<!之)城|城市|基地|景区|街区|园区|公园|园|名城|称号|之乡|遗产|集群|单位|中心|机构|试点|城区|河湖|点|校|学校|医院|工厂|社区|品牌|高地|先导区|县城|典型|样板|港|示范|地|项目|农田|卫生城|保护地|枢纽|平台|载体|窗口)”?$"
)
# A stretch of a line is named after the line: 包茂高速茂名段.
_STRETCH: Final = re.compile(r"(?<=[路速线道桥渠河江])[\u4e00-\u9fff]{1,4}(?:至[\u4e00-\u9fff]{1,4})?段$")
_SHORTEST_TRUNK: Final = 3
_RANKED: Final = re.compile(r"国家|全国|中国|国际|世界|全球|省级|市级|自治区级|全省|全市|长三角|江南|首批|A级|“")
_SLOGAN: Final = re.compile(
    r"(?:美丽|平安|健康|法治|诚信|数字|清廉|智慧|幸福|文明|活力|魅力|韧性|无废|海绵|善治)[\u4e00-\u9fff]{2,3}$"
)
_VERBS: Final = (
    "具备",
    "发放",
    "核发",
    "发力",
    "攻坚",
    "打开",
    "作为",
    "创造",
    "提供",
    "运行",
    "设置",
    "建立",
    "组织",
    "加大",
    "维护",
    "开办",
    "管理",
    "迎接",
    "发布",
    "举办",
    "出台",
    "制定",
    "印发",
    "召开",
    "成为",
    "具有",
    "面向",
    "服务于",
    "位于",
    "占",
    "获",
    "达",
    "共",
)
# 三水厂, 第二中学, 区疾控中心: an ordinal or the district's own makes a generic facility one of a kind.
_ORDINAL: Final = re.compile(
    r"第?[一二三四五六七八九十]{1,2}(?:水厂|中学|小学|高级?中学|医院|人民医院|大桥|桥|污水|幼儿园|泵站|干渠|通道|隧道|机场|中$|实验|初级|职业|养老|社会福利)|[区市县省](?!级|属|内|域|场|政|民)"
)
_BRACKET: Final = re.compile(r"（[^（）]{2,}）")
_PHASE_INSIDE: Final = re.compile(r"[一二三四五六]期(?=[\u4e00-\u9fff])")
_POLICY_INSIDE: Final = re.compile(r"改革|行动计划|行动方案|试点实施|攻坚|满意|标准化试点|专项行动|救助|补贴")
_CLAUSE_INSIDE: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:以|为(?![民老侨农企])|向(?![阳日])|对(?!外)|于|到|是)[\u4e00-\u9fff]{2}|^之|之[城路]$|[等和及与]$|[强治][区县市省]$|依法"
)
# Generic things that come by the dozen under a campaign's name.
_CAMPAIGN: Final = re.compile(
    r"乡村振兴|城中村|老旧小区|口袋公园|生态廊道|河道|河湖|安置房|保障房|示范|场所|网点|站点|农田|公厕|泊位|美丽|标准厂房"
)
_LINE_CODE: Final = re.compile(r"(?:地铁|轨道交通)[A-Z]\d{1,2}$")
_SHORTEST_UNIQUE: Final = 4
_LONG_WORKS: Final = 8
# Water and street works that are named after what they lead or lay: 引甲济乙, 排水, 入地.
_WATERWORKS: Final = re.compile(r"引[\u4e00-\u9fff]{1,2}[济入]|[引调]水|引江|防涝|排涝|排水|入地$|枢纽$")
_POLICY_TITLE: Final = re.compile(r"改革|预算|政策|金融|绩效|税|信用|就业|社会组织|人才|课堂")
_NOT_SITES: Final = re.compile(
    r"(?:企业|项目|产品|单位|人|案例|成果|技术|标准|课题|个人|平台|工厂|楼宇|学生|教师|作品|品牌|人才|集体)$"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A confidence from 0 to 1 and the reasons for and against."""

    confidence: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Scale:
    """Points so far, with their reasons."""

    points: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        """Put one reason on the scale."""
        self.points += weight
        self.reasons.append(f"{reason} {weight:+.2f}")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart: as read, without quotes and phase, its proper part, its head noun and the head's class."""

    name: str
    base: str
    proper: str
    head: str
    head_class: str
    phased: bool
    works: bool


def judge(claim: Claim, lexicon: Lexicon) -> Verdict:
    """Weigh one claim."""
    scale = _Scale()
    title = claim.reading.kind == "title"
    if title and claim.subject is not None:
        _weigh_title(claim, scale, lexicon)
        return _verdict(scale)
    # a bare part (二期) is weighed as what it is part of
    whole = claim.name.town if claim.name.text.startswith(claim.name.parent) else claim.name.parent
    parts = take_apart(whole + claim.name.text, lexicon)
    if title:
        _weigh_bare_title(parts, claim, scale, lexicon)
        return _verdict(scale)
    _weigh_proper(parts, scale)
    _weigh_head(parts, claim, scale)
    _weigh_words(parts, scale, lexicon)
    _weigh_context(parts, claim, scale)
    return _verdict(scale)


def take_apart(name: str, lexicon: Lexicon) -> _Parts:
    """Take a name apart into proper part and head noun."""
    bare = re.sub(r"（[^）]*）", "", name) or name
    base = base_of(re.sub(r"[“”‘’]", "", bare)) or name
    works = lexicon.matchers["works_close"].search(base)
    trunk = base[: works.start()] if works and works.start() >= _SHORTEST_TRUNK else base
    trunk = _STRETCH.sub("", trunk) or trunk
    if trunk != base and trunk.endswith("城市"):
        trunk = trunk[:-2]  # 甲片区城市更新
    head = head_class = ""
    for size in range(min(10, len(trunk)), 0, -1):
        tail = trunk[-size:]
        found = lexicon.head_class.get(tail)
        if found:
            head, head_class = tail, found
            break
    if head_class == "policy" and trunk != base and len(base) < len(re.sub(r"[“”‘’]", "", bare)):
        head = head_class = ""  # 甲生态综合治理一期: the works have a phase, so they are works on the ground
    if head in ("工程", "专项") and not _solid(trunk[: -len(head)], lexicon):
        head_class = "policy"
    phased = len(base) < len(re.sub(r"[“”‘’]", "", bare)) or bool(_PHASE_INSIDE.search(base))
    return _Parts(name, base, residue(bare, lexicon), head, head_class, phased, trunk != base)


def _solid(words: str, lexicon: Lexicon) -> bool:
    """Whether what stands before 工程 is something built or works on it, not a campaign."""
    if lexicon.matchers["works_close"].search(words) or _WATERWORKS.search(words):
        return True
    return any(lexicon.head_class.get(words[-size:]) in ("structure", "public", "industry") for size in range(1, 7))


def _verdict(scale: _Scale) -> Verdict:
    return Verdict(round(max(0.0, min(1.0, scale.points)), 2), tuple(scale.reasons))


def _weigh_proper(parts: _Parts, scale: _Scale) -> None:
    """Weigh what makes the name one of a kind."""
    if len(parts.proper) >= 2 or _CODE.search(parts.name):
        opens = parts.base.startswith(parts.proper[:2]) or bool(_CODE.search(parts.name)) or "“" in parts.name
        scale.add(0.3 if opens else 0.22, f"有专名成分（{parts.proper or '编号'}）")
        if len(parts.proper) >= 4:
            scale.add(0.03, "专名较长")
    elif parts.phased:
        scale.add(0.15, "有期次或分段")
    elif len(parts.proper) == 1:
        scale.add(0.05, f"可能有专名成分（{parts.proper}）")
    else:
        scale.add(-0.15, "全由通用词组成")
    if len(parts.proper) < 2:
        if _ORDINAL.match(parts.base) and parts.head_class in ("structure", "public"):
            scale.add(0.25, "序号或本级所属使其唯一")
        elif _BRACKET.search(parts.name) and parts.head_class not in ("", "policy"):
            scale.add(0.2, "括号限定")
    if parts.phased:
        scale.add(0.15, "有期次或分段")


_SPOILT: Final = ("动词", "描述", "句子", "政策", "泛指", "机构", "不像", "口号", "数量", "引进", "称号", "没有地点")

_ON_SITE: Final = frozenset({"light", "under", "weak", "result", "start", "prepare", "action"})


def fits_list(claim: Claim, reasons: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a doubtful item can be what its certain neighbours are: a facility, or a proper name in 等建设."""
    if any(spoilt in reason for reason in reasons for spoilt in _SPOILT if "多为政策" not in reason):
        return False
    parts = take_apart(claim.name.text, lexicon)
    if parts.head_class in ("structure", "public") and len(parts.head) >= 2:
        return len(parts.base) >= _SHORTEST_TRUNK and (claim.reading.hard or claim.name.listed >= _SHORTEST_TRUNK)
    opens = len(parts.proper) >= 2 and parts.base.startswith(parts.proper[:2])
    return opens and claim.name.context == "等" and claim.closing and claim.reading.kind in _ON_SITE


_HEAD_WEIGHTS: Final = {"structure": 0.25, "public": 0.25, "industry": 0.2, "area": 0.16, "title": -0.1}
_BARE_HEAD_WEIGHTS: Final = {"structure": 0.05, "public": 0.12, "industry": 0.0, "area": -0.1, "title": -0.3}
_HEAD_TERMS: Final = {
    "structure": "设施",
    "public": "公共设施",
    "industry": "产业或科创载体",
    "area": "片区或水系",
    "title": "称号",
}


def _weigh_head(parts: _Parts, claim: Claim, scale: _Scale) -> None:
    """Weigh the noun a name ends with."""
    listed = bool(_PROJECT_CONTEXT.search(claim.name.context))
    if parts.head_class == "policy":
        solid = claim.reading.hard and claim.reading.kind in ("result", "start") and len(parts.proper) >= 2
        scale.add(
            -0.1 if listed and len(parts.proper) >= 2 else -0.2 if solid else -0.4,
            f"以“{parts.head}”结尾，多为政策或抽象事物",
        )
    elif parts.head_class:
        weights = _HEAD_WEIGHTS if parts.proper or _CODE.search(parts.name) else _BARE_HEAD_WEIGHTS
        weight = weights[parts.head_class]
        if len(parts.head) == 1 and weight > 0:
            weight *= 0.7
        if parts.works and parts.head_class != "title":
            scale.add(0.1, "带工程内容")
        scale.add(weight, f"中心词“{parts.head}”是{_HEAD_TERMS[parts.head_class]}")
        if (
            not parts.proper
            and (claim.reading.hard or claim.reading.kind in ("early", "prepare"))
            and not claim.name.counted
            and claim.name.listed == 1
            and len(parts.base) >= _SHORTEST_UNIQUE
            and (claim.reading.kind != "finish" or parts.head_class == "structure")
            and not _CAMPAIGN.search(parts.base)
        ):
            opened = claim.reading.stage is Stage.OPERATING and not claim.closing
            scale.add(0.4 if opened else 0.3, "区内独一无二的设施（无数量词）")
    elif parts.works and len(parts.proper) >= 2:
        opens = parts.base.startswith(parts.proper[:2])
        built = claim.reading.hard and claim.closing and len(parts.base) >= _LONG_WORKS
        weight = 0.1 if opens else 0.0 if built else -0.2
        scale.add(weight, "以工程内容结尾" if opens or built else "没有地点的工程内容")
    elif claim.name.shared or _CODE.search(parts.name):
        scale.add(0.1, "并列中省去中心词" if claim.name.shared else "编号道路或线路")
    elif listed and parts.proper and not parts.base.startswith(parts.proper[:2]):
        scale.add(-0.2, "列举项不以专名开头")
    elif not listed and not parts.phased:
        scale.add(-0.05 if claim.reading.hard and claim.closing else -0.2, "没有工程类中心词")


def _weigh_words(parts: _Parts, scale: _Scale, lexicon: Lexicon) -> None:
    """Weigh words inside the name."""
    if _SLOGAN.match(parts.base):
        scale.add(-0.4, "口号式的城市目标")
    if parts.base.startswith(_VERBS):
        scale.add(-0.3, "以动词开头")
    if _PLACE.search(parts.base) and parts.proper and not _GENERIC_PLACE.match(parts.base):
        scale.add(0.08, "含地名用字")
    if _VAGUE.search(parts.base):
        scale.add(-0.4, "泛指")
    if _VERB_INSIDE.search(parts.name):
        scale.add(-0.3, "名称里有动词")
    if _PEOPLE.search(parts.name):
        scale.add(-0.5, "机构、人物或理论")
    if _POLICY_INSIDE.search(parts.name):
        scale.add(-0.3, "含政策用语")
    if _CLAUSE_INSIDE.search(parts.base):
        scale.add(-0.4, "是句子而不是名称")
    if "的" in parts.base:
        scale.add(-0.25, "是描述而不是名称")
    if _LAW.search(parts.name):
        scale.add(-0.4, "文件或政策名")
    if parts.base[:2] in lexicon.verb_starts or parts.base[:3] in lexicon.verb_starts:
        scale.add(-0.3, "以动词开头")
    if (
        (parts.base[-1:].isdigit() and not _LINE_CODE.search(parts.base))
        or re.match(r"\d+.?$", parts.base)
        or not 2 <= len(parts.base) <= 32
    ):
        scale.add(-0.3, "不像名称")
    quoted = _QUOTED.search(parts.name)
    if quoted:
        policy = quoted.group(1).startswith(lexicon.quoted_policy)
        scale.add(-0.3 if policy else 0.05, "引号内是政策用语" if policy else "引号标出")


def _weigh_context(parts: _Parts, claim: Claim, scale: _Scale) -> None:
    """Weigh what stands round the name: its verb, its list."""
    reading = claim.reading
    if reading.hard:
        scale.add(0.2 if claim.closing else 0.12, f"“{reading.rule.id}”只有实体工程才会到")
    elif reading.kind == "early" and parts.head_class in ("structure", "public", "industry"):
        scale.add(0.15, "前期工作只为具体工程而做")
    elif reading.kind == "soft":
        scale.add(-0.15, "动词常带抽象宾语")
    elif reading.kind in ("support", "explore", "study", "strive"):
        scale.add(-0.08, "动词较虚")
    elif reading.kind == "bare":
        scale.add(-0.1, "没有动词")
    elif reading.kind == "bring":
        scale.add(0.1 if claim.name.context else -0.1, "引进")
    context = claim.name.context
    if context == "等":
        scale.add(0.08, "并列列举")
    elif context and _POLICY_CONTEXT.search(context):
        named = parts.head_class in ("structure", "public", "industry", "area") and len(parts.proper) >= 2
        scale.add(-0.05 if named else -0.35, f"并列于“等{context}”")
    elif context and _PROJECT_CONTEXT.search(context):
        named = bool(parts.proper) or (parts.head_class not in ("", "policy") and len(parts.base) > _SHORTEST_UNIQUE)
        scale.add(0.25 if named else 0.05, f"并列于“等{context}”")
        if named and not parts.proper:
            scale.add(0.15, "列举的例子都是具体名称")
    if claim.name.counted:
        scale.add(-0.35, "数量代替名称")


def _weigh_bare_title(parts: _Parts, claim: Claim, scale: _Scale, lexicon: Lexicon) -> None:
    """Weigh a title won or sought by the district itself: a place-bound one is kept, but doubtful."""
    if not _TITLE_HEAD.search(parts.base):
        scale.add(-0.3, "不像称号")
    scale.add(0.42, "全区争取或获得的称号")
    if len(parts.proper) >= 2 and parts.head_class in ("structure", "public", "industry", "area"):
        scale.add(0.15, f"有专名成分（{parts.proper}）")
    elif not _RANKED.search(parts.name):
        scale.add(-0.2, "没有级别或颁发者")
    if _POLICY_TITLE.search(parts.name):
        scale.add(-0.3, "称号属于政策试点")
    if claim.name.counted:
        scale.add(-0.4, "数量代替名称")
    _weigh_words(parts, scale, lexicon)


def _weigh_title(claim: Claim, scale: _Scale, lexicon: Lexicon) -> None:
    """Weigh a title with the place that won it: the place must be one, the title must be of a place."""
    assert claim.subject is not None
    subject = take_apart(claim.subject.text, lexicon)
    title = take_apart(claim.name.text, lexicon)
    scale.add(0.15, "称号")
    scale.add(0.25 if _TITLE_HEAD.search(title.base) else -0.4, f"称号以“{title.base[-2:]}”结尾")
    if claim.subject.context and _NOT_SITES.search(claim.subject.context):
        scale.add(-0.5, f"得称号的是“等{claim.subject.context}”")
    if subject.head_class in ("structure", "public", "area") or (subject.head_class == "industry" and subject.proper):
        scale.add(0.2, "得称号的是地点或设施")
    elif not subject.head_class:
        scale.add(-0.25, "得称号的不像地点")
    if _POLICY_TITLE.search(claim.name.text):
        scale.add(-0.3, "称号属于政策试点")
    if claim.subject.counted or claim.name.counted:
        scale.add(-0.4, "数量代替名称")
    _weigh_words(subject, scale, lexicon)
