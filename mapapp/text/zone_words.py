"""The words that name one of the five zones outright."""

from __future__ import annotations

import re
from typing import Final

# 示范区 alone is ambiguous (安全发展示范区, 产融合作示范区): it counts only as a word of its own or with 长三角 / 一体化.
# 新城 likewise: a bare 新城 counts in 青浦新城, 新城绿环, 新城建设; 嘉定新城 or 奉贤新城 are other people's.
_ZONE_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "新城",
        re.compile(
            r"青浦新城|(?<![\u4e00-\u9fff])新城(?!区|镇|街道|市|县|乡|村)|(?<=[推进动快设实施划成])新城(?=建设|规划|开发|发力|绿环|中央)"
        ),
    ),
    ("青东", re.compile(r"青东(?!路|大道|街)")),
    ("青西", re.compile(r"青西(?!路|大道|街)")),
    (
        "示范区",
        re.compile(
            r"(?:长三角(?:生态绿色)?一体化(?:发展)?|长三角生态绿色|长三角|生态绿色一体化发展|一体化)(?:发展)?示范区"
            r"|(?<![\u4e00-\u9fff”])示范区(?=[\u4e00-\u9fff])|先行启动区|(?<=[推进动快设实施务领与])示范区(?=建设|新三年|国土空间|高质量发展)"
        ),
    ),
    ("大零号湾", re.compile(r"大零号湾|零号湾")),
)


def zones_named(text: str) -> tuple[str, ...]:
    """Give the zones a text names outright, in the order zones are shown.

    >>> zones_named("青浦新城全面发力提速"), zones_named("国家产融合作示范区"), zones_named("示范区建设破局起势")
    (('新城',), (), ('示范区',))
    """
    return tuple(zone for zone, pattern in _ZONE_PATTERNS if pattern.search(text))
