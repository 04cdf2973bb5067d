"""The gazetteer answers to every name a document may use, and not to look-alikes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from mapapp.contracts import Feature, Geodata, Precision
from mapapp.places.gazetteer import Gazetteer
from tests.toy_world import square, toy


def feature_named(name: str, **facts: object) -> Feature:
    basic = Feature("x", "places", name, "park", toy(Point(0, 0)), 100.0, "测试", district="青浦区")
    return replace(basic, **facts)  # type: ignore[arg-type]


def gazetteer_of(*features: Feature) -> Gazetteer:
    return Gazetteer(Geodata((), features))


@pytest.mark.parametrize("asked", ["17号线", "G318", "沪青平公路", "朱家角", "朱家角镇", "东方绿舟站", "上海交大"])
def test_answers_to_short_and_other_names(toy_geodata: Geodata, asked: str) -> None:
    assert Gazetteer(toy_geodata).exact(asked)


def test_park_and_station_of_one_name_are_told_apart(toy_geodata: Geodata) -> None:
    gazetteer = Gazetteer(toy_geodata)
    assert [entry.feature_id for entry in gazetteer.exact("东方绿舟")] == ["p6"]
    assert [entry.feature_id for entry in gazetteer.exact("东方绿舟站")] == ["s1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("朱家角镇社区卫生服务中心", ["朱家角镇"]),
        ("莘庄工业区厂房", ["莘庄工业区"]),
        ("黄浦江滨江贯通", []),
        ("新虹桥国际医学中心", []),
        ("大零号湾图书馆", []),
        ("吴泾镇剑川路改造", ["吴泾镇", "剑川路"]),
    ],
)
def test_finds_the_longest_name_and_no_look_alike(toy_geodata: Geodata, text: str, found: list[str]) -> None:
    town = feature_named("浦江镇", id="t8", layer="towns", town="浦江镇", geometry=square(8, 0, 9, 1))
    other = feature_named("新虹街道", id="t7", layer="towns", town="新虹街道", geometry=square(9, 0, 10, 1))
    bay = feature_named("零号湾创业区", id="p8", aliases=("零号湾",))
    gazetteer = Gazetteer(replace(toy_geodata, features=(*toy_geodata.features, town, other, bay)))
    assert [text[match.start : match.end] for match in gazetteer.find(text)] == found


def test_common_alias_counts_only_as_a_whole_name() -> None:
    gazetteer = gazetteer_of(feature_named("青浦区体育中心", aliases=("体育中心",)))
    assert gazetteer.exact("体育中心")
    assert gazetteer.find("某某体育中心") == ()
    assert gazetteer.find("青浦区体育中心二期")


@pytest.mark.parametrize(
    ("feature", "precision"),
    [
        (feature_named("某园"), Precision.SITE),
        (feature_named("某园", accuracy_m=800.0), Precision.AREA),
        (feature_named("某园", geometry=square(0, 0, 0.5, 0.5)), Precision.SITE),
        (feature_named("某园", geometry=square(0, 0, 2, 2)), Precision.AREA),
        (feature_named("某站", kind="station"), Precision.STATION),
        (feature_named("某泵站", kind="泵站"), Precision.SITE),
        (feature_named("某路", kind="road", geometry=toy(LineString([(0, 0), (2, 0)]))), Precision.STREET),
        (feature_named("某路", kind="road", geometry=toy(LineString([(0, 0), (4, 0)]))), Precision.LINE),
        (feature_named("某河", kind="river", geometry=toy(LineString([(0, 0), (2, 0)]))), Precision.LINE),
        (feature_named("某镇", layer="towns", geometry=square(0, 0, 2, 2)), Precision.TOWN),
        (feature_named("某工业区", layer="towns", geometry=square(0, 0, 2, 2)), Precision.AREA),
        (feature_named("某区", layer="districts", geometry=square(0, 0, 2, 2)), Precision.DISTRICT),
    ],
)
def test_precision_follows_from_layer_shape_and_accuracy(feature: Feature, precision: Precision) -> None:
    assert gazetteer_of(feature).exact(feature.name)[0].precision is precision


@pytest.mark.parametrize("layer", ["around", "names"])
def test_what_only_orients_is_no_place(layer: str) -> None:
    """昆山 beside the map, or a motorway drawn to the frame's edge, is too vague to put a project on."""
    drawn = feature_named("昆山", layer=layer, kind="city")
    gazetteer = gazetteer_of(drawn)
    assert gazetteer.exact("昆山") == ()
    assert gazetteer.find("昆山路改建") == ()
    assert gazetteer_of(replace(drawn, layer="areas")).exact("昆山")
