"""The base layers a workspace offers (`[[base_layer]]` in workspace.toml): checked, and refused with the reason in words.

Nothing is laid where nobody chose, and only what is named there may be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from mapapp.contracts import Problem, Severity
from mapapp.errors import MapAppError
from mapapp.layers.tile_files import SUFFIXES, open_tile_file
from mapapp.layers.tiles import TileSource, origin_of, refuse_datum, refuse_host
from mapapp.workspace import WORKSPACE_FILE, BaseLayerFacts, Workspace

# Where this server hands out tiles of files, relative to the app's page.
TILES_URL: Final = "base"

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{1,128}")
# Matrix sets in degrees: their tiles are half as many from north to south and lie on another grid.
_DEGREES: Final = re.compile(
    r"epsg(?::|%3a)*(?:4490|4326)|tilematrixset=c(?:&|$)|/(?:vec|cva|img|cia|ter|cta)_c/", re.IGNORECASE
)
_RESERVED: Final = ("none", "set")


@dataclass(frozen=True, slots=True)
class Offer:
    """The base layers that can be chosen, the files behind those of this server by id, and what is wrong with the rest."""

    sources: tuple[TileSource, ...] = ()
    files: tuple[tuple[str, Path], ...] = ()
    problems: tuple[Problem, ...] = ()


def offered_layers(workspace: Workspace, settings: Mapping[str, str]) -> Offer:
    """Return what a workspace offers; `settings` are the environment, which holds keys."""
    sources: list[TileSource] = []
    files: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    for facts in workspace.base_layers:
        try:
            if facts.id in (source.id for source in sources):
                raise MapAppError(f"底图编号 {facts.id[:40]} 用了两次；请改一个")
            source, path = _source(facts, workspace.root, settings)
        except MapAppError as error:
            where = f"{WORKSPACE_FILE} [[base_layer]] {facts.id[:40]}"
            problems.append(Problem("base-layer", Severity.WARNING, where, str(error), "改好后重新启动；其余照常"))
            continue
        sources.append(source)
        if path is not None:
            files.append((facts.id, path))
    return Offer(tuple(sources), tuple(files), tuple(problems))


def _source(facts: BaseLayerFacts, root: Path, settings: Mapping[str, str]) -> tuple[TileSource, Path | None]:
    """Return a base layer and the file behind it; raises MapAppError for one that cannot be shown truly."""
    if not _ID.fullmatch(facts.id) or facts.id in _RESERVED:
        raise MapAppError(f"底图编号“{facts.id[:40]}”只能用小写字母、数字、- 和 _，且不能是 none、set")
    given = [kind for kind in ("file", "url", "wms") if getattr(facts, kind)]
    if len(given) != 1:
        raise MapAppError(f"底图 {facts.id} 要写 file、url、wms 中的一个，也只写一个")
    if not facts.datum:
        raise MapAppError(f"底图 {facts.id} 没有写 datum；请写 WGS84 或 CGCS2000，坐标不明的底图不用")
    datum = refuse_datum(facts.datum, f"底图 {facts.id} ", "datum")
    if not 0 <= facts.min_zoom <= facts.max_zoom <= 24:
        raise MapAppError(f"底图 {facts.id} 的 min_zoom、max_zoom 应在 0–24 之间，前者不大于后者")
    path, min_zoom, max_zoom = None, facts.min_zoom, facts.max_zoom
    if facts.file:
        path = _file_below(root, facts)
        found = open_tile_file(path)
        min_zoom, max_zoom = found.min_zoom, found.max_zoom
        url = f"{TILES_URL}/{facts.id}/{{z}}/{{x}}/{{y}}"
    else:
        url = _remote(facts, settings)
    source = TileSource(
        urls=(url,),
        attribution=facts.attribution or facts.title,
        subdomains=facts.subdomains,
        min_zoom=min_zoom,
        max_zoom=max_zoom,
        id=facts.id,
        title=facts.title,
        note={"WGS84": "WGS 84"}.get(datum, datum),
        tms=facts.scheme == "tms" and not facts.file,
        wms_layers=facts.layers if facts.wms else "",
        shown=False,
    )
    return source, path


def _file_below(root: Path, facts: BaseLayerFacts) -> Path:
    """Return the path of a base layer's file; MapAppError for one outside the workspace or of another kind."""
    named = PurePosixPath(facts.file.replace("\\", "/"))
    if named.is_absolute() or ".." in named.parts or ":" in facts.file:
        raise MapAppError(f"底图 {facts.id} 的 file 要写工作区里的相对路径，如 tiles/影像.mbtiles")
    if named.suffix.lower() not in SUFFIXES:
        raise MapAppError(f"底图 {facts.id} 的 file 应是 .mbtiles 或 .pmtiles")
    return root / named


def _remote(facts: BaseLayerFacts, settings: Mapping[str, str]) -> str:
    """Return the address template of tiles or a WMS elsewhere; MapAppError for one that would lie wrongly or is none."""
    url = facts.url or facts.wms
    if not re.fullmatch(r"[A-Za-z0-9]{0,26}", facts.subdomains):
        raise MapAppError(f"底图 {facts.id} 的 subdomains 只能是字母和数字")
    first = facts.subdomains[:1] or "s"
    if not origin_of(url.replace("{s}", first)):
        raise MapAppError(f"底图 {facts.id} 的网址应以 http:// 或 https:// 加主机名开头")
    refuse_host((urlsplit(url.replace("{s}", first)).hostname or "").rstrip("."))
    if _DEGREES.search(url):
        raise MapAppError(
            f"底图 {facts.id} 用经纬度切片（EPSG:4490 或 4326），与本图的网络墨卡托格网对不上，所以不用；请换墨卡托的一套（天地图用 _w）"
        )
    if facts.scheme not in ("xyz", "tms"):
        raise MapAppError(f"底图 {facts.id} 的 scheme 只能是 xyz 或 tms")
    if facts.url and not all(mark in url for mark in ("{z}", "{x}", "{y}")):
        raise MapAppError(f"底图 {facts.id} 的 url 要含 {{z}} {{x}} {{y}}")
    if facts.wms and not facts.layers:
        raise MapAppError(f"底图 {facts.id} 是 WMS，要写 layers")
    return _with_key(url, facts, settings)


def _with_key(url: str, facts: BaseLayerFacts, settings: Mapping[str, str]) -> str:
    """Return a template with its key, which stands in the environment and never in a file."""
    if "{key}" not in url:
        return url
    key = settings.get(facts.key_from, "").strip() if facts.key_from else ""
    if not _KEY.fullmatch(key):
        raise MapAppError(
            f"底图 {facts.id} 需要密钥：用 key_from 写环境变量名，密钥放进那个环境变量（字母、数字、- 和 _）"
        )
    return url.replace("{key}", key)
