"""What the class named after 等 lends to the names of its list: 甲、乙等高速公路."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.project_lexicon import Lexicon

_BARE_CODE: Final = re.compile(r"[A-Z]\d{1,2}(?:号?线)?")
# Classes that end the names of their members.
_CLASS: Final = name_pattern("class.head")
_CLASS_LEAD: Final = name_pattern("class.lead")
_TAIL: Final = name_pattern("class.tail")
_LONGEST: Final = 10
_SHORTEST_HEADED: Final = 3


def class_words(name: str, context: str, lexicon: Lexicon) -> tuple[str, str]:
    """Return the words to put before and after a name so that it can stand alone; both empty where it already can.

    `context` is what follows 等. A code takes 地铁 before it; a name without a head of its own takes a class of roads,
    works or quarters after it.
    """
    lent = _CLASS_LEAD.sub("", _TAIL.sub("", context))
    if lent in ("地铁", "轨道交通"):
        return (lent, "") if _BARE_CODE.fullmatch(name) else ("", "")
    if len(lent) > _LONGEST or not _CLASS.search(lent) or not re.fullmatch(r"[\u4e00-\u9fff—－-]+", name):
        return "", ""
    whole = len(name) >= _SHORTEST_HEADED and "至" not in name
    headed = whole and any(name[-size:] in lexicon.head_class for size in range(1, len(name)))
    return ("", "") if headed and not name.endswith("站") else ("", lent)
