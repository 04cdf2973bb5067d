"""Each project stands at the best place its own words can defend, and says why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from mapapp.contracts import Evidence, Geodata, Placement, Precision, Project, ProjectEvent
from mapapp.geometry.measure import measure_length_km
from mapapp.places import place_projects
from tests.toy_world import make_event, make_project, toy


def place(project: Project, geodata: Geodata, *events: ProjectEvent) -> Placement:
    (placement,), _ = place_projects([project], events, geodata)
    assert placement.basis.strip()
    return placement


@pytest.mark.parametrize(
    ("name", "district", "precision", "feature_id"),
    [
        ("课植园", "青浦区", Precision.SITE, "p1"),
        ("课植园二期", "青浦区", Precision.SITE, "p1"),
        ("体育中心二期", "青浦区", Precision.SITE, "p5"),
        ("轨交17号线", "青浦区", Precision.LINE, "l17"),
        ("G318改扩建", "青浦区", Precision.LINE, "r2"),
        ("318国道改扩建工程", "青浦区", Precision.LINE, "r2"),
        ("沪青平公路大修", "青浦区", Precision.LINE, "r2"),
        ("剑川路大修", "闵行区", Precision.STREET, "r3"),
        ("剑川路桥", "闵行区", Precision.STREET, "r3"),
        ("东方绿舟站综合开发", "青浦区", Precision.STATION, "s1"),
        ("东方绿舟升级改造", "青浦区", Precision.SITE, "p6"),
        ("大治河综合整治", "闵行区", Precision.LINE, "w1"),
        ("紫竹高新区人工智能标准厂房", "闵行区", Precision.AREA, "a1"),
        ("紫竹高新区基金小镇", "闵行区", Precision.AREA, "a1"),
        ("汇中村市高标准农田项目", "闵行区", Precision.AREA, "p2"),
        ("朱家角镇社区卫生服务中心", "青浦区", Precision.TOWN, "t2"),
        ("朱家角文化活动中心", "青浦区", Precision.TOWN, "t2"),
        ("吴泾镇", "闵行区", Precision.TOWN, "t3"),
        ("吴泾镇城中村改造", "闵行区", Precision.TOWN, "t3"),
        ("东方绿舟站公交换乘枢纽", "青浦区", Precision.STATION, "s1"),
        ("大治河生态间隔带", "闵行区", Precision.LINE, "w1"),
        ("大治河泵闸", "闵行区", Precision.LINE, "w1"),
        ("剑川路周边地区更新", "闵行区", Precision.AREA, "r3"),
        ("元荡岸线贯通", "青浦区", Precision.AREA, "w2"),
        ("环元荡区域提升", "青浦区", Precision.AREA, "w2"),
        ("莘庄工业区某项目", "闵行区", Precision.AREA, "t4"),
    ],
)
def test_name_leads_to_its_place(
    toy_geodata: Geodata, name: str, district: str, precision: Precision, feature_id: str
) -> None:
    placement = place(make_project(name, district=district), toy_geodata)
    assert (placement.precision, placement.feature_ids) == (precision, (feature_id,))


@pytest.mark.parametrize(
    ("name", "why_not"),
    [
        ("17号线西延伸", "an extension is where the drawn line is not"),
        ("朱家角路拓宽", "a road named after a town may run anywhere"),
        ("元荡旅游度假区", "a resort named after a lake is not in the water"),
        ("近紫竹高新区某项目", "near a park is not in it"),
        ("上海交大学生创新中心", "a university's name says who, not where"),
        ("紫竹高新区发展集团总部", "a company named after a park"),
        ("紫竹高新区产业基金", "a fund named after a park"),
    ],
)
def test_name_that_only_contains_a_place_is_not_put_there(toy_geodata: Geodata, name: str, why_not: str) -> None:
    assert place(make_project(name), toy_geodata).precision is Precision.DISTRICT, why_not


def test_same_name_in_other_district_is_another_place(toy_geodata: Geodata) -> None:
    assert place(make_project("体育中心", district="闵行区"), toy_geodata).feature_ids == ("d2",)


def test_place_named_with_the_project_holds_it_as_an_area(toy_geodata: Geodata) -> None:
    project = make_project("天工之家", district="闵行区", places=("上海交大",))
    placement = place(project, toy_geodata)
    assert (placement.precision, placement.feature_ids) == (Precision.AREA, ("p4",))
    assert "原文随项目写到“上海交大”" in placement.basis
    # A square of 200 m has the area of a circle of 113 m radius: as vague as the campus is wide.
    assert placement.accuracy_m == pytest.approx(112.8, abs=0.5)


def test_works_in_a_town_are_in_it_and_not_the_town(toy_geodata: Geodata) -> None:
    placement = place(make_project("吴泾镇城中村改造", district="闵行区"), toy_geodata)
    assert placement.basis.startswith("项目名“吴泾镇城中村改造”里有“吴泾镇”，在其范围内")


def test_narrower_of_two_places_it_lies_in_is_taken(toy_geodata: Geodata) -> None:
    # The campus is 200 m wide, the park a kilometre.
    placement = place(make_project("某实验室", district="闵行区", places=("紫竹高新区", "上海交大")), toy_geodata)
    assert placement.feature_ids == ("p4",)


def test_several_villages_are_one_place_in_parts(toy_geodata: Geodata) -> None:
    placement = place(make_project("两村联动", district="闵行区", places=("汇中村", "正义村")), toy_geodata)
    assert placement.feature_ids == ("p2", "p3")
    assert placement.geometry is not None
    assert placement.geometry.geom_type == "MultiPoint"


def test_two_towns_in_the_name_are_both(toy_geodata: Geodata) -> None:
    placement = place(make_project("金泽朱家角片区和美乡村"), toy_geodata)
    assert (placement.precision, placement.feature_ids) == (Precision.TOWN, ("t1", "t2"))


def test_villages_in_another_of_its_names_beat_the_town(toy_geodata: Geodata) -> None:
    project = make_project("吴泾“两村联动”创建", district="闵行区", aliases=("吴泾汇中村和正义村“两村联动”",))
    assert place(project, toy_geodata).feature_ids == ("p2", "p3")


def test_quote_that_says_where_is_believed(toy_geodata: Geodata) -> None:
    event = make_event("位于紫竹高新区的研发中心开工")
    project = make_project("某研发中心", district="闵行区", events=(event,))
    assert place(project, toy_geodata, event).feature_ids == ("a1",)


def test_address_on_a_road_is_somewhere_along_it(toy_geodata: Geodata) -> None:
    placement = place(make_project("旧住房成套改造", district="闵行区", places=("剑川路5530弄",)), toy_geodata)
    assert placement.precision is Precision.STREET
    # Half of one kilometre and the reach of a plot beside it.
    assert placement.accuracy_m == pytest.approx(700, abs=2)


def test_named_place_beats_town_in_the_name(toy_geodata: Geodata) -> None:
    placement = place(make_project("金泽文化项目", places=("课植园",)), toy_geodata)
    assert placement.feature_ids == ("p1",)


def test_named_place_outside_the_town_in_the_name_is_not_believed(toy_geodata: Geodata) -> None:
    # A sentence that names both tells of two projects; 课植园 of the toy world lies in 金泽.
    placement = place(make_project("朱家角文化项目", places=("课植园",)), toy_geodata)
    assert placement.feature_ids == ("t2",)


def test_places_apart_in_a_sentence_say_nothing_about_one_project(toy_geodata: Geodata) -> None:
    # 课植园 and 青浦区体育中心 are neighbours, 东方绿舟站 lies half a kilometre off: all are 100 m exact.
    apart = make_project("某走廊", zones=("青西",), places=("课植园", "东方绿舟站"))
    assert place(apart, toy_geodata).feature_ids == ("zone:青西",)
    together = make_project("某走廊", zones=("青西",), places=("课植园", "青浦区体育中心"))
    assert place(together, toy_geodata).precision is Precision.AREA


def test_several_towns_in_a_sentence_say_nothing_about_one_project(toy_geodata: Geodata) -> None:
    project = make_project("城中村改造", zones=("青西",), places=("金泽", "朱家角"))
    assert place(project, toy_geodata).feature_ids == ("zone:青西",)


def test_place_in_the_name_is_its_own_even_if_nobody_drew_it(toy_geodata: Geodata) -> None:
    # 白鹤赵屯、现代农业园区2个片区: the other place in the sentence belongs to the other project.
    project = make_project("某农业园区片区", places=("课植园", "某农业园区"))
    assert place(project, toy_geodata).precision is Precision.DISTRICT


def test_crossing_of_two_drawn_lines_is_a_place(toy_geodata: Geodata) -> None:
    event = make_event("在崧泽大道-外青松公路交叉口设枢纽")
    across = replace(
        next(feature for feature in toy_geodata.features if feature.id == "r1"),
        id="r9",
        name="外青松公路",
        geometry=toy(LineString([(0.5, 0), (0.5, 1)])),
    )
    geodata = replace(toy_geodata, features=(*toy_geodata.features, across))
    placement = place(make_project("某枢纽", events=(event,)), geodata, event)
    assert placement.geometry is not None
    assert placement.geometry.distance(toy(Point(0.5, 0.5))) < 1e-5
    # Each line may be 100 m off.
    assert (placement.precision, placement.accuracy_m) == (Precision.SITE, 200.0)
    assert "两线相交处" in placement.basis


def test_line_after_a_town_is_its_stretch_there(toy_geodata: Geodata) -> None:
    # G318 runs ten kilometres; 吴泾镇 is one kilometre wide.
    placement = place(make_project("吴泾镇G318改造", district="闵行区"), toy_geodata)
    assert placement.geometry is not None
    assert measure_length_km(placement.geometry) == pytest.approx(1.0, abs=0.001)
    assert placement.feature_ids == ("r2", "t3")


def test_lines_joined_by_a_dash_are_both(toy_geodata: Geodata) -> None:
    placement = place(make_project("崧泽大道-剑川路提升"), toy_geodata)
    assert placement.feature_ids == ("r1", "r3")


def test_part_of_a_named_campus_is_on_it(toy_geodata: Geodata) -> None:
    placement = place(make_project("上海交大闵行校区图书馆", district="闵行区"), toy_geodata)
    assert placement.feature_ids == ("p4",)


def test_exit_of_a_motorway_at_a_place_is_the_stretch_there(toy_geodata: Geodata) -> None:
    placement = place(make_project("G318课植园出入口"), toy_geodata)
    assert placement.precision is Precision.STREET
    assert placement.geometry is not None
    # The road passes 50 m south of 课植园; within 100 + 100 + 200 m of it lie some 790 m of road.
    assert measure_length_km(placement.geometry) == pytest.approx(0.79, abs=0.02)


def test_most_specific_zone_of_the_text_is_taken_with_its_outline(toy_geodata: Geodata) -> None:
    placement = place(make_project("江南圩田", zones=("青西", "示范区")), toy_geodata)
    assert placement.precision is Precision.ZONE
    assert placement.feature_ids == ("zone:青西",)
    assert placement.geometry is not None
    assert placement.geometry.geom_type == "Polygon"


def test_zones_apart_are_both_kept(toy_geodata: Geodata) -> None:
    placement = place(make_project("数字干线", zones=("新城", "大零号湾")), toy_geodata)
    assert placement.feature_ids == ("zone:大零号湾", "zone:新城")


def test_zone_known_only_locally_is_not_enough(toy_geodata: Geodata) -> None:
    placement = place(make_project("网易国际文创园", zones=("青东",), evidence=Evidence.WORLD), toy_geodata)
    assert placement.precision is Precision.DISTRICT


def test_nothing_known_is_not_placed(toy_geodata: Geodata) -> None:
    placement = place(make_project("某项目", district="昆山市"), toy_geodata)
    assert (placement.precision, placement.geometry, placement.accuracy_m) == (Precision.NONE, None, None)


def test_every_project_gets_exactly_one_placement_in_order(toy_geodata: Geodata) -> None:
    projects = [make_project(name) for name in ("课植园", "不知何处", "金泽镇卫生院")]
    placements, _ = place_projects(projects, (), toy_geodata)
    assert [placement.project_id for placement in placements] == [project.project_id for project in projects]


def test_geometry_gives_zones_with_shares_and_town(toy_geodata: Geodata) -> None:
    placement = place(make_project("崧泽大道"), toy_geodata)
    # Two kilometres of road: one in 青西, one in 示范区, half a kilometre of it in both.
    shares = {share.zone_id: share.share for share in placement.zones_by_geometry}
    assert shares == {"青西": pytest.approx(0.5, abs=0.001), "示范区": pytest.approx(0.5, abs=0.001)}
    assert place(make_project("课植园"), toy_geodata).town == "金泽镇"
