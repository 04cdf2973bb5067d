"""Where the map looks, in the address: centre and zoom as plain strings that strangers may have written.

The map itself writes them into the address as it moves, in the browser, so panning never asks the server; here they
are only checked, when a link is opened or the browser goes back.
"""

from __future__ import annotations

import re
from typing import Final

from mapapp.contracts import Atlas
from mapapp.layers.folium_map import MAX_ZOOM, MIN_ZOOM
from mapapp.ui.i18n import t

# Longitude, latitude (degrees, four decimals are 10 m) and zoom level, e.g. "121.0512,31.1034,12.5".
_CAMERA: Final = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,6})?),([0-9]{1,2}(?:\.[0-9]{1,6})?),([0-9]{1,2}(?:\.[0-9]{1,2})?)"
)
CAMERA_DECIMALS: Final = 4
# Degrees around the drawn zones within which a view still makes sense; the map itself stops well inside.
REACH_DEG: Final = 1.5


def parse_camera(text: str, atlas: Atlas) -> tuple[str, str]:
    """Read a camera; gives it in its one plain form ("lon,lat,zoom", EPSG:4326), or "" and a sentence.

    A view far from the drawn zones, or at a zoom the map does not have, is refused like anything malformed.
    """
    if not text:
        return "", ""
    found = _CAMERA.fullmatch(text)
    if found is None:
        return "", t("topbar.bad_camera", text=text[:40])
    lon, lat, zoom = (float(part) for part in found.groups())
    bounds = [zone.geometry.bounds for zone in atlas.geodata.zones]
    inside = not bounds or (
        min(item[0] for item in bounds) - REACH_DEG <= lon <= max(item[2] for item in bounds) + REACH_DEG
        and min(item[1] for item in bounds) - REACH_DEG <= lat <= max(item[3] for item in bounds) + REACH_DEG
    )
    if not inside or not MIN_ZOOM <= zoom <= MAX_ZOOM:
        return "", t("topbar.far_camera", text=text, least=MIN_ZOOM, most=MAX_ZOOM)
    return f"{lon:.{CAMERA_DECIMALS}f},{lat:.{CAMERA_DECIMALS}f},{zoom:g}", ""
