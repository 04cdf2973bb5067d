"""Find PostgreSQL for the tests, or install it: `python -m tests.store.install`.

The tests of the store run on SQLite everywhere and on PostgreSQL where it can be had; `.ci/run` insists on it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HELP: Final = "没有 PostgreSQL，跳过它的测试；Debian/Ubuntu 请 sudo apt install postgresql，或用 MAPAPP_PG_BIN 指明它的 bin 文件夹"
REQUIRED: Final = "MAPAPP_TEST_POSTGRES"


def find_postgres() -> Path | None:
    """Return the folder of initdb and postgres, or None. MAPAPP_PG_BIN wins over everything found."""
    asked = os.environ.get("MAPAPP_PG_BIN")
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in [Path(asked)] if asked else [*([Path(on_path).resolve().parent] if on_path else []), *debian]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def main() -> int:
    """Make sure there is a PostgreSQL if this machine lets us; 2 only where it is required and cannot be had."""
    if find_postgres() is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
    found = find_postgres()
    print(f"PostgreSQL：{found}" if found else HELP, file=sys.stderr)
    return 2 if found is None and os.environ.get(REQUIRED) == "required" else 0


if __name__ == "__main__":
    raise SystemExit(main())
