"""The commands of this room from outside: one clear line for a wrong call, nothing half-written, data on stdout."""

import json
import subprocess
import sys

import jsonschema
import pytest

from mapapp.commands import cli
from mapapp.exports import FORMATS
from tests import PROJECT_DIR

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow


@pytest.fixture
def run(full_atlas, monkeypatch, capsys):
    """Run a command on the small world; give (code, stdout, stderr)."""
    monkeypatch.setattr(cli, "build_atlas", lambda *_: full_atlas)

    def call(*arguments):
        try:
            code = cli.main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.mark.parametrize("fmt", FORMATS)
def test_export_writes_every_format_and_says_the_sum(run, tmp_path, fmt):
    code, out, err = run("export", "--format", fmt, "--zone", "青西", "--out", tmp_path / "out")
    assert (code, out) == (0, "")
    assert err.endswith("已上图 5 / 未上图 1 / 共 6\n")
    assert (tmp_path / "out").stat().st_size > 0


def test_export_writes_the_table_asked_for(run, tmp_path):
    assert run("export", "--format", "jsonl", "--table", "promises", "--out", tmp_path / "out")[0] == 0
    lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["promise_id"] for line in lines] == ["k1", "k2"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "dwg"], "dwg"),
        (["--format", "csv", "--table", "people"], "people"),
        (["--format", "xlsx", "--table", "events"], "--table"),
        (["--format", "shp", "--table", "indicators"], "Shapefile"),
        (["--format", "csv", "--zone", "青南"], "青南"),
        (["--format", "csv", "--stage", "done"], "done"),
        (["--format", "csv", "--as-of", "1066"], "1066"),
        (["--format", "csv", "--as-of", "²⁰²⁴"], "²⁰²⁴"),
        (["--format", "csv", "--verdict", "blue"], "blue"),
        (["--format", "csv", "--clock", "noon"], "noon"),
        (["--format", "csv", "--doc", "999"], "999"),
        (["--format", "csv", "--evidence", "rumour"], "rumour"),
        (["--format", "csv", "--reviewed", "maybe"], "maybe"),
        (["--format", "csv", "--town", "纽约"], "纽约"),
        (["--format", "csv", "--frob", "1"], "--frob"),
        (["--format"], "--format"),
        ([], "--format"),
    ],
)
def test_a_wrong_export_gets_one_line_and_two_and_writes_nothing(run, tmp_path, arguments, word):
    code, out, err = run("export", "--out", tmp_path / "out", *arguments)
    assert (code, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_long_export_says_how_far_it_is(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(cli.time, "monotonic", lambda: now[0])
    progress = cli._Progress()
    for done in range(1, 1025):
        now[0] = done / 128
        progress(done, 1024)
    assert capsys.readouterr().err.splitlines() == [f"已写 {done} / 1024 行" for done in (256, 512, 768, 1024)]


def test_a_short_export_says_nothing_of_its_progress(run, tmp_path):
    assert "已写" not in run("export", "--format", "csv", "--out", tmp_path / "out")[2]


def test_diff_speaks_on_stdout(run, tmp_path):
    for year in ("2024", "2025"):
        run("export", "--format", "geojson", "--as-of", year, "--out", tmp_path / f"{year}.geojson")
    code, out, err = run("diff", tmp_path / "2024.geojson", tmp_path / "2025.geojson")
    assert (code, err) == (0, "")
    assert "～ 甲厂：阶段 开工 2024 → 建成 2025（据 900-文件900「甲厂建成」）" in out
    assert run("diff", tmp_path / "2024.geojson", tmp_path / "nowhere")[0] == 2


def test_dictionary_prints_a_schema_that_rows_satisfy(run, tmp_path):
    code, out, _ = run("dictionary", "--schema", "project")
    assert code == 0
    run("export", "--format", "jsonl", "--out", tmp_path / "out")
    for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), json.loads(out))
    assert run("dictionary")[1].startswith("# 数据字典")
    assert run("dictionary", "--schema", "people")[0] == 2


def test_the_service_refuses_a_port_that_is_none(run):
    assert run("api", "--port", "99999")[0] == 2


def test_every_format_is_the_same_for_any_hash_seed():
    code = (
        "import hashlib\n"
        "from mapapp.exports import FORMATS, export_bytes\n"
        "from mapapp.selection import Selection, select\n"
        "from tests.conftest import build_atlas, build_event\n"
        "zones = ('青西', '示范区', '新城')\n"
        "atlas = build_atlas([build_event(f'e{i}', f'厂{i}', f'p{i}', zones=zones) for i in range(9)])\n"
        "chosen = select(atlas, Selection())\n"
        "print([hashlib.sha256(export_bytes(atlas, chosen, fmt)).hexdigest() for fmt in FORMATS])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT_DIR,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(printed) == 1
    assert printed.pop().count(",") == len(FORMATS) - 1
