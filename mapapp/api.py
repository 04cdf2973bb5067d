"""mapapp from Python: the tables as GeoDataFrames, filtered as on screen.

>>> import mapapp
>>> atlas = mapapp.load()
>>> west = atlas.projects(as_of=2024, zone="青西")
>>> west.crs.to_epsg(), west.project_id.is_unique
(4326, True)
>>> set(west.stage_term.dropna()) <= {"谋划", "前期", "开工", "在建", "封顶", "建成", "启用"}
True
>>> atlas.projects(zone="青南")
Traceback (most recent call last):
mapapp.errors.SelectionError: 片区没有“青南”；可选：新城、青东、青西、示范区、大零号湾、先行启动区
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Selected
from mapapp.errors import SelectionError
from mapapp.exports import TABLES, RowShape, write_export
from mapapp.exports.geodataframes import table_frame
from mapapp.exports.metadata import about
from mapapp.selection import select, strict_selection
from mapapp.selection.selected_area import write_area

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


class Filters(TypedDict, total=False):
    """What a table can be filtered by, as on screen; several values of one condition mean "any of these".

    `as_of` is a year, `clock` happened or promised, `stage` stage values or none, `verdict` kept, reached, late,
    overdue, unverified, not_due or intention, `kind` works, facility, investment, area (these four unless asked
    otherwise), service, honour or plan, `evidence` text, place or world, `reviewed` rules, proofread or signed, `text` words that must all occur,
    `within` a Polygon or MultiPolygon, lon, lat in EPSG:4326, or its text as addresses write it.
    """

    as_of: int
    clock: str
    zone: str | Sequence[str]
    town: str | Sequence[str]
    stage: str | Sequence[str]
    verdict: str | Sequence[str]
    kind: str | Sequence[str]
    doc: str | Sequence[str]
    evidence: str | Sequence[str]
    reviewed: str | Sequence[str]
    text: str
    within: str | BaseGeometry


class AtlasFrames:
    """An Atlas with its tables as frames.

    Geometries are EPSG:4326 (lon/lat degrees), None where a project has no place. Columns are those of
    docs/data-dictionary.md. Every method raises SelectionError when a filter names something that does not exist.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    def __repr__(self) -> str:
        counts = len(self.atlas.documents), len(self.atlas.projects), len(self.atlas.events)
        return "<mapapp {}：{} 份文件，{} 个项目，{} 条进展>".format(self.atlas.version, *counts)

    def projects(self, **filters: Unpack[Filters]) -> GeoDataFrame:
        """Return one row per project with its stage as of the year; town-level outlines are areas, not positions."""
        return self._table("projects", filters)

    def events(self, **filters: Unpack[Filters]) -> GeoDataFrame:
        """Return one row per stage said of a project, at the project's place, with quote and offsets."""
        return self._table("events", filters)

    def promises(self, **filters: Unpack[Filters]) -> GeoDataFrame:
        """Return one row per promise with its verdict and bounds, at the project's place."""
        return self._table("promises", filters)

    def zones(self, **filters: Unpack[Filters]) -> GeoDataFrame:
        """Return one row per zone with its projects by stage; zones overlap, so never add them up."""
        return self._table("zones", filters)

    def indicators(self, **filters: Unpack[Filters]) -> DataFrame:
        """Return one row per figure, in the printed unit."""
        frame: DataFrame = self._table("indicators", filters)
        return frame

    def sources(self) -> DataFrame:
        """Return one row per document."""
        frame: DataFrame = self._table("sources", {})
        return frame

    def about(self, **filters: Unpack[Filters]) -> dict[str, Any]:
        """Return as of when, filtered how, from which documents, under which licence: what every export carries."""
        return about(self.atlas, self.selected(**filters), *TABLES)

    def export(
        self,
        fmt: str,
        out: str | Path,
        *,
        table: str | None = None,
        nested: bool = False,
        wkt: bool = False,
        **filters: Unpack[Filters],
    ) -> Path:
        """Write a file as `python -m mapapp export` does; an existing file is never overwritten.

        Raises ExportError when the file cannot be written as asked.
        """
        path = Path(out)
        write_export(
            self.atlas, self.selected(**filters), fmt, path, table=table, shape=RowShape(nested=nested, wkt=wkt)
        )
        return path

    def selected(self, **filters: Unpack[Filters]) -> Selected:
        """Apply filters and give the records themselves."""
        return select(self.atlas, strict_selection(_parameters(filters), self.atlas))

    def _table(self, name: str, filters: Filters) -> Any:
        """Return one table as a frame."""
        return table_frame(self.atlas, self.selected(**filters), name)


def _parameters(filters: Filters) -> dict[str, str]:
    """Write filters as the plain strings the address bar and the command line use.

    >>> _parameters({"as_of": 2024, "zone": ["青西", "示范区"]})
    {'year': '2024', 'zone': '青西,示范区'}

    Raises SelectionError for a condition we do not have: a slip of the pen must not give the unfiltered table.
    """
    plain = {}
    for key, value in filters.items():
        if key not in Filters.__annotations__:
            raise SelectionError(f"没有“{key[:20]}”这个条件；可选：{'、'.join(Filters.__annotations__)}")
        name = "year" if key == "as_of" else key
        if isinstance(value, BaseGeometry):
            plain[name] = write_area(value)
        else:
            plain[name] = str(value) if isinstance(value, str | int) else ",".join(value)  # type: ignore[arg-type]
    return plain


def load(seeds: str | Path | None = None, geodata: str | Path | None = None) -> AtlasFrames:
    """Read documents and boundaries and return their tables; a few seconds.

    Parameters
    ----------
    seeds, geodata : str or Path, optional
        Folders to read instead of those of the open workspace.

    Raises
    ------
    MapAppError
        When nothing can be read.
    """
    from mapapp.pipeline import build_atlas

    return AtlasFrames(build_atlas(Path(seeds) if seeds else None, Path(geodata) if geodata else None))
