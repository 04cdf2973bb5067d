"""Pictures of scenes: the player opened without its controls in a browser of this machine, at twice the size of a screen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Camera, Deck
from mapapp.reports.automatic_deck import scene_of
from mapapp.reports.browser_session import paint_all
from mapapp.reports.headless_browser import paint_png
from mapapp.reports.html_deck import player_html
from mapapp.selection import Selection

# CSS pixels; two device pixels each, so a page-wide print of 180 mm has more than 400 dots an inch.
PICTURE_PX: Final = (1600, 1000)
# A map for a brief or a slide: 2,480 device pixels over 180 mm are 350 dots an inch.
MAP_PX: Final = (1240, 790)
SLIDE_PX: Final = (1240, 775)
SCALE: Final = 2

# Told how many pictures of how many are painted; what it raises ends the work.
Tell = Callable[[int, int], None]


def tell_nobody(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


def picture_png(atlas: Atlas, selection: Selection, camera: Camera | None = None, colour: str = "") -> bytes:
    """Return the picture of a selection: title, map, legend, scale, north, as-of, sources and the line for 审图号.

    `colour` is the measure its zones are coloured by.
    Raises ExportError where there is no browser.
    """
    deck = Deck("图", (scene_of(selection, atlas, camera, colour=colour),))
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        page = _page(atlas, deck, Path(folder))
        return paint_png(page, width=PICTURE_PX[0], height=PICTURE_PX[1], scale=SCALE, fragment="mode=picture")


def scene_maps(atlas: Atlas, deck: Deck, tell: Tell = tell_nobody, *, size: tuple[int, int] = MAP_PX) -> list[bytes]:
    """Return the map of each scene with its legend, as PNG, in order; all are painted by one browser.

    Raises ExportError where there is no browser.
    """
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        page = _page(atlas, deck, Path(folder))
        fragments = [f"mode=picture&bare=1&scene={number}" for number in range(1, len(deck.scenes) + 1)]
        maps: list[bytes] = []
        for picture in paint_all(page, fragments, width=size[0], height=size[1], scale=SCALE):
            maps.append(picture)
            tell(len(maps), len(fragments))
        return maps


def _page(atlas: Atlas, deck: Deck, folder: Path) -> Path:
    """Write the player where the browser can open it."""
    page = folder / "player.html"
    page.write_text(player_html(atlas, deck), encoding="utf-8")
    return page
