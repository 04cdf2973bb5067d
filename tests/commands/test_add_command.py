"""The command `add`: a document and its row in a workspace of one's own, each file said in one line."""

from __future__ import annotations

import argparse
import tomllib

import pytest

from mapapp.commands.add_command import run_add
from mapapp.commands.new_workspace import make_workspace
from mapapp.errors import MapAppError
from mapapp.open_workspace import activate
from mapapp.workspace import load_workspace

TEXT = (
    "青浦区2025年政府工作报告\n\n一、2024年工作回顾\n\n云湖水厂开工建设。\n\n二、2025年工作安排\n\n推进云湖水厂建设。\n"
)


@pytest.fixture
def seeds(tmp_path):
    """Open an empty workspace and return its folder of documents."""
    make_workspace(tmp_path / "mine")
    activate(load_workspace(tmp_path / "mine"))
    return tmp_path / "mine" / "seeds"


def add(*files) -> int:
    """Run the command and return its exit code."""
    return run_add(argparse.Namespace(files=list(files)))


def test_a_document_is_added_with_its_row_and_not_twice(seeds, tmp_path, capsys):
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert add(path) == 0
    assert "报告.txt：已放入 seeds/" in capsys.readouterr().out
    (row,) = tomllib.loads((seeds / "manifest.toml").read_text(encoding="utf-8"))["document"]
    assert (seeds / row["file"]).read_text(encoding="utf-8") == TEXT
    assert add(path) == 0
    assert "内容相同，没有重复添加" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_added(seeds, tmp_path, capsys):
    good = tmp_path / "报告.txt"
    good.write_text(TEXT, encoding="utf-8")
    assert add(tmp_path / "没有.txt", good) == 1
    told = capsys.readouterr()
    assert "读不到" in told.err
    assert "已放入" in told.out


def test_the_shipped_workspace_is_left_alone(tmp_path):
    with pytest.raises(MapAppError, match="自带的工作区不改"):
        add(tmp_path / "a.txt")
