"""The worker builds everything from the workspace and the store, writes one file, and says in one line why it did not."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapapp.contracts.scenes import Deck, Scene
from mapapp.painting.painting_jobs import NICE
from mapapp.reports import write_deck
from tests import PROJECT_DIR


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    """Return where the store is: what the first worker read, the second remembers."""
    return tmp_path_factory.mktemp("data")


def run(data_folder, target, asked):
    """Run a worker; return its exit code and the lines it said."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT_DIR), "MAPAPP_DATA": str(data_folder)}
    environment.pop("MAPAPP_STORE", None)
    done = subprocess.run(
        [sys.executable, "-m", "mapapp.painting.painting_worker", str(target)],
        input=json.dumps(asked).encode() + b"\n",
        capture_output=True,
        env=environment,
        timeout=300,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def asked_for(fmt, deck=None):
    """Return a wish as it lies in the queue."""
    plain = None if deck is None else json.loads(write_deck(deck))
    return {"format": fmt, "selection": {"year": "2025"}, "deck": plain, "revision": 0, "name": f"会.{fmt}"}


def test_a_file_of_the_deck_that_was_sent(data_folder, tmp_path):
    target = tmp_path / "made"
    deck = Deck("会前看一遍", (Scene("只有这一幕", selection=(("year", "2025"),)),))
    assert run(data_folder, target, {**asked_for("html", deck), "district": "青浦区"}) == (0, [])
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
    assert "只有这一幕" in page
    assert "（青浦区）" in page  # of the district that was on the screen


def test_a_format_there_is_not_is_refused_and_no_file_is_left(data_folder, tmp_path):
    code, said = run(data_folder, tmp_path / "made", asked_for("gif"))
    assert code == 2
    assert [list(line) for line in said] == [["refused"]]
    assert "gif" in said[0]["refused"]
    assert list(tmp_path.iterdir()) == []


def autogroup():
    """Return the nice value of this session, or "" where sessions do not share the processor (a container may show nothing)."""
    with contextlib.suppress(OSError, IndexError):
        return Path("/proc/self/autogroup").read_text().split()[-1]
    return ""


@pytest.mark.skipif(
    not autogroup(), reason="only Linux shares the processor out by session, and not in every container"
)
def test_a_session_of_its_own_gives_way_as_a_whole():
    script = (
        "import os; from mapapp.painting.painting_worker import _give_way; _give_way(); "
        "print(os.nice(0), open('/proc/self/autogroup').read().split()[-1])"
    )

    def said(**options):
        return subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, **options
        ).stdout

    nice = os.nice(0) + NICE
    assert said(start_new_session=True).split() == [str(nice), str(NICE)]
    # A session that is not its own is left alone: a terminal's other programs are in it.
    assert said().split() == [str(nice), autogroup()]
