"""What the search box looks through holds every name, place and sentence once."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import box

from mapapp.contracts import Feature
from mapapp.ui.views.search_index import build_search_index


def build(make_atlas, make_event):
    """Index two projects, one with an alias and a place, in a zone and a town."""
    atlas = make_atlas(
        [
            make_event("e1", "方厅水院", "p1"),
            make_event("e2", "水院", "p1", quote="水院启用", start=20, end=24),
            make_event("e3", "蟠龙天地", "p2", zones=("示范区",)),
        ]
    )
    projects = (replace(atlas.projects[0], places=("西岑", "青西")), atlas.projects[1])
    town = Feature("t1", "towns", "朱家角镇", "town", box(121.0, 31.1, 121.02, 31.11), 100.0, "手绘")
    return build_search_index(replace(atlas, projects=projects, geodata=replace(atlas.geodata, features=(town,))))


def test_a_project_is_spelled_in_every_way_and_keeps_its_sentences(make_atlas, make_event):
    index = build(make_atlas, make_event)
    project_id, spellings, places, quotes = index["projects"][0]
    assert project_id == "p1"
    assert spellings == [["方厅水院", "fangtingshuiyuan", "ftsy"], ["水院", "shuiyuan", "sy"]]
    assert places == ["西岑", "青西"]
    assert sorted(quotes) == [["方厅水院开工", "900@0-6"], ["水院启用", "900@20-24"]]
    assert index["documents"] == {"900": "文件900"}


def test_areas_know_their_projects_and_are_no_mere_places(make_atlas, make_event):
    index = build(make_atlas, make_event)
    areas = {focus: (spellings[0][0], numbers) for focus, spellings, numbers in index["areas"]}
    assert areas["zone:青西"] == ("青西", [0, 1])  # both lie there
    assert areas["zone:示范区"] == ("示范区", [1])
    assert areas["town:朱家角镇"] == ("朱家角镇", [0, 1])
    assert [(spellings[0][0], numbers) for spellings, numbers in index["places"]] == [("西岑", [0])]
