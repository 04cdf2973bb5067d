"""Measure the drawing: against published figures, and against a reference folder where one is at hand.

    python benchmarks/geodata.py [--reference DIR] [--geodata DIR]

The reference is not part of the project; what is measured against it, and the bars, stand in geodata_reference.py. Without
it, only published figures are shown. The coordinate doctor is tried on our own outlines written on other datums.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import shapely
from geodata_reference import compare_with_reference
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries import load_geodata
from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import DatumReading, diagnose, projections_at, read_geometry, write_geometry
from mapapp.boundaries.reference_areas import compare_published
from mapapp.contracts import Geodata
from mapapp.geometry.measure import to_lonlat, to_metres
from mapapp.settings import GEODATA_DIR


def compare_with_print(geodata: Geodata) -> None:
    print(f"{'name':<16}{'ours':>10}{'published':>16}{'off':>8}   within   source")
    for each in compare_published(geodata):
        published = each.published
        said = f"{published.low:g}" if published.low == published.high else f"{published.low:g}–{published.high:g}"
        verdict = "yes" if each.agrees else f"NO ({published.tolerance:.0%})"
        unit = published.unit
        print(f"{published.name:<16}{each.measured:>7.1f} {unit}{said:>13} {unit}{each.difference:>+8.1%}   {verdict:<9}{published.source}")  # fmt: skip


def try_doctor(geodata: Geodata) -> int:
    """Write our zones, districts and towns as other people would, and ask the doctor; bar: read back within 5 m.

    Twice: as drawn, and redrawn by another hand (`redraw`), where only the verdict counts.
    """
    ours = [(zone.zone_id, zone.geometry) for zone in geodata.zones]
    ours += [(item.name, item.geometry) for layer in ("districts", "towns") for item in geodata.layer(layer)]
    other_hand = [(name, redraw(geometry)) for name, geometry in ours]
    missed = 0
    print(f"\n{'written as':<44}{'verdict':<24}{'off by m':>9}{'read back m':>13}{'another hand':>14}{'seconds':>9}")
    for reading in READINGS:
        foreign = [(name, write_geometry(geometry, reading)) for name, geometry in ours]
        start = time.perf_counter()
        found = diagnose(foreign, geodata)
        seconds = time.perf_counter() - start
        back_m = max(farthest_m(read_geometry(shape, found.reading), geometry) for (_, shape), (_, geometry) in zip(foreign, ours, strict=True))  # fmt: skip
        redrawn = diagnose([(name, write_geometry(geometry, reading)) for name, geometry in other_hand], geodata)
        same_kind = (redrawn.reading.datum, redrawn.reading.swapped, redrawn.reading.epsg) == (reading.datum, reading.swapped, reading.epsg)  # fmt: skip
        off = f"{found.as_is.shift_m:.0f}" if found.as_is else "–"
        bad = back_m > 5 or not same_kind
        missed += bad
        print(f"{reading.label:<44}{found.reading.label:<24.24}{off:>9}{back_m:>13.2f}{'right' if same_kind else 'WRONG':>14}{seconds:>9.2f}{'   MISSED' if bad else ''}")  # fmt: skip
    return missed


READINGS = (
    *(DatumReading(datum, swapped) for datum in Datum for swapped in (False, True)),
    *(DatumReading(Datum.WGS84, epsg=epsg) for epsg in projections_at(121.2)),
    DatumReading(Datum.GCJ02, epsg=3857),
    DatumReading(Datum.WGS84, move_m=(310.0, -140.0)),
)


def redraw(geometry: BaseGeometry) -> BaseGeometry:
    """Draw an outline as another hand would: generalised by 150 m, then every vertex off by up to 85 m, to and fro."""

    def wobble(points: np.ndarray) -> np.ndarray:
        east, north = points.T
        return points + 60 * np.column_stack([np.sin(east / 900 + north / 1300), np.cos(north / 800 - east / 1100)])

    return to_lonlat(shapely.transform(shapely.simplify(to_metres(geometry), 150), wobble))


def farthest_m(one: BaseGeometry, other: BaseGeometry) -> float:
    apart = shapely.get_coordinates(to_metres(one)) - shapely.get_coordinates(to_metres(other))
    return float(np.hypot(apart[:, 0], apart[:, 1]).max())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--reference", type=Path, help="folder of reference GeoJSON files to measure against")
    parser.add_argument("--geodata", type=Path, default=GEODATA_DIR)
    options = parser.parse_args()
    geodata, problems = load_geodata(options.geodata)
    print(f"{len(geodata.zones)} zones, {len(geodata.features)} features, {len(problems)} findings on loading\n")
    compare_with_print(geodata)
    missed = try_doctor(geodata)
    if options.reference is None:
        print("\nno --reference given: nothing was measured against a reference, only against published figures")
        return 1 if missed else 0
    if not options.reference.is_dir():
        print(f"\n{options.reference}: no such folder", file=sys.stderr)
        return 2
    return 1 if compare_with_reference(geodata, options.reference) + missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
