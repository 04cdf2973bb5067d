"""Names that a bracket gives for a number of things: 完成2个菜场改造（甲菜场、乙菜场）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import split_names
from mapapp.extraction.projects.project_lexicon import Lexicon

_BRACKETED: Final = re.compile(r"^[^（，。]{0,24}（([^（）]{2,90})）")


def bracketed_claims(text: str, claims: Sequence[Claim], end: int, lexicon: Lexicon) -> list[Claim]:
    """Return a claim for each name in the bracket after a number of things; `end` is where their clause ends."""
    found = []
    for claim in claims:
        at = claim.name.start
        match = _BRACKETED.match(text[at:end]) if claim.name.counted else None
        if not match:
            continue
        names = split_names(text, text, at + match.start(1), at + match.end(1), lexicon)
        for name in names:
            if not name.counted and not name.text[0].isdigit():
                listed = replace(name, context=claim.name.text, listed=len(names))
                found.append(replace(claim, name=listed, end=max(claim.end, at + match.end()), closing=False))
    return found
