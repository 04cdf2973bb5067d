"""A workspace says everything a place has and another has not; another district works without a line of code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import box, mapping

from mapapp.commands import cli
from mapapp.commands.new_workspace import make_workspace
from mapapp.errors import MapAppError
from mapapp.geometry.measure import measure_area_km2, metric_epsg
from mapapp.open_workspace import activate, active
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select, zones_of
from mapapp.text.zone_words import zones_named
from mapapp.workspace import WorkspaceError, load_workspace

TOML = """
title = "云岭县 项目一张图"
city = "江州市"

[[district]]
name = "云岭县"
towns = ["石桥", "柳河", "东坪"]

[[zone]]
id = "东片"
district = "云岭县"
words = ["东片区?"]
towns = ["东坪"]

[[zone]]
id = "河谷新区"
district = "云岭县"
words = ["河谷新区"]
towns = ["石桥", "柳河"]

[[zone]]
id = "核心区"
part_of = "河谷新区"
"""
REPORTS = {
    "2031": "云岭县2031年政府工作报告\n\n一、2030年工作回顾\n石桥镇文体中心竣工。\n二、2031年主要任务\n推动东坪镇水厂开工建设。\n",
    "2033": "云岭县2033年政府工作报告\n\n一、2032年工作回顾\n东坪镇水厂建成投运。\n二、2033年主要任务\n建成河谷新区图书馆。\n",
}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Return the folder of a county near Chengdu (UTM zone 48) with three zones and two reports."""
    root = tmp_path / "county"
    make_workspace(root)
    (root / "workspace.toml").write_text(TOML, encoding="utf-8")
    manifest = []
    for year, text in REPORTS.items():
        (root / "seeds" / f"{year}.txt").write_text(text, encoding="utf-8")
        manifest.append(
            f'[[document]]\nid = "{year}"\nfile = "{year}.txt"\ntitle = "云岭县{year}年政府工作报告"\n'
            f'district = "云岭县"\nkind = "work_report"\nyear = {year}\nissued = "{year}"\n'
        )
    (root / "seeds" / "manifest.toml").write_text("\n".join(manifest), encoding="utf-8")
    shapes = {"东片": box(104.1, 30.0, 104.2, 30.1), "河谷新区": box(104.0, 30.0, 104.1, 30.1)}
    features = [
        {
            "type": "Feature",
            "properties": {
                "id": f"zone-{name}",
                "zone_id": name,
                "name": name,
                "kind": "分区",
                "datum": "WGS 84",
                "accuracy_m": 100,
                "basis": "测试",
            },
            "geometry": mapping(shape),
        }
        for name, shape in shapes.items()
    ]
    path = root / "geodata" / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False), "utf-8")
    return root


def test_another_district_is_read_judged_and_measured_by_its_own_facts(county):
    activate(load_workspace(county))
    atlas = build_atlas()
    assert metric_epsg() == 32648
    assert active().years == (2028, 2033)
    waterworks = next(project for project in atlas.projects if "水厂" in project.name)
    assert zones_of(atlas, waterworks) == ("东片",)
    assert {zone.zone_id: round(zone.area_km2) for zone in atlas.geodata.zones} == {"东片": 107, "河谷新区": 107}
    # 0.1 degrees of each, by hand: 9.65 km by 11.08 km.
    assert measure_area_km2(box(104.0, 30.0, 104.1, 30.1)) == pytest.approx(106.9, rel=0.005)
    assert select(atlas, Selection()).as_of == 2032


def test_zone_words_are_those_of_the_open_workspace(county):
    assert zones_named("青西和东片区") == ("青西",)
    activate(load_workspace(county))
    assert zones_named("青西和东片区") == ("东片",)


def test_build_takes_the_workspace_before_and_after_the_command(county, tmp_path):
    for number, call in enumerate(
        (["--workspace", str(county), "build"], ["build", "--workspace", str(county)]), start=1
    ):
        out = tmp_path / f"out{number}"
        assert cli.main([*call, "--out", str(out)]) in (0, 1)
        assert "东坪镇水厂" in (out / "events.jsonl").read_text("utf-8")


def test_an_empty_workspace_opens_with_nothing_in_it(tmp_path):
    make_workspace(tmp_path / "新区")
    workspace = load_workspace(tmp_path / "新区")
    assert (workspace.title, workspace.zones, workspace.years) == ("新区", (), (2020, 2030))


def test_a_copy_of_the_shipped_one_says_the_same(tmp_path):
    make_workspace(tmp_path / "copy", like=active().root)
    copy = load_workspace(tmp_path / "copy")
    assert (copy.title, copy.zones, copy.published) == (active().title, active().zones, active().published)
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["geodata", "seeds", "workspace.toml"]


def test_a_folder_with_something_in_it_is_never_written_into(tmp_path):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(MapAppError, match="已有内容"):
        make_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "不是工作区"),
        ("title = ", "读不了"),
        ("", "字段缺少"),
        ('title = "x"\nbounds = [1, 2, 3]', "字段缺少或类型不对"),
        ('title = "x"\nbounds = [120, 31, 119, 32]', "西、南、东、北"),
        ('title = "x"\n[[zone]]\nname = "没有编号"', "字段缺少或类型不对"),
    ],
)
def test_a_broken_workspace_is_refused_with_its_file_named(tmp_path, text, said):
    if text is not None:
        (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        load_workspace(tmp_path)
