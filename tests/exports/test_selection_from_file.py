"""An exported file opens the view it was made from; a stranger's file opens nothing."""

import json

import pytest

from mapapp.contracts import Clock, Evidence, Looked, ProjectKind, Verdict
from mapapp.errors import SelectionError
from mapapp.exports import export_bytes, view_parameters, write_export
from mapapp.exports.selection_from_file import VIEW_KEYS
from mapapp.open_workspace import active
from mapapp.selection import OLD_VERDICT_PARAMETER, PARAMETERS, Selection, select, strict_selection
from mapapp.selection.selected_area import read_area

VIEWS = [
    Selection(),
    Selection(as_of=2022, clock=Clock.PROMISED),
    Selection(
        as_of=2024,
        zones=("青西", "示范区"),
        towns=("朱家角镇",),
        stages=("building", "none"),
        verdicts=(Verdict.OVERDUE, Verdict.UNVERIFIED),
        docs=("900",),
        evidence=(Evidence.TEXT,),
        reviewed=(Looked.RULES,),
        kinds=(ProjectKind.WORKS, ProjectKind.HONOUR),
        text='华为 "研发" <中心>',
    ),
    Selection(within=read_area("~".join(f"121.{i:05d}_{31 + i * i / 1e5:.5f}" for i in range(1, 60)))),
]


@pytest.mark.parametrize("selection", VIEWS)
def test_a_geojson_export_opens_the_view_it_was_made_from(full_atlas, selection):
    content = export_bytes(full_atlas, select(full_atlas, selection), "geojson")
    assert strict_selection(view_parameters(content), full_atlas) == selection


def test_the_file_beside_a_csv_opens_the_view_too(full_atlas, tmp_path):
    selection = Selection(as_of=2024, zones=("青西",))
    write_export(full_atlas, select(full_atlas, selection), "csv", tmp_path / "out.csv")
    assert strict_selection(view_parameters((tmp_path / "out.csv.json").read_bytes()), full_atlas) == selection


def test_the_keys_are_those_of_the_selection():
    assert set(VIEW_KEYS) == {*PARAMETERS, OLD_VERDICT_PARAMETER}


def test_a_view_keeps_its_year_when_the_default_moves_on(full_atlas):
    content = export_bytes(full_atlas, select(full_atlas, Selection()), "geojson")
    assert view_parameters(content)["year"] == str(active().default_as_of)


def collection(**about):
    return json.dumps({"type": "FeatureCollection", "about": about, "features": []}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"PK\x03\x04",
        b"[]",
        b"null",
        b'"about"',
        b"[" * 100_000,
        b'{"about":' * 50_000,
        b'{"type":"FeatureCollection","features":[]}',
        b'{"type":"FeatureCollection","about":{"filters":{},"as_of":NaN},"features":[]}',
        b'{"filters":{"text":' + b"9" * 10_000 + b"}}",
        collection(filters=[]),
        collection(filters={"__class__": "x"}),
        collection(filters={"zone": ["青西"]}),
        collection(filters={"zone": {"$gt": ""}}),
        collection(filters={"text": 5}),
        collection(filters={"text": "x" * 401}),
        collection(filters={"text": "甲\u202e厂"}),
        collection(filters={"text": "甲\u0000"}),
        collection(filters={"text": "a\nb"}),
        collection(filters={"text": "\ud83d"}),
        collection(filters={}, as_of=True),
        collection(filters={}, as_of=[2024]),
        collection(filters={}, clock={"happened": 1}),
    ],
)
def test_what_is_not_a_clean_view_is_refused_in_one_line(content):
    with pytest.raises(SelectionError) as refused:
        view_parameters(content)
    assert "\n" not in str(refused.value)


def test_a_file_too_large_is_refused_before_it_is_parsed():
    with pytest.raises(SelectionError, match="MB"):
        view_parameters(b"[" * 50_000_001)


def test_clean_but_unknown_values_are_refused_by_the_selection(full_atlas):
    parameters = view_parameters(collection(filters={"zone": "<script>", "stage": "done"}, as_of=3000))
    assert parameters == {"year": "3000", "zone": "<script>", "stage": "done"}
    with pytest.raises(SelectionError, match="3000"):
        strict_selection(parameters, full_atlas)
