"""One HTML file that holds a meeting: the folium map, scenes, data, quotes, styles and scripts, and nothing from outside.

The file opens from a disk without a network; a content policy inside it refuses every other address. Data are JSON in
inert script elements and become text nodes; captions and quotes are never code.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any, Final

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Deck
from mapapp.errors import MapAppError
from mapapp.layers.folium_map import draw_map, steady_names
from mapapp.layers.front_end import read_front_end
from mapapp.layers.publish import SCRIPTS, MapLinks
from mapapp.layers.specs import LayerSpecs, build_layer_specs
from mapapp.reports.lookup_data import build_book
from mapapp.reports.scene_data import deck_frames
from mapapp.selection import stage_codes

WEB_DIR: Final = Path(__file__).parent / "web"
MAP_DIR: Final = Path(__file__).parent.parent / "layers" / "map"
PLAYER_SCRIPTS: Final = ("view", "rail", "quotes", "play")

# A mail server takes it, and a stick in a meeting room opens it at once.
MAX_HTML_BYTES: Final = 5_000_000

# Nothing from anywhere: our own inline scripts and styles, pictures and data that stand in the file itself.
POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "connect-src data:; base-uri 'none'; form-action 'none'"
)
_LEAFLET_ICON = re.compile(r"url\(images/[^)]*\)")


def player_html(atlas: Atlas, deck: Deck, *, mode: str = "present") -> str:
    """Give the whole file as text; the same atlas and deck give the same text.

    `mode` is present (the file somebody opens) or preview (inside the app, before it goes full screen).
    Raises MapAppError when the file would be larger than 5 MB, naming the largest part.
    """
    specs = build_layer_specs(atlas, stage_codes(atlas))
    parts = {
        "数据": _script_json("book", build_book(atlas)),
        "场景": _script_json("deck", deck_frames(atlas, deck)),
    }
    page = _inline(draw_map(specs, _links(specs)).get_root().render())
    page = steady_names(page)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' + "<title>项目一张图</title>"
    page = page.replace("<head>", f"<head>{head}", 1).replace("<html>", '<html lang="zh-CN">', 1)
    page = _before(page, "</head>", f"<style>{_read(WEB_DIR / 'player.css')}</style>{_scripts()}")
    page = page.replace("<body>", f'<body data-mode="{mode}">' + "".join(parts.values()), 1)
    page = _before(page, "</html>", "<script>window.player.begin();</script>\n")
    if len(page.encode("utf-8")) > MAX_HTML_BYTES:
        sizes = {name: len(text.encode("utf-8")) for name, text in parts.items()}
        largest = max(sizes, key=lambda name: sizes[name])
        message = f"单文件网页超过 {MAX_HTML_BYTES // 1_000_000} MB（{largest}占 {sizes[largest] / 1e6:.1f} MB）；请减少场景或先筛选"
        raise MapAppError(message)
    return page


def _links(specs: LayerSpecs) -> MapLinks:
    """Give addresses that need no server: names of files to put in place, and data as data: addresses."""
    data = {
        name: "data:application/json;base64," + base64.b64encode(_json(getattr(specs, name)).encode("utf-8")).decode()
        for name in ("ground", "zones", "projects", "labels")
    }
    return MapLinks(leaflet_js="leaflet.js", leaflet_css="leaflet.css", map_js="map.js", map_css="map.css", **data)


def _inline(page: str) -> str:
    """Replace every script and style the page would ask for by its content.

    Raises MapAppError when something is asked for that we do not hold.
    """
    contents = {
        "leaflet.js": read_front_end("leaflet.js").decode(),
        "leaflet.css": _LEAFLET_ICON.sub("none", read_front_end("leaflet.css").decode()),
        "map.js": "\n".join(_read(MAP_DIR / f"{name}.js") for name in SCRIPTS),
        "map.css": _read(MAP_DIR / "map.css"),
    }

    def script(match: re.Match[str]) -> str:
        return f"<script>{_hold(contents, match[1])}</script>"

    def style(match: re.Match[str]) -> str:
        return f"<style>{_hold(contents, match[1])}</style>"

    page = re.sub(r'<script src="([^"]+)"></script>', script, page)
    return re.sub(r'<link rel="stylesheet" href="([^"]+)"\s*/?>', style, page)


def _hold(contents: dict[str, str], name: str) -> str:
    """Give the content of a file the page asks for, safe inside its element."""
    if name not in contents:
        raise MapAppError(f"单文件网页还要“{name[:60]}”，而它不在本机；这是程序的问题，请反馈")
    return re.sub(r"</(script|style)", r"<\\/\1", contents[name], flags=re.IGNORECASE)


def _scripts() -> str:
    """Give the player's own scripts."""
    return "".join(f"<script>{_read(WEB_DIR / f'{name}.js')}</script>" for name in PLAYER_SCRIPTS)


def _script_json(name: str, value: Any) -> str:
    """Put data into an inert element; a `<` is written as an escape, so no text can close the element."""
    text = _json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _json(value: Any) -> str:
    """Write JSON compactly; NaN has no place in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _read(path: Path) -> str:
    """Read one of our own text files."""
    return path.read_text(encoding="utf-8")


def _before(page: str, mark: str, text: str) -> str:
    """Put text before the last place a mark stands."""
    before, found, after = page.rpartition(mark)
    return before + text + found + after
