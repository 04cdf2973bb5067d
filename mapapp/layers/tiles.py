"""An optional base layer of tiles, by setting only; without one the map asks no other server for anything.

Tiles on another datum are refused: GCJ-02 stands about 485 m off in 青浦 and 闵行, so a boundary would lie on the
wrong side of a street and nobody could see why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from mapapp.errors import MapAppError

# The settings, read from the environment.
SOURCE: Final = "MAPAPP_TILES"
TIANDITU_KEY: Final = "MAPAPP_TIANDITU_KEY"
DATUM: Final = "MAPAPP_TILES_DATUM"
ATTRIBUTION: Final = "MAPAPP_TILES_ATTRIBUTION"

# Hosts whose tiles are drawn on a shifted datum, with whose they are; a host counts with everything below it.
_SHIFTED: Final = (
    ("GCJ-02", "高德", ("autonavi.com", "amap.com", "gaode.com")),
    ("GCJ-02", "腾讯", ("qq.com", "gtimg.com")),
    ("GCJ-02", "谷歌中国", ("google.cn", "googleapis.cn")),
    ("BD-09", "百度", ("baidu.com", "bdimg.com", "bdstatic.com")),
)
# Measured in 青浦 and 闵行: 440 m to the east and 210 m to the south, 484-490 m in all.
GCJ_SHIFT_M: Final = 485
_STRAIGHT: Final = ("WGS84", "CGCS2000")


@dataclass(frozen=True, slots=True)
class TileSource:
    """Tiles in Web Mercator on WGS 84 (or CGCS2000, the same within a metre); `urls` are laid one over the other."""

    urls: tuple[str, ...]
    attribution: str
    subdomains: str = ""
    max_zoom: int = 18
    id: str = "set"

    def as_config(self) -> dict[str, Any]:
        """Return the source as the map's script reads it."""
        return {
            "id": self.id,
            "title": self.attribution,
            "note": "",
            "sheets": [{"url": url, "wms": None} for url in self.urls],
            "attribution": self.attribution,
            "subdomains": self.subdomains,
            "minZoom": 0,
            "maxZoom": self.max_zoom,
            "tms": False,
        }


def tile_origins(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the origins a page must be allowed to show pictures from; none without a base layer or with a refused one.

    >>> tile_origins({"MAPAPP_TILES": "https://{s}.example.org/{z}/{x}/{y}.png"})
    ('https://a.example.org', 'https://b.example.org', 'https://c.example.org')
    """
    try:
        source = read_tiles(settings)
    except MapAppError:
        return ()
    if source is None:
        return ()
    urls = [url.replace("{s}", part) for url in source.urls for part in (source.subdomains or " ") if part]
    parts = [urlsplit(url) for url in urls]
    return tuple(dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts if part.netloc))


def read_tiles(settings: Mapping[str, str]) -> TileSource | None:
    """Read the tile source from settings; None where none is set.

    Raises MapAppError for a shifted datum, a missing key, or what is no address of tiles.
    """
    asked = settings.get(SOURCE, "").strip()
    if asked.lower() in ("", "none"):
        return None
    if asked.lower() == "osm":
        return TileSource(("https://tile.openstreetmap.org/{z}/{x}/{y}.png",), "© OpenStreetMap contributors")
    if asked.lower() == "tianditu":
        return _tianditu(settings.get(TIANDITU_KEY, "").strip())
    _refuse_shifted(asked, settings.get(DATUM, ""))
    return TileSource((asked,), settings.get(ATTRIBUTION, "").strip() or f"底图：{_host(asked)}", subdomains="abc")


def _tianditu(key: str) -> TileSource:
    """Return the national map service's streets and their names, on CGCS2000."""
    if not (key.isascii() and key.isalnum()):
        raise MapAppError(f"天地图底图需要密钥：请在 {TIANDITU_KEY} 里写入自己申请的密钥（字母和数字）；现在不用底图")
    urls = tuple(
        f"https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
        f"&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
        for layer in ("vec", "cva")
    )
    return TileSource(urls, "底图：天地图", subdomains="01234567")


def _refuse_shifted(url: str, datum: str) -> None:
    """Raise MapAppError unless a URL template is one of tiles on WGS 84."""
    host = _host(url)
    for shifted, owner, hosts in _SHIFTED:
        if any(host == item or host.endswith(f".{item}") for item in hosts):
            raise MapAppError(_shift_words(f"{owner}底图（{host}）", shifted))
    declared = datum.strip().upper().replace(" ", "").replace("-", "")
    if declared and declared not in _STRAIGHT:
        name = {"GCJ02": "GCJ-02", "BD09": "BD-09"}.get(declared, "")
        if name:
            raise MapAppError(_shift_words(f"底图（{host}）", name))
        raise MapAppError(f"{DATUM} 写的“{datum[:20]}”不认识；可写 WGS84 或 CGCS2000。现在不用底图")
    if not host or not all(mark in url for mark in ("{z}", "{x}", "{y}")):
        raise MapAppError(f"{SOURCE} 应是 osm、tianditu 或含 {{z}} {{x}} {{y}} 的瓦片网址；现在不用底图")


def _shift_words(what: str, datum: str) -> str:
    """Return why a shifted base layer is not shown, and what to use instead."""
    shift = (
        f"在国内比 WGS 84 偏约 {GCJ_SHIFT_M} 米" if datum == "GCJ-02" else "在 GCJ-02 之上再偏，比 WGS 84 偏 1 公里多"
    )
    return f"{what}用 {datum} 坐标，{shift}，边界和项目会落错位置，所以不用；请改用 osm 或 tianditu"


def _host(url: str) -> str:
    """Return the host of an http address in lower case, "" where there is none."""
    try:
        parts = urlsplit(url.replace("{s}", "s"))
        return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
