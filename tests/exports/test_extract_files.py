"""What `extract` writes: lines as before, and GeoParquet in parts that every engine opens, the same bytes however it came."""

import json

import geopandas as gpd
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import shapely

from mapapp.contracts import Amount, Problem, Severity
from mapapp.errors import ExportError
from mapapp.exports import extract_part, partitions, write_extract
from mapapp.exports.arrow_rows import arrow_table, pack_table, write_parquet
from mapapp.exports.flat_columns import columns_of, value_at
from mapapp.exports.partitions import NO_GROUP, part_folder
from mapapp.exports.rows import event_row, indicator_row


@pytest.fixture
def parts(make_event, make_indicator):
    """Return what five documents of two districts and one of none give, the districts mixed."""
    problem = Problem("number", Severity.WARNING, "甲", "乙", "丙")
    groups = ("青浦区", "闵行区", "青浦区", "", "闵行区")
    return [
        extract_part(
            group,
            [make_event(f"e{number}", doc=str(number), name="半\ud83d厂")],
            [make_indicator(f"f{number}", doc=str(number), period="2024")],
            (problem,) if number == 3 else (),
        )
        for number, group in enumerate(groups)
    ]


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_engine_finds_the_districts_as_parts(parts, tmp_path):
    paths, problems = write_extract(parts, tmp_path)
    assert [path.name for path in paths] == ["events.jsonl", "indicators.jsonl", "problems.jsonl", "parquet"]
    assert [problem.message for problem in problems] == ["乙"]
    lines = [json.loads(line) for line in (tmp_path / "events.jsonl").read_text("utf-8").splitlines()]
    assert [row["event_id"] for row in lines] == ["e0", "e1", "e2", "e3", "e4"]
    dataset = ds.dataset(tmp_path / "parquet" / "events", partitioning="hive")
    assert dataset.to_table(filter=ds.field("group") == "青浦区")["event_id"].to_pylist() == ["e0", "e2"]
    table = dataset.to_table()
    assert sorted(map(str, table["group"].to_pylist())) == ["None", "闵行区", "闵行区", "青浦区", "青浦区"]
    assert table["name"].to_pylist()[0] == "半\ufffd厂"
    figures = ds.dataset(tmp_path / "parquet" / "indicators", partitioning="hive").to_table()
    assert set(figures["period"].to_pylist()) == {"2024"}


def test_each_part_is_geoparquet_1_1_with_the_columns_of_the_dictionary(parts, tmp_path):
    write_extract(parts, tmp_path)
    path = tmp_path / "parquet" / "events" / "group=青浦区" / "part-00000.parquet"
    schema = pq.read_schema(path)
    geo = json.loads(schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": []}
    columns = [column.name for column in columns_of("event") if column.name not in ("lon", "lat", "point_of")]
    assert schema.names == [*columns, "geometry"]
    assert schema.field("amount_value").metadata[b"description"]
    frame = gpd.read_parquet(path)
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    assert list(frame.geometry) == [None, None]  # nothing has been placed


def test_a_geometry_that_is_there_is_where_it_was(make_event, tmp_path):
    point = shapely.Point(121.1, 31.2)
    rows = [event_row(make_event("e1")), event_row(make_event("e2"))]
    packed = pack_table(arrow_table("event", rows, geometries=[shapely.to_wkb(point), None], records=["一", "二"]))
    write_parquet([packed], tmp_path / "a" / "b.parquet")
    frame = gpd.read_parquet(tmp_path / "a" / "b.parquet")
    assert list(frame.geometry) == [point, None]
    assert list(frame.record) == ["一", "二"]


def test_many_documents_are_written_as_they_come_in_parts_of_their_own(parts, tmp_path, monkeypatch):
    monkeypatch.setattr(partitions, "DOCUMENTS_A_PART", 2)
    write_extract(iter(parts), tmp_path)
    names = sorted(path.split("/", 2)[2] for path in files(tmp_path) if path.startswith("parquet/events/"))
    assert names == sorted(
        [
            "group=青浦区/part-00000.parquet",
            "group=闵行区/part-00000.parquet",
            "group=青浦区/part-00001.parquet",
            f"group={NO_GROUP}/part-00001.parquet",
            "group=闵行区/part-00002.parquet",
        ]
    )


def test_writing_again_gives_the_same_bytes_and_leaves_nothing_of_before(parts, tmp_path):
    write_extract(parts, tmp_path)
    before = files(tmp_path)
    write_extract(parts, tmp_path)
    assert files(tmp_path) == before
    write_extract(parts[:1], tmp_path)
    assert [name for name in files(tmp_path) if "闵行区" in name] == []


def test_what_fails_half_way_leaves_what_was_there(parts, tmp_path):
    write_extract(parts, tmp_path)
    before = files(tmp_path)

    def breaks_off():
        yield parts[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_extract(breaks_off(), tmp_path)
    assert files(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["events.jsonl", "indicators.jsonl", "problems.jsonl", "parquet"]
    )


@pytest.mark.parametrize("theirs", ["parquet/notes.txt", "parquet/events/mine.parquet", "parquet"])
def test_nobody_s_files_are_thrown_away(parts, tmp_path, theirs):
    path = tmp_path / theirs
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(ExportError, match="请换一个 --out"):
        write_extract(parts, tmp_path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("青浦区", "group=青浦区"),
        ("", f"group={NO_GROUP}"),
        ("a/b", "group=a%2Fb"),
        ("..", "group=.."),
        ("甲 乙=丙", "group=甲%20乙%3D丙"),
        ("区" * 500, "group=" + "区" * 80),
    ],
)
def test_a_group_whatever_it_is_called_is_one_folder(tmp_path, group, name):
    assert part_folder(tmp_path, group) == tmp_path / name


def test_a_cell_holds_what_the_dictionary_says_it_does(make_event, make_indicator):
    amount = Amount(1.5, "亿元", "投资")
    events = [event_row(make_event(f"e{number}", amount=amount if number else None)) for number in range(2)]
    figures = [indicator_row(make_indicator(f"f{number}", period=("2024", "2021-2025")[number])) for number in range(2)]
    for entry, rows in (("event", events), ("indicator", figures)):
        table = arrow_table(entry, rows)
        for column in columns_of(entry):
            if column.name in table.column_names:
                expected = [value_at(row, column) for row in rows]
                if column.name == "period":
                    expected = list(map(str, expected))
                assert table[column.name].to_pylist() == expected, column.name
