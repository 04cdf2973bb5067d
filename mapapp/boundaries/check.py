"""Every finding about boundary files at once: form, shape, coverage, overlaps, published figures, datum."""

from __future__ import annotations

from pathlib import Path

from mapapp.boundaries import boundary_problems as findings
from mapapp.boundaries.datum_detection import diagnose
from mapapp.boundaries.geometry_checks import build_shape
from mapapp.boundaries.load import (
    examine_single,
    list_layers,
    load_geodata,
    load_what_is_usable,
    unread_files,
)
from mapapp.boundaries.properties import read_name
from mapapp.boundaries.read_geojson import RawFile, read_geojson
from mapapp.boundaries.reference_areas import examine_published
from mapapp.boundaries.topology import examine_coverage, examine_zones
from mapapp.contracts.atlas import Problem
from mapapp.contracts.places import Geodata
from mapapp.errors import GeodataError
from mapapp.open_workspace import active


def check_geodata(geodata_dir: Path) -> tuple[Problem, ...]:
    """Return everything wrong with a folder of boundaries, or with one file, in the order of the files.

    Parameters
    ----------
    geodata_dir : Path
        A folder is held to our own rules (properties, coverage, overlaps, published figures); one file to those of the
        layer it is meant to be, or to being sound and of this area. Either is compared with our own drawing to tell its datum.

    Raises
    ------
    GeodataError
        When the path does not exist.
    """
    if not geodata_dir.is_file():
        list_layers(geodata_dir)  # says what is no folder either
    known = _known_ground(geodata_dir)
    if geodata_dir.is_file():
        return (*check_file(geodata_dir), *_examine_datum(read_geojson(geodata_dir), known))
    geodata, problems = load_what_is_usable(geodata_dir)
    folder = geodata_dir.resolve().name
    found = [*problems, *unread_files(geodata_dir), *examine_coverage(geodata, folder), *examine_zones(geodata, folder)]
    if known is not None:
        for path in list_layers(geodata_dir):
            found.extend(_examine_datum(read_geojson(path), known))
    found.extend(examine_published(geodata, folder))
    return tuple(dict.fromkeys(found))


def check_file(path: Path) -> tuple[Problem, ...]:
    """Return everything wrong with one boundary file by itself: form, shape, whether it lies in this area.

    A file that is meant to be one of our layers (zones.geojson, or every feature has a zone_id) is held to its rules.
    """
    return examine_single(read_geojson(path))


def _known_ground(geodata_dir: Path) -> Geodata | None:
    """Return our own drawing to compare with; None when it is itself what is being checked, or cannot be read."""
    own = active().geodata_dir
    if own.resolve() in (geodata_dir.resolve(), geodata_dir.resolve().parent):
        return None
    try:
        return load_geodata(own)[0]
    except GeodataError:
        return None


def _examine_datum(raw: RawFile, known: Geodata | None) -> tuple[Problem, ...]:
    """Ask the coordinate doctor about one file; silent when it is plain WGS 84 or nothing can be compared."""
    if known is None or not raw.usable:
        return ()
    named = [
        (read_name(feature.properties), build_shape(feature.geometry))
        for feature in raw.features
        if feature.clean and feature.geometry is not None
    ]
    diagnosis = diagnose([(name, geometry) for name, geometry in named if not geometry.is_empty], known)
    if diagnosis.fit is None or diagnosis.reading.is_plain:
        return ()
    remedy = "用 python -m mapapp check --geodata … --fix 写出转成 WGS 84 的副本，原文件不动"
    return (findings.error("datum", raw.place, diagnosis.message, remedy),)
