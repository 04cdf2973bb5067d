"""The command that writes into a PostGIS database: what it takes, and the libraries it needs only then."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.tables import Progress

POSTGIS: Final = "postgis"
URL_VARIABLE: Final = "MAPAPP_POSTGIS_URL"


def check_postgis_call(url: str, table: str | None, out: Path | None) -> None:
    """Raise ExportError for a call that cannot succeed."""
    if not (url or os.environ.get(URL_VARIABLE)):
        raise ExportError(f"postgis 要写明 --url（或环境变量 {URL_VARIABLE}），如 postgresql://用户@主机:5432/数据库")
    if table is not None:
        raise ExportError("postgis 一次写全部表；请去掉 --table")
    if out is not None:
        raise ExportError("postgis 写到数据库，不写文件；请去掉 --out")


def export_to_postgis(
    atlas: Atlas, selected: Selected, url: str, schema: str, *, progress: Progress | None = None
) -> str:
    """Write every table into a schema (mapapp unless named) and return where they stand now.

    Raises ExportError as `write_postgis` does.
    """
    from mapapp.exports.postgis import DEFAULT_SCHEMA, write_postgis

    name = schema or DEFAULT_SCHEMA
    counts = write_postgis(atlas, selected, url or os.environ[URL_VARIABLE], schema=name, progress=progress)
    return f"模式 {name}（{'，'.join(f'{table} {count} 行' for table, count in counts.items())}）"
