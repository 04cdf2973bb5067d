"""Install the programs whose opening of our files is tested: `python -m tests.programs.install` (Debian, Ubuntu, as root).

QGIS, GDAL's commands, LibreOffice and PostGIS are a gigabyte; without them their tests are skipped. Where
MAPAPP_TEST_PROGRAMS is `required` a missing one is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.programs.libreoffice import office_has
from tests.programs.qgis import qgis_python

REQUIRED: Final = "MAPAPP_TEST_PROGRAMS"
PACKAGES: Final = (
    "qgis",
    "python3-qgis",
    "gdal-bin",
    "libreoffice-calc",
    "libreoffice-impress",
    "postgresql",
    "postgresql-postgis",
)


def missing_programs() -> list[str]:
    """Return the names of the programs that are not here."""
    postgis = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    found = {
        "QGIS": qgis_python() is not None,
        "ogr2ogr": shutil.which("ogr2ogr") is not None,
        "LibreOffice Calc": office_has("scalc"),
        "LibreOffice Impress": office_has("simpress"),
        "PostGIS": any(postgis),
    }
    return [name for name, here in found.items() if not here]


def main() -> int:
    """Install what is missing if this machine lets us; 2 when something is still missing."""
    if missing_programs() and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
    qgis_python.cache_clear()
    missing = missing_programs()
    print(f"没有 {'、'.join(missing)}" if missing else "QGIS、GDAL、LibreOffice、PostGIS 都在", file=sys.stderr)
    return 2 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
