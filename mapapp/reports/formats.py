"""The one door for what is shown and left behind: a selection or a deck in, bytes out, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Deck
from mapapp.errors import ExportError
from mapapp.exports.atomic_write import refuse_suffix, refuse_unwritable, write_whole
from mapapp.reports.automatic_deck import automatic_deck
from mapapp.reports.decks import MAX_DECK_BYTES, read_deck, ready_decks
from mapapp.reports.headless_browser import NO_BROWSER, find_browser
from mapapp.reports.html_deck import player_html
from mapapp.reports.pdf_brief import brief_pdf
from mapapp.reports.pptx_deck import slides_pptx
from mapapp.reports.scene_pictures import Tell, picture_png, tell_nobody
from mapapp.selection import Selection


@dataclass(frozen=True, slots=True)
class Presentation:
    """One way to present: what it is called, what kind of file it is, and how it is made."""

    name: str
    term: str
    media_type: str
    make: Callable[[Atlas, Selection, Deck, Tell], bytes]
    takes_deck: bool = False
    needs_browser: bool = True


def _html(atlas: Atlas, _selection: Selection, deck: Deck, _tell: Tell) -> bytes:
    """Make the one file that opens anywhere."""
    return player_html(atlas, deck).encode("utf-8")


def _png(atlas: Atlas, selection: Selection, deck: Deck, _tell: Tell) -> bytes:
    """Make the picture of a selection, its zones coloured as in the first scene."""
    return picture_png(atlas, selection, colour=deck.scenes[0].colour)


def _pdf(atlas: Atlas, selection: Selection, _deck: Deck, tell: Tell) -> bytes:
    """Make the briefs of the zones of a selection."""
    return brief_pdf(atlas, selection, tell)


def _pptx(atlas: Atlas, _selection: Selection, deck: Deck, tell: Tell) -> bytes:
    """Make the slides of a deck."""
    return slides_pptx(atlas, deck, tell)


PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

# A new format is one line here; the command line, the page and the tests read this table.
PRESENTATIONS: dict[str, Presentation] = {
    form.name: form
    for form in (
        Presentation("html", "单文件网页", "text/html", _html, takes_deck=True, needs_browser=False),
        Presentation("pptx", "幻灯片", PPTX_TYPE, _pptx, takes_deck=True),
        Presentation("pdf", "分区简报 PDF", "application/pdf", _pdf),
        Presentation("png", "当前筛选的图 PNG", "image/png", _png),
    )
}


SUFFIXES = {"html": (".html", ".htm")}


def present_bytes(
    atlas: Atlas, selection: Selection, fmt: str, deck: Deck | None = None, tell: Tell = tell_nobody
) -> bytes:
    """Return a presentation in memory.

    Parameters
    ----------
    atlas, selection
        The data and the question.
    fmt : str
        A key of PRESENTATIONS.
    deck : Deck, optional
        Without one, the selection itself and its zones make one.
    tell : callable, optional
        Told how many pictures of how many are painted.

    Raises
    ------
    ExportError
        For a format we do not have, or one that needs a browser where there is none.
    """
    if fmt not in PRESENTATIONS:
        raise ExportError(f"没有“{fmt[:20]}”这种格式；可选：{'、'.join(PRESENTATIONS)}")
    return PRESENTATIONS[fmt].make(atlas, selection, deck or automatic_deck(atlas, selection), tell)


def check_presentation(fmt: str, table: str | None, deck: str | None, out: Path, *, force: bool = False) -> None:
    """Refuse a call that cannot succeed, before any work is done.

    Raises ExportError for a table or a deck where there is none to choose, no browser where one is needed, an
    existing file without `force`, or a folder that is not there.
    """
    form = PRESENTATIONS[fmt]
    if table is not None:
        raise ExportError(f"{fmt} 不分表；请去掉 --table")
    if deck is not None and not form.takes_deck:
        raise ExportError(f"{fmt} 只画当前筛选，不用场景；请去掉 --deck")
    if form.needs_browser and find_browser() is None:
        raise ExportError(NO_BROWSER)
    refuse_suffix(fmt, out, SUFFIXES.get(fmt, (f".{fmt}",)))
    refuse_unwritable(out, force=force)


def write_presentation(
    atlas: Atlas, selection: Selection, fmt: str, out: Path, deck: Deck | None = None, *, force: bool = False
) -> None:
    """Write a presentation to a file, whole or not at all.

    Raises ExportError as `present_bytes` does, and where the file cannot go.
    """
    refuse_unwritable(out, force=force)
    write_whole(out, [present_bytes(atlas, selection, fmt, deck)], force=force)


def find_deck(name: str, atlas: Atlas) -> tuple[Deck, tuple[str, ...]]:
    """Find a deck by the title of one that ships, or by the path of a file; gives it with what was left out.

    Raises ExportError when there is neither, DeckError when the file is not a deck.
    """
    decks = ready_decks(atlas)
    for deck in decks:
        if deck.title == name:
            return deck, ()
    path = Path(name)
    if not path.is_file():
        titles = "、".join(deck.title for deck in decks)
        raise ExportError(f"没有“{name[:60]}”这套场景，也没有这个文件；可选：{titles}，或给出场景文件的路径")
    with path.open("rb") as file:
        return read_deck(file.read(MAX_DECK_BYTES + 1), atlas)
