"""The tables from Python are those of the screen, in EPSG:4326."""

import subprocess
import sys

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import mapapp
from mapapp.api import AtlasFrames
from mapapp.contracts import Placement, Precision
from mapapp.errors import ExportError, SelectionError
from mapapp.exports.flat_columns import columns_of
from mapapp.selection import Selection, select


@pytest.fixture
def frames(make_atlas, make_event, make_indicator):
    west, east = make_event("e1", "甲厂", "p1"), make_event("e2", "乙厂", "p2", zones=("青东",), year=None)
    placements = [
        Placement("p1", Precision.SITE, Point(121.0, 31.1), 50.0, ""),
        Placement("p2", Precision.NONE, None, None, ""),
    ]
    return AtlasFrames(make_atlas((west, east), placements=placements, indicators=(make_indicator(),)))


def test_projects_are_filtered_as_on_screen(frames):
    west = frames.projects(as_of=2024, zone="青西")
    selected = select(frames.atlas, Selection(as_of=2024, zones=("青西",)))
    assert list(west.project_id) == [project.project_id for project in selected.projects] == ["p1"]
    assert len(frames.projects(zone=["青西", "青东"])) == 2


def test_frames_have_a_place_on_earth_and_the_documented_columns(frames):
    for name, entry in (("projects", "project"), ("events", "event"), ("promises", "promise"), ("zones", "zone")):
        frame = getattr(frames, name)()
        assert isinstance(frame, gpd.GeoDataFrame), name
        assert frame.crs.to_epsg() == 4326, name
        assert [column for column in frame if column != "geometry"] == [column.name for column in columns_of(entry)]
    assert frames.projects().geometry[0] == Point(121.0, 31.1)
    assert frames.projects().geometry[1] is None
    assert frames.events().geometry[0] == Point(121.0, 31.1)


def test_figures_and_documents_are_plain_tables(frames):
    assert type(frames.indicators()) is pd.DataFrame
    assert list(frames.indicators().value) == [10.0]
    assert list(frames.sources().doc) == ["900-文件900"]


def test_empty_values_are_empty_not_zero(frames):
    years = frames.projects().year
    assert years[0] == 2024
    assert years[1] is pd.NA
    assert frames.projects().zones[1] == ["青东"]


def test_a_slip_of_the_pen_is_refused(frames):
    with pytest.raises(SelectionError, match="青南"):
        frames.projects(zone="青南")
    with pytest.raises(SelectionError, match="zones"):
        frames.projects(zones="青西")
    with pytest.raises(SelectionError, match="1999"):
        frames.projects(as_of=1999)


def test_it_says_what_it_holds(frames):
    assert repr(frames) == "<mapapp 0：1 份文件，2 个项目，2 条进展>"
    about = frames.about(as_of=2024)
    assert (about["as_of"], about["total"], about["tables"]["projects"]) == (2024, 2, 2)


def test_it_writes_the_same_file_as_the_command(frames, tmp_path):
    path = frames.export("geojson", tmp_path / "west.geojson", zone="青西")
    assert list(gpd.read_file(path).project_id) == ["p1"]
    with pytest.raises(ExportError, match="已存在"):
        frames.export("geojson", path)


def test_importing_mapapp_stays_light():
    heavy = "import sys, mapapp; sys.exit(bool({'geopandas', 'pandas', 'shapely', 'streamlit'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", heavy], check=False).returncode == 0


def test_names_we_do_not_have_are_not_found():
    with pytest.raises(AttributeError, match="atlas"):
        _ = mapapp.atlas
