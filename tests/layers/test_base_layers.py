"""What a workspace offers as base layers is checked; what would lie wrongly is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.layers.base_layers import offered_layers
from mapapp.layers.tiles import tile_origins
from mapapp.workspace import BaseLayerFacts, Workspace
from tests.layers.tile_samples import plain_tile, write_mbtiles

XYZ = "https://tiles.example/{z}/{x}/{y}.png"


def offer(root: Path, *rows: dict, **settings: str):
    facts = tuple(BaseLayerFacts(**{"id": "a", "title": "甲", "datum": "WGS84", **row}) for row in rows)
    return offered_layers(Workspace(root=root, title="t", title_en="t", base_layers=facts), settings)


def test_a_file_is_served_here_and_asks_nobody(tmp_path):
    (tmp_path / "tiles").mkdir()
    write_mbtiles(
        tmp_path / "tiles" / "o.mbtiles", {(7, 0, 0): plain_tile((9, 9, 9)), (9, 1, 1): plain_tile((9, 9, 9))}
    )
    found = offer(tmp_path, {"file": "tiles/o.mbtiles", "datum": "cgcs 2000", "attribution": "某局"})
    assert found.problems == ()
    (source,) = found.sources
    assert source.urls == ("base/a/{z}/{x}/{y}",)
    assert (source.min_zoom, source.max_zoom, source.note, source.shown) == (7, 9, "CGCS2000", False)
    assert found.files == (("a", tmp_path / "tiles" / "o.mbtiles"),)
    assert tile_origins(found.sources) == ()


def test_templates_and_a_wms_name_the_hosts_they_need(tmp_path):
    found = offer(
        tmp_path,
        {"id": "x", "url": "https://t{s}.tianditu.gov.cn/vec_w/wmts?TILEMATRIXSET=w&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}",
         "subdomains": "01", "key_from": "SKY"},
        {"id": "y", "url": XYZ, "scheme": "tms"},
        {"id": "z", "wms": "http://gis.example:8080/wms", "layers": "p,q"},
        SKY="abc123",
    )  # fmt: skip
    assert found.problems == ()
    assert found.sources[0].urls[0].endswith("&tk=abc123")
    assert [source.as_config()["tms"] for source in found.sources] == [False, True, False]
    assert found.sources[2].as_config()["sheets"][0]["wms"]["layers"] == "p,q"
    assert tile_origins(found.sources) == (
        "https://t0.tianditu.gov.cn",
        "https://t1.tianditu.gov.cn",
        "https://tiles.example",
        "http://gis.example:8080",
    )


REFUSED = [
    ({"url": "https://webrd01.is.autonavi.com/{z}/{x}/{y}"}, "高德"),
    ({"url": "https://rt{s}.map.gtimg.com/{z}/{x}/{y}", "subdomains": "0123"}, "腾讯"),
    ({"url": "https://mt1.google.cn/vt?x={x}&y={y}&z={z}"}, "谷歌中国"),
    ({"wms": "https://maponline0.bdimg.com/wms", "layers": "a"}, "BD-09"),
    ({"url": XYZ, "datum": "GCJ-02"}, "485 米"),
    ({"file": "a.mbtiles", "datum": "gcj02"}, "GCJ-02"),
    ({"url": XYZ, "datum": "bd09"}, "BD-09"),
    ({"url": XYZ, "datum": ""}, "没有写 datum"),
    ({"url": XYZ, "datum": "北京54"}, "不认识"),
    ({"url": "https://t0.tianditu.gov.cn/vec_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"}, "EPSG:4490"),
    ({"url": "https://g.example/wmts?TILEMATRIXSET=EPSG%3A4490&z={z}&x={x}&y={y}"}, "EPSG:4490"),
    ({"url": "https://g.example/wmts?tilematrixset=c&z={z}&x={x}&y={y}"}, "经纬度切片"),
    ({"url": "https://g.example/{z}/{x}.png"}, "{y}"),
    ({"url": "javascript:alert(1)//{z}{x}{y}"}, "http"),
    ({"url": "https://x;script-src */{z}/{x}/{y}"}, "主机名"),
    ({"url": "https://user:pw@x.example/{z}/{x}/{y}"}, "主机名"),
    ({"url": "https://{s}.x.example/{z}/{x}/{y}", "subdomains": "a;b"}, "subdomains"),
    ({"url": XYZ + "?tk={key}", "key_from": "NOT_SET"}, "密钥"),
    ({"url": XYZ + "?tk={key}"}, "密钥"),
    ({"wms": "https://g.example/wms"}, "layers"),
    ({"url": XYZ, "scheme": "zyx"}, "scheme"),
    ({"url": XYZ, "file": "a.mbtiles"}, "只写一个"),
    ({}, "只写一个"),
    ({"url": XYZ, "id": "../a"}, "编号"),
    ({"url": XYZ, "id": "none"}, "编号"),
    ({"url": XYZ, "min_zoom": 9, "max_zoom": 3}, "min_zoom"),
    ({"file": "../a.mbtiles"}, "相对路径"),
    ({"file": "/etc/a.mbtiles"}, "相对路径"),
    ({"file": "C:\\a.mbtiles"}, "相对路径"),
    ({"file": "workspace.toml"}, ".mbtiles"),
    ({"file": "none.pmtiles"}, "没有底图文件"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "reason"), REFUSED)
def test_what_would_lie_wrongly_is_refused_with_the_reason(tmp_path, row, reason):
    found = offer(tmp_path, row, {"id": "good", "url": XYZ})
    (problem,) = found.problems
    assert reason in problem.message
    assert "\n" not in problem.message
    assert problem.remedy
    # The rest stands.
    assert [source.id for source in found.sources] == ["good"]


def test_an_id_stands_for_one_layer_only(tmp_path):
    found = offer(tmp_path, {"url": XYZ}, {"url": XYZ})
    assert len(found.sources) == 1
    assert "两次" in found.problems[0].message
