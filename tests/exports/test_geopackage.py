"""A GeoPackage, read back by GDAL: every project in exactly one layer, coloured, described, and the same every time."""

import json
import sqlite3
import xml.etree.ElementTree as ET

import pyogrio
import pytest
from shapely.geometry import MultiPoint

from mapapp.contracts import Placement, Precision, Stage
from mapapp.exports import export_bytes, write_export
from mapapp.exports.flat_columns import columns_of, flat_dictionary_rows
from mapapp.exports.qgis_project import project_text
from mapapp.selection import Selection, select
from tests.exports.full_world import LAYER_OF

LAYERS = {
    "projects_points": "Point",
    "projects_lines": "MultiLineString",
    "projects_areas": "MultiPolygon",
    "projects_regions": "MultiPolygon",
    "zones": "MultiPolygon",
    "projects_unplaced": None,
    "events": None,
    "promises": None,
    "indicators": None,
    "sources": None,
    "towns": "MultiPolygon",
    "districts": "MultiPolygon",
    "ground_lines": "MultiLineString",
    "ground_water": "MultiPolygon",
    "layer_styles": None,
    "dictionary": None,
    "about": None,
}


@pytest.fixture
def package(full_atlas, tmp_path):
    path = tmp_path / "out.gpkg"
    path.write_bytes(export_bytes(full_atlas, select(full_atlas, Selection()), "gpkg"))
    return path


def read(package, layer):
    return pyogrio.read_dataframe(package, layer=layer)


def test_the_layers_are_always_the_same(package, full_atlas, tmp_path):
    assert {str(name): kind for name, kind in pyogrio.list_layers(package)} == LAYERS
    empty = tmp_path / "empty.gpkg"
    empty.write_bytes(export_bytes(full_atlas, select(full_atlas, Selection(text="没有这个词")), "gpkg"))
    assert {str(name): kind for name, kind in pyogrio.list_layers(empty)} == LAYERS


def test_every_project_is_in_the_layer_of_its_kind(package):
    found = {
        name: layer.removeprefix("projects_")
        for layer in LAYERS
        if layer.startswith("projects_")
        for name in read(package, layer)["name"]
    }
    assert found == LAYER_OF


def test_gdal_agrees_on_crs_extent_counts_and_fields(package):
    points = pyogrio.read_info(package, layer="projects_points")
    assert points["crs"] == "EPSG:4326"
    assert points["total_bounds"] == (121.005, 31.105, 121.005, 31.105)
    assert list(points["fields"]) == [column.name for column in columns_of("project")]
    counts = {layer: pyogrio.read_info(package, layer=layer)["features"] for layer in LAYERS}
    assert (counts["events"], counts["promises"], counts["indicators"], counts["zones"]) == (9, 2, 2, 2)
    types = dict(zip(points["fields"], points["ogr_types"], strict=True))
    assert (types["year"], types["placement_accuracy_m"], types["name"]) == ("OFTInteger64", "OFTReal", "OFTString")
    assert dict(zip(points["fields"], points["ogr_subtypes"], strict=True))["certain"] == "OFSTBoolean"


def test_a_mixed_collection_keeps_its_area_and_the_file_says_so(package):
    shape = read(package, "projects_areas").set_index("name").geometry["己馆"]
    assert shape.geom_type == "MultiPolygon"
    about = read(package, "about").set_index("term")["text"]
    assert about["存不下的字符"] == "点线面混合的几何只保留最高维部分：1 处"


def test_it_describes_itself(package):
    about = read(package, "about").set_index("term")["text"]
    assert (about["截至"], about["共"], about["已上图"], about["行数：进展"]) == ("2025", "6", "5", "9")
    assert "0" * 64 in about["文件 900-文件900"]
    assert len(read(package, "dictionary")) == len(
        flat_dictionary_rows("project", "event", "promise", "indicator", "zone", "source")
    )


