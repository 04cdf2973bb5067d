"""The front of a printed brief: its title, a page of contents with page numbers, and a file without a clock."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final

import pypdfium2

from mapapp.contracts import Atlas, Zone
from mapapp.open_workspace import active
from mapapp.reports.lookup_data import CAVEAT, REVIEW_NUMBER, source_line
from mapapp.reports.scene_data import filter_words
from mapapp.selection import Selection, select

CONTENTS: Final = "目录"

# The browser stamps a file with the moment of printing; a brief says when it is from by its words. The replacement is
# as long as what it replaces, so that nothing else in the file moves.
_STAMP: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)")
_FIXED_STAMP: Final = rb"/\1 (D:20000101000000+00'00')"


def brief_title(selection: Selection) -> str:
    """Return what the file is called in a reader's window."""
    return f"{active().title} 分区简报（截至{selection.as_of}年，{selection.clock.term}）"


def brief_zones(atlas: Atlas, selection: Selection) -> tuple[Zone, ...]:
    """Return the zones that get a brief: those of the selection, else every zone that is not a part of another."""
    return tuple(
        zone
        for zone in atlas.geodata.zones
        if (zone.zone_id in selection.zones if selection.zones else not zone.part_of)
    )


def zone_anchor(zone: Zone) -> str:
    """Return the name by which the contents lead to a zone's pages."""
    return "zone-" + zone.zone_id.encode("utf-8").hex()


def title_page(atlas: Atlas, selection: Selection, starts: Sequence[int]) -> str:
    """Return the first page: title, as of when, filtered how, the zones with their pages, and how to read it.

    `starts` are the pages of this page and of each zone; without them the places of the numbers stay empty.
    """
    selected = select(atlas, selection)
    words = filter_words(selection, atlas)
    lines = []
    for number, zone in enumerate(brief_zones(atlas, selection), start=1):
        page = str(starts[number]) if number < len(starts) else ""
        name = html.escape(zone.name)
        lines.append(
            f'<li><a href="#{zone_anchor(zone)}"><span>{name}</span><span class="dots"></span><span>{page}</span></a></li>'
        )
    counts = f"{selected.total} 个项目（已上图 {selected.mapped}，未上图 {selected.unmapped}）"
    said = [f"截至 {selection.as_of} 年　{selection.clock.term}", *words, counts]
    reading = (
        "每一条后面的 [数字] 是注，注里是原句和出处。片区相互重叠，各片区的数不可相加。"
        "没有文件说到的不判：未提不等于未办。"
    )
    return (
        f'<section class="front"><h1>{html.escape(active().title)} 分区简报</h1>'
        f'<p>{html.escape("　".join(said))}</p><h2>{CONTENTS}</h2><ol class="contents">{"".join(lines)}</ol>'
        f'<p class="soft">{reading}</p><p class="soft">{html.escape(source_line(atlas))}</p>'
        f'<p class="soft">{CAVEAT}　{REVIEW_NUMBER}</p></section>'
    )


def css_text(text: str) -> str:
    r"""Return a text for a string in a style sheet: what could end the string or the sheet is written by its number.

    >>> css_text('甲"乙</style>')
    '甲\\22 乙\\3c /style\\3e '
    """
    return "".join(f"\\{ord(one):x} " if one in "\"'\\<>&\n\r\f" else one for one in text)


def chapter_pages(pdf: bytes) -> list[int]:
    """Return the pages (from 1) on which the bookmarks of the highest level stand, in their order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for bookmark in document.get_toc():
            place = bookmark.get_dest()
            if bookmark.level == 0 and place is not None:
                found.append(place.get_index() + 1)
        return found
    finally:
        document.close()


def without_clock(pdf: bytes) -> bytes:
    """Return a printed file without the moment of printing."""
    return _STAMP.sub(_FIXED_STAMP, pdf)
