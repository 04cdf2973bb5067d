"""`build --partitions`: a workspace of many districts as one folder of GeoParquet parts, a district in memory at a time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from mapapp.contracts import Atlas, Problem, ProjectKind, Selected
from mapapp.errors import MapAppError
from mapapp.exports import TABLES, export_bytes
from mapapp.exports.arrow_rows import pack_table
from mapapp.exports.partitions import new_partitions
from mapapp.open_workspace import activate, active
from mapapp.pipeline import build_atlas, read_workspace
from mapapp.reading.partition_readings import READINGS, pack_readings
from mapapp.reading.reading_workers import OnFile, Workers
from mapapp.recent_results import forget_results
from mapapp.selection import Selection, select
from mapapp.workspace import only_districts

# Documents have a table of their own there: what was read of each, as the app opens it.
_TABLES: Final = tuple(name for name in TABLES if name != "sources")


def write_partitions(
    folder: Path, seeds: Path | None, geodata: Path | None, workers: Workers, on_file: OnFile
) -> tuple[Problem, ...]:
    """Write every district's tables into a folder of parts, and return the problems of all of them.

    Raises MapAppError for a workspace without districts, and as a build does.
    """
    opened = active()
    whole = replace(opened, partitions="")  # everything is read from the documents, nothing from what is being replaced
    if not whole.districts:
        raise MapAppError("工作区没有分区县（[[district]]）；--partitions 按它们分开写")
    problems: list[Problem] = []
    with new_partitions(folder) as partitions:
        for district in whole.districts:
            activate(only_districts(replace(whole, only=()), district.name))
            read = read_workspace(seeds or active().seeds_dir, [], workers, on_file)
            atlas = build_atlas(seeds, geodata, workers=workers)
            everything = select(atlas, Selection(as_of=active().years[1], kinds=tuple(ProjectKind)))
            tables = {name: _packed(atlas, everything, name) for name in _TABLES}
            partitions.write(district.name, {**tables, READINGS: pack_readings(read)})
            problems.extend(atlas.problems)
            forget_results()  # nothing of one district serves another
    activate(opened)
    return tuple(dict.fromkeys(problems))


def _packed(atlas: Atlas, everything: Selected, name: str) -> bytes:
    """Return one table as its GeoParquet export has it, packed."""
    return pack_table(pq.read_table(io.BytesIO(export_bytes(atlas, everything, "parquet", table=name))))
