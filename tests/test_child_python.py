"""A child Python finds what its parent finds, says nothing it was not asked, and keeps its limits."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mapapp.child_python import run_child, start_child

ANSWERS = """
import os, sys
print(sys.argv[1:], os.environ.get("MAPAPP_TRIED"), sys.flags.utf8_mode, sys.dont_write_bytecode, "" in sys.path)
print("noise", file=sys.stderr)
"""


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Return a function that writes a module where only this process's search path finds it."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(text: str) -> str:
        (tmp_path / "a_child_of_the_test.py").write_text(text, encoding="utf-8")
        return "a_child_of_the_test"

    return write


def test_a_child_finds_what_its_parent_finds_and_gets_its_arguments_and_settings(child, capfd):
    with start_child(child(ANSWERS), "--to", "片区 一", settings={"MAPAPP_TRIED": "是"}, silent=True) as process:
        answer, _ = process.communicate(timeout=20)
    assert answer.decode("utf-8").split("\n")[0].rstrip("\r") == "['--to', '片区 一'] 是 1 True False"
    assert process.returncode == 0 and capfd.readouterr().err == ""


def test_errors_of_a_child_that_is_not_silent_stand_in_the_log(child, capfd):
    with start_child(child(ANSWERS), silent=False) as process:
        process.communicate(timeout=20)
    assert capfd.readouterr().err.strip() == "noise"


def test_a_child_does_not_take_modules_from_the_folder_it_stands_in(child, tmp_path, monkeypatch):
    elsewhere = tmp_path / "uploads"
    elsewhere.mkdir()
    (elsewhere / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    done = tmp_path / "done"
    run_child(child(f"import json, pathlib\npathlib.Path({str(done)!r}).touch()"), seconds=20)
    assert done.exists()


def test_a_child_that_takes_too_long_is_ended(child):
    with pytest.raises(subprocess.TimeoutExpired):
        run_child(child("import threading\nthreading.Event().wait()"), seconds=0.5)


LIMITED = """
import sys
from mapapp.child_python import hold_to_limits
hold_to_limits(memory_bytes={memory}, seconds={seconds})
{work}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are the system's")
@pytest.mark.parametrize(
    ("memory", "seconds", "work", "ended"),
    [
        (400_000_000, 20, "try:\n    bytearray(800_000_000)\nexcept MemoryError:\n    sys.exit(7)", 7),
        (400_000_000, 20, "bytearray(1_000_000)\nsys.exit(3)", 3),
        (400_000_000, 0, "while True:\n    pass", -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else 0),
    ],
    ids=["memory", "within", "time"],
)
def test_a_child_keeps_its_limits(child, memory, seconds, work, ended):
    with start_child(child(LIMITED.format(memory=memory, seconds=seconds, work=work)), silent=True) as process:
        process.communicate(timeout=30)
    assert process.returncode == ended


def test_nothing_else_starts_a_python_of_ours():
    package = Path(__file__).parents[1] / "mapapp"
    starters = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "sys.executable" in path.read_text(encoding="utf-8")
    }
    # The command line starts itself again, and Streamlit as the process in its place.
    assert starters == {"child_python.py", "command.py", "commands/serve.py"}
