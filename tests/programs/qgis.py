"""QGIS without a screen: a script runs in the Python that QGIS brings, and prints JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import pytest

# A first start of QGIS on a busy machine.
TIMEOUT_S = 240

_HEAD = """
import json, sys
from qgis.core import *
QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], True)
app.initQgis()
def answer(value):
    print("ANSWER" + json.dumps(value, ensure_ascii=False), flush=True)
"""


def _environment(home: str = "") -> dict[str, str]:
    """Return an environment in which QGIS neither wants a screen nor touches a person's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QGIS", "VIRTUAL"))}
    own = {"QT_QPA_PLATFORM": "offscreen", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "LC_ALL": "C.UTF-8"}
    if home:
        own |= {"HOME": home, "XDG_RUNTIME_DIR": home}
    return kept | own


@cache
def qgis_python() -> str | None:
    """Return the Python that can import QGIS, None where there is none."""
    python = os.environ.get("MAPAPP_QGIS_PYTHON") or shutil.which("python3", path="/usr/bin:/usr/local/bin")
    if python is None:
        return None
    found = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, env=_environment(), check=False)
    return python if found.returncode == 0 else None


needs_qgis = pytest.mark.skipif(qgis_python() is None, reason="QGIS (apt: qgis python3-qgis) is not installed")


def run_in_qgis(script: str, *arguments: object) -> Any:
    """Run a script whose arguments are in `sys.argv[1:]` and return what it gives to `answer`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.py"
        path.write_text(_HEAD + textwrap.dedent(script) + "\napp.exitQgis()\n", encoding="utf-8")
        python = qgis_python()
        assert python is not None
        done = subprocess.run(
            [python, str(path), *map(str, arguments)],
            capture_output=True,
            text=True,
            env=_environment(folder),
            timeout=TIMEOUT_S,
            check=False,
        )
    answers = [line.removeprefix("ANSWER") for line in done.stdout.splitlines() if line.startswith("ANSWER")]
    assert answers, f"QGIS gave no answer\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return json.loads(answers[-1])
