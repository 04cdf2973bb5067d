"""Where the team's decisions are kept."""

from __future__ import annotations

import os

from mapapp.settings import STORE_FILE, STORE_URL
from mapapp.store.decisions import DecisionStore, open_store


def team_store() -> DecisionStore:
    """Open the store named by MAPAPP_STORE, or the file beside the program, which is made if it is new."""
    return open_store(os.environ.get("MAPAPP_STORE") or STORE_URL)


def team_decisions() -> str:
    """Give all decisions as JSON Lines; nothing, and no file made, where nobody has decided anything yet."""
    if not os.environ.get("MAPAPP_STORE") and not STORE_FILE.exists():
        return ""
    return team_store().lines()
