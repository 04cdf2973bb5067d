"""The store under stress: kills in the middle of saves and uploads, writers on one record, and what a decision costs.

It prints counts (lost, half, doubled: all must be 0) and ratios; PostgreSQL is left out where there is none.

    python benchmarks/store.py [--kills 100] [--uploads 20] [--rounds 100]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mapapp.contracts import Atlas, Draft, JsonValue, Person, Subject, SubjectKind  # noqa: E402
from mapapp.edits.redrawn_areas import drawn_areas, outlines_of, read_redrawn  # noqa: E402
from mapapp.layers.specs import build_layer_specs  # noqa: E402
from mapapp.live_atlas import build_live_atlas  # noqa: E402
from mapapp.open_workspace import active  # noqa: E402
from mapapp.reading.reading_memory import ReadingMemory, StepMemory  # noqa: E402
from mapapp.selection import stage_codes  # noqa: E402
from mapapp.store import close_databases, decision_draft, open_store  # noqa: E402
from mapapp.store.backup import verify  # noqa: E402
from mapapp.store.files import digest_of  # noqa: E402
from mapapp.ui.cache import load_atlas  # noqa: E402
from mapapp.ui.views.search_index import build_search_index  # noqa: E402
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
    """Compare building all, and what the map and the search draw of it, with doing so after one change, in processor time."""
    from mapapp import pipeline
    from mapapp.reading import document_readings

    store, folders = open_store(address), (active().seeds_dir, active().geodata_dir)
    document_readings.MEMORY, pipeline.STEPS = ReadingMemory(), StepMemory()  # type: ignore[misc]
    who = Person("王工")

    def take() -> tuple[float, Atlas]:
        began = time.process_time()
        atlas = build_live_atlas(store, store.journal.as_of(), *folders)
        build_layer_specs(atlas, stage_codes(atlas))
        build_search_index(atlas)
        return time.process_time() - began, atlas

    def decide(atlas: Atlas, number: int) -> None:
        event = atlas.events[number]
        decision: dict[str, JsonValue] = {"decision": "reject", "kind": "event", "quote": event.quote}
        decision |= {"document": atlas.document_by_id[event.doc].sha256, "name": event.name}
        decision |= {"reviewer": "王工", "date": "2026-11-20", "reason": "试"}
        store.journal.append(decision_draft(decision, who))

    def redraw(_atlas: Atlas, number: int) -> None:
        drawn = drawn_areas(store, store.journal.as_of(), folders[1])
        told = [one for one in outlines_of(drawn) if one["layer"] == "zones"][:1]
        told[0]["polygons"][0][0][1][0] += 0.001 * (number + 1)
        (one,) = read_redrawn(told, drawn, "试", "王工", date(2026, 11, 20))
        store.features.draw(one.layer, [one.feature], who, "试", store.journal.as_of().revision)

    def add(_atlas: Atlas, number: int) -> None:
        text = f"青浦区2027年政府工作报告\n一、2026年工作回顾\n新泾桥{number}号改造工程建成通车。\n".encode()
        row: dict[str, JsonValue] = {"file": "r.txt", "title": "报告", "kind": "work_report", "year": 2027}
        row |= {"district": "青浦区", "reviews": 2026}
        store.journal.append(Draft(Subject(SubjectKind.DOCUMENT, digest_of(text)), row, who), files=(text,))

    whole, atlas = take()
    said = [f"building all {whole:.2f} s"]
    for what, change in (("a decision", decide), ("a redrawn boundary", redraw), ("a short new document", add)):
        again = []
        for number in range(5):
            change(atlas, number)
            took, atlas = take()
            again.append(took)
        middle = statistics.median(again)
        said.append(f"after {what} {middle:.2f} s, {middle / whole:.3f} of it")
    return "; ".join(said)


def page_after_decision(address: str) -> str:
    """Compare a page run that shows a state nobody has seen, as after a decision, with one of a state that is shown already."""
    os.environ["MAPAPP_STORE"] = address
    store, who = open_store(), Person("王工")
    app = AppTest.from_file(str(ROOT / "mapapp" / "ui" / "main.py"), default_timeout=120)

    def run() -> float:
        app.session_state["revision"] = None
        began = time.process_time()
        app.run()
        assert not app.exception
        return time.process_time() - began

    run()
    events = load_atlas().events[100:110]
    known = {document.id: document.sha256 for document in load_atlas().documents}
    same = statistics.median(run() for _ in range(10))
    fresh = []
    for event in events:
        decision: dict[str, JsonValue] = {"decision": "reject", "document": known[event.doc], "kind": "event"}
        decision |= {"quote": event.quote, "name": event.name, "reviewer": "王工", "date": "2026-11-20", "reason": "试"}
        store.journal.append(decision_draft(decision, who))
        fresh.append(run())
    after = statistics.median(fresh)
    return f"a page {same:.2f} s, a page that shows a decision {after:.2f} s: {after / same:.1f} of it (bar: 3)"


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
        print(page_after_decision(found[0][1]))


if __name__ == "__main__":
    main()
