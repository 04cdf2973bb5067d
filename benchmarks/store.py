"""The store under stress: kills in the middle of saves and uploads, writers on one record, and what a decision costs.

It prints counts (lost, half, doubled: all must be 0) and ratios; PostgreSQL is left out where there is none.

    python benchmarks/store.py [--kills 100] [--uploads 20] [--rounds 100]
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mapapp.contracts import Draft, Person, Subject, SubjectKind  # noqa: E402
from mapapp.live_atlas import build_live_atlas  # noqa: E402
from mapapp.reading_memory import ReadingMemory, StepMemory  # noqa: E402
from mapapp.store import close_databases, decision_draft, open_store  # noqa: E402
from mapapp.store.backup import verify  # noqa: E402
from mapapp.workspace import active  # noqa: E402
from tests.store.install import find_postgres  # noqa: E402
from tests.store.server import run_server  # noqa: E402
from tests.store.test_crashes import kill_at_random, start  # noqa: E402
from tests.store.worker import upload_of  # noqa: E402

SEED: Final = 14
SHARED: Final = Subject(SubjectKind.SETTING, "shared")


@contextlib.contextmanager
def stores() -> Iterator[list[tuple[str, str]]]:
    """Return a name and an address of each kind of database there is."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        found = [("SQLite", f"sqlite:///{folder}/store.sqlite")]
        if (bin_folder := find_postgres()) is not None:
            # A full journal on the disk, as in earnest; few connections for many writers.
            server = stack.enter_context(run_server(bin_folder, fsync="on", max_connections="8"))
            found.append(("PostgreSQL", server.create()))
        yield found
        close_databases()


def kill(address: str, verb: str, kills: int, dice: random.Random) -> str:
    """Kill a writer again and again in the middle of its work, and count what is wrong afterwards."""
    confirmed: dict[str, list[int]] = {}
    for number in range(kills):
        name = f"{verb}{number}"
        worker = start(verb, address, name, 1000)
        assert worker.stdout is not None
        confirmed[name] = kill_at_random(worker, dice, worker.stdout.readline())
    close_databases()
    store = open_store(address)
    verify(store)
    state = store.journal.as_of()
    lost = half = 0
    for name, numbers in confirmed.items():
        if verb == "save":
            values = [state.value(Subject(SubjectKind.SETTING, f"{name}-{part}")) for part in "ab"]
            half += values[0] != values[1]
            lost += not isinstance(values[0], int) or values[0] not in (numbers[-1], numbers[-1] + 1)
        else:
            titles = {entry.new["title"]: entry.subject.key for entry in state.standing(SubjectKind.DOCUMENT)}  # type: ignore[index,call-overload]
            for number in numbers:
                lost += store.files.get_file(titles[f"{name} {number}"]) != upload_of(name, number)
    half += len(store.files.sizes()) != sum(1 for _ in state.standing(SubjectKind.DOCUMENT))
    done = sum(len(numbers) for numbers in confirmed.values())
    return f"{kills} kills in {done} {verb}s: {lost} lost, {half} half"


def write_together(address: str, writers: int, rounds: int) -> str:
    """Let writers add one to the same number, each as often, and compare with the sum."""
    before = open_store(address).journal.as_of().value(SHARED) or 0
    began = time.perf_counter()
    workers = [start("count_up", address, f"w{n}", rounds) for n in range(writers)]
    told = [worker.communicate()[0].split() == [b"done"] for worker in workers]
    took = time.perf_counter() - began
    close_databases()
    counted = open_store(address).journal.as_of().value(SHARED)
    assert isinstance(counted, int) and isinstance(before, int)
    lost = writers * rounds - (counted - before)
    return f"{writers} writers x {rounds} on one record: {lost} lost, {told.count(False)} gave up, {took:.1f} s"


def time_saves(address: str, count: int = 200) -> tuple[float, float]:
    """Return the median milliseconds of a save, and of asking for the revision."""
    journal = open_store(address).journal
    saves, asks = [], []
    for number in range(count):
        began = time.perf_counter()
        journal.append(Draft(Subject(SubjectKind.SETTING, "timed"), number, Person("王工")))
        saves.append(time.perf_counter() - began)
        began = time.perf_counter()
        journal.revision()
        asks.append(time.perf_counter() - began)
    return 1000 * statistics.median(saves), 1000 * statistics.median(asks)


def rebuild(address: str) -> str:
    """Compare building all with building again after one decision, in processor time."""
    from mapapp import pipeline

    store, folders = open_store(address), (active().seeds_dir, active().geodata_dir)
    pipeline.MEMORY, pipeline.STEPS = ReadingMemory(), StepMemory()  # type: ignore[misc]
    began = time.process_time()
    atlas = build_live_atlas(store, store.journal.as_of(0), *folders)
    whole = time.process_time() - began
    event = atlas.events[0]
    decision = {"decision": "reject", "document": atlas.document_by_id[event.doc].sha256, "kind": "event"}
    decision |= {"quote": event.quote, "name": event.name, "reviewer": "王工", "date": "2026-11-20", "reason": "试"}
    store.journal.append(decision_draft(decision, Person("王工")))
    again = []
    for _ in range(5):
        began = time.process_time()
        build_live_atlas(store, store.journal.as_of(), *folders)
        again.append(time.process_time() - began)
    return f"a build {whole:.2f} s, after one decision {statistics.median(again):.2f} s: {statistics.median(again) / whole:.2f} of it"


def main() -> None:
    """Run everything on every database there is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--uploads", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    dice = random.Random(SEED)
    with stores() as found:
        for name, address in found:
            print(f"{name}: {kill(address, 'save', options.kills, dice)}")
            print(f"{name}: {kill(address, 'upload', options.uploads, dice)}")
            print(f"{name}: {write_together(address, 2, options.rounds)}")
            if name == "PostgreSQL":
                print(f"{name}: {write_together(address, 8, options.rounds)} (8 connections, 3 of them reserved)")
            save, ask = time_saves(address)
            print(f"{name}: a save {save:.1f} ms, asking for the revision {ask:.1f} ms")
        print(rebuild(found[0][1]))


if __name__ == "__main__":
    main()
