"""Put what the map fetches where the server hands it out, under a name made from its content.

The same specs give the same address, so a browser keeps what it has; other specs give another address, so no browser
shows yesterday's data.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mapapp.errors import MapAppError
from mapapp.layers.specs import LayerSpecs

# As seen from the app's page, and from a frame written into it, at any base path.
STATIC_URL: Final = "app/static"

# Our own scripts, in the order they run; they reach the browser as one file.
SCRIPTS: Final = ("start", "ground", "marks", "names", "pointing", "furniture")


# Half a megabyte each; enough for the servers and tests one machine runs side by side.
VERSIONS_KEPT: Final = 12
CODE_KEPT: Final = 60


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Where the browser finds everything the map needs, relative to the app's page."""

    leaflet_js: str
    leaflet_css: str
    map_js: str
    map_css: str
    ground: str
    zones: str
    projects: str
    labels: str


def publish_specs(specs: LayerSpecs, static_dir: Path) -> MapLinks:
    """Write the data and our front-end files under `static_dir` and give their addresses.

    Raises MapAppError when the folder cannot be written.
    """
    here = Path(__file__).parent / "map"
    contents = {
        "map.js": b"\n".join((here / f"{name}.js").read_bytes() for name in SCRIPTS),
        "map.css": (here / "map.css").read_bytes(),
    }
    for name in ("ground", "zones", "projects", "labels"):
        contents[f"{name}.json"] = _json_bytes(getattr(specs, name))
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    folder = f"data/{digest.hexdigest()[:20]}"
    for name, content in contents.items():
        _write_once(static_dir / folder / name, content)
    _forget_old(static_dir / "data", keep=static_dir / folder)
    own = f"{STATIC_URL}/{folder}"
    leaflet = f"{STATIC_URL}/vendor/leaflet"
    return MapLinks(
        leaflet_js=f"{leaflet}/leaflet.js",
        leaflet_css=f"{leaflet}/leaflet.css",
        map_js=f"{own}/map.js",
        map_css=f"{own}/map.css",
        ground=f"{own}/ground.json",
        zones=f"{own}/zones.json",
        projects=f"{own}/projects.json",
        labels=f"{own}/labels.json",
    )


def publish_text(name: str, text: str, static_dir: Path) -> str:
    """Write one front-end text under `static_dir` and give its address, which is made from its content.

    Raises MapAppError when the folder cannot be written.
    """
    content = text.encode()
    folder = f"code/{hashlib.sha256(name.encode() + content).hexdigest()[:20]}"
    _write_once(static_dir / folder / name, content)
    _forget_old(static_dir / "code", keep=static_dir / folder, most=CODE_KEPT)
    return f"{STATIC_URL}/{folder}/{name}"


def _forget_old(data_dir: Path, *, keep: Path, most: int = VERSIONS_KEPT) -> None:
    """Remove the oldest data of earlier runs; another server may still hand out the recent ones."""
    others = sorted((item for item in data_dir.iterdir() if item != keep), key=lambda item: item.stat().st_mtime)
    for folder in others[: max(0, len(others) - most)]:
        shutil.rmtree(folder, ignore_errors=True)


def _json_bytes(value: Any) -> bytes:
    """Write JSON compactly; NaN has no place in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _write_once(path: Path, content: bytes) -> None:
    """Write a file in one step unless it stands already; several servers may start at once."""
    if path.exists() and path.stat().st_size == len(content):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        message = f"{path.parent}：地图数据写不进去（{error.strerror}）；请检查该目录的写权限"
        raise MapAppError(message) from error
