"""Killed at any moment, a save or upload was made wholly or not at all, and what was confirmed is there."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapapp.contracts import SubjectKind
from mapapp.store import close_databases, open_store
from mapapp.store.backup import verify
from tests.store.worker import upload_of

# Processes that are started, killed and waited for: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
# Each kill falls somewhere in the saves of one process; the 100 saves and 20 uploads are spread over them.
KILLS = {"save": (4, 100), "upload": (3, 20)}
START_TIMEOUT_S = 60


def start(verb: str, address: str, name: str, count: int) -> subprocess.Popen[bytes]:
    """Start a worker."""
    command = [sys.executable, "-m", "tests.store.worker", verb, address, name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def kill_at_random(worker: subprocess.Popen[bytes], dice: random.Random, first_line: bytes) -> list[int]:
    """Kill a worker some time after its first save, and return what it was told is kept."""
    assert worker.stdout is not None
    time.sleep(dice.uniform(0.0, 0.15))
    worker.kill()
    rest = worker.stdout.read()
    worker.wait()
    # A last line without its end was being written when the process died.
    return [int(line) for line in (first_line + rest).split(b"\n")[:-1]]


@pytest.mark.parametrize("verb", ["save", "upload"])
def test_what_was_confirmed_is_there_and_nothing_is_half(address, verb):
    dice = random.Random(f"{verb} {address.partition(':')[0]}")
    kills, total = KILLS[verb]
    open_store(address)
    confirmed: dict[str, list[int]] = {}
    for kill in range(kills):
        worker = start(verb, address, f"w{kill}", total)
        first_line = worker.stdout.readline()
        assert first_line, worker.stderr.read().decode(errors="replace")
        confirmed[f"w{kill}"] = kill_at_random(worker, dice, first_line)
    close_databases()
    store = open_store(address)
    assert store.state.writable
    verify(store)
    state = store.journal.as_of()
    for name, numbers in confirmed.items():
        if verb == "save":
            values = {entry.subject.key: entry.new for entry in state.standing(SubjectKind.SETTING)}
            assert values[f"{name}-a"] == values[f"{name}-b"]
            # The save after the last that was confirmed may have been made without the process being told.
            assert values[f"{name}-a"] in (numbers[-1], numbers[-1] + 1)
        else:
            titles = {entry.new["title"]: entry.subject.key for entry in state.standing(SubjectKind.DOCUMENT)}
            for number in numbers:
                assert store.files.get_file(titles[f"{name} {number}"]) == upload_of(name, number)
    if verb == "upload":
        documents = {entry.subject.key for entry in state.standing(SubjectKind.DOCUMENT)}
        assert documents == set(store.files.sizes())
    numbers = [entry.number for entry in store.journal.entries()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_process_killed_while_it_makes_the_store_leaves_none_or_a_whole_one(tmp_path):
    for attempt in range(4):
        path = tmp_path / str(attempt) / "store.sqlite"
        worker = start("save", f"sqlite:///{path}", "w", 1)
        deadline = time.monotonic() + START_TIMEOUT_S
        while not path.parent.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(attempt * 0.03)
        worker.kill()
        worker.communicate()
        store = open_store(f"sqlite:///{path}")
        assert store.state.writable
        assert store.journal.revision() in (0, 2)
        assert hashlib.sha256(path.read_bytes()).digest()
        close_databases()