def test_qgis_finds_a_default_style_for_every_layer_and_table(package):
    with sqlite3.connect(package) as connection:
        geometry_columns = dict(connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
        styles = connection.execute(
            "SELECT f_table_name, f_geometry_column, styleQML FROM layer_styles"
            " WHERE f_table_schema = '' AND f_table_catalog = '' AND useAsDefault = 1"
        ).fetchall()
    drawn = {name for name, kind in LAYERS.items() if kind}
    assert {name for name, _, _ in styles} == drawn | {
        "projects_unplaced",
        "events",
        "promises",
        "indicators",
        "sources",
    }
    for name, column, qml in styles:
        assert column == geometry_columns.get(name)
        assert (ET.fromstring(qml).find("renderer-v2") is not None) is (name in drawn)


def test_columns_are_named_explained_and_their_values_listed(package):
    with sqlite3.connect(package) as connection:
        columns = connection.execute(
            "SELECT column_name, title, description, constraint_name FROM gpkg_data_columns"
            " WHERE table_name = 'projects_points'"
        ).fetchall()
        constraint = {name: one for name, _, _, one in columns}["stage"]
        values = dict(
            connection.execute(
                "SELECT value, description FROM gpkg_data_column_constraints WHERE constraint_name = ?", (constraint,)
            )
        )
        extensions = {row[0] for row in connection.execute("SELECT extension_name FROM gpkg_extensions")}
    assert {name: title for name, title, _, _ in columns} == {one.name: one.term for one in columns_of("project")}
    assert all(description for _, _, description, _ in columns)
    assert values == {stage.value: stage.term for stage in Stage}
    assert {"gpkg_schema", "gpkg_metadata", "gpkg_rtree_index"} <= extensions


def test_the_metadata_table_carries_the_description(package):
    with sqlite3.connect(package) as connection:
        rows = connection.execute(
            "SELECT md_standard_uri, mime_type, metadata FROM gpkg_metadata JOIN gpkg_metadata_reference"
            " ON md_file_id = id WHERE reference_scope = 'geopackage' ORDER BY id"
        ).fetchall()
    assert [row[:2] for row in rows] == [
        ("https://schema.org/Dataset", "application/ld+json"),
        ("https://json-schema.org", "application/json"),
    ]
    assert json.loads(rows[0][2])["@type"] == "Dataset"
    assert json.loads(rows[1][2])["as_of"] == 2025


def test_the_map_inside_finds_its_layers_in_the_file_it_lies_in(full_atlas, tmp_path):
    path = tmp_path / "青浦.gpkg"
    write_export(full_atlas, select(full_atlas, Selection()), "gpkg", path)
    with sqlite3.connect(path) as connection:
        name, stamp, content = connection.execute("SELECT * FROM qgis_projects").fetchone()
    root = ET.fromstring(project_text(bytes.fromhex(content)))
    assert name
    assert json.loads(stamp)["last_modified_user"] == ""
    sources = [one.text for one in root.findall("projectlayers/maplayer/datasource")]
    assert len(sources) > 12
    assert {source.split("|")[0] for source in sources} == {"./青浦.gpkg"}
    assert {source.split("=")[1] for source in sources} <= set(LAYERS)
    layout = root.find("Layouts/Layout")
    said = " ".join(one.get("labelText", "") for one in layout.findall("LayoutItem"))
    assert "截至2025年" in said
    assert "非法定" in said
    assert "审图号" in said


def test_older_programs_need_not_warn(package):
    with sqlite3.connect(package) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] <= 10200


def test_the_file_carries_no_clock(package):
    with sqlite3.connect(package) as connection:
        dates = connection.execute("SELECT DISTINCT last_change FROM gpkg_contents").fetchall()
    assert dates == [("2000-01-01T00:00:00.000Z",)]


def test_gdal_keeps_its_own_settings_afterwards(package):
    for name in ("OGR_CURRENT_DATE", "OGR_SQLITE_SYNCHRONOUS", "OGR_SQLITE_JOURNAL"):
        assert pyogrio.get_gdal_config_option(name) is None


def test_the_rtree_finds_what_lies_in_a_box(package):
    found = pyogrio.read_dataframe(package, layer="projects_lines", bbox=(121.015, 31.09, 121.03, 31.12))
    assert list(found["name"]) == ["乙线"]
    assert pyogrio.read_dataframe(package, layer="projects_lines", bbox=(100, 20, 101, 21)).empty


def test_several_points_make_a_layer_of_sets(make_atlas, make_event, tmp_path):
    stations = MultiPoint([(121.0, 31.1), (121.1, 31.1)])
    atlas = make_atlas((make_event(),), placements=[Placement("p1", Precision.STATION, stations, 50.0, "")])
    path = tmp_path / "out.gpkg"
    path.write_bytes(export_bytes(atlas, select(atlas, Selection()), "gpkg"))
    assert dict(pyogrio.list_layers(path))["projects_points"] == "MultiPoint"
