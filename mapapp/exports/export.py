"""The one door for downloads: a selection in, bytes out, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.atomic_write import refuse_unwritable, write_whole
from mapapp.exports.geojson import bbox_of, collection_lines, dumps
from mapapp.exports.metadata import about
from mapapp.exports.rows import Row
from mapapp.exports.tables import DEFAULT_TABLE, TABLES, Progress, drawn_geometry, table_features, table_kind
from mapapp.exports.text_files import csv_pieces, jsonl_pieces


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a selection.

    `pieces(atlas, selected, table, progress)` gives the bytes in order. `whole` formats hold every table at once and
    take no table; `sidecar` formats have no room to describe themselves and get a .json beside them; `on_request`
    formats lose something and are written when asked for by name, not offered in a menu.
    """

    name: str
    term: str
    media_type: str
    suffix: str
    pieces: Callable[[Atlas, Selected, str, Progress | None], Iterable[bytes]]
    whole: bool = False
    sidecar: bool = False
    on_request: bool = False


def _rows(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[Row]:
    """Give the rows of a table, counting them for whoever waits."""
    return (row for _, row in table_features(atlas, selected, table, progress=progress))


def _geojson(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write a table as one FeatureCollection that says what it is."""
    members: Row = {"name": table, "about": about(atlas, selected, table)}
    if table == "zones":
        bbox = bbox_of(geometry for geometry, _ in table_features(atlas, selected, table))
    elif table in {"projects", "events", "promises"}:
        bbox = bbox_of(drawn_geometry(atlas, project.project_id) for project in selected.projects)
    else:
        bbox = None
    if bbox is not None:
        members["bbox"] = bbox
    features = table_features(atlas, selected, table, progress=progress)
    return (line.encode("utf-8") for line in collection_lines(features, key=TABLES[table].key, members=members))


def _csv(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write a table as CSV."""
    return csv_pieces(TABLES[table].entry, _rows(atlas, selected, table, progress))


def _jsonl(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write a table as JSON Lines."""
    return jsonl_pieces(_rows(atlas, selected, table, progress))


# The next four load geopandas or openpyxl when a file needs them: half a second that other commands do not wait for.


def _xlsx(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write every table as a workbook."""
    from mapapp.exports.xlsx import xlsx_pieces

    return xlsx_pieces(atlas, selected, table, progress)


def _geopackage(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write every table as a GeoPackage."""
    from mapapp.exports.geopackage import geopackage_pieces

    return geopackage_pieces(atlas, selected, table, progress)


def _geoparquet(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write a table as GeoParquet."""
    from mapapp.exports.geoparquet import geoparquet_pieces

    return geoparquet_pieces(atlas, selected, table, progress)


def _shapefile(atlas: Atlas, selected: Selected, table: str, progress: Progress | None) -> Iterator[bytes]:
    """Write a table as zipped Shapefiles."""
    from mapapp.exports.shapefile import shapefile_pieces

    return shapefile_pieces(atlas, selected, table, progress)


# A new format is one line here; the command line, the download menu and the tests read this table.
FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("geojson", "GeoJSON（QGIS、网页地图）", "application/geo+json", ".geojson", _geojson),
        Format("csv", "CSV（Excel 可直接打开）", "text/csv", ".csv", _csv, sidecar=True),
        Format(
            "xlsx",
            "Excel 工作簿",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
            _xlsx,
            whole=True,
        ),
        Format(
            "gpkg",
            "GeoPackage（QGIS，带样式）",
            "application/geopackage+sqlite3",
            ".gpkg",
            _geopackage,
            whole=True,
        ),
        Format("parquet", "GeoParquet（Python）", "application/vnd.apache.parquet", ".parquet", _geoparquet),
        Format("jsonl", "JSON Lines（逐行记录）", "application/jsonl", ".jsonl", _jsonl, sidecar=True),
        Format("shp", "Shapefile（旧软件）", "application/zip", ".zip", _shapefile, on_request=True),
    )
}
MEDIA_TYPES = {name: form.media_type for name, form in FORMATS.items()}


def export_format(name: str) -> Format:
    """Look a format up.

    Raises ExportError for a format we do not write.
    """
    if name not in FORMATS:
        raise ExportError(f"没有“{name[:20]}”这种格式；可选：{'、'.join(FORMATS)}")
    return FORMATS[name]


def check_call(fmt: str, table: str | None, out: Path, *, force: bool = False) -> None:
    """Refuse a call that cannot succeed, before any work is done.

    Raises ExportError for an unknown format or table, a table named for a format that holds all of them, an existing
    file without `force`, or a folder that is not there.
    """
    form = export_format(fmt)
    if table is not None:
        table_kind(table)
        if form.whole:
            raise ExportError(f"{fmt} 一个文件就装下全部表；请去掉 --table")
    refuse_unwritable(out, force=force)
    if form.sidecar:
        refuse_unwritable(sidecar_of(out), force=force)


def sidecar_of(out: Path) -> Path:
    """Name the file that describes a file without room for it."""
    return out.with_name(out.name + ".json")


def export_pieces(
    atlas: Atlas,
    selected: Selected,
    fmt: str,
    *,
    table: str | None = None,
    progress: Progress | None = None,
) -> Iterable[bytes]:
    """Give the bytes of an export piece by piece; `table` is projects unless named.

    Raises ExportError for a format or table we do not have, or a table named for a format that holds all of them.
    """
    form = export_format(fmt)
    if form.whole and table is not None:
        raise ExportError(f"{fmt} 一个文件就装下全部表；请去掉 --table")
    return form.pieces(atlas, selected, table_kind(table or DEFAULT_TABLE).name, progress)


def export_bytes(atlas: Atlas, selected: Selected, fmt: str, *, table: str | None = None) -> bytes:
    """Give a whole export in memory, for the download button."""
    return b"".join(export_pieces(atlas, selected, fmt, table=table))


def about_bytes(atlas: Atlas, selected: Selected, *, table: str | None = None) -> bytes:
    """Give the description that stands beside a CSV or JSON Lines file, as JSON."""
    return (dumps(about(atlas, selected, table_kind(table or DEFAULT_TABLE).name)) + "\n").encode("utf-8")


def write_export(
    atlas: Atlas,
    selected: Selected,
    fmt: str,
    out: Path,
    *,
    table: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write an export to a file, whole or not at all.

    CSV and JSON Lines have no room to describe themselves: a file of the same name with `.json` added stands
    beside them. `progress(done, total)` is called after each row.
    Raises ExportError for an unknown format or table, an existing file without `force`, or a path that cannot be
    written.
    """
    check_call(fmt, table, out, force=force)
    write_whole(out, export_pieces(atlas, selected, fmt, table=table, progress=progress), force=force)
    if export_format(fmt).sidecar:
        write_whole(sidecar_of(out), [about_bytes(atlas, selected, table=table)], force=True)
