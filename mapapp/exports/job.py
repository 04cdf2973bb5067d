"""What one export is asked to write: the selection, the table, and the shape of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Selected
from mapapp.exports.flat_columns import WKT_COLUMN, FlatColumn, columns_of
from mapapp.exports.rows import Row
from mapapp.exports.tables import DEFAULT_TABLE, PLACED_TABLES, TABLES, Progress, flat_features, table_features


@dataclass(frozen=True, slots=True)
class RowShape:
    """How rows are written where a format leaves the choice.

    `nested` keeps lists and objects in GeoJSON as they are in JSON Lines; `wkt` adds the geometry as text (EPSG:4326,
    lon lat) to CSV and XLSX.
    """

    nested: bool = False
    wkt: bool = False


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One export; `table` is a key of TABLES. `progress(done, total)` is called after each row.

    `file_name` is what the file will be called, where it matters; `points` remembers the label points, which several
    tables of one file share.
    """

    atlas: Atlas
    selected: Selected
    table: str = DEFAULT_TABLE
    shape: RowShape = RowShape()
    progress: Progress | None = None
    file_name: str = ""
    points: dict[str, Row] = field(default_factory=dict, repr=False, compare=False)

    @property
    def suffix(self) -> str:
        """Return the suffix of the file in small letters."""
        return PurePath(self.file_name).suffix.lower()

    def of(self, table: str) -> ExportJob:
        """Return the same job for another table."""
        return replace(self, table=table)

    @property
    def columns(self) -> tuple[FlatColumn, ...]:
        """Return the flat columns of the table, the geometry as text last when it is asked for."""
        columns = columns_of(TABLES[self.table].entry)
        return (*columns, WKT_COLUMN) if self.shape.wkt and self.table in PLACED_TABLES else columns

    def features(self) -> Iterator[tuple[BaseGeometry | None, Row]]:
        """Return (geometry, row) pairs, with the label point of each place unless the rows stay nested."""
        if self.shape.nested:
            return table_features(self.atlas, self.selected, self.table, progress=self.progress)
        return flat_features(
            self.atlas,
            self.selected,
            self.table,
            wkt=self.shape.wkt,
            progress=self.progress,
            points=self.points,
        )

    def rows(self) -> Iterator[Row]:
        """Return the rows without their geometries."""
        return (row for _, row in self.features())
