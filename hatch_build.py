"""Build hook: put the map library into the package, taken from the wheel that `build-system.requires` names.

The wheel carries Leaflet (BSD-2-Clause) as plain files. Each is checked against the sha256 that the
running app checks again. Nothing is fetched here: the installer has brought the wheel already.
"""

from __future__ import annotations

import ast
import hashlib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "django-leaflet"
# Name in the package, path inside the wheel.
PATHS = {
    "leaflet.js": "leaflet/static/leaflet/leaflet.js",
    "leaflet.css": "leaflet/static/leaflet/leaflet.css",
}


class FrontEndHook(BuildHookInterface):  # type: ignore[misc]
    """Write `mapapp/vendor/` before the files of a wheel are collected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling names them
        """Copy the pinned files; stop the build when one is not what it should be."""
        wanted = _pinned(Path(self.root) / "mapapp" / "layers" / "front_end.py")
        folder = Path(self.root) / "mapapp" / "vendor"
        if all(_digest(folder / name) == digest for name, digest in wanted.items()):
            return
        source = distribution(SOURCE)
        folder.mkdir(exist_ok=True)
        for name, digest in wanted.items():
            content = Path(str(source.locate_file(PATHS[name]))).read_bytes()
            if hashlib.sha256(content).hexdigest() != digest:
                raise ValueError(f"{SOURCE}: {PATHS[name]} is not the pinned file")
            (folder / name).write_bytes(content)


def _pinned(module: Path) -> dict[str, str]:
    """Return the hashes the app checks, read without importing it."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "FRONT_END_FILES" and node.value:
            return dict(ast.literal_eval(node.value))
    raise ValueError(f"{module}: FRONT_END_FILES not found")


def _digest(path: Path) -> str:
    """Return the sha256 of a file, empty when there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
