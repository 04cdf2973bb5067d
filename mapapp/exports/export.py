"""The one door for downloads: a selection in, bytes out, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.atomic_write import refuse_suffix, refuse_unwritable, write_whole
from mapapp.exports.flat_columns import flat
from mapapp.exports.geojson import bbox_of, collection_lines, dumps
from mapapp.exports.job import ExportJob, RowShape
from mapapp.exports.metadata import about
from mapapp.exports.rows import Row
from mapapp.exports.tables import (
    DEFAULT_TABLE,
    PLACED_TABLES,
    TABLES,
    Progress,
    drawn_geometry,
    table_features,
    table_kind,
)
from mapapp.exports.text_files import csv_pieces, jsonl_pieces

PLAIN = RowShape()

# The formats that leave a choice of the shape of their rows.
WITH_NESTED, WITH_WKT = ("geojson",), ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a selection.

    `pieces(job)` gives the bytes in order. `whole` formats hold every table at once and
    take no table; `sidecar` formats have no room to describe themselves and get a .json beside them; `on_request`
    formats lose something and are written when asked for by name, not offered in a menu.
    """

    name: str
    term: str
    media_type: str
    suffix: str
    pieces: Callable[[ExportJob], Iterable[bytes]]
    other_suffixes: tuple[str, ...] = ()
    whole: bool = False
    sidecar: bool = False
    on_request: bool = False


def _geojson(job: ExportJob) -> Iterator[bytes]:
    """Return a table as one FeatureCollection that says what it is."""
    members: Row = {"name": job.table, "about": about(job.atlas, job.selected, job.table, nested=job.shape.nested)}
    if job.table == "zones":
        bbox = bbox_of(geometry for geometry, _ in table_features(job.atlas, job.selected, job.table))
    elif job.table in PLACED_TABLES:
        bbox = bbox_of(drawn_geometry(job.atlas, project.project_id) for project in job.selected.projects)
    else:
        bbox = None
    if bbox is not None:
        members["bbox"] = bbox
    kind, features = TABLES[job.table], job.features()
    if not job.shape.nested:
        features = ((geometry, dict(flat(kind.entry, row))) for geometry, row in features)
    return (line.encode("utf-8") for line in collection_lines(features, key=kind.key, members=members))


def _csv(job: ExportJob) -> Iterator[bytes]:
    """Return a table as CSV."""
    return csv_pieces(job.columns, job.rows())


def _jsonl(job: ExportJob) -> Iterator[bytes]:
    """Return a table as JSON Lines; its lines always hold lists and objects."""
    return jsonl_pieces(replace(job, shape=RowShape(nested=True)).rows())


# The next four load geopandas or XlsxWriter when a file needs them: half a second that other commands do not wait for.


def _xlsx(job: ExportJob) -> Iterator[bytes]:
    """Write every table as a workbook."""
    from mapapp.exports.xlsx import xlsx_pieces

    return xlsx_pieces(job)


def _geopackage(job: ExportJob) -> Iterator[bytes]:
    """Write every table as a GeoPackage."""
    from mapapp.exports.geopackage import geopackage_pieces

    return geopackage_pieces(job)


def _geoparquet(job: ExportJob) -> Iterator[bytes]:
    """Write a table as GeoParquet."""
    from mapapp.exports.geoparquet import geoparquet_pieces

    return geoparquet_pieces(job)


def _shapefile(job: ExportJob) -> Iterator[bytes]:
    """Write a table as zipped Shapefiles."""
    from mapapp.exports.shapefile import shapefile_pieces

    return shapefile_pieces(job)


def _kml(job: ExportJob) -> Iterator[bytes]:
    """Return zones and projects as KMZ or KML."""
    from mapapp.exports.kml import kml_pieces

    return kml_pieces(job)


def _archive(job: ExportJob) -> Iterator[bytes]:
    """Return everything as one archive."""
    from mapapp.exports.data_archive import archive_pieces

    return archive_pieces(job, geojson=_geojson, csv=_csv, geopackage=_geopackage)


