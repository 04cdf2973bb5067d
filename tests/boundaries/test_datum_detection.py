"""The coordinate doctor names the datum of a file, measures the shift and takes it back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from mapapp.boundaries.datum import Datum
from mapapp.boundaries.datum_detection import (
    DatumReading,
    diagnose,
    projection_label,
    projections_at,
    read_geometry,
    write_geometry,
)
from mapapp.contracts import Geodata
from mapapp.geometry.measure import to_metres
from mapapp.open_workspace import activate, active
from tests.toy_world import square, toy

Named = list[tuple[str, BaseGeometry]]


def written_as(geodata: Geodata, reading: DatumReading) -> Named:
    """Write the toy zones, towns and road as somebody using another datum would have."""
    ours = [(zone.name, zone.geometry) for zone in geodata.zones]
    ours += [(feature.name, feature.geometry) for feature in geodata.features if feature.layer in ("towns", "roads")]
    return [(name, write_geometry(geometry, reading)) for name, geometry in ours]


def farthest_m(read: Named, ours: Named) -> float:
    """Return the farthest any vertex lies from where it should be."""
    pairs = zip(read, ours, strict=True)
    return max(
        float(np.hypot(*(shapely.get_coordinates(to_metres(one)) - shapely.get_coordinates(to_metres(two))).T).max())
        for (_, one), (_, two) in pairs
    )


READINGS = [
    *[DatumReading(datum, swapped) for datum in Datum for swapped in (False, True)],
    *[DatumReading(Datum.WGS84, epsg=epsg) for epsg in projections_at(121.2)],
    DatumReading(Datum.GCJ02, epsg=3857),
]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.label)
def test_names_the_reading_and_reads_back_within_a_metre(toy_geodata: Geodata, reading: DatumReading) -> None:
    foreign = written_as(toy_geodata, reading)
    diagnosis = diagnose(foreign, toy_geodata)
    assert diagnosis.reading == reading
    read = [(name, read_geometry(geometry, diagnosis.reading)) for name, geometry in foreign]
    assert farthest_m(read, written_as(toy_geodata, DatumReading(Datum.WGS84))) < 1.0


def test_shift_of_gcj02_is_given_in_metres(toy_geodata: Geodata) -> None:
    diagnosis = diagnose(written_as(toy_geodata, DatumReading(Datum.GCJ02)), toy_geodata)
    assert diagnosis.as_is is not None
    # GCJ-02 stands 440 m east and 210 m south of the truth here, so the way back is west and north.
    assert diagnosis.as_is.shift_m == pytest.approx(487, abs=8)
    assert diagnosis.as_is.east_m < -400
    assert diagnosis.as_is.north_m > 150
    assert "坐标是 GCJ-02" in diagnosis.message


@pytest.mark.parametrize("move_m", [(300.0, -120.0), (-180.0, 90.0), (0.0, 700.0)])
def test_unknown_shift_is_measured_and_undone(toy_geodata: Geodata, move_m: tuple[float, float]) -> None:
    foreign = written_as(toy_geodata, DatumReading(Datum.WGS84, move_m=move_m))
    diagnosis = diagnose(foreign, toy_geodata)
    assert diagnosis.reading.datum is Datum.WGS84
    assert diagnosis.reading.move_m == pytest.approx(move_m, abs=5)
    read = [(name, read_geometry(geometry, diagnosis.reading)) for name, geometry in foreign]
    assert farthest_m(read, written_as(toy_geodata, DatumReading(Datum.WGS84))) < 5.0


def test_nameless_outlines_are_compared_with_the_nearest_of_ours(toy_geodata: Geodata) -> None:
    nameless = [("", geometry) for _, geometry in written_as(toy_geodata, DatumReading(Datum.GCJ02))]
    assert diagnose(nameless, toy_geodata).reading == DatumReading(Datum.GCJ02)


def test_areas_of_other_names_are_known_by_the_ground_they_cover(toy_geodata: Geodata) -> None:
    # Drawn by another hand, 40 m too large all round, and on GCJ-02: nearest outlines alone could not tell.
    rough = [("甲", square(-0.04, -0.04, 1.04, 1.04)), ("乙", square(4.96, -0.04, 6.04, 1.04))]
    foreign = [(name, write_geometry(geometry, DatumReading(Datum.GCJ02))) for name, geometry in rough]
    diagnosis = diagnose(foreign, toy_geodata)
    assert diagnosis.reading == DatumReading(Datum.GCJ02)
    assert diagnosis.matched == ("青西", "新城")


def test_rough_drawing_is_not_taken_for_another_datum(toy_geodata: Geodata) -> None:
    # 青西 drawn 40 m too large on every side, 大零号湾 30 m too far east.
    rough = [("青西", square(-0.04, -0.04, 1.04, 1.04)), ("大零号湾", square(3.03, 0, 4.03, 1))]
    assert diagnose(rough, toy_geodata).reading.is_plain


def test_shape_drawn_otherwise_is_no_shift(toy_geodata: Geodata) -> None:
    # 青西 with a kilometre more in the east: its middle moved, its borders did not.
    other = [("青西", square(0, 0, 2, 1)), ("新城", square(5, 0, 6.4, 1))]
    assert diagnose(other, toy_geodata).reading.is_plain


def test_nothing_in_common_is_said(toy_geodata: Geodata) -> None:
    diagnosis = diagnose([("别处", toy(shapely.Point(0, 0)))], toy_geodata)
    assert diagnosis.fit is None
    assert "无法判断" in diagnosis.message


def test_projections_are_those_in_use_where_the_workspace_lies() -> None:
    # 87.6°E (乌鲁木齐): UTM 45N, 3-degree zone 29 at 87°E, 6-degree zone 15, whose meridian is the same: other numbers with the zone's.
    assert projections_at(87.6) == (32645, 4538, 4517, 4504, 4493, 3857)
    # A district on both sides of 112.5°E is drawn in either of two 3-degree zones.
    assert set(projections_at(112.3, 112.5, 112.8)) >= {4546, 4547, 4525, 4526}
    assert projections_at(-70.0) == (32619, 3857)


@pytest.mark.parametrize("epsg", [32645, 4538, 4517, 4502, 4512, 4491, 4501, 4534, 4554, 4513, 4533, 32601, 32660])
def test_a_projection_is_called_as_the_register_calls_it(epsg: int) -> None:
    system = CRS.from_epsg(epsg)
    conversion = {one.name: one.value for one in system.coordinate_operation.params}
    meridian, easting = conversion["Longitude of natural origin"], conversion["False easting"]
    label = projection_label(epsg)
    if "°E" in label:
        assert (f"{meridian:.0f}°E" in label, easting) == (True, 500_000)
    elif label.endswith("带"):
        assert easting == int(label.split()[2]) * 1_000_000 + 500_000
    else:
        assert label == f"UTM {system.utm_zone}"


@pytest.mark.parametrize("epsg", [32645, 4538, 4517, 4493, 3857])
def test_a_district_elsewhere_is_told_by_its_own_projections(toy_geodata: Geodata, epsg: int) -> None:
    west = 87.6 - shapely.total_bounds([zone.geometry for zone in toy_geodata.zones])[0]

    def moved(geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, lambda points: points + np.array([west, 12.7]))

    there = replace(
        toy_geodata,
        zones=tuple(replace(zone, geometry=moved(zone.geometry)) for zone in toy_geodata.zones),
        features=tuple(replace(one, geometry=moved(one.geometry)) for one in toy_geodata.features),
    )
    before = active()
    activate(replace(before, bounds=None, metric_epsg=32645))
    try:
        reading = DatumReading(Datum.WGS84, epsg=epsg)
        assert diagnose(written_as(there, reading), there).reading == reading
    finally:
        activate(before)


def test_one_spot_of_a_known_name_shows_no_shift(toy_geodata: Geodata) -> None:
    spot = shapely.Point(121.05, 31.05)
    known = replace(
        toy_geodata, features=(replace(toy_geodata.features[0], name="鲁汇", geometry=spot), *toy_geodata.features)
    )
    village = shapely.Point(121.053, 31.0515)
    assert diagnose([("鲁汇", village)], known).fit is None
