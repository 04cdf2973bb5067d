"""Exit codes and sentences: 0 done, 1 the data has errors, 2 the call is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mapapp.commands.cli import main
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from tests import PROJECT_DIR

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a copy of the seeds that a test may damage."""
    return Path(shutil.copytree(SEEDS_DIR, tmp_path / "seeds"))


def test_check_passes_on_the_shipped_data(capsys):
    assert main(["check"]) == 0
    assert "错误 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda path: path.unlink(), "000_"),
        (lambda path: path.write_bytes(b""), "空"),
        (lambda path: path.write_bytes(path.read_bytes()[:3001]), "000_"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00\xd8" * 50), "000_"),
    ],
    ids=["missing", "empty", "truncated", "not text"],
)
def test_a_damaged_seed_is_named_and_the_rest_still_works(seeds, tmp_path, capsys, damage, word):
    damage(next(seeds.glob("000_*.txt")))
    assert main(["check", "--seeds", str(seeds)]) == 1
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("错误")]
    assert any("000_" in line and word in line for line in errors), errors
    assert main(["build", "--seeds", str(seeds), "--out", str(tmp_path / "out")]) == 1
    rows = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"001", "002", "003", "004"} <= {row["doc"].split("-")[0] for row in rows}


def test_a_broken_boundary_file_is_named_and_the_rest_still_works(tmp_path, capsys):
    geodata = Path(shutil.copytree(GEODATA_DIR, tmp_path / "geodata"))
    (geodata / "water.geojson").write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    assert main(["check", "--geodata", str(geodata)]) == 1
    assert any("water.geojson" in line for line in capsys.readouterr().err.splitlines() if line.startswith("错误"))
    assert main(["build", "--geodata", str(geodata), "--out", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out" / "zones.geojson").exists()


def test_a_build_names_every_document_in_which_nothing_was_found(tmp_path, capsys):
    texts = {
        "说话": "一、2025年工作回顾\n\n青石大桥建成通车。\n",
        "通知": "请于周五参加会议，带好材料。\n",
        "目录": "第一章 总则 ............ 1\n第二章 附则 ............ 2\n",
        "签到": "姓名\t电话\n张某\t略\n",
        "外文": "The meeting is moved to Friday.\n",
    }
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS_DIR / "registry", seeds / "registry")
    for name, text in texts.items():
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [
        f'[[document]]\nid = "{n}"\nfile = "{n}.txt"\ntitle = "{n}"\nyear = 2026\nkind = "work_report"\n' for n in texts
    ]
    (seeds / "manifest.toml").write_text("\n".join(rows), encoding="utf-8")
    assert main(["build", "--seeds", str(seeds), "--out", str(tmp_path / "out")]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "没有读出任何项目或指标" in line]
    assert [line.split("：")[0] for line in told] == [
        "警告 外文.txt",
        "警告 目录.txt",
        "警告 签到.txt",
        "警告 通知.txt",
    ]
    assert told[0] == (
        "警告 外文.txt：读了 32 字，没有读出任何项目或指标；请确认是否传错文件、是否只有图片或目录；确有内容的，请在复核中补记"
    )


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["export", "--format", "dwg", "--out", "x"], "dwg"),
        (["export", "--format", "geojson", "--out", "x.geojson", "--zone", "青南"], "青南"),
        (["export", "--format", "geojson", "--out", "x.geojson", "--as-of", "1066"], "1066"),
        (["export", "--format", "geojson"], "--out"),
        (["frobnicate"], "frobnicate"),
        (["serve", "--port", "99999"], "99999"),
    ],
)
def test_a_wrong_call_gets_a_sentence_and_two(arguments, word, capsys):
    try:
        code = main(arguments)
    except SystemExit as leave:
        code = leave.code
    assert code == 2
    assert word in capsys.readouterr().err


