"""Our own scripts, ES modules that import each other by relative paths: as files to serve, or inside one page.

Served, the modules keep their paths below the package (`layers/map/start.js`), so `../../layers/map/stage_mark.js` means the
same file to the browser, to node's test runner and to the type check. A page that stands alone has no addresses to import
from; there an import map names every module, and its content is a `data:` address.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from mapapp.errors import MapAppError
from mapapp.settings import PACKAGE_DIR

MAP_FOLDER: Final = "layers/map"
# What only somebody who draws needs; the map imports it when asked to.
DRAWING_FOLDER: Final = "layers/drawing"
MAP_START: Final = f"{MAP_FOLDER}/start.js"

# How our modules name what they import (prettier and eslint keep it so).
_FROM: Final = re.compile(r'\bfrom "(\.{1,2}/[^"\n]+)"')
# What a page that stands alone calls our modules.
_BARE: Final = "mapapp/"


@cache
def read_modules(*folders: str) -> dict[str, bytes]:
    """Return scripts and styles of folders below the package, by their path there."""
    found = {}
    for folder in folders:
        for path in sorted((PACKAGE_DIR / folder).iterdir()):
            if path.suffix in (".js", ".css"):
                found[f"{folder}/{path.name}"] = path.read_bytes()
    return found


def import_map(*folders: str) -> str:
    """Return an import map (JSON) that holds every script of the folders: `mapapp/<path>` imports it.

    Raises MapAppError when a module imports one that is not in these folders: a mistake of ours.
    """
    modules = {name: content.decode() for name, content in read_modules(*folders).items() if name.endswith(".js")}
    imports = {
        bare_name(name): "data:text/javascript;base64,"
        + base64.b64encode(_with_bare_names(name, text, modules)).decode()
        for name, text in modules.items()
    }
    return json.dumps({"imports": imports}, separators=(",", ":"))


def bare_name(path: str) -> str:
    """Return what a page that stands alone calls a module.

    >>> bare_name("layers/map/start.js")
    'mapapp/layers/map/start.js'
    """
    return _BARE + path


def _with_bare_names(name: str, text: str, modules: dict[str, str]) -> bytes:
    """Return a module whose imports are resolved to bare names, since nothing is relative to a `data:` address."""

    def resolve(match: re.Match[str]) -> str:
        target = _join(PurePosixPath(name).parent, match[1])
        if target not in modules:
            raise MapAppError(f"{name}：引用的 {match[1]} 不在单文件网页里；这是程序的问题，请反馈")
        return f'from "{bare_name(target)}"'

    return _FROM.sub(resolve, text).encode()


def _join(folder: PurePosixPath, relative: str) -> str:
    """Return the path below the package that a relative import means."""
    parts = list(folder.parts)
    for part in relative.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
