"""The base map is constant, asks no other server, and commands carry ids only."""

from __future__ import annotations

import base64
import re

import pytest
from streamlit_folium import _get_feature_group_string, generate_js_hash, generate_leaflet_string

from mapapp.contracts import Clock
from mapapp.layers.folium_map import MapCommand, draw_command, draw_map, pack_mask
from mapapp.layers.publish import publish_specs
from mapapp.layers.specs import build_layer_specs
from mapapp.layers.tiles import read_tiles


@pytest.fixture
def specs_and_links(make_atlas, tmp_path):
    """Give specs of the small world and where they were published."""
    specs = build_layer_specs(make_atlas(), {"p1": ("------4--", "---------")})
    return specs, publish_specs(specs, tmp_path)


def script_of(specs, links):
    """Render the map's script as streamlit-folium does."""
    leaflet_map = draw_map(specs, links)
    leaflet_map.get_root().render()
    return leaflet_map, generate_leaflet_string(leaflet_map)


def test_two_drawings_are_one_map_to_the_browser(specs_and_links):
    first, second = (generate_js_hash(script_of(*specs_and_links)[1], "map") for _ in range(2))
    assert first == second


def test_other_data_is_another_map(make_atlas, make_event, tmp_path, specs_and_links):
    specs = build_layer_specs(make_atlas([make_event(), make_event("e2", "乙厂", "p2")]), {})
    other = script_of(specs, publish_specs(specs, tmp_path))[1]
    assert generate_js_hash(other, "map") != generate_js_hash(script_of(*specs_and_links)[1], "map")


def test_nothing_is_asked_of_another_server(specs_and_links):
    leaflet_map, script = script_of(*specs_and_links)
    links = [address for _, address in (*leaflet_map.default_js, *leaflet_map.default_css)]
    assert all(address.startswith("../../app/static/") for address in links)
    assert re.findall(r"https?://[^\s\"']+", script) == []


def test_names_do_not_travel_in_the_script(specs_and_links):
    assert "甲厂" not in script_of(*specs_and_links)[1]


def test_a_command_reaches_the_map_as_one_call(specs_and_links):
    leaflet_map, _ = script_of(*specs_and_links)
    command = MapCommand(2024, Clock.PROMISED, "AQ==", focus="zone:青西")
    script = _get_feature_group_string(draw_command(command), leaflet_map)
    assert script.count("window.mapapp.apply(") == 1
    assert '"year": 2024' in script
    assert '"promised"' in script


def test_a_command_cannot_break_out_of_its_script(specs_and_links):
    leaflet_map, _ = script_of(*specs_and_links)
    command = MapCommand(2024, Clock.HAPPENED, "", focus='zone:</script>"+alert(1)+"')
    script = _get_feature_group_string(draw_command(command), leaflet_map)
    assert "</script>" not in script
    assert re.search(r'(?<!\\)"\+alert', script) is None


def test_the_mask_has_one_bit_a_project_in_order():
    ids = tuple(f"p{number}" for number in range(10))
    assert base64.b64decode(pack_mask(ids, {"p0", "p9"})) == bytes([0b00000001, 0b00000010])
    assert pack_mask((), set()) == ""


def test_the_address_of_the_data_is_its_content(make_atlas, tmp_path):
    specs = build_layer_specs(make_atlas(), {})
    assert publish_specs(specs, tmp_path) == publish_specs(specs, tmp_path / "other")
    changed = build_layer_specs(make_atlas(), {"p1": ("------6--", "---------")})
    assert publish_specs(changed, tmp_path).projects != publish_specs(specs, tmp_path).projects


def test_old_data_is_forgotten_and_the_current_kept(make_atlas, tmp_path):
    for number in range(16):
        specs = build_layer_specs(make_atlas(), {"p1": (f"{number:09d}", "")})
        links = publish_specs(specs, tmp_path)
    folders = [item.name for item in (tmp_path / "data").iterdir()]
    assert len(folders) == 13
    assert links.projects.split("/")[-2] in folders


def test_a_base_layer_comes_only_where_it_is_asked_for(specs_and_links):
    specs, links = specs_and_links
    plain, tiled = draw_map(specs, links), draw_map(specs, links, read_tiles({"MAPAPP_TILES": "osm"}))
    scripts = []
    for leaflet_map in (plain, tiled):
        leaflet_map.get_root().render()
        scripts.append(generate_leaflet_string(leaflet_map))
    assert re.findall(r"https?://", scripts[0]) == []
    assert re.findall(r"https?://[^/]+", scripts[1]) == ["https://tile.openstreetmap.org"]
