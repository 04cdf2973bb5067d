"""QGIS speaks the screen's language: the same colours, the same fullness, the same words."""

import xml.etree.ElementTree as ET

import pytest

from mapapp.contracts import Stage
from mapapp.exports import qgis_style, stage_marks
from mapapp.layers import style as screen


def symbols(qml):
    renderer = ET.fromstring(qml).find("renderer-v2")
    drawn = {symbol.get("name"): symbol for symbol in renderer.find("symbols")}
    return {one.get("value"): (one.get("label"), drawn[one.get("symbol")]) for one in renderer.find("categories")}


def options(layer):
    return {one.get("name"): one.get("value") for one in layer.find("Option")}


def test_stages_look_as_they_do_on_screen():
    for stage, mark in screen.STAGE_MARKS.items():
        ours = stage_marks.STAGE_MARKS[stage]
        assert (ours.colour, ours.fill, ours.dashed, ours.halo, ours.dash) == (
            mark.colour,
            mark.fill,
            mark.ring == "dashed",
            mark.halo,
            mark.dash,
        )


def test_zones_look_as_they_do_on_screen():
    styled = qgis_style.zone_style(["青西", "不认识的片区"])
    for mark in (screen.zone_mark("青西"), screen.zone_mark("不认识的片区")):
        for colour in (mark.tint, mark.outline):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            assert f"{red},{green},{blue}" in styled


@pytest.mark.parametrize("kind", ["points", "lines", "areas", "regions"])
def test_every_stage_has_a_symbol_under_its_chinese_name(kind):
    found = symbols(qgis_style.stage_style(kind))
    assert [(value, label) for value, (label, _) in found.items()] == [
        *((stage.value, stage.term) for stage in Stage),
        ("", "未见进展报告"),
    ]
    looks = {ET.tostring(symbol) for _, symbol in found.values()}
    assert len(looks) == len(found)


def test_a_disc_is_as_full_as_the_stage_is_far():
    found = symbols(qgis_style.stage_style("points"))
    shapes = {
        value: [options(layer)["name"] for layer in symbol.findall("layer")] for value, (_, symbol) in found.items()
    }
    assert shapes["planned"] == shapes["prepared"] == shapes[""] == ["circle"]
    assert shapes["started"] == ["circle", "quarter_circle"]
    assert shapes["building"] == ["circle", "semi_circle"]
    assert shapes["topped_out"] == ["circle", "quarter_circle"]
    assert shapes["completed"] == ["circle"]
    assert shapes["operating"] == ["circle", "circle"]


def test_a_project_known_only_to_a_town_is_an_outline():
    for _, symbol in symbols(qgis_style.stage_style("regions")).values():
        drawn = options(symbol.find("layer"))
        assert (drawn["style"], drawn["outline_style"]) == ("no", "dash")


def test_an_unknown_zone_is_neutral_and_hostile_names_stay_text():
    found = symbols(qgis_style.zone_style(("青西", 'x"/><a>&')))
    assert options(found["青西"][1].find("layer"))["outline_color"] == "47,125,91,255"
    assert options(found['x"/><a>&'][1].find("layer"))["outline_color"] == "102,114,125,255"
