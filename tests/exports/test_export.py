"""A download is what was selected, says what it is, and is harmless to open."""

import csv
import io
import json
from itertools import pairwise

import pytest
from shapely.geometry import Polygon

from mapapp.contracts import Placement, Precision
from mapapp.errors import ExportError
from mapapp.exports import export_bytes, write_export
from mapapp.selection import Selection, select

NAUGHTY = (
    "<img src=x onerror=alert(1)>",
    "</script>",
    "${1+1}",
    "`",
    "\\u003cimg",
    "C:\\2019",
    "=1+1",
    'a"b,c\nd',
    "👩‍🔬𠮷",
)


def test_geojson_holds_exactly_the_selected_projects(make_atlas, make_event):
    atlas = make_atlas((make_event("e1", "甲厂", "p1"), make_event("e2", "乙厂", "p2", zones=("青东",))))
    selected = select(atlas, Selection(as_of=2025, text="甲厂"))
    collection = json.loads(export_bytes(atlas, selected, "geojson"))
    assert [feature["id"] for feature in collection["features"]] == ["p1"]
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [121.005, 31.105]}
    assert collection["bbox"] == [121.005, 31.105, 121.005, 31.105]
    assert "crs" not in collection
    about = collection["about"]
    assert (about["as_of"], about["filters"], about["total"]) == (2025, {"text": "甲厂"}, 1)
    assert about["documents"][0]["sha256"] == "0" * 64


def test_unplaced_project_has_null_geometry_and_is_counted(make_atlas, make_event):
    atlas = make_atlas((make_event(),), placements=[Placement("p1", Precision.NONE, None, None, "没有地名")])
    collection = json.loads(export_bytes(atlas, select(atlas, Selection()), "geojson"))
    assert collection["features"][0]["geometry"] is None
    assert "bbox" not in collection
    assert (collection["about"]["mapped"], collection["about"]["unmapped"]) == (0, 1)


def test_rings_turn_right_hand_and_keep_six_decimals(make_atlas, make_event):
    clockwise = Polygon([(121.0, 31.1), (121.0, 31.2), (121.1234567891, 31.2), (121.1, 31.1)])
    atlas = make_atlas((make_event(),), placements=[Placement("p1", Precision.AREA, clockwise, 300.0, "")])
    ring = json.loads(export_bytes(atlas, select(atlas, Selection()), "geojson"))["features"][0]["geometry"][
        "coordinates"
    ][0]
    # The shoelace sum of a right-hand (counter-clockwise) ring is positive.
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0
    assert [121.123457, 31.2] in ring


def test_csv_opens_in_excel_and_formulas_are_text(make_atlas, make_event):
    atlas = make_atlas((make_event("e1", "=1+1", "p1"),))
    raw = export_bytes(atlas, select(atlas, Selection()), "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0]["name"] == "'=1+1"
    assert rows[0]["placement_precision"] == "site"


@pytest.mark.parametrize("name", NAUGHTY)
def test_naughty_names_come_back_byte_for_byte(make_atlas, make_event, name):
    atlas = make_atlas((make_event("e1", name, "p1"),))
    selected = select(atlas, Selection())
    assert json.loads(export_bytes(atlas, selected, "geojson"))["features"][0]["properties"]["name"] == name
    assert json.loads(export_bytes(atlas, selected, "jsonl"))["name"] == name
    row = next(csv.DictReader(io.StringIO(export_bytes(atlas, selected, "csv").decode("utf-8-sig"), newline="")))
    assert row["name"].removeprefix("'") == name


def test_existing_file_is_kept_without_force(tmp_path, make_atlas):
    atlas = make_atlas()
    target = tmp_path / "out.geojson"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="--force"):
        write_export(atlas, select(atlas, Selection()), "geojson", target)
    assert target.read_text(encoding="utf-8") == "mine"
    write_export(atlas, select(atlas, Selection()), "geojson", target, force=True)
    assert json.loads(target.read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert [path.name for path in tmp_path.iterdir()] == ["out.geojson"]


def test_csv_brings_its_description_beside_it(tmp_path, make_atlas):
    atlas = make_atlas()
    write_export(atlas, select(atlas, Selection(as_of=2024)), "csv", tmp_path / "out.csv")
    assert json.loads((tmp_path / "out.csv.json").read_text(encoding="utf-8"))["as_of"] == 2024


def test_unknown_format_and_missing_folder_are_refused(tmp_path, make_atlas):
    atlas = make_atlas()
    selected = select(atlas, Selection())
    with pytest.raises(ExportError, match="dwg"):
        export_bytes(atlas, selected, "dwg")
    with pytest.raises(ExportError, match="不存在"):
        write_export(atlas, selected, "geojson", tmp_path / "nowhere" / "out.geojson")


def test_same_selection_same_bytes(make_atlas):
    first, second = make_atlas(), make_atlas()
    for fmt in ("geojson", "csv", "jsonl"):
        assert export_bytes(first, select(first, Selection()), fmt) == export_bytes(
            second, select(second, Selection()), fmt
        )
