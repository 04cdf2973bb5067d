"""What a sentence goes on about: the project named before, whose parts and later stages need no name of their own.

鹿鸣大桥9月完成承台浇筑，目前正进行墩身施工，全桥预计2027年合龙; 鹿鸣医院工地，工人正在安装幕墙; 1号船坞：改造竣工.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.projects.name_parts import base_of, head_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import Trigger
from mapapp.extraction.text.times import TIME


@dataclass(frozen=True, slots=True)
class About:
    """What stands above a sentence: the project before it or over it.

    `whole` says that all the sentence tells of it (a table row, a label); otherwise only bare parts and words that
    point back (二期, 医院, 项目) belong to it.
    """

    name: str = ""
    whole: bool = False


# A topic ends where the sentence begins to tell: a time, a reason, a size, a denial.
_TELLS: Final = (
    rf"{TIME}|取得|拿到|获得|通过|完成|启动|进入|开始|一?标段|因(?![地])|受(?!理|益)|由于|原(?:定|计划|拟|本|址)|总投资|投资(?=\d)|占地|建筑面积|全长|设置|日处理|规划床位|位于|共(?=\d)"
    r"|宣告|宣布|补办|栽下|分别|可以|开展|办理|正式|陆续|实行|仅|实际|重新|年前|还剩|[均都也]|全部|先后|已|将(?!军)|拟(?!建)|现(?!代)|正(?=在|进|抓|有|全|加)|尚|仍|还(?!迁)|没有|未(?!来)|推进(?=慢|缓)|答应|承诺|提前|年产|新增|栽下|要(?=抓|加|确)"
)
_SHORTEST: Final = 3
_LONGEST: Final = 40
# Who acts or speaks in a clause; what follows is told of the topic.
_SPEAKER: Final = re.compile(
    r"经(?:[市区县]?[\u4e00-\u9fff]{0,6})?(?:研究|论证|协商|批准|评估)(?:同意|决定)?，?|(?:[\u4e00-\u9fff]{0,6}(?:建设单位|施工单位|业主单位|业主|投资方|开发商|运营方|项目方|负责人|有关部门|相关部门|主管部门|指挥部))(?:相关负责人|负责人)?(?:已|也|当场)?(?:承诺|表示|提出|介绍|要求|反馈|答复|说)?，?(?:将)?"
)
_AGENT: Final = re.compile(
    r"(?:公司|集团|[局委办]|政府|部门|单位|指挥部|全区|全市|我区|我市|我们|代表们?|一行|记者|领导|书记|区长)$"
)
_SCENE: Final = re.compile(
    r"(?:在|走进|来到|走访|察看|查看|冒雨|随后|代表们)*(?:位于[^，。]{2,8}的)?(?P<name>[^，。；、]{3,30}?)(?:建设)?(?:施工)?(?:现场|工地|项目部)(?:看到|上)?，?$"
)
# 对鹿鸣水厂实行挂图作战, 确保…: what is acted on is what the next clause tells of.
_OBJECT: Final = re.compile(
    r"对(?P<name>[^，。；、]{3,30}?)(?:实行|采取|开展|加大|加快|加强|进行|实施)[^，。；]{2,12}$"
)
_TENANTS: Final = re.compile(
    r"(?:首批)?(?:的)?(?:有|尚有|还有|还剩|剩余|尚余)?(?:约|近|共)?[\d一二三四五六七八九十百千]*(?:余|多)?(?:家|户|名|位|证|个)?(?:入驻)?(?:企业|居民|商户|住户|业主|群众|户)(?:已|均|全部|陆续|将)*"
)
_BACK: Final = re.compile(
    r"(?:该|本|此|整个)?(?:项目|工程|地块|片区|医院|学校|中心|公园|大桥|隧道|道路|场馆|基地|园区|厂区|新址|全部)"
)


def opening_ends(masked: str, start: int, end: int, triggers: list[Trigger], lexicon: Lexicon) -> list[int]:
    """Return where the name may end that opens masked[start:end] and that the clause goes on to tell of, the last first.

    `triggers` are the stage words of the clause; a name holds none but works (甲小学扩建).
    """
    told = (trigger.start for trigger in triggers if trigger.rule.kind not in _IN_NAMES)
    latest = min(end, start + _LONGEST, *told)
    found = {match.start() for match in _TELLS_AT.finditer(masked, start + 2, latest)}
    for parts in ("parts_next", "part_whole"):
        found.update(match.start() for match in lexicon.matchers[parts].finditer(masked, start + 2, latest))
    found.update(trigger.start for trigger in triggers if start + 2 <= trigger.start <= latest)
    return [at for at in sorted(found, reverse=True) if is_thing(masked[start:at], lexicon)]


# Kinds of stage words that a name may hold: works, and words that are nouns as well.
_IN_NAMES: Final = frozenset({"action", "create", "light", "soft", "support", "plan", "study", "noun_planned"})
_TELLS_AT: Final = re.compile(_TELLS)


def goes_on(masked: str, start: int, end: int) -> bool:
    """Whether masked[start:end] goes on to tell of what stands right before it."""
    return bool(_TELLS_AT.match(masked, start, end))


def back_reference(masked: str, start: int, end: int, topic: str) -> int | None:
    """Return where words end that open a clause and point back to `topic` by its noun: 医院设置床位500张."""
    match = _POINTS.match(masked, start, end)
    if not topic or not match:
        return None
    words = match.group("noun")
    known = topic.endswith(words) or (bool(match.group("this")) and words in ("项目", "工程"))
    return match.end() if known and goes_on(masked, match.end(), end) else None


_POINTS: Final = re.compile(
    r"(?P<this>该|本|此|这一|这个)?(?P<noun>新?(?:项目|工程|医院|学校|中心|公园|大桥|隧道|书城|场馆|基地|园区|厂区|新院|新馆|校舍|新校舍|大厦|小区|广场|水厂|泵站|地块|综合体|步道))"
)


def has_head(words: str, lexicon: Lexicon) -> bool:
    """Whether words end with the noun of something built, or of an area."""
    return bool(words) and any(
        lexicon.head_class.get(words[-size:], "policy") not in ("policy", "title") for size in range(1, 8)
    )


def is_thing(words: str, lexicon: Lexicon) -> bool:
    """Whether words end like the name of something built, and not like who acts or like a part of it."""
    if len(words) < _SHORTEST or _AGENT.search(words) or _NO_NAME.match(words):
        return False
    if lexicon.matchers["works_close"].search(words) or words.endswith(("”", "）")) or base_of(words) != words:
        return True
    return not lexicon.matchers["parts_close"].search(words) and has_head(words, lexicon)


_NO_NAME: Final = re.compile(
    r"在|对(?!外)|从|将|把|以(?!勒)|为(?!民)|经(?![\u4e00-\u9fff][路街])|据|其中|目前|截至|还有|当前|实际|[有和及与]"
)


def is_label(masked: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether masked[start:end], which a colon follows, names one thing that the sentence tells of."""
    words = masked[start:end]
    if not _SHORTEST - 1 <= len(words) <= _LONGEST or re.search(r"[，。；：]", words):
        return False
    return is_thing(words, lexicon) or bool(lexicon.matchers["bare_part"].fullmatch(words))


