"""List what is installed for the lock, with versions and licences, offline: `python -m tools.licences`.

Follows requirements.txt to everything it needs; what only checks and tests is not shipped. Exit code 1 when a licence is GPL or
AGPL, when an LGPL one stands without a reason below, when none is stated, or when something of the lock is not installed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT: Final = Path(__file__).resolve().parents[1]
OWN: Final = "mapapp"
_GEOS: Final = "its wheel carries GEOS (LGPL-2.1) as a shared library that can be replaced"
# Weak copyleft that leaves our own licence alone, each with why it may be here.
LGPL_REASONS: Final[dict[str, str]] = {"shapely": _GEOS, "pyogrio": _GEOS}

_LGPL = re.compile(r"\bLGPL|\bLesser General Public|\bLibrary General Public", re.IGNORECASE)
_GPL = re.compile(r"\bA?GPL|(?<!Lesser )(?<!Library )\bGeneral Public Licen[sc]e", re.IGNORECASE)
_LONGEST: Final = 80


def locked(path: Path) -> set[str]:
    """Return the names a lock file pins, with those of the files it refers to."""
    names: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            names |= locked(path.parent / words[3:].strip())
        elif words and not words.startswith("-"):
            names.add(canonicalize_name(Requirement(words).name))
    return names


def installed(names: Iterable[str]) -> tuple[dict[str, Distribution], list[str]]:
    """Return what names need, with everything that needs in turn, and the names that are not installed."""
    found: dict[str, Distribution] = {}
    missing: list[str] = []
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in found or name in missing or name == OWN:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        for text in found[name].requires or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(needed.name))
    return found, sorted(missing)


def licence_of(found: Distribution) -> str:
    """Return what a distribution says of its licence: the SPDX expression, else classifiers, else the first words."""
    about = found.metadata
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classes = [
        item.rpartition(" :: ")[2] for item in about.get_all("Classifier") or () if item.startswith("License ::")
    ]
    stated = [item for item in classes if item != "OSI Approved"]
    first = (about.get("License") or "").strip().partition("\n")[0][:_LONGEST]
    return " / ".join(dict.fromkeys(stated)) or first


def objection(name: str, licence: str) -> str:
    """Return why a licence cannot stay, or nothing. A choice ("MIT OR GPL-2.0") is as good as its best part."""
    if not licence:
        return "states no licence"
    choices = re.split(r"\s+OR\s+", licence)
    if all(_GPL.search(_LGPL.sub("", choice)) for choice in choices):
        return "GPL or AGPL"
    if all(_LGPL.search(choice) or _GPL.search(choice) for choice in choices) and name not in LGPL_REASONS:
        return "LGPL without a reason"
    return ""


def main() -> int:
    """Print the list and return the exit code."""
    names = locked(PROJECT / "requirements.txt")
    found, missing = installed(names)
    wrong = [f"{name}: in the lock, not installed" for name in missing if name in names]
    for name, one in sorted(found.items()):
        licence = licence_of(one)
        print(f"{name:28} {one.version:18} {licence or '?'}{'  ' + LGPL_REASONS[name] if name in LGPL_REASONS else ''}")
        complaint = objection(name, licence)
        if complaint:
            wrong.append(f"{name}: {complaint} ({licence or '?'})")
    print("\n".join(wrong) or f"{len(found)} packages, no GPL or AGPL", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
