"""The words after a quantity: the counted noun, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.figures.noun_phrases import BRACKET, in_marks, plain_noun, tidy
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.text.lexicon_files import alternation

RIGHT_LIMIT: Final = 90  # characters after a quantity; more is another thought
_AMONG: Final = figure_pattern("right.among")
_PREDICATE: Final = figure_pattern("said.predicate")


@dataclass(frozen=True, slots=True)
class RightContext:
    """The words after a quantity: the counted noun and what is said of it."""

    noun: str = ""
    said: str = ""


class RightReader:
    """Reads the words after a quantity with the words of a lexicon."""

    def __init__(self, lexicon: FigureLexicon) -> None:
        """Compile the predicates once."""
        self._finite = re.compile(alternation(lexicon.forms("finite")))

    def read_right(self, text: str) -> RightContext:
        """Split the words after a quantity into noun and predicate.

        企业获评绿色工厂 -> noun 企业, said 获评绿色工厂.
        """
        core = figure_pattern("joint.next_verb").split(tidy(text[:RIGHT_LIMIT]))[0]
        core = figure_pattern("right.moved").sub(
            lambda match: "" if len(match.group()) == len(core) else match.group(),
            core,
        )
        core = figure_pattern("right.threshold").sub(
            "",
            core.strip("，、；：:,;。 的以上"),
        )
        core = BRACKET.sub(lambda match: match.group() if len(match.group(1)) <= 6 and match.start() > 0 else "", core)
        if not core:
            return RightContext()
        core = _AMONG.sub("", core.removeprefix("多").removeprefix("余"))
        at = core.rfind("的")
        if 0 < at < len(core) - 2 and not in_marks(core, at) and self._finite.search(core[:at]):
            inner = self.read_right(core[at + 1 :])
            if inner.noun:
                return inner
        for match in self._finite.finditer(core):
            if match.start() == 0 and not _PREDICATE.match(core):
                continue
            if not in_marks(core, match.start()) and not _glued(core, match):
                return RightContext(noun=plain_noun(core[: match.start()]), said=core[match.start() :])
        return RightContext(noun=plain_noun(core))


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a verb form is part of a noun or ends the phrase as one: 综合改造, 建设任务, 运营公司, 在建."""
    word, after = match.group(), text[match.end() :]
    if text[match.start() - 1 : match.start()] in {"与", "和", "、", "及"}:
        return True  # 研发与转化功能型平台: one of two words that belong together
    if word in {"开工", "竣工", "完工", "签约", "立项", "入库"}:
        return figure_pattern("glued.works").match(after) is not None
    if word == "为" and figure_pattern("glued.for").match(after):
        return True
    if word in {"为", "在", "达", "超", "均", "已", "获"}:
        around = text[max(0, match.start() - 1) : match.end() + 1]
        return bool(
            figure_pattern("glued.inside").search(
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
            figure_pattern("glued.noun").match(
                after,
            )
        ) and word not in {"通过", "正式", "加快", "享受", "全面", "对外", "推进", "实施"}
    return False


def plain_said(said: str) -> str:
    """Reduce a predicate to what belongs into a name; progress words say nothing about the figure."""
    said = figure_pattern("said.pace").sub("", said)
    said = re.sub(r"[（(].*?[）)]", "", said)
    said = figure_pattern("said.pushed").sub("", said)
    said = figure_pattern("said.reached").sub("", said)
    said = said.removeprefix("被").removeprefix("获认定为").strip("，、；。 ")
    return said if not re.search(r"\d", said) else ""
