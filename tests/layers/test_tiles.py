"""A base layer is asked for by setting; what lies on a shifted datum is refused with its reason."""

from __future__ import annotations

import pytest

from mapapp.errors import MapAppError
from mapapp.layers.tiles import read_tiles


@pytest.mark.parametrize("settings", [{}, {"MAPAPP_TILES": ""}, {"MAPAPP_TILES": " none "}])
def test_without_a_setting_there_is_no_base_layer(settings):
    assert read_tiles(settings) is None


def test_known_names_and_a_template_are_taken():
    osm = read_tiles({"MAPAPP_TILES": "OSM"})
    assert osm.urls == ("https://tile.openstreetmap.org/{z}/{x}/{y}.png",)
    assert "OpenStreetMap" in osm.attribution
    sky = read_tiles({"MAPAPP_TILES": "tianditu", "MAPAPP_TIANDITU_KEY": "abc123"})
    assert len(sky.urls) == 2
    assert all(url.startswith("https://t{s}.tianditu.gov.cn/") and url.endswith("&tk=abc123") for url in sky.urls)
    own = read_tiles({"MAPAPP_TILES": "http://tiles.local:8080/{z}/{x}/{y}.png", "MAPAPP_TILES_DATUM": "WGS 84"})
    assert own.urls == ("http://tiles.local:8080/{z}/{x}/{y}.png",)
    assert own.attribution == "底图：tiles.local"


@pytest.mark.parametrize(
    "settings",
    [
        {"MAPAPP_TILES": "https://webrd0{s}.is.autonavi.com/appmaptile?x={x}&y={y}&z={z}"},
        {"MAPAPP_TILES": "https://WPRD01.is.AutoNavi.com/appmaptile?x={x}&y={y}&z={z}"},
        {"MAPAPP_TILES": "http://rt{s}.map.gtimg.com/tile?z={z}&x={x}&y={y}"},
        {"MAPAPP_TILES": "https://tiles.local/{z}/{x}/{y}.png", "MAPAPP_TILES_DATUM": "gcj02"},
        {"MAPAPP_TILES": "https://tiles.local/{z}/{x}/{y}.png", "MAPAPP_TILES_DATUM": "GCJ-02"},
    ],
)
def test_a_shifted_base_layer_is_refused_with_its_shift(settings):
    with pytest.raises(MapAppError, match=r"GCJ-02.*偏约 485 米.*所以不用"):
        read_tiles(settings)


def test_a_name_that_only_resembles_a_shifted_host_is_not_refused():
    assert read_tiles({"MAPAPP_TILES": "https://notamap.com/{z}/{x}/{y}.png"}) is not None


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"MAPAPP_TILES": "https://online.map.bdimg.com/tile/?x={x}&y={y}&z={z}"}, "BD-09"),
        ({"MAPAPP_TILES": "tianditu"}, "密钥"),
        ({"MAPAPP_TILES": "tianditu", "MAPAPP_TIANDITU_KEY": "a&b"}, "密钥"),
        ({"MAPAPP_TILES": "https://tiles.local/{z}/{x}.png"}, "瓦片网址"),
        ({"MAPAPP_TILES": "javascript:alert({z}{x}{y})"}, "瓦片网址"),
        ({"MAPAPP_TILES": "http://[{z}{x}{y}"}, "瓦片网址"),
        ({"MAPAPP_TILES": "https://tiles.local/{z}/{x}/{y}", "MAPAPP_TILES_DATUM": "EPSG:3857?"}, "不认识"),
    ],
)
def test_what_cannot_be_used_is_named(settings, words):
    with pytest.raises(MapAppError, match=words):
        read_tiles(settings)
