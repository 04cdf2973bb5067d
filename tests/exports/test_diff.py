"""The comparison of two exports says what happened, in words."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point

from mapapp.contracts import Placement, Precision, Promise, Stage, Verdict
from mapapp.errors import ExportError
from mapapp.exports import diff_lines, export_bytes, write_build, write_export
from mapapp.selection import Selection, select


def build(atlas, folder, selection=None):
    write_build(atlas, select(atlas, selection or Selection(as_of=2026)), folder)
    return folder


def lines(old, new):
    return list(diff_lines(old, new))


def test_the_same_build_twice_says_nothing_changed(full_atlas, tmp_path):
    said = lines(build(full_atlas, tmp_path / "a"), build(full_atlas, tmp_path / "b"))
    assert said == [
        "项目：新增 0，消失 0，变化 0，不变 6",
        "承诺：新增 0，消失 0，变化 0，不变 2",
        "指标：新增 0，消失 0，变化 0，不变 2",
        "片区：新增 0，消失 0，变化 0，不变 2",
    ]


def test_new_and_vanished_projects_are_named_with_stage_zone_and_quote(make_atlas, make_event, tmp_path):
    old = build(make_atlas((make_event("e1", "甲厂", "p1"),)), tmp_path / "a")
    new = build(make_atlas((make_event("e2", "乙厂", "p2"),)), tmp_path / "b")
    said = lines(old, new)
    assert "项目：新增 1，消失 1，变化 0，不变 0" in said
    assert "＋ 乙厂（开工 2024，青西；900-文件900「乙厂开工」）" in said
    assert "－ 甲厂（开工 2024，青西；900-文件900「甲厂开工」）" in said


def test_a_stage_that_moves_on_is_said_with_its_sentence(make_atlas, make_event, tmp_path):
    first = make_event("e1")
    second = make_event("e2", stage=Stage.COMPLETED, year=2025, quote="甲厂\n建成")
    old, new = build(make_atlas((first,)), tmp_path / "a"), build(make_atlas((first, second)), tmp_path / "b")
    assert "～ 甲厂：阶段 开工 2024 → 建成 2025（据 900-文件900「甲厂建成」）；进展 1 → 2 条" in lines(old, new)


def test_a_renamed_project_is_not_a_loss_and_a_gain(make_atlas, make_event, tmp_path):
    events = [make_event(f"e{i}", "甲厂", "p1") for i in (1, 2, 3)]
    later = [replace(event, project_id="p9") for event in events[:2]]
    old = build(make_atlas(events), tmp_path / "a")
    new = build(make_atlas(later, names={"p9": "甲制造基地"}), tmp_path / "b")
    said = lines(old, new)
    assert "项目：新增 0，消失 0，变化 1，不变 0" in said
    assert "～ 甲厂：改名为 甲制造基地；进展 3 → 2 条" in said


def test_a_move_is_told_in_metres_and_a_zone_change_by_name(make_atlas, make_event, tmp_path):
    def world(lat, zones, precision):
        placement = Placement("p1", precision, Point(121.0, lat), 50.0, "")
        return make_atlas((make_event(zones=zones),), placements=[placement])

    old = build(world(31.1, ("青西",), Precision.STREET), tmp_path / "a")
    new = build(world(31.101, ("青西", "示范区"), Precision.SITE), tmp_path / "b")
    assert "～ 甲厂：片区 ＋示范区；落图 路段 → 地点；位置移动约 111 米" in lines(old, new)


def test_the_outline_of_a_town_is_not_a_position_that_moves(make_atlas, make_event, tmp_path):
    def build_at(name, precision, lat):
        placement = Placement("p1", precision, Point(121.0, lat).buffer(0.01), 50.0, "")
        return build(make_atlas((make_event(),), placements=[placement]), tmp_path / name)

    site, town = build_at("a", Precision.SITE, 31.1), build_at("b", Precision.TOWN, 31.2)
    other_town = build_at("c", Precision.TOWN, 31.3)
    assert "～ 甲厂：落图 地点 → 街镇" in lines(site, town)
    assert "～ 甲厂：所列区域变了" in lines(town, other_town)


def test_being_put_on_the_map_is_news(make_atlas, make_event, tmp_path):
    nowhere = Placement("p1", Precision.NONE, None, None, "")
    old = build(make_atlas((make_event(),), placements=[nowhere]), tmp_path / "a")
    new = build(make_atlas((make_event(),)), tmp_path / "b")
    assert "～ 甲厂：落图 未上图 → 地点；上了图" in lines(old, new)
    assert "～ 甲厂：落图 地点 → 未上图；从图上去掉了" in lines(new, old)


def test_a_verdict_that_turns_gives_its_reason(make_atlas, make_event, tmp_path):
    def world(verdict, reason):
        promise = Promise("k1", "p1", "e1", Stage.COMPLETED, 2024, verdict, reason)
        return make_atlas((make_event(),), promises=(promise,))

    old = build(world(Verdict.UNVERIFIED, "无后续文件"), tmp_path / "a")
    new = build(world(Verdict.OVERDUE, "2024年已过，未见建成"), tmp_path / "b")
    assert "～ 甲厂 2024 年建成（待核实）：待核实 → 逾期未达（2024年已过，未见建成）" in lines(old, new)


def test_a_figure_that_changes_is_a_change(make_atlas, make_indicator, tmp_path):
    old = build(make_atlas(indicators=(make_indicator("i1"),)), tmp_path / "a")
    new = build(make_atlas(indicators=(make_indicator("i2", value=12.0, value_text="12公顷"),)), tmp_path / "b")
    said = lines(old, new)
    assert "指标：新增 0，消失 0，变化 1，不变 0" in said
    assert "～ 青浦区 新增绿地面积 2024 目标 10公顷（900-文件900）：数值 10公顷 → 12公顷" in said


def test_two_geojson_exports_of_different_years_come_with_a_caution(full_atlas, tmp_path):
    for name, selection in (("a", Selection(as_of=2024)), ("b", Selection(as_of=2025, text="甲厂"))):
        write_export(full_atlas, select(full_atlas, selection), "geojson", tmp_path / f"{name}.geojson")
    said = lines(tmp_path / "a.geojson", tmp_path / "b.geojson")
    assert said[0] == "注意：截至年份不同（2024 → 2025），阶段的变化可能只是年份造成的"
    assert said[1] == "注意：筛选不同（无 → text=甲厂），出现和消失可能只是筛选造成的"
    assert said[2] == "项目：新增 0，消失 5，变化 1，不变 0"


@pytest.mark.parametrize("content", ["", "{}", '{"features":[1]}', '{"features":[{"properties":{}}]}', "[" * 9999])
def test_what_cannot_be_compared_is_refused(full_atlas, tmp_path, content):
    good = build(full_atlas, tmp_path / "a")
    bad = tmp_path / "bad.geojson"
    bad.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=r"bad\.geojson"):
        lines(good, bad)
    with pytest.raises(ExportError, match="不存在"):
        lines(good, tmp_path / "nowhere")


@pytest.mark.parametrize("asked", [Selection(as_of=2024), Selection(as_of=2025, text="甲厂"), Selection(as_of=2025)])
def test_a_file_that_lost_its_description_by_saving_is_not_said_to_differ(full_atlas, tmp_path, asked):
    old, saved = tmp_path / "old.geojson", tmp_path / "saved.geojson"
    old.write_bytes(export_bytes(full_atlas, select(full_atlas, asked), "geojson"))
    parsed = json.loads(old.read_text("utf-8"))
    del parsed["about"]
    saved.write_text(json.dumps(parsed, ensure_ascii=False), encoding="utf-8")
    for pair in ((old, saved), (saved, old)):
        note, counts = diff_lines(*pair)
        assert note.startswith("提示") and str(saved) in note
        assert counts.startswith("项目：新增 0，消失 0，变化 0，")
    assert len(list(diff_lines(saved, saved))) == 1
