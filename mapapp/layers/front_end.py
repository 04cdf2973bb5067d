"""The map library the browser needs: files of the package, put there when it was built and checked by content.

They come out of a wheel of the Python package registry that the build asks for (see `hatch_build.py`), so any installer
that can build mapapp brings them, and the running app asks nobody.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from mapapp.errors import MapAppError

VENDOR_DIR: Final = Path(__file__).resolve().parents[1] / "vendor"

# sha256 of each file, so that nothing but the pinned release is ever sent to a browser.
FRONT_END_FILES: Final = {
    "leaflet.js": "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
    "leaflet.css": "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
}


class FrontEndError(MapAppError):
    """The front-end files are not in place."""


@cache
def read_front_end(name: str) -> bytes:
    """Return one file of the map library.

    Raises FrontEndError with the remedy when it is missing or not the pinned one.
    """
    path = VENDOR_DIR / name
    try:
        content = path.read_bytes()
    except OSError as error:
        message = "地图组件还没有装上；请在程序文件夹里运行：python -m pip install --no-deps -e ."
        raise FrontEndError(message) from error
    if hashlib.sha256(content).hexdigest() != FRONT_END_FILES[name]:
        raise FrontEndError(f"{name}：内容与登记的校验值不符；请重新安装：python -m pip install --no-deps -e .")
    return content
