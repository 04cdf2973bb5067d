"""One HTML file that holds a meeting: the folium map, scenes, data, quotes, styles and scripts, and nothing from outside.

The file opens from a disk without a network; a content policy inside it refuses every other address. Data are JSON in
inert script elements and become text nodes; captions and quotes are never code.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from typing import Any, Final

from mapapp.contracts import Atlas
from mapapp.contracts.scenes import Deck
from mapapp.errors import MapAppError
from mapapp.layers.folium_internals import inline_files, render_page
from mapapp.layers.folium_map import draw_map
from mapapp.layers.front_end import read_front_end
from mapapp.layers.modules import MAP_FOLDER, bare_name, import_map, read_modules
from mapapp.layers.publish import MapLinks
from mapapp.layers.specs import LayerSpecs, build_layer_specs
from mapapp.layers.tiles import TileSource
from mapapp.reports.lookup_data import build_book
from mapapp.reports.scene_data import deck_frames
from mapapp.selection import stage_codes

WEB_FOLDER: Final = "reports/web"
START: Final = f"{WEB_FOLDER}/deck.js"

# A mail server takes it, and a stick in a meeting room opens it at once.
MAX_HTML_BYTES: Final = 5_000_000

# Nothing from anywhere: our own scripts and styles, pictures and data that stand in the file itself.
POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; img-src data: blob:; "
    "connect-src data:; base-uri 'none'; form-action 'none'"
)
PICTURES_OF_THE_APP: Final = POLICY.replace("img-src data:", "img-src http: https: data:")
_LEAFLET_ICON = re.compile(r"url\(images/[^)]*\)")


def player_html(atlas: Atlas, deck: Deck, *, mode: str = "present", bases: Sequence[TileSource] = ()) -> str:
    """Return the whole file as text; the same atlas and deck give the same text.

    `mode` is present (the file somebody opens) or preview (inside the app, before it goes full screen). `bases` are the base
    layers that scenes may show inside the app, whose own policy says which servers that may be; the file asks nobody.
    Raises MapAppError when the file would be larger than 5 MB, naming the largest part.
    """
    specs = build_layer_specs(atlas, stage_codes(atlas))
    parts = {
        "数据": _script_json("book", build_book(atlas)),
        "场景": _script_json("deck", deck_frames(atlas, deck)),
    }
    head = [
        f'<meta http-equiv="Content-Security-Policy" content="{PICTURES_OF_THE_APP if bases else POLICY}">',
        "<title>项目一张图</title>",
        f'<script type="importmap">{import_map(MAP_FOLDER, WEB_FOLDER)}</script>',
    ]
    body = f'<body data-mode="{mode}">' + "".join(parts.values())
    page = _inline(render_page(draw_map(specs, _links(specs), bases), head="".join(head), body=body))
    if len(page.encode("utf-8")) > MAX_HTML_BYTES:
        sizes = {name: len(text.encode("utf-8")) for name, text in parts.items()}
        largest = max(sizes, key=lambda name: sizes[name])
        message = f"单文件网页超过 {MAX_HTML_BYTES // 1_000_000} MB（{largest}占 {sizes[largest] / 1e6:.1f} MB）；请减少场景或先筛选"
        raise MapAppError(message)
    return page


def _links(specs: LayerSpecs) -> MapLinks:
    """Return addresses that need no server: names of files to put in place, and data as data: addresses."""
    data = {
        name: "data:application/json;base64," + base64.b64encode(_json(getattr(specs, name)).encode("utf-8")).decode()
        for name in ("ground", "zones", "projects", "labels")
    }
    files = {"leaflet_js": "leaflet.js", "leaflet_css": "leaflet.css", "map_css": "map.css"}
    return MapLinks(**files, start=bare_name(START), modules=(), **data)


def _inline(page: str) -> str:
    """Return the page with every script and style it would ask for replaced by its content.

    Raises MapAppError when something is asked for that we do not hold.
    """
    styles = {name: content.decode() for name, content in read_modules(MAP_FOLDER, WEB_FOLDER).items()}
    contents = {
        "leaflet.js": read_front_end("leaflet.js").decode(),
        "leaflet.css": _LEAFLET_ICON.sub("none", read_front_end("leaflet.css").decode()),
        "map.css": "".join(
            styles[name] for name in (f"{MAP_FOLDER}/map.css", f"{WEB_FOLDER}/player.css", f"{WEB_FOLDER}/print.css")
        ),
    }
    try:
        return inline_files(page, contents)
    except KeyError as error:
        message = f"单文件网页还要“{str(error.args[0])[:60]}”，而它不在本机；这是程序的问题，请反馈"
        raise MapAppError(message) from error


def _script_json(name: str, value: Any) -> str:
    """Put data into an inert element; a `<` is written as an escape, so no text can close the element."""
    text = _json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="{name}">{text}</script>'


def _json(value: Any) -> str:
    """Write JSON compactly; NaN has no place in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
