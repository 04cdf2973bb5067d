"""The player inside the page: mounts the file a presenter leaves behind, and tells what was asked of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.errors import MapAppError
from mapapp.layers.shown_layers import known_layers
from mapapp.reports import player_html, ready_decks
from mapapp.reports.decks import MAX_DECK_BYTES, MAX_TITLE_CHARS
from mapapp.reports.scene_data import scene_frames
from mapapp.ui.base_maps import own_bases
from mapapp.ui.cache import load_atlas, remember
from mapapp.ui.components.component import mount, told
from mapapp.ui.i18n import language, language_tag
from mapapp.ui.served_files import FILES

KEY: Final = "player"
# As many scenes as a few open decks hold.
SCENES_KEPT: Final = 400
# One for each district, language and state that is presented; each is some 2 MB where files are published.
SHELLS_KEPT: Final = 16


@remember(SHELLS_KEPT)
def _shell() -> str:
    """Return the address of the player without scenes, after putting it where the browser fetches it; each state has its own."""
    atlas = load_atlas()
    try:
        bases = own_bases()
    except MapAppError:  # the map page says what is wrong with them
        bases = ()
    page = player_html(atlas, ready_decks(atlas)[0], mode="preview", bases=bases)
    return FILES.put("player.txt", page.encode())


@lru_cache(maxsize=SCENES_KEPT)
def _frames(_atlas_identity: int, scene: Scene) -> dict[str, Any]:
    """Work a scene out, remembering it; the identity keeps scenes of an earlier Atlas apart."""
    return scene_frames(load_atlas(), scene)


def show_player(
    deck: Deck,
    index: int,
    *,
    on_save: Callable[[], None],
    on_look: Callable[[], None],
    on_index: Callable[[], None],
    on_file: Callable[[], None],
) -> None:
    """Show one scene of a deck, ready to go full screen."""
    frames = [_frames(id(load_atlas()), scene) for scene in deck.scenes]
    mount(
        "player",
        '<div class="present" role="region"></div>',
        key=KEY,
        data={
            "url": _shell(),
            "deck": {"title": deck.title, "theme": deck.theme, "scenes": frames},
            "index": index,
            "most": MAX_DECK_BYTES,
            "lang": language(),
            "tag": language_tag(),
        },
        on_save_change=on_save,
        on_look_change=on_look,
        on_index_change=on_index,
        on_file_change=on_file,
    )


def asked_camera(name: str) -> Camera | None:
    """Return the camera the browser reported under a name, None when it makes no sense."""
    value = told(KEY, name)
    if not isinstance(value, dict):
        return None
    try:
        lon, lat, zoom = (float(value[key]) for key in ("lon", "lat", "zoom"))
        width, height = (int(value.get(key) or 0) for key in ("width", "height"))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    sane = -180 <= lon <= 180 and -85 <= lat <= 85 and 1 <= zoom <= 20
    return Camera(round(lon, 7), round(lat, 7), zoom, width, height) if sane else None


def asked_hidden() -> tuple[str, ...]:
    """Return the layers the map page hides, as the browser told with the view that is saved."""
    value = told(KEY, "save")
    hidden = value.get("hide") if isinstance(value, dict) else None
    return known_layers(item for item in hidden if isinstance(item, str)) if isinstance(hidden, list) else ()


def asked_base() -> str:
    """Return the base layer the map page shows, as the browser told with the view that is saved; empty where nobody chose."""
    value = told(KEY, "save")
    base = value.get("base") if isinstance(value, dict) else ""
    return base[:MAX_TITLE_CHARS] if isinstance(base, str) else ""


def opened_file() -> bytes:
    """Return the content of the file somebody opened."""
    value = told(KEY, "file")
    text = value.get("text") if isinstance(value, dict) else ""
    return str(text or "").encode("utf-8", "replace")


def asked_index() -> int:
    """Return the scene the meeting ended on."""
    value = told(KEY, "index")
    return int(value) if isinstance(value, (int, float)) else 0
