"""What the browser fetches besides the page, under addresses made from the content.

The files live in this process's memory: nothing is written to a disk, so a read-only installation works, two servers
never clean up each other's files, and what one server published is gone with it. The same content has the same address,
so a browser keeps what it has; other content has another address, so no browser shows yesterday's data.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Final

from mapapp.layers.front_end import read_front_end
from mapapp.layers.modules import DRAWING_FOLDER, MAP_FOLDER, MAP_START, read_modules
from mapapp.layers.specs import LayerSpecs

# As seen from the app's page, and from a frame written into it, at any base path.
FILES_URL: Final = "files"

# The map's data of one Atlas is about 1 MB; an open page may still ask for those of the Atlas before.
MOST_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Where the browser finds everything the map needs, relative to the app's page.

    Drawing tools lie beside the map's modules and are asked for when somebody draws. `start` is the module whose `start(map, config)` draws the map, as an import names it; `modules` are the files it
    imports, to be asked for early.
    """

    leaflet_js: str
    leaflet_css: str
    map_css: str
    start: str
    modules: tuple[str, ...]
    ground: str
    zones: str
    projects: str
    labels: str


@dataclass(slots=True)
class PublishedFiles:
    """Files by address, safe to use from several threads; those nobody asked for longest go when `most_bytes` are held."""

    most_bytes: int = MOST_BYTES
    _contents: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _kept: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, name: str, content: bytes) -> str:
        """Return the address of a file, relative to the app's page, after taking its content in."""
        return self.put_folder({name: content})[name]

    def put_folder(self, contents: dict[str, bytes], *, keep: bool = False) -> dict[str, str]:
        """Return the address of each file by name; files published together lie in one folder.

        `keep` holds them as long as the process lives: scripts are the same whatever is read anew.
        """
        digest = hashlib.sha256()
        for name, content in sorted(contents.items()):
            digest.update(name.encode() + b"\0" + content + b"\0")
        folder = digest.hexdigest()[:20]
        with self._lock:
            for name, content in contents.items():
                key = f"{folder}/{name}"
                if keep:
                    self._kept[key] = content
                    continue
                self._contents[key] = content
                self._contents.move_to_end(key)
            self._forget_oldest(keep=len(contents))
        return {name: f"{FILES_URL}/{folder}/{name}" for name in contents}

    def get(self, path: str) -> bytes | None:
        """Return the content at `folder/name`, or None."""
        with self._lock:
            if path in self._contents:
                self._contents.move_to_end(path)
            return self._kept.get(path) or self._contents.get(path)

    def _forget_oldest(self, *, keep: int) -> None:
        """Drop what was published and asked for longest ago while too much is held, but never the last `keep`."""
        held = sum(len(content) for content in self._contents.values())
        while held > self.most_bytes and len(self._contents) > keep:
            _, dropped = self._contents.popitem(last=False)
            held -= len(dropped)


def publish_specs(specs: LayerSpecs, files: PublishedFiles) -> MapLinks:
    """Return the addresses of the map's data and scripts after publishing them.

    Raises FrontEndError when the map library is not installed.
    """
    code = files.put_folder(read_modules(MAP_FOLDER, DRAWING_FOLDER), keep=True)
    contents = {"leaflet.js": read_front_end("leaflet.js"), "leaflet.css": read_front_end("leaflet.css")}
    for name in ("ground", "zones", "projects", "labels"):
        contents[f"{name}.json"] = _json_bytes(getattr(specs, name))
    found = files.put_folder(contents)
    return MapLinks(
        leaflet_js=found["leaflet.js"],
        leaflet_css=found["leaflet.css"],
        map_css=code[f"{MAP_FOLDER}/map.css"],
        start=f"./{code[MAP_START]}",
        modules=tuple(
            address for name, address in code.items() if name.startswith(MAP_FOLDER) and name.endswith(".js")
        ),
        ground=found["ground.json"],
        zones=found["zones.json"],
        projects=found["projects.json"],
        labels=found["labels.json"],
    )


def _json_bytes(value: Any) -> bytes:
    """Return JSON, compact; NaN has no place in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
