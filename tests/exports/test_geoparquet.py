"""GeoParquet reads back with its types, its place on earth and its description."""

import io
import json

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mapapp.exports import TABLES, export_bytes
from mapapp.exports.flat_columns import columns_of
from mapapp.selection import Selection, select


def parquet(atlas, table, selection=None):
    return io.BytesIO(export_bytes(atlas, select(atlas, selection or Selection()), "parquet", table=table))


def test_geopandas_reads_it_in_wgs84_with_lists(full_atlas):
    frame = gpd.read_parquet(parquet(full_atlas, "projects"))
    assert frame.crs.to_epsg() == 4326
    assert list(frame.project_id) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert [list(zones) for zones in frame.zones[:2]] == [["青西"], ["青西"]]
    assert frame.zones_by_geometry[0][1] == {"zone_id": "示范区", "share": 0.25}
    assert frame.geometry[4] is None
    assert list(frame.year) == [2025, 2024, 2024, 2024, 2024, 2024]


@pytest.mark.parametrize("table", TABLES)
def test_columns_keep_their_type_when_there_is_nothing(full_atlas, table):
    full = pq.read_schema(parquet(full_atlas, table))
    empty = pq.read_schema(parquet(full_atlas, table, Selection(text="没有这个词")))
    assert full.types == empty.types
    assert [name for name in full.names if name != "geometry"] == [c.name for c in columns_of(TABLES[table].entry)]


def test_the_metadata_says_what_it_is_and_what_each_column_means(full_atlas):
    schema = pq.read_schema(parquet(full_atlas, "projects", Selection(as_of=2024)))
    about = json.loads(schema.metadata[b"about"])
    assert (about["as_of"], about["total"], about["tables"]) == (2024, 6, {"projects": 6})
    assert json.loads(schema.metadata[b"geo"])["columns"]["geometry"]["encoding"] == "WKB"
    assert schema.field("placement_accuracy_m").metadata[b"unit"].decode() == "米"
    assert schema.field("zones").type == pa.list_(pa.string())


def test_tables_without_a_place_are_plain_parquet(full_atlas):
    table = pq.read_table(parquet(full_atlas, "indicators"))
    assert "geometry" not in table.column_names
    assert table["period"].to_pylist() == ["2024", "2021-2025"]
    assert table["value"].to_pylist() == [10.0, None]
