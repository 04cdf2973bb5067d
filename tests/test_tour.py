"""The ten-minute tour does what its page says, step by step."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from mapapp.commands import cli
from mapapp.store import close_databases

TOUR = Path(__file__).parents[1] / "docs" / "tour.md"
BLOCK = re.compile(r"^```(sh|text) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)


@pytest.fixture
def toured(tmp_path, monkeypatch, capsys):
    """Walk through the page in an empty folder: write what it writes, run what it runs; give the folder and what was said."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MAPAPP_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    for kind, name, body in BLOCK.findall(TOUR.read_text(encoding="utf-8")):
        if kind == "text":
            (tmp_path / name).write_text(body, encoding="utf-8")
            continue
        for line in body.splitlines():
            words = shlex.split(line)
            assert words[:3] == ["python", "-m", "mapapp"]
            assert cli.main(words[3:]) == 0, line
    yield tmp_path, capsys.readouterr().out
    close_databases()


def lines(path):
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_tour_ends_with_a_promise_kept(toured):
    folder, said = toured
    verdicts = [
        {
            (p["name"], p["promised"]["stage"], p["promised"]["year"]): p["verdict"]
            for p in lines(folder / name / "promises.jsonl")
        }
        for name in ("成果", "成果2027")
    ]
    assert verdicts[0]["东湖大桥", "operating", 2026] == "not_due"
    assert verdicts[1]["东湖大桥", "operating", 2026] == "kept"
    assert "《临河县2025年政府工作报告》2025 政府工作报告 临河县 全文" in said
    features = json.loads((folder / "项目.geojson").read_text(encoding="utf-8"))["features"]
    assert {"东湖大桥", "城北污水处理厂"} <= {feature["properties"]["name"] for feature in features}
    carried = folder / "合并后的临河县" / "seeds" / "manifest.toml"
    assert carried.read_text(encoding="utf-8").count("[[document]]") == 2 + 1  # one stands in the opening comment


def test_the_same_report_is_not_added_twice(toured, capsys):
    assert cli.main(["add", "2025报告.txt", "--workspace", "临河县"]) == 0
    assert "没有重复添加" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["没有.txt", "坏.docx", "表.xlsx"])
def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(toured, capsys, name):
    folder, _ = toured
    before = sorted(path.name for path in (folder / "临河县" / "seeds").iterdir())
    if name != "没有.txt":
        (folder / name).write_bytes(b"PK")
    assert cli.main(["add", name, "--workspace", "临河县"]) == 1
    assert name in capsys.readouterr().err
    assert sorted(path.name for path in (folder / "临河县" / "seeds").iterdir()) == before


def test_the_shipped_workspace_takes_nothing(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("临河县2025年政府工作报告", encoding="utf-8")
    assert cli.main(["add", str(tmp_path / "a.txt")]) == 2
    assert "mapapp new" in capsys.readouterr().err
