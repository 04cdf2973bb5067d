"""QGIS speaks the screen's language: the same colours, the same fullness, the same words."""

import xml.etree.ElementTree as ET

import pytest

from mapapp.contracts import Stage
from mapapp.exports import qgis_symbols, stage_marks
from mapapp.exports.flat_columns import columns_of
from mapapp.exports.qgis_layers import layer_style, map_layers
from mapapp.exports.qgis_layout import identifier
from mapapp.layers import style as screen


def symbols(renderer):
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
    styled = ET.tostring(qgis_symbols.zone_renderer(["青西", "不认识的片区"]), encoding="unicode")
    for mark in (screen.zone_mark("青西"), screen.zone_mark("不认识的片区")):
        for colour in (mark.tint, mark.outline):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            assert f"{red},{green},{blue}" in styled


@pytest.mark.parametrize("kind", ["points", "lines", "areas", "regions"])
def test_every_stage_has_a_symbol_under_its_chinese_name(kind):
    found = symbols(qgis_symbols.stage_renderer(kind))
    assert [(value, label) for value, (label, _) in found.items()] == [
        *((stage.value, stage.term) for stage in Stage),
        ("", "未见进展报告"),
    ]
    looks = {ET.tostring(symbol) for _, symbol in found.values()}
    assert len(looks) == len(found)


def test_a_disc_is_as_full_as_the_stage_is_far():
    found = symbols(qgis_symbols.stage_renderer("points"))
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
    for _, symbol in symbols(qgis_symbols.stage_renderer("regions")).values():
        drawn = options(symbol.find("layer"))
        assert (drawn["style"], drawn["outline_style"]) == ("no", "dash")


def test_an_unknown_zone_is_neutral_and_hostile_names_stay_text():
    found = symbols(qgis_symbols.zone_renderer(("青西", 'x"/><a>&')))
    assert options(found["青西"][1].find("layer"))["outline_color"] == "30,90,60,255"
    assert options(found['x"/><a>&'][1].find("layer"))["outline_color"] == "102,114,125,255"


def test_a_project_nobody_reports_on_is_grey_all_over_and_not_only_a_ring():
    inside = {
        value: options(symbol.find("layer"))["color"]
        for value, (_, symbol) in symbols(qgis_symbols.stage_renderer("points")).items()
    }
    white = "255,255,255,255"
    assert inside["planned"] == white
    red, green, blue, _ = map(int, inside[""].split(","))
    # Against white at least 1.4 : 1, by the formula of WCAG, and its ring at least 3 : 1.
    assert contrast((red, green, blue), (255, 255, 255)) > 1.4
    ring = options(symbols(qgis_symbols.stage_renderer("points"))[""][1].find("layer"))["outline_color"]
    assert contrast(tuple(map(int, ring.split(",")[:3])), (255, 255, 255)) > 3


def contrast(one, other):
    def light(colour):
        linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return lighter / darker


def test_an_area_is_hollow_with_its_mark_at_the_middle_and_others_at_the_same_place_stand_aside():
    for value, (_, symbol) in symbols(qgis_symbols.stage_renderer("areas")).items():
        outline, centre = symbol.findall("layer")
        assert options(outline)["style"] == "no", value
        assert centre.get("class") == "CentroidFill"
        within = centre.find("symbol/layer")
        expression = within.find("data_defined_properties").findall(".//Option[@name='expression']")[0].get("value")
        assert "placement_feature_ids" in expression


LAYERS = {layer.table: layer for layer in map_layers(["青西"])}


@pytest.mark.parametrize("table", [table for table, layer in LAYERS.items() if layer.entry])
def test_fields_have_their_chinese_names_and_codes_are_chosen_by_their_terms(table):
    root = ET.fromstring(layer_style(LAYERS[table]))
    columns = columns_of(LAYERS[table].entry)
    aliases = {one.get("field"): one.get("name") for one in root.find("aliases")}
    assert aliases == {column.name: column.term for column in columns}
    for column, field in zip(columns, root.find("fieldConfiguration"), strict=True):
        pairs = {one.get("name"): one.get("value") for one in field.findall(".//Option[@type='QString']")}
        if column.name in {"stage", "verdict"}:
            assert pairs == {term: value for value, term in column.terms}


def test_map_tips_show_the_quote_and_no_text_of_a_document_becomes_html():
    for table in ("projects_points", "projects_lines", "projects_areas", "projects_regions"):
        tip = ET.fromstring(layer_style(LAYERS[table])).findtext("mapTip")
        assert '"quote"' in tip
        assert "'<', '&lt;'" in tip


def test_projects_are_labelled_near_by_and_zones_always():
    near = ET.fromstring(layer_style(LAYERS["projects_points"])).find("labeling/settings/rendering")
    assert (near.get("scaleVisibility"), near.get("scaleMax")) == ("1", "250000")
    always = ET.fromstring(layer_style(LAYERS["zones"])).find("labeling/settings/rendering")
    assert always.get("scaleVisibility") == "0"


def test_what_is_known_only_to_a_town_is_switched_off_and_groups_are_chinese():
    assert not LAYERS["projects_regions"].shown
    assert list(dict.fromkeys(layer.group for layer in LAYERS.values())) == [
        "项目",
        "片区",
        "街镇和区",
        "底图（示意）",
        "表",
    ]


def test_ids_are_the_same_every_time():
    assert identifier("map") == identifier("map") != identifier("legend")
