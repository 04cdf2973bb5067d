"""The one door for downloads: a selection in, bytes out, in the format asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from mapapp.contracts import Atlas, Selected
from mapapp.errors import ExportError
from mapapp.exports.about import about
from mapapp.exports.files import write_whole
from mapapp.exports.geojson import bbox_of, collection_lines, dumps
from mapapp.exports.rows import Row, project_row
from mapapp.exports.tables import csv_pieces, jsonl_pieces


def project_rows(atlas: Atlas, selected: Selected) -> Iterator[Row]:
    """Give the selected projects as rows, in Atlas order."""
    for project in selected.projects:
        yield project_row(atlas, project, selected.states[project.project_id], atlas.events_of(project))


def _geojson(atlas: Atlas, selected: Selected) -> Iterable[bytes]:
    """Write the selected projects as one FeatureCollection that says what it is."""
    geometries = {
        placement.project_id: placement.geometry for placement in atlas.placements if placement.geometry is not None
    }
    members: Row = {"name": "projects", "about": about(atlas, selected)}
    bbox = bbox_of(geometries.get(project.project_id) for project in selected.projects)
    if bbox is not None:
        members["bbox"] = bbox
    features = ((row["project_id"], geometries.get(row["project_id"]), row) for row in project_rows(atlas, selected))
    return (line.encode("utf-8") for line in collection_lines(features, members=members))


def _csv(atlas: Atlas, selected: Selected) -> Iterable[bytes]:
    """Write the selected projects as CSV."""
    return csv_pieces(project_rows(atlas, selected))


def _jsonl(atlas: Atlas, selected: Selected) -> Iterable[bytes]:
    """Write the selected projects as JSON Lines."""
    return jsonl_pieces(project_rows(atlas, selected))


FORMATS: dict[str, Callable[[Atlas, Selected], Iterable[bytes]]] = {"geojson": _geojson, "csv": _csv, "jsonl": _jsonl}
MEDIA_TYPES = {"geojson": "application/geo+json", "csv": "text/csv", "jsonl": "application/jsonl"}


def export_pieces(atlas: Atlas, selected: Selected, fmt: str) -> Iterable[bytes]:
    """Give the bytes of an export piece by piece.

    Raises ExportError for a format we do not write.
    """
    if fmt not in FORMATS:
        raise ExportError(f"没有“{fmt[:20]}”这种格式；可选：{'、'.join(FORMATS)}")
    return FORMATS[fmt](atlas, selected)


def export_bytes(atlas: Atlas, selected: Selected, fmt: str) -> bytes:
    """Give a whole export in memory, for the download button."""
    return b"".join(export_pieces(atlas, selected, fmt))


def write_export(atlas: Atlas, selected: Selected, fmt: str, out: Path, *, force: bool = False) -> None:
    """Write an export to a file, whole or not at all.

    CSV has no room to describe itself, so a JSON file of the same name with `.json` added stands beside it.
    Raises ExportError for an unknown format, an existing file without `force`, or a path that cannot be written.
    """
    pieces = export_pieces(atlas, selected, fmt)
    sidecar = out.with_name(out.name + ".json") if fmt == "csv" else None
    if sidecar is not None and sidecar.exists() and not force:
        raise ExportError(f"{sidecar} 已存在；换一个文件名，或加 --force 覆盖")
    write_whole(out, pieces, force=force)
    if sidecar is not None:
        write_whole(sidecar, [(dumps(about(atlas, selected)) + "\n").encode("utf-8")], force=True)
