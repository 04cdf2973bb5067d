"""The command `store` backs up, restores, verifies and exports, and refuses a bad call with one line."""

from __future__ import annotations

import json

import pytest

from mapapp.commands.cli import main
from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.settings import GEODATA_DIR
from mapapp.store import close_databases, open_store

MILL = Subject(SubjectKind.SETTING, "甲")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty data folder."""
    monkeypatch.setenv("MAPAPP_DATA", str(tmp_path / "data"))
    yield tmp_path
    close_databases()


def fill(count: int = 2) -> None:
    """Add entries to the user's store and leave it closed."""
    for value in range(count):
        open_store().journal.append(Draft(MILL, value, Person("王工")))
    close_databases()


def test_what_was_backed_up_comes_back_and_the_lost_store_stays_aside(folder, capsys):
    fill()
    assert main(["store", "backup", str(folder / "b.sqlite")]) == 0
    fill(1)
    assert main(["store", "restore", str(folder / "b.sqlite")]) == 0
    said = capsys.readouterr().err
    assert "2 条记载，0 个文件" in said
    assert "换下的库留在" in said
    assert open_store().journal.as_of().value(MILL) == 1
    assert len(list((folder / "data").glob("store.sqlite.aside-*"))) == 1
    close_databases()
    assert main(["store", "verify"]) == 0
    assert main(["store", "verify", str(folder / "b.sqlite")]) == 0


def test_a_damaged_store_is_told_with_exit_code_one_and_left(folder, capsys):
    fill()
    path = folder / "data" / "store.sqlite"
    path.write_bytes(path.read_bytes()[:7000])
    assert main(["store", "verify"]) == 1
    assert "损坏" in capsys.readouterr().err
    assert path.stat().st_size == 7000


def test_export_writes_the_workspace_and_the_history_as_of_a_moment(folder):
    fill(3)
    assert main(["store", "export", str(folder / "out"), "--as-of", "2"]) == 0
    lines = (folder / "out" / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["new"] for line in lines] == [0, 1]
    shipped = (GEODATA_DIR / "zones.geojson").read_bytes()
    assert (folder / "out" / "geodata" / "zones.geojson").read_bytes() == shipped


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["backup", "{folder}/exists"], "已经存在"),
        (["restore", "{folder}/nothing"], "找不到备份"),
        (["restore", "{folder}/exists"], "不是本程序的库|是别的程序的文件"),
        (["verify", "{folder}/nothing"], "找不到"),
        (["export", "{folder}"], "已有内容"),
        (["backup", "{folder}/exists/below"], "写不进去"),
    ],
)
def test_a_bad_call_is_one_line_and_changes_nothing(folder, capsys, call, told):
    fill(1)
    (folder / "exists").write_bytes(b"GIF89a")
    code = main(["store", *(part.format(folder=folder) for part in call)])
    said = capsys.readouterr().err.strip()
    assert code == 2
    assert "\n" not in said
    assert any(words in said for words in told.split("|"))
    assert (folder / "exists").read_bytes() == b"GIF89a"
    assert open_store().journal.revision() == 1
