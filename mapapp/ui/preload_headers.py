"""Tell the browser early what the page will ask for: in the head of the first answer, and how long a file may be kept.

Streamlit's page asks for the scripts of its elements only when it draws them, and for the map's files later still; by
then the line has been idle for a while. These hints name addresses of this server only, relative to the page, and a
browser that ignores them sees the same page.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from mapapp.layers.publish import MapLinks

# The elements every map page has; the bar above it follows by itself.
ELEMENTS: Final = ("BidiComponent", "Html")
# Our components on it; those of other pages are fetched when their page is opened.
EARLY_COMPONENTS: Final = ("map_frame", "panel", "filters", "share")
# Proxies in front of a server refuse heads much longer than this.
MOST_BYTES: Final = 2000
# Addresses under `data` and `code` and of Streamlit's scripts are made from their content; the map library changes with a release.
KEEP_FOR_EVER: Final = b"public, immutable, max-age=31536000"
KEEP_AN_HOUR: Final = b"public, max-age=3600"

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Any, Send], Awaitable[None]]

_IMPORT: Final = re.compile(r'(?:from|import)\s*"\./([\w.\-]+\.js)"')
_announced: list[MapLinks] = []
_files: dict[str, str] = {}


def announce(links: MapLinks) -> None:
    """Take over where the map's files lie now."""
    _announced[:] = [links]


def announce_file(address: str) -> None:
    """Take over where a file every visitor needs lies now; one of the same name is no longer hinted at."""
    _files[address.rpartition("/")[2]] = address


class BrowserHints:
    """An ASGI middleware that adds `Link` to the page's head and `Cache-Control` to the map's files."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        """Pass everything on; add headers to answers of two kinds of address."""
        added = _headers(scope["path"]) if scope["type"] == "http" else []
        if not added:
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, answer)


def _headers(path: str) -> list[tuple[bytes, bytes]]:
    """Give the headers to add to an answer."""
    if "/app/static/data/" in path or "/app/static/code/" in path:
        return [(b"cache-control", KEEP_FOR_EVER)]
    if "/app/static/vendor/" in path:
        return [(b"cache-control", KEEP_AN_HOUR)]
    if path.endswith("/"):
        return [(b"link", link_header().encode("ascii"))]
    return []


def link_header() -> str:
    """Name what the map page will ask for, shortened rather than too long for a proxy."""
    parts = [f"<static/js/{name}>; rel=modulepreload" for name in element_scripts()]
    parts += [f"<{item}>; rel={'modulepreload' if item.endswith('.js') else 'prefetch'}" for item in _files.values()]
    for links in _announced:
        addresses = (links.leaflet_js, links.map_js, links.leaflet_css, links.map_css)
        data = (links.ground, links.zones, links.projects, links.labels)
        parts += [f"<{address}>; rel=prefetch" for address in (*addresses, *data)]
    kept = ""
    for part in parts:
        longer = f"{kept}, {part}" if kept else part
        if len(longer) > MOST_BYTES:
            break
        kept = longer
    return kept


@cache
def element_scripts() -> tuple[str, ...]:
    """Name the scripts Streamlit loads for our elements and not for every page, as files of its own build."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    page = folder.parent.parent / "index.html"
    if not page.is_file():
        return ()
    first = _closure(folder, re.findall(r'src="\./static/js/([\w.\-]+\.js)"', page.read_text(encoding="utf-8")))
    names = [script.name for element in ELEMENTS for script in sorted(folder.glob(f"{element}.*.js"))]
    return tuple(sorted(_closure(folder, names) - first))


def _closure(folder: Path, names: Iterable[str]) -> set[str]:
    """Follow the imports of scripts."""
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        script = folder / name
        if name not in seen and script.is_file():
            seen.add(name)
            todo += _IMPORT.findall(script.read_text(encoding="utf-8"))
    return seen
