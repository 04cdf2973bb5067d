"""Which area a figure is for: the district, or a park, town or zone the sentence names as its subject."""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts.text import Document
from mapapp.extraction.figures.figure_lexicon import FigureLexicon
from mapapp.extraction.lexicon_patterns import figure_pattern
from mapapp.open_workspace import active
from mapapp.text.lexicon_files import alternation

_NO_AREA: Final = figure_pattern("region.none")
_ZONE: Final = figure_pattern("region.zone")
_SAYS: Final = figure_pattern("region.says")
_LEAD: Final = figure_pattern("region.lead")


class RegionReader:
    """Reads regions for one document."""

    def __init__(self, document: Document, lexicon: FigureLexicon) -> None:
        """Compile the endings of area names once."""
        self._document = document
        tails = alternation(lexicon.forms("region_tail"))
        self._head = re.compile(
            r"^[\s*]*(?P<name>(?:[一-龥A-Za-z“”·]{2,16}?(?:"
            + tails
            + r")|"
            + _ZONE.pattern
            + r")(?:[（(][^（）()\d]{1,8}[）)])?)"
            + f"(?={_SAYS.pattern})"
        )

    def region(self, sentence: str, clause_start: int, figure_start: int) -> str:
        """Return the region of a figure; the document's district when nothing narrower is named."""
        for text in (sentence[clause_start:figure_start], sentence[:clause_start]):
            match = self._head.match(text)
            if match:
                name = _LEAD.sub("", match.group("name")).strip("“”")
                if (len(name) >= 4 or name in {"高新区", "经开区", "综保区"}) and not _NO_AREA.match(name):
                    return name
        zones = [zone for zone in active().known_zones if len(zone) >= 4 and zone in sentence[:figure_start]]
        if zones:
            return zones[0]
        return self._document.district
