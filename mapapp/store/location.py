"""Where the store is: the address in MAPAPP_STORE, or a file in the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import URL, make_url

from mapapp.settings import OLD_STORE_FILE

FILE_NAME: Final = "store.sqlite"
# PostgreSQL is spoken to by pg8000: BSD, pure Python, one wheel for every machine (docs/decisions/store.md).
POSTGRES_DRIVER: Final = "postgresql+pg8000"


def data_folder() -> Path:
    """Return the folder for what this user adds: MAPAPP_DATA, or the system's place for such data."""
    named = os.environ.get("MAPAPP_DATA")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("mapapp", appauthor=False))


def store_url(address: str = "") -> URL:
    """Return the address of the store: the one given, else MAPAPP_STORE, else the file in the data folder.

    Raises what SQLAlchemy raises for text that is no address.
    """
    address = address or os.environ.get("MAPAPP_STORE", "")
    if not address:
        return URL.create("sqlite", database=str(data_folder().absolute() / FILE_NAME))
    url = make_url(address.replace("postgres://", "postgresql://", 1))
    return url.set(drivername=POSTGRES_DRIVER) if url.drivername == "postgresql" else url


def old_store() -> Path | None:
    """Return the `reviews.sqlite` that earlier versions kept beside the program, if there is one to take over.

    Only for the store in its usual place: a store that was named is somebody's own arrangement.
    """
    named = os.environ.get("MAPAPP_STORE") or os.environ.get("MAPAPP_DATA")
    return OLD_STORE_FILE if not named and OLD_STORE_FILE.is_file() else None
