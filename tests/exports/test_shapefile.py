"""A Shapefile is a compromise: the zip says what was cut, and nothing is lost without a word."""

import csv
import io
import zipfile

import pyogrio
import pytest

from mapapp.errors import ExportError
from mapapp.exports import FORMATS, TABLES, export_bytes
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.shapefile import short_names
from mapapp.selection import Selection, select


@pytest.fixture
def archive(full_atlas, tmp_path):
    path = tmp_path / "out.zip"
    path.write_bytes(export_bytes(full_atlas, select(full_atlas, Selection()), "shp"))
    return path


def test_there_is_one_shapefile_for_each_kind_of_place(archive):
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    assert [name for name in names if name.endswith((".shp", "unplaced.dbf"))] == [
        "projects_areas.shp",
        "projects_lines.shp",
        "projects_points.shp",
        "projects_regions.shp",
        "projects_unplaced.dbf",
    ]
    ids = []
    for name in ("areas.shp", "lines.shp", "points.shp", "regions.shp", "unplaced.dbf"):
        ids += list(pyogrio.read_dataframe(f"/vsizip/{archive}/projects_{name}")["project_id"])
    assert sorted(ids) == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_gdal_reads_chinese_and_wgs84(archive):
    frame = pyogrio.read_dataframe(f"/vsizip/{archive}/projects_points.shp")
    assert (frame["name"][0], frame["plac_preci"][0], frame["certain"][0]) == ("甲厂", "site", True)
    assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("entry", [kind.entry for kind in TABLES.values()])
def test_short_names_are_short_and_different(entry):
    names = short_names(columns_of(entry))
    assert len(set(names.values())) == len(names)
    assert max(map(len, names.values())) <= 10


def test_the_field_list_leads_back_to_the_full_names_and_says_what_was_cut(make_atlas, make_event):
    atlas = make_atlas((make_event(quote="长" * 100 + "\0"),))
    with zipfile.ZipFile(io.BytesIO(export_bytes(atlas, select(atlas, Selection()), "shp"))) as opened:
        listed = list(csv.reader(io.StringIO(opened.read("fields.csv").decode("utf-8-sig"))))
    assert listed[0] == ["short", "field", "unit", "meaning"]
    assert [row[1] for row in listed[1:-1]] == [column.name for column in columns_of("project")]
    assert listed[-1][3] == "截短或替换：空字符 NUL → ␀：1 处；超过 254 字节而截短的格：1 处"


def test_a_table_without_place_is_refused(full_atlas):
    with pytest.raises(ExportError, match="csv"):
        export_bytes(full_atlas, select(full_atlas, Selection()), "shp", table="indicators")


def test_it_is_not_offered_in_a_menu():
    assert FORMATS["shp"].on_request
    assert not any(form.on_request for name, form in FORMATS.items() if name != "shp")