def test_export_writes_the_filtered_set_and_refuses_to_overwrite(tmp_path, capsys):
    target = tmp_path / "qingxi.geojson"
    arguments = ["export", "--format", "geojson", "--zone", "青西", "--as-of", "2024", "--out", str(target)]
    assert main(arguments) == 0
    collection = json.loads(target.read_text(encoding="utf-8"))
    assert collection["about"]["filters"] == {"year": "2024", "zone": "青西"}
    assert collection["about"]["total"] == len(collection["features"]) > 10
    before = target.read_bytes()
    assert main(arguments) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_extract_reads_a_document_nobody_knows(tmp_path, capsys):
    report = tmp_path / "report.txt"
    report.write_text("一、2022年工作回顾\n\n建成启用柳荫湖科学馆，云山大道全线通车。\n", encoding="utf-8")
    assert main(["extract", str(report), "--out", str(tmp_path / "out")]) == 0
    rows = [json.loads(line) for line in (tmp_path / "out" / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ("report", "柳荫湖科学馆", "operating", 2022) in {
        (row["doc"], row["name"], row["stage"], row["year"]) for row in rows
    }


def test_check_fix_writes_a_repaired_copy_beside_a_boundary_file(tmp_path, capsys):
    ring = [[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.1]]
    path = tmp_path / "mine.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), encoding="utf-8")
    before = path.read_bytes()
    assert main(["check", "--geodata", str(path), "--fix"]) == 1
    said = capsys.readouterr()
    assert "没有闭合" in said.err
    assert said.out.strip() == str(tmp_path / "mine.fixed.geojson")
    assert path.read_bytes() == before
    assert main(["check", "--geodata", str(tmp_path / "mine.fixed.geojson")]) == 0


def test_datum_leaves_our_own_drawing_as_it_is(tmp_path, capsys):
    path = Path(shutil.copy(GEODATA_DIR / "zones.geojson", tmp_path))
    assert main(["datum", str(path)]) == 0
    assert "坐标是 WGS 84" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [path]
    assert main(["datum", "--undo", str(path)]) == 2


def test_extract_says_what_is_wrong_with_a_file(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "nowhere.txt"), "--out", str(tmp_path / "out")]) == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_same_output_for_any_hash_seed(tmp_path):
    for seed in ("0", "4711"):
        subprocess.run(
            [sys.executable, "-m", "mapapp", "build", "--out", str(tmp_path / seed)],
            cwd=PROJECT_DIR,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "MAPAPP_CACHE": "off"},
            check=True,
            capture_output=True,
        )
    for path in (tmp_path / "0").iterdir():
        assert path.read_bytes() == (tmp_path / "4711" / path.name).read_bytes(), path.name


def area_file(folder: Path, kind: str, coordinates: list, **properties: str) -> str:
    """Write a GeoJSON feature and return its path."""
    path = folder / "area.geojson"
    shape = {"type": kind, "coordinates": coordinates}
    path.write_text(json.dumps({"type": "Feature", "properties": properties, "geometry": shape}), encoding="utf-8")
    return str(path)


def test_export_within_a_file_writes_only_what_lies_there(tmp_path, capsys):
    ring = [[121.0, 31.08], [121.1, 31.08], [121.1, 31.15], [121.0, 31.15], [121.0, 31.08]]
    out = tmp_path / "out.geojson"
    area = area_file(tmp_path, "Polygon", [ring])
    assert main(["export", "--format", "geojson", "--within", area, "--out", str(out)]) == 0
    content = json.loads(out.read_text(encoding="utf-8"))
    about = content["about"]
    assert about["filters"] == {"within": "121_31.08~121.1_31.08~121.1_31.15~121_31.15"}
    assert 0 < len(content["features"]) == about["total"] == about["mapped"]
    assert about["nowhere"] > 0
    assert f"另有 {about['nowhere']} 个没有位置" in capsys.readouterr().err
    for feature in content["features"]:
        if feature["geometry"]["type"] == "Point":
            lon, lat = feature["geometry"]["coordinates"]
            assert 121.0 <= lon <= 121.1
            assert 31.08 <= lat <= 31.15


@pytest.mark.parametrize(
    ("kind", "coordinates", "properties", "word"),
    [
        ("Point", [121.0, 31.1], {}, "Point"),
        ("Polygon", [[[121.0, 31.0], [121.1, 31.0], [121.1, 31.1], [121.0, 31.0]]], {"datum": "GCJ-02"}, "GCJ-02"),
    ],
)
def test_export_within_what_is_no_area_is_refused(tmp_path, capsys, kind, coordinates, properties, word):
    area = area_file(tmp_path, kind, coordinates, **properties)
    out = tmp_path / "out.csv"
    assert main(["export", "--format", "csv", "--within", area, "--out", str(out)]) == 2
    said = capsys.readouterr().err.strip()
    assert word in said
    assert "\n" not in said
    assert not out.exists()
