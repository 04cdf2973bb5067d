"""Base layers on this server: what the open workspace and the settings offer, and the route that hands out tiles of files.

A tile's address names a base layer and three numbers; which file that is stands in the workspace only.
"""

from __future__ import annotations

import hashlib
import logging
import os
from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mapapp.errors import MapAppError
from mapapp.layers.base_layers import TILES_URL, Offer, offered_layers
from mapapp.layers.tile_files import media_type, read_tile
from mapapp.layers.tiles import TileSource, read_tiles, tile_origins
from mapapp.open_workspace import active
from mapapp.workspace import Workspace

log = logging.getLogger(__name__)

# A file may be replaced by a newer one: after a while the browser asks whether its tile is still the same.
HEADERS: Final = {"Cache-Control": "private, max-age=600", "X-Content-Type-Options": "nosniff"}


@lru_cache(maxsize=4)
def _offer(workspace: Workspace) -> Offer:
    """Return what a workspace offers from memory: its files are looked into once."""
    return offered_layers(workspace, os.environ)


def workspace_offer() -> Offer:
    """Return the base layers of the open workspace."""
    return _offer(active())


def own_bases() -> tuple[TileSource, ...]:
    """Return every base layer that can be chosen; raises MapAppError where the one of the settings is refused."""
    own = read_tiles(os.environ)
    return (*((own,) if own is not None else ()), *workspace_offer().sources)


def picture_origins() -> tuple[str, ...]:
    """Return the origins of base layers elsewhere; none where settings or workspace are refused, which the page tells."""
    found: list[TileSource] = []
    for ask in (lambda: [read_tiles(os.environ)], lambda: workspace_offer().sources):
        try:
            found += [source for source in ask() if source is not None]
        except MapAppError:
            continue
    return tile_origins(found)


def tile_routes() -> list[BaseRoute]:
    """Return the route to mount beside Streamlit's own."""
    return [Route(f"/{TILES_URL}/{{layer}}/{{z:int}}/{{x:int}}/{{y:int}}", send_tile, methods=["GET"])]


def send_tile(request: Request) -> Response:
    """Return one tile of a file in the workspace; 404 where there is none or the file is damaged.

    Not async, so that reading a file holds up nobody else.
    """
    asked = request.path_params
    path = dict(workspace_offer().files).get(asked["layer"])
    if path is None:
        return Response(status_code=404)
    try:
        tile = read_tile(path, asked["z"], asked["x"], asked["y"])
    except MapAppError as error:
        log.warning("base layer: %s", error)
        return Response(status_code=404)
    kind = media_type(tile) if tile else ""
    if not tile or not kind:
        return Response(status_code=404)
    tag = f'"{hashlib.sha256(tile).hexdigest()[:20]}"'
    headers = {**HEADERS, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(tile, media_type=kind, headers=headers)
