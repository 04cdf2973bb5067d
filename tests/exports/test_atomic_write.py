"""A file is there whole or not at all, and nobody's work is overwritten by accident."""

import os
from pathlib import Path

import pytest

from mapapp.errors import ExportError
from mapapp.exports import FORMATS, check_call, write_export
from mapapp.exports.atomic_write import write_whole
from mapapp.selection import Selection, select


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def broken(_=None):
    yield b"half of"
    raise RuntimeError("power cut")


def test_a_failure_in_the_middle_leaves_the_old_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        write_whole(target, broken(), force=True)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_refused_export_leaves_nothing_behind(full_atlas, tmp_path, fmt):
    selected = select(full_atlas, Selection())
    with pytest.raises(ExportError, match="不存在"):
        write_export(full_atlas, selected, fmt, tmp_path / "nowhere" / "out")
    with pytest.raises(ExportError, match="文件夹"):
        write_export(full_atlas, selected, fmt, tmp_path)
    taken = tmp_path / "taken"
    taken.write_bytes(b"mine")
    with pytest.raises(ExportError, match="--force"):
        write_export(full_atlas, selected, fmt, taken)
    assert (names(tmp_path), taken.read_bytes()) == (["taken"], b"mine")


def test_a_folder_that_may_not_be_written_is_named(full_atlas, tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(ExportError, match=r"out\.csv 写不进去（没有权限）"):
        write_export(full_atlas, select(full_atlas, Selection()), "csv", tmp_path / "out.csv")


def test_a_name_that_is_too_long_is_refused_in_one_line(tmp_path):
    with pytest.raises(ExportError, match="名称太长"):
        check_call("csv", None, tmp_path / ("长" * 300))


def test_the_description_beside_a_csv_is_guarded_too(full_atlas, tmp_path):
    (tmp_path / "out.csv.json").write_bytes(b"mine")
    with pytest.raises(ExportError, match=r"out\.csv\.json"):
        write_export(full_atlas, select(full_atlas, Selection()), "csv", tmp_path / "out.csv")
    assert names(tmp_path) == ["out.csv.json"]


@pytest.mark.parametrize(
    ("fmt", "table", "word"),
    [("dwg", None, "dwg"), ("csv", "people", "people"), ("xlsx", "events", "--table"), ("gpkg", "zones", "--table")],
)
def test_a_call_that_cannot_succeed_is_refused_before_any_work(tmp_path, fmt, table, word):
    with pytest.raises(ExportError, match=word) as refused:
        check_call(fmt, table, tmp_path / "out")
    assert "\n" not in str(refused.value)


def test_a_new_file_is_as_readable_as_any_other(tmp_path):
    (tmp_path / "plain").touch()
    write_whole(tmp_path / "ours", [b"x"], force=False)
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("target", ["file", "folder", "nothing"])
def test_a_link_is_never_replaced(tmp_path, target):
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / target)
    with pytest.raises(ExportError, match="链接"):
        write_whole(link, [b"new"], force=True)
    assert link.is_symlink()
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert names(tmp_path) == ["file", "folder", "link.csv"]


def test_a_pipe_or_device_is_never_replaced(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="管道"):
        write_whole(pipe, [b"new"], force=True)
    assert pipe.is_fifo()
    with pytest.raises(ExportError, match="/dev/null 是设备"):
        write_whole(Path("/dev/null"), [b"new"], force=True)
    assert Path("/dev/null").is_char_device()


def test_a_folder_is_never_replaced(tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(ExportError, match="文件夹"):
        write_whole(tmp_path / "x.csv", [b"new"], force=True)
    assert (tmp_path / "x.csv").is_dir()
