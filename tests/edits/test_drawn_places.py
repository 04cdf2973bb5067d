"""The features that are kept for what people put: geodata/ takes them as its own, and what travels is read again."""

from __future__ import annotations

import json
from datetime import date

import pytest
from shapely.geometry import Point

from mapapp.boundaries import check_geodata, load_geodata
from mapapp.contracts import Atlas, Person
from mapapp.edits.drawn_places import kept_place_id, place_id, placed_feature, read_point
from mapapp.exports import write_build
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import close_databases, open_store, write_overlay

WANG = Person("王工")
HERE = Point(121.1234567, 31.1000004)


@pytest.fixture
def store(tmp_path):
    yield open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    close_databases()


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return build_atlas(SEEDS_DIR, GEODATA_DIR)


def built(atlas, folder):
    return {path.name: path.read_bytes() for path in write_build(atlas, select(atlas, Selection(as_of=2025)), folder)}


def test_a_put_project_is_shown_travels_in_an_export_and_undone_leaves_no_byte(store, shipped, tmp_path):
    project = next(one for one in shipped.projects if not shipped.placement_by_project[one.project_id].mapped)
    feature_id = kept_place_id(shipped, project)
    feature = placed_feature(project, feature_id, HERE, 100, "现场踏勘", "王工", date(2026, 11, 29))
    (entry,) = store.features.draw("placed", [feature], WANG, "现场踏勘", 0)

    state = store.journal.as_of()
    after = build_live_atlas(store, state, SEEDS_DIR, GEODATA_DIR)
    placement = after.placement_by_project[project.project_id]
    assert (placement.geometry.x, placement.geometry.y) == (121.123457, 31.1)
    assert placement.basis == "人工放置：王工于2026-11-29在图上放置，核实来源：现场踏勘"
    assert kept_place_id(after, project) == feature_id
    changed = [
        one
        for one in shipped.projects
        if after.placement_by_project[one.project_id] != shipped.placement_by_project[one.project_id]
    ]
    assert changed == [project]

    seeds, geodata = write_overlay(store, state, SEEDS_DIR, GEODATA_DIR, tmp_path / "out")
    written = json.loads((geodata / "placed.geojson").read_text(encoding="utf-8"))
    assert written["features"] == [feature]
    assert [problem for problem in check_geodata(geodata) if "placed" in problem.where] == []
    assert build_atlas(seeds, geodata).placement_by_project[project.project_id] == placement

    store.journal.undo(entry.number, WANG)
    undone = build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)
    assert built(undone, tmp_path / "undone") == built(shipped, tmp_path / "shipped")


def test_a_place_without_a_source_is_not_taken_in(tmp_path, shipped):
    project = shipped.projects[0]
    feature = placed_feature(project, place_id(project), HERE, 100, "", "王工", date(2026, 11, 29))
    text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
    (tmp_path / "placed.geojson").write_text(text, encoding="utf-8")
    (tmp_path / "towns.geojson").write_bytes((GEODATA_DIR / "towns.geojson").read_bytes())
    geodata, problems = load_geodata(tmp_path)
    assert geodata.layer("placed") == ()
    assert [problem.message for problem in problems if "placed" in problem.where] == ["缺少属性 source"]


@pytest.mark.parametrize(
    "said", [None, "121,31", [121], [121, 31, 0], ["121", "31"], [181, 31], [121, -91], [True, 31], [float("nan"), 31]]
)
def test_what_is_no_point_is_none(said):
    assert read_point(said) is None


def test_a_point_is_kept_with_six_decimals():
    assert read_point([121.12345678, 31]).coords[0] == (121.123457, 31.0)
