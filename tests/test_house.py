"""The house keeps what it says of itself: what is installed, what the README names, which tests stand for which file."""

from __future__ import annotations

import re
import tomllib

from tests import PROJECT_DIR

PYPROJECT = tomllib.loads((PROJECT_DIR / "pyproject.toml").read_text(encoding="utf-8"))


def _names(lines: list[str]) -> set[str]:
    """Return the packages that requirement lines name, folded as an index folds them."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if line and line[0] not in "#-")
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def test_the_package_asks_for_exactly_what_the_lock_pins():
    locked = _names((PROJECT_DIR / "requirements.txt").read_text(encoding="utf-8").splitlines())
    assert _names(PYPROJECT["project"]["dependencies"]) == locked
