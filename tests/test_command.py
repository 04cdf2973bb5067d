"""However a command ends, it ends with one line and a code that says how."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from mapapp import command
from mapapp.commands import cli
from tests import PROJECT_DIR


@pytest.mark.parametrize(
    ("ending", "code", "says"),
    [
        (KeyboardInterrupt(), 130, "已中断"),
        (BrokenPipeError(), 141, "没有人接收"),
        (OSError(errno.ENOSPC, "No space", "/x/out"), 2, "/x/out 读写不了"),
        (SystemExit(2), 2, ""),
        (SystemExit(None), 0, ""),
        (SystemExit("no"), 1, ""),
    ],
)
def test_every_end_has_its_code_and_its_line(monkeypatch, capsys, ending, code, says):
    def run(_arguments):
        raise ending

    monkeypatch.setattr(cli, "main", run)
    assert command.main([]) == code
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == (1 if says else 0)
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "follows", [RuntimeError("lock"), OSError(errno.EBADF, "Bad"), ValueError("closed"), KeyError(1)]
)
@pytest.mark.parametrize("deep", [1, 3])
def test_what_a_library_raises_because_of_ctrl_c_is_ctrl_c(monkeypatch, capsys, follows, deep):
    def run(_arguments):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            fall(deep)

    def fall(steps):
        if steps == 1:
            raise follows
        try:
            raise LookupError(steps)
        except LookupError:
            fall(steps - 1)

    monkeypatch.setattr(cli, "main", run)
    assert command.main([]) == 130
    assert capsys.readouterr().err == "已中断\n"


def test_a_fault_of_ours_is_one_line_and_its_traceback_lies_in_a_file(monkeypatch, capsys, tmp_path):
    def run(_arguments):
        raise ZeroDivisionError("division")

    monkeypatch.setattr(cli, "main", run)
    monkeypatch.setattr(command.tempfile, "tempdir", str(tmp_path))
    assert command.main([]) == 70
    [kept] = tmp_path.glob("mapapp-error-*.txt")
    line = capsys.readouterr().err
    assert str(kept) in line and "ZeroDivisionError" in line and line.count("\n") == 1
    assert "division" in kept.read_text(encoding="utf-8")


def test_a_fault_is_told_even_where_its_traceback_cannot_be_written(monkeypatch, capsys, tmp_path):
    def run(_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "main", run)
    monkeypatch.setattr(command.tempfile, "tempdir", str(tmp_path / "missing"))
    assert command.main([]) == 70
    assert "写不下来" in capsys.readouterr().err


def test_a_command_that_ends_well_gives_its_own_code(monkeypatch):
    monkeypatch.setattr(cli, "main", lambda arguments: len(arguments))
    assert command.main(["a", "b", "c"]) == 3


def test_only_our_own_progress_is_told_and_no_library_speaks_english():
    code = (
        "import logging; from mapapp.commands.cli import main; main(['dictionary', '--schema', 'zone']);"
        "[logging.getLogger(name).info(name) for name in ('pyogrio._io', 'alembic.runtime', 'mapapp.places')]"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT_DIR)
    assert told.stderr.splitlines() == ["mapapp.places"]
