"""The route of tiles: known layers and numbers only, with type and tag; the policy names the hosts that were named."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mapapp import open_workspace
from mapapp.ui.base_maps import own_bases, picture_origins, tile_routes
from mapapp.workspace import BaseLayerFacts, Workspace
from tests.layers.tile_samples import plain_tile, write_mbtiles, write_pmtiles

RED, BLUE = plain_tile((255, 0, 0)), plain_tile((0, 0, 255), "JPEG")


@pytest.fixture
def server(tmp_path, monkeypatch):
    write_mbtiles(tmp_path / "m.mbtiles", {(1, 0, 0): RED, (1, 1, 0): b"no picture"})
    write_pmtiles(tmp_path / "p.pmtiles", {(1, 0, 0): BLUE})
    layers = (
        BaseLayerFacts("m", "M", "WGS84", file="m.mbtiles"),
        BaseLayerFacts("p", "P", "CGCS2000", file="p.pmtiles"),
        BaseLayerFacts("far", "F", "WGS84", url="https://tiles.example/{z}/{x}/{y}"),
    )
    monkeypatch.setattr(
        open_workspace, "_open", [Workspace(root=tmp_path, title="t", title_en="t", base_layers=layers)]
    )
    monkeypatch.delenv("MAPAPP_TILES", raising=False)
    return TestClient(Starlette(routes=tile_routes()))


def test_tiles_come_with_type_and_tag_and_are_not_sent_twice(server):
    answer = server.get("/base/m/1/0/0")
    assert (answer.content, answer.headers["content-type"]) == (RED, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = server.get("/base/m/1/0/0", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = server.get("/base/p/1/0/0")
    assert (other.content, other.headers["content-type"]) == (BLUE, "image/jpeg")
    assert other.headers["etag"] != answer.headers["etag"]


@pytest.mark.parametrize(
    "address",
    [
        "/base/m/1/2/0", "/base/m/1/-1/0", "/base/m/99/0/0", "/base/m/1/0/a", "/base/other/1/0/0", "/base/far/1/0/0",
        "/base/..%2Fm.mbtiles/1/0/0", "/base/m.mbtiles/1/0/0", "/base/m/1/1/0", "/base/m/1/0/1",
    ],
)  # fmt: skip
def test_nothing_else_is_handed_out(server, address):
    assert server.get(address).status_code == 404


def test_a_file_damaged_meanwhile_is_a_missing_tile(server, tmp_path):
    (tmp_path / "m.mbtiles").write_bytes(b"no database at all" * 50)
    assert server.get("/base/m/1/0/0").status_code == 404


def test_choices_and_hosts_are_those_that_were_named(server, monkeypatch):
    assert [source.id for source in own_bases()] == ["m", "p", "far"]
    assert picture_origins() == ("https://tiles.example",)
    monkeypatch.setenv("MAPAPP_TILES", "osm")
    assert [source.id for source in own_bases()] == ["set", "m", "p", "far"]
    assert picture_origins() == ("https://tile.openstreetmap.org", "https://tiles.example")
