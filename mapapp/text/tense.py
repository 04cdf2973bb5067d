"""Whether a paragraph looks back or ahead, from its own words alone."""

from __future__ import annotations

import re
from typing import Final

_BACK: Final = re.compile(
    r"成功|圆满|首[次获创单]|荣获|获评|获得|获.{2,10}称号|同比|增长\d|下降\d|累计|(?:新增|完成|签约|整改|新[（(]?改[）)]?建|筹措|帮助|出让|整治|供应|拓展至|认定)[^，。；]{0,14}\d|达\d|\d月[^，。；]{0,16}\d|全年|一年来|过去一年"
    r"|(?:启用|封顶|通车|开放运营|上线|完工|落地|破局起势|稳步推进|加快建设|扎实推进|有序推进|稳中有进|有力推进|持续优化|更加牢固|全面完成|不断进步|活力迸发|稳步增强|有效破解|不断夯实|谱写新篇章|提速)(?:[，。；]|$)|居全[国市省]|纳入全"
)
_AHEAD: Final = re.compile(
    r"(?:^|[。；])(?:持续|着力|加快|进一步|积极|大力|优化|完善|健全|深化|培育|促进|加强|推进|全力|坚持|聚焦|拓展|升级|激发|发挥|紧扣|构建|推动|把|用心|兜牢|补齐|创新提升|扎实做好|坚决|攻坚|擦亮|壮大|加大|因地制宜|提升|助力|落实|统筹|繁荣|高标准|打造|强化|引导|鼓励|支持|实施|全面)"
    r"|力争|确保|(?<!即)将(?![近军领])|努力|进一步|一批|不低于|提升至|提高[^，。；]{0,12}水平|今年|明年|下一步"
)


def lean_of(paragraph: str) -> float:
    """Return how far a paragraph leans: above 0 it looks back, below 0 ahead; its size is the number of cues.

    >>> lean_of("青石大桥建成启用，全年新增公园5座。") > 0, lean_of("持续优化环境。加快建设青石大桥。") < 0
    (True, True)
    """
    return 1.5 * len(_BACK.findall(paragraph)) - len(_AHEAD.findall(paragraph))
