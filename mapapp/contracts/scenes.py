"""Camera, Scene, Deck: what a presenter saves, orders and shows. Plain values only, so a deck is a small JSON file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Raised when a field changes its meaning; readers of newer programs still take older decks.
DECK_VERSION: Final = 1

# A clicker pause long enough to read a caption aloud.
DEFAULT_SECONDS: Final = 12


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the map looks: a centre and zoom seen in a window of some size, or things to bring into view.

    `lon`, `lat` in EPSG:4326; `width`, `height` are the CSS pixels of the map the view was saved in: a larger window
    shows the same ground larger. With `fit` (zone ids, or "all") the other fields do not count.
    """

    lon: float = 0.0
    lat: float = 0.0
    zoom: float = 0.0
    width: int = 0
    height: int = 0
    fit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """One view with its words.

    `selection` are the plain strings of a Selection (see `selection.to_parameters`); `focus` is "zone:青西",
    "town:朱家角镇", "project:ID" or empty; `held` are zones that stay outlined and are compared. `play` are the first
    and last year that run by when the scene opens. `hide` names the layers of the map that it does not show, `base` the base layer under them (empty: the one the workspace shows), `colour` the measure its zones
    are coloured by (`selection.zone_measures`; empty: their own colours). `seconds` is its length under autoplay.
    """

    title: str
    caption: str = ""
    notes: str = ""
    camera: Camera = Camera(fit=("all",))
    selection: tuple[tuple[str, str], ...] = ()
    focus: str = ""
    held: tuple[str, ...] = ()
    play: tuple[int, int] | None = None
    hide: tuple[str, ...] = ()
    base: str = ""
    colour: str = ""
    seconds: int = DEFAULT_SECONDS


@dataclass(frozen=True, slots=True)
class Deck:
    """Scenes in the order they are shown. `theme` is bright (a lit room) or dark."""

    title: str
    scenes: tuple[Scene, ...]
    theme: str = "bright"
