"""The reference systems places are served in, with their axes in the order the EPSG register gives them.

| name | axes |
|---|---|
| OGC CRS84 | lon, lat in degrees: how everything is stored |
| EPSG:4326, EPSG:4490 (CGCS2000) | lat, lon in degrees |
| EPSG:3857 (web maps) | east, north in metres; 1.17 times too long here |
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from mapapp.settings import COORDINATE_DECIMALS, EPSG_LONLAT

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/{}"

# The EPSG code of each name, and whether latitude comes first.
_SYSTEMS: Final = {
    CRS84: (EPSG_LONLAT, False),
    _EPSG.format(4326): (4326, True),
    _EPSG.format(4490): (4490, True),
    _EPSG.format(3857): (3857, False),
}
SERVED_CRS: Final = tuple(_SYSTEMS)

# A centimetre: finer than any drawing, like six decimals of a degree.
METRE_DECIMALS: Final = 2
_METRIC: Final = (3857,)

# A box with a side of many degrees bends when it is turned into another system; corners every so often follow the bend.
_POINTS_A_SIDE: Final = 21


@cache
def _transformer(source: int, target: int) -> Transformer:
    """Return a transformer between EPSG codes that takes and gives east before north."""
    return Transformer.from_crs(source, target, always_xy=True)


def to_system(geometries: np.ndarray, crs: str) -> np.ndarray:
    """Return geometries (lon, lat; EPSG:4326) in a served reference system, axes in its own order, rounded.

    `crs` is one of SERVED_CRS.
    """
    code, latitude_first = _SYSTEMS[crs]
    decimals = METRE_DECIMALS if code in _METRIC else COORDINATE_DECIMALS

    def turn(points: np.ndarray) -> np.ndarray:
        east, north = points[:, 0], points[:, 1]
        if code != EPSG_LONLAT:
            east, north = _transformer(EPSG_LONLAT, code).transform(east, north)
        first, second = (north, east) if latitude_first else (east, north)
        return np.column_stack([first, second]).round(decimals)

    turned: np.ndarray = shapely.transform(geometries, turn)
    return turned


def from_system(geometry: BaseGeometry, crs: str) -> BaseGeometry:
    """Return a geometry given in a served reference system as lon, lat (EPSG:4326)."""
    code, latitude_first = _SYSTEMS[crs]

    def turn(points: np.ndarray) -> np.ndarray:
        east, north = (points[:, 1], points[:, 0]) if latitude_first else (points[:, 0], points[:, 1])
        if code != EPSG_LONLAT:
            east, north = _transformer(code, EPSG_LONLAT).transform(east, north)
        return np.column_stack([east, north])

    if crs == CRS84:
        return geometry
    turned: BaseGeometry = shapely.transform(geometry, turn)
    return turned


def box_from_system(box: tuple[float, float, float, float], crs: str) -> BaseGeometry:
    """Return a box of two corners, each in the axis order of its system, as an area in lon, lat (EPSG:4326)."""
    first, second, third, fourth = box
    sides = [np.linspace(first, third, _POINTS_A_SIDE), np.linspace(second, fourth, _POINTS_A_SIDE)]
    ring = [
        *((x, second) for x in sides[0]),
        *((third, y) for y in sides[1][1:]),
        *((x, fourth) for x in sides[0][::-1][1:]),
        *((first, y) for y in sides[1][::-1][1:]),
    ]
    return from_system(shapely.Polygon(ring), crs)
