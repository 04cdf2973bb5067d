"""Base layers of tiles as the map's script takes them, and the one of the settings; without any the map asks no other server.

Tiles on another datum are refused: GCJ-02 stands about 485 m off in 青浦 and 闵行, so a boundary would lie on the
wrong side of a street and nobody could see why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
# Only such an origin goes into the page's policy: nothing in it can end the sentence and begin another.
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class TileSource:
    """Pictures in Web Mercator on WGS 84 (or CGCS2000, the same within a metre); `urls` are laid one over the other.

    `wms_layers` makes them addresses of a WMS; `note` stands small under the title; `shown` is laid where nobody chose.
    """

    urls: tuple[str, ...]
    attribution: str
    subdomains: str = ""
    max_zoom: int = 18
    id: str = "set"
    title: str = ""
    note: str = ""
    min_zoom: int = 0
    tms: bool = False
    wms_layers: str = ""
    shown: bool = True

    def as_config(self) -> dict[str, Any]:
        """Return the source as the map's script reads it."""
        wms = {"layers": self.wms_layers, "format": "image/png", "transparent": True} if self.wms_layers else None
        return {
            "id": self.id,
            "title": self.title or self.attribution,
            "note": self.note,
            "sheets": [{"url": url, "wms": wms} for url in self.urls],
            "attribution": self.attribution,
            "subdomains": self.subdomains,
            "minZoom": self.min_zoom,
            "maxZoom": self.max_zoom,
            "tms": self.tms,
        }


def tile_origins(sources: Iterable[TileSource]) -> tuple[str, ...]:
    """Return the origins a page must be allowed to show pictures from, this server left out.

    >>> tile_origins([TileSource(("https://{s}.example.org/{z}/{x}/{y}.png",), "", subdomains="ab")])
    ('https://a.example.org', 'https://b.example.org')
    """
    found = [
        origin_of(url.replace("{s}", part)) for it in sources for url in it.urls for part in (it.subdomains or " ")
    ]
    return tuple(dict.fromkeys(origin for origin in found if origin))


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, "" where it has none or one that is no plain name.

    >>> origin_of("https://tiles.example:8443/{z}"), origin_of("https://a;script-src *.b/"), origin_of("base/x/{z}")
    ('https://tiles.example:8443', '', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin if _ORIGIN.fullmatch(origin) else ""


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
    refuse_shifted(asked, settings.get(DATUM, ""))
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


def refuse_shifted(url: str, datum: str) -> None:
    """Raise MapAppError unless a URL template is one of tiles on WGS 84."""
    host = _host(url)
    refuse_host(host)
    if datum.strip():
        refuse_datum(datum, f"底图（{host}）", DATUM)
    if not origin_of(url.replace("{s}", "s")) or not all(mark in url for mark in ("{z}", "{x}", "{y}")):
        raise MapAppError(f"{SOURCE} 应是 osm、tianditu 或含 {{z}} {{x}} {{y}} 的瓦片网址；现在不用底图")


def refuse_host(host: str) -> None:
    """Raise MapAppError for a host whose maps are drawn on a shifted datum."""
    for shifted, owner, hosts in _SHIFTED:
        if any(host == item or host.endswith(f".{item}") for item in hosts):
            raise MapAppError(_shift_words(f"{owner}底图（{host}）", shifted))


def refuse_datum(datum: str, what: str, where: str) -> str:
    """Return a stated datum in its plain form; `where` is the setting or field that states it.

    Raises MapAppError for a shifted or an unknown one.
    """
    declared = datum.strip().upper().replace(" ", "").replace("-", "")
    if declared in _STRAIGHT:
        return declared
    name = {"GCJ02": "GCJ-02", "BD09": "BD-09"}.get(declared, "")
    if name:
        raise MapAppError(_shift_words(what, name))
    raise MapAppError(f"{where} 写的“{datum[:20]}”不认识；可写 WGS84 或 CGCS2000。现在不用底图")


def _shift_words(what: str, datum: str) -> str:
    """Return why a shifted base layer is not shown, and what to use instead."""
    shift = (
        f"在国内比 WGS 84 偏约 {GCJ_SHIFT_M} 米" if datum == "GCJ-02" else "在 GCJ-02 之上再偏，比 WGS 84 偏 1 公里多"
    )
    return f"{what}用 {datum} 坐标，{shift}，边界和项目会落错位置，所以不用；请改用 WGS 84 或 CGCS2000 的底图（如 osm、tianditu）"


def _host(url: str) -> str:
    """Return the host of an http address in lower case, "" where there is none."""
    try:
        parts = urlsplit(url.replace("{s}", "s"))
        return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
