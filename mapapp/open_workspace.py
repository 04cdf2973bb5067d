"""The open workspace: which one this process works on, and which of its districts a visit shows.

A process works on one at a time: `MAPAPP_WORKSPACE`, `--workspace DIR` or the shipped one; or on some of its districts
(`MAPAPP_DISTRICT`, `--district`), whose documents and drawings alone are then read. Where the workspace says `by_district`, each
visit to the app works on one district of its own choice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from mapapp.settings import SHIPPED_DIR
from mapapp.workspace import Workspace, all_districts, load_workspace, only_districts, years_of

_open: list[Workspace] = []
# Asked which district a visit shows; nobody is asked but in the app.
_asked: list[Callable[[], str]] = []
# The district of what this thread does; empty until somebody says or is asked.
_district: ContextVar[str] = ContextVar("district", default="")
# Districts at work, as workspaces: light, but each holds what it leaves out.
_parts: dict[str, Workspace] = {}
MOST_PARTS: Final = 256


def active() -> Workspace:
    """Return the open workspace, opening the one of `MAPAPP_WORKSPACE` or the shipped one at first use.

    In the app it is the district of the visit, where the workspace is opened by district.
    """
    if not _open:
        opened = load_workspace(Path(os.environ.get("MAPAPP_WORKSPACE") or SHIPPED_DIR))
        activate(only_districts(opened, os.environ.get("MAPAPP_DISTRICT", "")))
    if not (_asked and _open[0].by_district):
        return _open[0]
    name = _district.get()
    if not name and (name := _asked[0]()):
        _district.set(name)
    return _parts.get(name) or _part(name)


def activate(workspace: Workspace) -> None:
    """Open a workspace for this process."""
    _parts.clear()
    _open[:] = [workspace]


def ask_district(asked: Callable[[], str]) -> None:
    """Let the district of each visit be asked for: its name, empty outside a visit, where the first one holds."""
    _asked[:] = [asked]


def use_district(name: str) -> None:
    """Work on a district for the rest of this run; it must be one of the workspace."""
    _district.set(name)


def first_district() -> str:
    """Return the district a visit begins with: the one the server was started for, else the first."""
    opened = _open[0] if _open else active()
    return opened.only[0] if opened.only else opened.districts[0].name


def _part(name: str) -> Workspace:
    """Return one district of the open workspace, the first one for no name."""
    if not name:
        name = first_district()
    if name not in _parts:
        if len(_parts) >= MOST_PARTS:
            _parts.clear()
        _parts[name] = only_districts(all_districts(_open[0]), name)
    return _parts[name]


def remember_years(document_years: Any) -> None:
    """Take over the years of the documents really read: people may have added some to those of the manifest."""
    shown = replace(active(), years=years_of(document_years))
    if _asked and shown.by_district:
        _parts[shown.only[0]] = shown
    else:
        activate(shown)
