"""Tables as frames: types that know empty, texts that every file can hold."""

import geopandas as gpd
import pandas as pd
import pytest

from mapapp.errors import ExportError
from mapapp.exports.geodataframes import plain_frame, table_frame
from mapapp.selection import Selection, select


@pytest.fixture
def frame_of(full_atlas):
    selected = select(full_atlas, Selection(as_of=2025))
    return lambda name: table_frame(full_atlas, selected, name)


def test_projects_have_a_place_in_degrees_and_the_unplaced_an_empty_one(frame_of):
    frame = frame_of("projects")
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["name"]) == ["甲厂", "乙线", "丙园", "丁校", "戊桥", "己馆"]
    assert list(frame.geometry.isna()) == [False, False, False, False, True, False]
    assert frame["zones"].iloc[0] == ["青西"]


def test_figures_have_no_place_and_an_empty_number_is_no_nan(frame_of):
    frame = frame_of("indicators")
    assert not isinstance(frame, gpd.GeoDataFrame)
    assert frame["value"].dtype == "Float64"
    assert frame["value"].iloc[0] == 10.0
    assert frame["value"].iloc[1] is pd.NA


def test_an_empty_table_has_the_columns_and_types_of_a_full_one(frame_of):
    full, empty = frame_of("indicators"), plain_frame("indicator", [])
    assert len(empty) == 0
    assert set(full.columns) == set(empty.columns)
    assert empty["value"].dtype == "Float64"


def test_half_a_character_is_replaced_in_texts_and_lists(make_atlas, make_event):
    atlas = make_atlas([make_event(name="甲\ud83d", zones=("青\ud83d",))])
    frame = table_frame(atlas, select(atlas, Selection(as_of=2025)), "events")
    assert frame["name"].iloc[0] == "甲\ufffd"
    assert frame["zones"].iloc[0] == ["青\ufffd"]


def test_a_table_we_do_not_have_is_refused(frame_of):
    with pytest.raises(ExportError, match="没有"):
        frame_of("people")
