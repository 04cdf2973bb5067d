"""The words after a quantity: the counted noun, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.noun_phrases import BRACKET, in_marks, plain_noun, tidy
from mapapp.text.lexicon_files import alternation

RIGHT_LIMIT: Final = 90  # characters after a quantity; more is another thought
_PREDICATE: Final = re.compile(
    r"(?:投入(?!使用)|用于|落户|入驻|纳入|入选|参与).*|(?:加快|稳步|有序|全部|正式|顺利|全面|如期|按期|基本|成功|提前|已|均){0,3}"
    r"(?:加快)?(?:建设|推进|实施|建成|竣工|完工|投产|开工|启用|贯通|通车|投用|落地|上线|完成|改造|投入使用|投入运营|运营|开放|达标|进行){0,2}$"
)


@dataclass(frozen=True, slots=True)
class Right:
    """The words after a quantity: the counted noun and what is said of it."""

    noun: str = ""
    said: str = ""


class RightReader:
    """Reads the words after a quantity with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the predicates once."""
        self._finite = re.compile(alternation(lexicon.forms("finite")))

    def read_right(self, text: str) -> Right:
        """Split the words after a quantity into noun and predicate.

        企业获评绿色工厂 -> noun 企业, said 获评绿色工厂.
        """
        core = re.split(r"以及|[和及并](?=[改新扩建引推完开])", tidy(text[:RIGHT_LIMIT]))[0]
        core = re.sub(
            r"(?:由|从)?[^的]{0,6}(?:至|到|达|为)(?:(?:20|19)\d\d ?年(?:底|末)?的?)?$",
            lambda match: "" if len(match.group()) == len(core) else match.group(),
            core,
        )
        core = re.sub(
            r"^(?:大关.*|关口.*|门槛.*|(?:新|大)?台阶.*|目标|的目标|任务|的任务)",
            "",
            core.strip("，、；：:,;。 的以上"),
        )
        core = BRACKET.sub(lambda match: match.group() if len(match.group(1)) <= 6 and match.start() > 0 else "", core)
        if not core:
            return Right()
        core = re.sub("(?<=[一-龥]{2})(?:之?中|里)$", "", core.removeprefix("多").removeprefix("余"))
        at = core.rfind("的")
        if 0 < at < len(core) - 2 and not in_marks(core, at) and self._finite.search(core[:at]):
            inner = self.read_right(core[at + 1 :])
            if inner.noun:
                return inner
        for match in self._finite.finditer(core):
            if match.start() == 0 and not _PREDICATE.match(core):
                continue
            if not in_marks(core, match.start()) and not _glued(core, match):
                return Right(noun=plain_noun(core[: match.start()]), said=core[match.start() :])
        return Right(noun=plain_noun(core))


def _glued(text: str, match: re.Match[str]) -> bool:
    """Say whether a verb form is part of a noun or ends the phrase as one: 综合改造, 建设任务, 运营公司, 在建."""
    word, after = match.group(), text[match.end() :]
    if text[match.start() - 1 : match.start()] in {"与", "和", "、", "及"}:
        return True  # 研发与转化功能型平台: one of two words that belong together
    if word in {"开工", "竣工", "完工", "签约", "立项", "入库"}:
        return re.match("项目|工程|企业|仪式", after) is not None
    if word == "为" and re.match(r"老|农|民|主|企|侨|群众|基层", after):
        return True
    if word in {"为", "在", "达", "超", "均", "已", "获"}:
        around = text[max(0, match.start() - 1) : match.end() + 1]
        return bool(
            re.search(
                r"行为|作为|在建|在校|在册|在线|所在|存在|潜在|超市|超级|平均|发达|获得感|在岗|在职|人均|亩均|户均|在外",
                around,
            )
        )
    if word in {
        "建设",
        "开放",
        "推进",
        "实施",
        "投入",
        "创建",
        "验收",
        "就业",
        "运营",
        "服务",
        "增长",
        "上市",
        "规范",
        "交付",
        "在建",
        "办理",
        "参与",
        "加快",
        "集中",
        "基本",
        "全面",
        "落地",
        "正式",
        "启动",
        "加入",
        "享受",
        "投产",
        "通过",
        "对外",
    }:
        if not after:
            return True
        return bool(
            re.match(
                r"(?:项目|重点|示范|先行|试验|先进|用地|任务|工程|企业|公司|中心|站|点|率|者|人员|单位|试点|基地|区|平台|创业|岗位|补贴|公园|空间|人口|服务|标准|资金|力度|面积|养老|医疗|公共|生活|民生|成果|功能)",
                after,
            )
        ) and word not in {"通过", "正式", "加快", "享受", "全面", "对外", "推进", "实施"}
    return False


def plain_said(said: str) -> str:
    """Reduce a predicate to what belongs into a name; progress words say nothing about the figure."""
    said = re.sub(
        r"^(?:全部|全面|基本|正式|成功|顺利|均|都|已|如期|按期|率先|相继|陆续|先后|同步|持续|高质量)+", "", said
    )
    said = re.sub(r"[（(].*?[）)]", "", said)
    said = re.sub(r"(?:稳步|有序|加快|持续|顺利|全面|深入)?推进$|^(?:加快|稳步|有序)(?:推进|建设|实施)$", "", said)
    said = re.sub(r"^(?:达到?|实现|超过?|突破|增加|新增)$", "", said)
    said = said.removeprefix("被").removeprefix("获认定为").strip("，、；。 ")
    return said if not re.search(r"\d", said) else ""
