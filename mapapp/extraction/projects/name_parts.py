"""What a name is made of: phase, head noun, generic words, and the proper part that is left of it."""

from __future__ import annotations

import re
from typing import Final

from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.text.brackets import MASK

_PHASE: Final = name_pattern("name.phase")
# The characters a phase may end in: most names are none, and few of them need the pattern.
PHASE_ENDS: Final = frozenset("期区伸段栋座程目）)")
_WRAPPING: Final = re.compile(rf"[{MASK}“”‘’（）()《》·\-~—、]")
BRACKETED: Final = re.compile(r"（[^）]*）$")
_SHORTEST: Final = 2
_LONGEST_HEAD: Final = 10


def base_of(name: str) -> str:
    """Return a name without its phase.

    >>> base_of("环城水系三期"), base_of("青石大桥")
    ('环城水系', '青石大桥')
    """
    return (_PHASE.sub("", name) or name) if name[-1:] in PHASE_ENDS else name


def head_of(name: str, lexicon: Lexicon) -> str:
    """Return the head noun a name ends with (phase and brackets aside), or an empty string."""
    base = base_of(BRACKETED.sub("", name) if name.endswith("）") else name)
    longest = min(_LONGEST_HEAD, len(base) - 1)
    for size in lexicon.head_sizes.get(base[-1:], ()):
        if _SHORTEST <= size <= longest and base[-size:] in lexicon.words["heads"]:
            return base[-size:]
    return ""


def names_something_built(name: str, lexicon: Lexicon) -> bool:
    """Whether a name ends with a head noun of its own, one character (二桥) included."""
    base = base_of(name)
    if base.endswith("段"):
        return True
    return any(
        lexicon.head_class.get(base[-size:]) in ("structure", "public", "industry")
        for size in range(1, min(_LONGEST_HEAD, len(base) - 1) + 1)
    ) or bool(head_of(name, lexicon))


def is_generic(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is made of generic words only."""
    return not residue(name, lexicon)


def residue(name: str, lexicon: Lexicon) -> str:
    """Return what is left of a name when generic words and heads are taken away: its proper part."""
    return lexicon.matchers["generic_or_head"].sub("", _WRAPPING.sub("", base_of(name)))


def proper_prefix(name: str, lexicon: Lexicon) -> str:
    """Return the proper part that opens a name: 碧湖国际会客厅 → 碧湖."""
    masked = name
    if name.startswith("“") and "”" in name:
        masked = "甲" * (name.index("”") + 1) + name[name.index("”") + 1 :]
    match = lexicon.matchers["generic_or_head"].search(masked, 2)
    return name[: match.start()] if match and not is_generic(name[: match.start()], lexicon) else ""
