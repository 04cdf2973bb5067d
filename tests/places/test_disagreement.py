"""Text against drawing: told with both readings and the quote, unless the overlap is declared."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import Point

from mapapp.contracts import Evidence, Geodata
from mapapp.places import place_projects
from tests.toy_world import make_event, make_project, square, toy


def test_text_zone_far_from_the_drawn_place_is_reported_with_the_quote(toy_geodata: Geodata) -> None:
    event = make_event("新城课植园建成", zones=("新城",))
    project = make_project("课植园", zones=("新城",), events=(event,))
    _, problems = place_projects([project], [event], toy_geodata)
    assert len(problems) == 1
    problem = problems[0]
    assert (problem.code, problem.project_id, problem.doc, problem.start) == (
        "zone-disagreement",
        "p-课植园",
        "000",
        10,
    )
    # From east 0.25 km to the west edge of 新城 at 5 km.
    assert "文字说在新城，图上在青西，离新城约 4750 米" in problem.message
    assert "新城课植园建成" in problem.message


def test_agreement_is_silent(toy_geodata: Geodata) -> None:
    _, problems = place_projects([make_project("课植园", zones=("青西",))], (), toy_geodata)
    assert problems == ()


def test_containing_zone_excuses_nothing(toy_geodata: Geodata) -> None:
    # Both 青西 and the text's 示范区 are declared to overlap, but 课植园 lies in 青西 alone.
    _, problems = place_projects([make_project("课植园", zones=("示范区",))], (), toy_geodata)
    assert [problem.code for problem in problems] == ["zone-disagreement"]


def test_declared_edge_is_silent(toy_geodata: Geodata) -> None:
    # 赵巷 belongs to 青东, and 新城 reaches into it somewhere: a site there may be said to be in 新城.
    park = next(feature for feature in toy_geodata.features if feature.id == "t4")
    town = replace(park, id="t9", name="赵巷镇", town="赵巷镇", district="青浦区", geometry=square(6, 0, 7, 1))
    site = replace(
        park, id="p9", layer="places", name="赵巷公园", geometry=toy(Point(6.9, 0.5)), kind="park", district=""
    )
    geodata = replace(toy_geodata, features=(*toy_geodata.features, town, site))
    _, problems = place_projects([make_project("赵巷公园", zones=("新城",))], (), geodata)
    assert problems == ()


def test_zone_by_local_knowledge_is_no_text(toy_geodata: Geodata) -> None:
    project = make_project("课植园", zones=("新城",), evidence=Evidence.WORLD)
    _, problems = place_projects([project], (), toy_geodata)
    assert problems == ()


def test_town_outline_is_too_coarse_to_disagree(toy_geodata: Geodata) -> None:
    _, problems = place_projects([make_project("朱家角镇卫生院", zones=("新城",))], (), toy_geodata)
    assert problems == ()


def test_place_is_given_the_benefit_of_its_own_accuracy(toy_geodata: Geodata) -> None:
    # 召稼楼 may be 800 m off. It stands 500 m from 大零号湾 and 1,000 m from 示范区.
    near = make_project("召稼楼改造", zones=("大零号湾",), district="闵行区")
    far = make_project("召稼楼更新", zones=("示范区",), district="闵行区")
    _, problems = place_projects([near, far], (), toy_geodata)
    assert [problem.project_id for problem in problems] == ["p-召稼楼更新"]


def test_site_in_another_district_is_told(toy_geodata: Geodata) -> None:
    # A lake belongs to no district, so its name alone does not keep a project of the other district away.
    lake = next(feature for feature in toy_geodata.features if feature.id == "w2")
    geodata = replace(toy_geodata, features=(*toy_geodata.features, replace(lake, id="w9", name="兰香湖")))
    _, (problem,) = place_projects([make_project("兰香湖整治", district="闵行区")], (), geodata)
    assert problem.code == "district-disagreement"
    assert "出自闵行区的文件，图上在青浦区金泽镇" in problem.message


def test_district_outline_claims_no_zones(toy_geodata: Geodata) -> None:
    (placement,), _ = place_projects([make_project("不知何处")], (), toy_geodata)
    assert placement.zones_by_geometry == ()