def whole_topic(masked: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where the longest thing ends that opens a clause which tells no stage: 绿野公园补办了变更审批.

    Only a name of some length with a noun of two characters and more will do: nothing marks where it ends.
    """
    for at in range(min(end, start + _LONGEST), start + _SHORTEST, -1):
        words = masked[start:at]
        if is_thing(words, lexicon) and len(residue(words, lexicon)) >= 2 and head_of(words, lexicon):
            return at
    return None


def scene_topic(masked: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the bounds of the site at which a clause is set: 在沧源科技园现场."""
    match = _SCENE.match(masked, start, end) or _OBJECT.match(masked, start, end)
    return match.span("name") if match and match.end() == end else None


def after_speaker(masked: str, start: int, end: int) -> int:
    """Return where a clause goes on after the words that say who tells or does it."""
    match = _SPEAKER.match(masked, start, end)
    return match.end() if match else start


def tells_of_topic(masked: str, start: int, end: int, topic: str, lexicon: Lexicon) -> bool:
    """Whether masked[start:end], what stands before a stage word, leaves the topic to be the subject.

    Nothing, adverbs and times, parts of the works, people who move in, or words that point back to the topic.
    """
    words = lexicon.matchers["between"].sub("", masked[start:end]).strip("、，并且和也又则都")
    words = _DOING.sub("", words)
    if not words or lexicon.matchers["parts_only"].fullmatch(words) or _TENANTS.fullmatch(words):
        return True
    return points_back(words, topic)


_DOING: Final = re.compile(r"(?:正|正在|开展|进行|处于|目前|已经)+$")


def points_back(words: str, topic: str) -> bool:
    """Whether words name the topic again by its end or by its kind.

    >>> points_back("医院", "鹿鸣妇幼保健医院"), points_back("右线", "鹿鸣隧道")
    (True, False)
    """
    if not topic or len(words) < 2:
        return False
    bare = words.removeprefix("该").removeprefix("本")
    return topic.endswith(bare) or bool(_BACK.fullmatch(words) and topic[-1:] == words[-1:]) or bare in ("项目", "工程")
