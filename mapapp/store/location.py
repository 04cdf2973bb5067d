"""Where the store is: the address in MAPAPP_STORE, or a file in the user's data folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from mapapp.open_workspace import active
from mapapp.settings import OLD_STORE_FILE, SHIPPED_DIR
from mapapp.workspace import Workspace

FILE_NAME: Final = "store.sqlite"
# PostgreSQL is spoken to by pg8000: BSD, pure Python, one wheel for every machine (docs/decisions/store.md).
POSTGRES_DRIVER: Final = "postgresql+pg8000"


def data_folder() -> Path:
    """Return the folder for what this user adds: MAPAPP_DATA, or the system's place for such data."""
    named = os.environ.get("MAPAPP_DATA")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("mapapp", appauthor=False))


def file_name(workspace: Workspace) -> str:
    """Return the name of the store of a workspace: each has its own, or one would show what was added to another.

    A workspace goes by the `id` of its workspace.toml; one without goes by where it stands.
    """
    if workspace.root.resolve() == SHIPPED_DIR.resolve():
        return FILE_NAME
    told = workspace.id or str(workspace.root.resolve())
    return f"store-{hashlib.sha256(told.encode()).hexdigest()[:12]}.sqlite"


def store_url(address: str = "") -> URL:
    """Return the address of the store: the one given, else MAPAPP_STORE, else the file in the data folder.

    Raises what SQLAlchemy raises for text that is no address.
    """
    address = address or os.environ.get("MAPAPP_STORE", "")
    if not address:
        return URL.create("sqlite", database=str(data_folder().absolute() / file_name(active())))
    if "\0" in address:
        raise ArgumentError("an address holds no NUL")
    url = make_url(address.replace("postgres://", "postgresql://", 1))
    return url.set(drivername=POSTGRES_DRIVER) if url.drivername == "postgresql" else url


def old_store() -> Path | None:
    """Return the `reviews.sqlite` that earlier versions kept beside the program, if there is one to take over.

    Only for the store in its usual place: a store that was named is somebody's own arrangement.
    """
    named = os.environ.get("MAPAPP_STORE") or os.environ.get("MAPAPP_DATA")
    shipped = file_name(active()) == FILE_NAME
    return OLD_STORE_FILE if shipped and not named and OLD_STORE_FILE.is_file() else None
