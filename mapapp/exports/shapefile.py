"""Shapefile, only on request: it cuts field names to 10 characters and texts to 254 bytes, and holds one kind of shape.

So one zip holds a Shapefile per kind of geometry, a table of what has none, and `fields.csv`, which says what each
short name means and what was cut.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyogrio

from mapapp.errors import ExportError
from mapapp.exports.archives import fixed_zip
from mapapp.exports.flat_columns import Cell, FlatColumn, columns_of, flat_cell
from mapapp.exports.geodataframes import plain_frame, spatial_frame
from mapapp.exports.geojson import dumps
from mapapp.exports.geometry_layers import Features, one_kind, sort_by_dimension
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import about
from mapapp.exports.rows import Row
from mapapp.exports.tables import PLACED_TABLES, TABLES
from mapapp.exports.text_files import table_csv
from mapapp.exports.unencodable import Replacements

NAME_CHARACTERS = 10
TEXT_BYTES = 254

CellOf = Callable[[Row, FlatColumn], Cell]

# The .dbf head holds a date of writing; a file says when it is from by its version and documents.
_FIXED_DATE = "2000-01-01"


def short_names(columns: tuple[FlatColumn, ...]) -> dict[str, str]:
    """Return each column a name of at most 10 characters, each different.

    >>> columns = columns_of("project")
    >>> [short_names(columns)[name] for name in ("name", "placement_precision", "zones_by_geometry")]
    ['name', 'plac_preci', 'zone_bygeo']
    """
    names: dict[str, str] = {}
    for column in columns:
        short = column.name
        if len(short) > NAME_CHARACTERS:
            head, _, rest = short.partition("_")
            short = f"{head[:4]}_{rest.replace('_', '')}"[:NAME_CHARACTERS]
        number = 2
        while short in names.values():
            short = f"{short[: NAME_CHARACTERS - len(str(number))]}{number}"
            number += 1
        names[column.name] = short
    return names


def shapefile_pieces(job: ExportJob) -> Iterator[bytes]:
    """Write a table as a zip of Shapefiles, byte-identical for the same selection.

    Raises ExportError for a table without geometry.
    """
    table = job.table
    if table not in PLACED_TABLES:
        raise ExportError(f"{TABLES[table].term}没有位置，写不成 Shapefile；请改用 csv 或 xlsx")
    entry = TABLES[table].entry
    names = short_names(columns_of(entry))
    replaced = Replacements()

    def cell(row: Row, column: FlatColumn) -> Cell:
        value = flat_cell(row, column)
        return replaced.cut(replaced.nul(value), TEXT_BYTES) if isinstance(value, str) else value

    layers = sort_by_dimension(job.features())
    with tempfile.TemporaryDirectory() as folder:
        for suffix, features in layers.items():
            if features:
                _write_layer(Path(folder) / f"{table}_{suffix}", entry, one_kind(features, replaced), names, cell)
        entries = [(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]
    entries.append(("fields.csv", _field_list(entry, names, replaced)))
    entries.append(("about.json", (dumps(about(job.atlas, job.selected, table)) + "\n").encode("utf-8")))
    yield fixed_zip(entries)


def _write_layer(path: Path, entry: str, features: Features, names: dict[str, str], cell: CellOf) -> None:
    """Write one Shapefile, or only its table where nothing has a place."""
    placed = any(geometry is not None for geometry, _ in features)
    if placed:
        frame = spatial_frame(entry, features, cell=cell).rename(columns=names)
        target = path.with_suffix(".shp")
    else:
        frame = plain_frame(entry, [row for _, row in features], cell=cell).rename(columns=names)
        target = path.with_suffix(".dbf")
    pyogrio.write_dataframe(
        frame,
        target,
        driver="ESRI Shapefile",
        encoding="UTF-8",
        layer_options={"DBF_DATE_LAST_UPDATE": _FIXED_DATE, "RESIZE": "YES"},
    )


def _field_list(entry: str, names: dict[str, str], replaced: Replacements) -> bytes:
    """Write which short name stands for which field, and at the end what was cut or replaced."""
    rows = [[names[column.name], column.name, column.unit, column.meaning] for column in columns_of(entry)]
    return table_csv([["short", "field", "unit", "meaning"], *rows, ["", "", "", f"截短或替换：{replaced.report()}"]])