# A new format is one line here; the command line, the download menu and the tests read this table.
FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("geojson", "GeoJSON（QGIS、网页地图）", "application/geo+json", ".geojson", _geojson, (".json",)),
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
        Format(
            "parquet",
            "GeoParquet（Python）",
            "application/vnd.apache.parquet",
            ".parquet",
            _geoparquet,
            (".geoparquet",),
        ),
        Format("jsonl", "JSON Lines（逐行记录）", "application/jsonl", ".jsonl", _jsonl, (".ndjson",), sidecar=True),
        Format("kml", "KMZ（谷歌地球）", "application/vnd.google-earth.kmz", ".kmz", _kml, (".kml",), whole=True),
        Format("zip", "全部数据、字典、出处一包", "application/zip", ".zip", _archive, whole=True),
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


def check_call(fmt: str, table: str | None, out: Path, *, shape: RowShape = PLAIN, force: bool = False) -> None:
    """Refuse a call that cannot succeed, before any work is done.

    Raises ExportError for an unknown format or table, a table named for a format that holds all of them, a shape of
    rows the format does not have, a suffix that names another format, an existing file without `force`, or a folder that is not there.
    """
    form = export_format(fmt)
    if shape.nested and fmt not in WITH_NESTED:
        raise ExportError(f"--nested 只用于 {'、'.join(WITH_NESTED)}；{fmt} 请去掉它")
    if shape.wkt and fmt not in WITH_WKT:
        raise ExportError(f"--wkt 只用于 {'、'.join(WITH_WKT)}；{fmt} 请去掉它")
    if table is not None:
        table_kind(table)
        if form.whole:
            raise ExportError(f"{fmt} 一个文件就装下全部表；请去掉 --table")
    refuse_suffix(fmt, out, (form.suffix, *form.other_suffixes))
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
    shape: RowShape = PLAIN,
    progress: Progress | None = None,
    file_name: str = "",
) -> Iterable[bytes]:
    """Return the bytes of an export piece by piece; `table` is projects unless named.

    Raises ExportError for a format or table we do not have, or a table named for a format that holds all of them.
    """
    form = export_format(fmt)
    if form.whole and table is not None:
        raise ExportError(f"{fmt} 一个文件就装下全部表；请去掉 --table")
    name = table_kind(table or DEFAULT_TABLE).name
    return form.pieces(ExportJob(atlas, selected, name, shape, progress, file_name))


def export_bytes(
    atlas: Atlas,
    selected: Selected,
    fmt: str,
    *,
    table: str | None = None,
    shape: RowShape = PLAIN,
    file_name: str = "",
) -> bytes:
    """Return a whole export in memory, for the download button that calls it `file_name`."""
    return b"".join(export_pieces(atlas, selected, fmt, table=table, shape=shape, file_name=file_name))


def about_bytes(atlas: Atlas, selected: Selected, *, table: str | None = None, nested: bool = False) -> bytes:
    """Return the description that stands beside a CSV or (`nested`) JSON Lines file, as JSON."""
    described = about(atlas, selected, table_kind(table or DEFAULT_TABLE).name, nested=nested)
    return (dumps(described) + "\n").encode("utf-8")


def write_export(
    atlas: Atlas,
    selected: Selected,
    fmt: str,
    out: Path,
    *,
    table: str | None = None,
    shape: RowShape = PLAIN,
    force: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write an export to a file, whole or not at all.

    Parameters
    ----------
    atlas, selected
        The data, and the records of it that are asked for.
    fmt : str
        A key of FORMATS.
    out : Path
        CSV and JSON Lines have no room to describe themselves: a file of the same name with ``.json`` added stands beside.
    table : str, optional
        A name of TABLES; projects without one.
    shape : RowShape
        Whether rows are flat, and whether CSV and XLSX carry WKT (EPSG:4326, lon lat).
    force : bool
        Whether an existing file gives way.
    progress : callable, optional
        Called with (done, total) after each row.

    Raises
    ------
    ExportError
        For an unknown format or table, an existing file without `force`, or a path that cannot be written.
    """
    check_call(fmt, table, out, shape=shape, force=force)
    pieces = export_pieces(atlas, selected, fmt, table=table, shape=shape, progress=progress, file_name=out.name)
    write_whole(out, pieces, force=force)
    if export_format(fmt).sidecar:
        write_whole(sidecar_of(out), [about_bytes(atlas, selected, table=table, nested=fmt == "jsonl")], force=True)
