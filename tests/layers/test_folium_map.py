"""The base map is constant, asks no other server, and commands carry ids only."""

from __future__ import annotations

import base64
import json
import re

import pytest

from mapapp.contracts import Clock
from mapapp.layers.folium_map import MapCommand, command_data, map_page, pack_mask
from mapapp.layers.publish import PublishedFiles, publish_specs
from mapapp.layers.specs import build_layer_specs
from mapapp.layers.tiles import read_tiles


@pytest.fixture
def specs_and_links(make_atlas):
    """Return specs of the small world and where they were published."""
    specs = build_layer_specs(make_atlas(), {"p1": ("------4--", "---------")})
    return specs, publish_specs(specs, PublishedFiles())


def test_two_drawings_are_one_map_to_the_browser(specs_and_links):
    assert map_page(*specs_and_links) == map_page(*specs_and_links)


def test_other_data_is_another_map(make_atlas, make_event, specs_and_links):
    specs = build_layer_specs(make_atlas([make_event(), make_event("e2", "乙厂", "p2")]), {})
    assert map_page(specs, publish_specs(specs, PublishedFiles())) != map_page(*specs_and_links)


def test_nothing_is_asked_of_another_server(specs_and_links):
    page = map_page(*specs_and_links)
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len([address for address in asked if address.endswith(".js")]) > 10
    assert all(address.startswith("files/") for address in asked)
    assert re.findall(r"https?://[^\s\"']+", page) == []


def test_every_file_of_data_is_asked_for_before_the_scripts_ask(specs_and_links):
    specs, links = specs_and_links
    page = map_page(specs, links)
    early = page[: page.index("<script")]
    assert all(f'rel="modulepreload" href="{address}"' in early for address in links.modules)
    for address in (links.ground, links.zones, links.projects, links.labels):
        assert f'rel="preload" as="fetch" crossorigin="anonymous" href="{address}"' in early
        assert page.count(address) == 2


def test_names_do_not_travel_in_the_page(specs_and_links):
    assert "甲厂" not in map_page(*specs_and_links)


def test_a_command_is_plain_values():
    command = MapCommand(2024, Clock.PROMISED, "AQ==", focus="zone:青西", held=("青西", "青东"))
    assert json.loads(json.dumps(command_data(command))) == {
        "year": 2024,
        "clock": "promised",
        "mask": "AQ==",
        "focus": "zone:青西",
        "fly": "",
        "step": 0,
        "held": ["青西", "青东"],
        "filtered": False,
        "within": [],
        "colour": None,
        "may_edit": False,
        "edit": None,
    }


def test_the_mask_has_one_bit_a_project_in_order():
    ids = tuple(f"p{number}" for number in range(10))
    assert base64.b64decode(pack_mask(ids, {"p0", "p9"})) == bytes([0b00000001, 0b00000010])
    assert pack_mask((), set()) == ""


def test_the_address_of_the_data_is_its_content(make_atlas):
    specs = build_layer_specs(make_atlas(), {})
    assert publish_specs(specs, PublishedFiles()) == publish_specs(specs, PublishedFiles())
    changed = build_layer_specs(make_atlas(), {"p1": ("------6--", "---------")})
    assert publish_specs(changed, PublishedFiles()).projects != publish_specs(specs, PublishedFiles()).projects


def test_a_base_layer_comes_only_where_it_is_asked_for(specs_and_links):
    plain = map_page(*specs_and_links)
    tiled = map_page(*specs_and_links, [read_tiles({"MAPAPP_TILES": "osm"})])
    assert re.findall(r"https?://", plain) == []
    assert re.findall(r"https?://[^/]+", tiled) == ["https://tile.openstreetmap.org"]
