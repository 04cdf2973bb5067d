"""The reference system a file says it is in: plain degrees, something we can turn into them, or something we refuse.

CGCS2000 (EPSG:4490), which every official file here carries, and WGS 84 are the same to better than a metre: their
degrees are read as they stand. A projection of either is undone. Older systems (Beijing 1954, Xi'an 1980) lie tens of
metres off by parameters that are not published: a guess would be wrong without saying so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

# Names of the datums whose degrees are one within a metre, in the spellings of EPSG, GDAL and ESRI.
_SAME_DATUM = re.compile(
    r"(?i)^(d_)?(wgs[ _]?(19)?84|world geodetic system 1984( ensemble)?|china[ _](geodetic coordinate system )?2000|cgcs ?2000)$"
)
_CODE = re.compile(r"EPSG:+(?:[\d.]*:)?(\d{4,6})$|/EPSG/[\d.]+/(\d{4,6})$", re.IGNORECASE)
_PLAIN_NAMES = (":CRS84", "OGC:1.3:CRS84", "/CRS84")
_WGS84_CODES = (4326, 4979)


@dataclass(frozen=True, slots=True)
class StatedSystem:
    """What a file says of its coordinates: `name` for people, whether its numbers are lon, lat already, and the system.

    `system` is None where it is plain or cannot be turned; `usable` is False only in the second case.
    """

    name: str
    plain: bool
    system: CRS | None = None
    is_wgs84: bool = False

    @property
    def usable(self) -> bool:
        """Whether the coordinates can be read as lon, lat in WGS 84."""
        return self.plain or self.system is not None


@cache
def stated_system(text: str) -> StatedSystem:
    """Return what a name, URN, EPSG code or WKT says.

    >>> stated_system("urn:ogc:def:crs:EPSG::4490").plain, stated_system("EPSG:4549").usable
    (True, True)
    >>> stated_system("EPSG:4610").usable
    False
    """
    if text.upper().replace("::", ":").endswith(_PLAIN_NAMES):
        return StatedSystem("WGS 84（CRS84）", plain=True, is_wgs84=True)
    code = _CODE.search(text)
    try:
        system = CRS.from_epsg(int(code[1] or code[2])) if code else CRS.from_user_input(text)
    except CRSError:
        return StatedSystem(f"不认识的坐标系（{text[:60]}）", plain=False)
    # Heights do not matter to outlines.
    flat = system.sub_crs_list[0] if system.is_compound and system.sub_crs_list else system
    geodetic = flat.geodetic_crs
    name = f"{flat.name}（EPSG:{flat.to_epsg()}）" if flat.to_epsg() else flat.name
    if geodetic is None or geodetic.datum is None or not _SAME_DATUM.match(geodetic.datum.name):
        return StatedSystem(name, plain=False)
    if flat.is_geographic:
        return StatedSystem(name, plain=True, is_wgs84=flat.to_epsg() in _WGS84_CODES)
    return StatedSystem(name, plain=False, system=flat)


def stated_by_crs(root: Any) -> StatedSystem | None:
    """Return what the old `crs` member of a GeoJSON says, None where there is none or it is not well formed."""
    crs = root.get("crs") if isinstance(root, dict) else None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return stated_system(name) if isinstance(name, str) else None


def to_degrees(geometry: BaseGeometry, system: CRS) -> BaseGeometry:
    """Return a geometry of a projected system as lon, lat degrees of its own datum, which is WGS 84 within a metre."""
    transformer = _transformer(system.to_wkt())

    def turn(points: np.ndarray) -> np.ndarray:
        east, north = transformer.transform(points[:, 0], points[:, 1])
        return np.column_stack([east, north])

    turned: BaseGeometry = shapely.transform(shapely.force_2d(geometry), turn)
    return turned


@cache
def _transformer(wkt: str) -> Transformer:
    """Return the way from a projected system to its own degrees, east before north on both sides."""
    system = CRS.from_wkt(wkt)
    return Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
