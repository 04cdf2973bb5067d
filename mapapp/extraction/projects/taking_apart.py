"""A name taken apart: as read, without quotes and phase, its proper part, its head noun and the head's class."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.name_parts import base_of, residue
from mapapp.extraction.projects.project_lexicon import Lexicon

# A stretch of a line is named after the line: 包茂高速茂名段.
_STRETCH: Final = name_pattern("name.stretch")
# Water and street works that are named after what they lead or lay: 引甲济乙, 排水, 入地.
_WATERWORKS: Final = name_pattern("name.waterworks")
_PHASE_INSIDE: Final = re.compile(r"[一二三四五六]期(?=[\u4e00-\u9fff])")
_BRACKETED: Final = re.compile(r"（[^）]*）")
_QUOTES: Final = re.compile(r"[“”‘’]")
_SHORTEST_TRUNK: Final = 3
_LONGEST_HEAD: Final = 10


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts of a name; `phased` where it has a phase, `works` where it ends in what is done to something (扩建)."""

    name: str
    base: str
    proper: str
    head: str
    head_class: str
    phased: bool
    works: bool


def take_apart(name: str, lexicon: Lexicon) -> NameParts:
    """Take a name apart into proper part and head noun."""
    bare = _BRACKETED.sub("", name) or name
    unquoted = _QUOTES.sub("", bare)
    base = base_of(unquoted) or name
    phased = len(base) < len(unquoted)
    works = lexicon.matchers["works_close"].search(base)
    trunk = base[: works.start()] if works and works.start() >= _SHORTEST_TRUNK else base
    trunk = _STRETCH.sub("", trunk) or trunk
    if trunk != base and trunk.endswith("城市"):
        trunk = trunk[:-2]  # 甲片区城市更新
    head = head_class = ""
    size = next((size for size in lexicon.head_sizes.get(trunk[-1:], ()) if trunk[-size:] in lexicon.head_class), 0)
    if 0 < size <= _LONGEST_HEAD:
        head, head_class = trunk[-size:], lexicon.head_class[trunk[-size:]]
    if head_class == "policy" and trunk != base and phased:
        head = head_class = ""  # 甲生态综合治理一期: the works have a phase, so they are works on the ground
    if head in ("工程", "专项") and not _solid(trunk[: -len(head)], lexicon):
        head_class = "policy"
    phased = phased or bool(_PHASE_INSIDE.search(base))
    return NameParts(name, base, residue(bare, lexicon), head, head_class, phased, trunk != base)


def _solid(words: str, lexicon: Lexicon) -> bool:
    """Whether what stands before 工程 is something built or works on it, not a campaign."""
    if lexicon.matchers["works_close"].search(words) or _WATERWORKS.search(words):
        return True
    return any(lexicon.head_class.get(words[-size:]) in ("structure", "public", "industry") for size in range(1, 7))
