"""Files that take long to paint: asked for by a visitor, waiting in the store's queue, made in a process of their own.

Every server of a store runs what waits there, so a second one helps. One machine makes two at a time; a worker that dies is
replaced once. Where the store cannot be written the queue is this server's own.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from mapapp.child_python import start_child
from mapapp.contracts import Job, JobState
from mapapp.contracts.scenes import Deck
from mapapp.errors import MapAppError
from mapapp.heavy_work import PLACES, most_at_once
from mapapp.open_workspace import active
from mapapp.reports import write_deck
from mapapp.selection import Selection, to_parameters
from mapapp.store import Jobs, Store, StoreUnavailableError, open_store

KIND: Final = "paint"
# One person's, and everybody's: more than these wait for nothing anybody still wants.
MOST_OF_ONE: Final = 4
MOST_WAITING: Final = 40
MOST_SECONDS: Final = 900
MOST_RESULT_BYTES: Final = 200_000_000
# How often the queue is looked at for work others asked for, and how often a worker's sign of life is passed on.
LOOKS_EVERY_S: Final = 2.0
# Painting gives way to pages: a visitor waits for a page, nobody stands before a file. From 10 on
# it starves beside other busy work.
NICE: Final = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be painted: a format, of what, as of which revision of the journal, under which file name."""

    fmt: str
    selection: Selection
    deck: Deck | None
    revision: int
    name: str


class PaintingError(MapAppError):
    """A file was not asked for, or not made; the message says why."""


def jobs_of(store: Store) -> Jobs:
    """Return the queue of a store, or one of this server alone where the store cannot be written."""
    return store.jobs if store.state.writable else open_store(_own_queue()).jobs


def ask_for(store: Store, wish: Wish, who: str) -> Job:
    """Put a wish into the queue and see that somebody works.

    Raises PaintingError when the visitor, or all together, wait for too many already.
    """
    jobs = jobs_of(store)
    if sum(job.state in (JobState.WAITING, JobState.RUNNING) for job in jobs.of(who)) >= MOST_OF_ONE:
        raise PaintingError(f"您已有 {MOST_OF_ONE} 个文件在制作；等其中一个完成，或取消一个再来")
    if jobs.count_waiting() >= MOST_WAITING:
        raise PaintingError(f"排队的文件已有 {MOST_WAITING} 个；请过几分钟再来")
    asked: dict[str, Any] = {"format": wish.fmt, "revision": wish.revision, "name": wish.name}
    asked["district"] = ",".join(active().only)
    asked["selection"] = to_parameters(wish.selection)
    asked["deck"] = None if wish.deck is None else json.loads(write_deck(wish.deck))
    job = jobs.ask(KIND, asked, who)
    begin_to_work()
    _look.set()
    return job


_look: Final = threading.Event()
_starting: Final = threading.Lock()
_server: Final = f"{socket.gethostname()[:60]}/{os.getpid()}-{secrets.token_hex(4)}"
_dispatcher: list[threading.Thread] = []


def begin_to_work() -> None:
    """Let this server work on the queue from now on, until it ends."""
    with _starting:
        if not _dispatcher:
            _dispatcher.append(threading.Thread(target=_dispatch, name="painting", daemon=True))
            _dispatcher[0].start()


def _dispatch() -> None:
    """Take what waits, as much at once as is allowed; look again when asked, or after a while for others' wishes."""
    while True:
        _look.wait(LOOKS_EVERY_S)
        _look.clear()
        with contextlib.suppress(MapAppError):  # a store that is away for a moment; the queue waits
            jobs = jobs_of(open_store())
            while jobs.count_open() and _start_next(jobs):
                continue


def _start_next(jobs: Jobs) -> bool:
    """Start what waits longest where this server has a place for it; return whether it had and something waited."""
    if not PLACES.take_for_painting():
        return False
    job = None
    try:
        job = jobs.claim(_server, (KIND,), most_running=most_at_once())
    finally:
        if job is None:
            PLACES.leave()
    if job is not None:
        threading.Thread(target=_work_in_place, args=(jobs, job), name="painting-job", daemon=True).start()
    return job is not None


def _work_in_place(jobs: Jobs, job: Job) -> None:
    """Make one file and leave the place it was made in."""
    try:
        _work_on(jobs, job)
    finally:
        PLACES.leave()
        _look.set()


def _work_on(jobs: Jobs, job: Job) -> None:
    """Make one file, tell how far it is, and say how it ended."""
    try:
        with tempfile.TemporaryDirectory(prefix="mapapp-", ignore_cleanup_errors=True) as folder:
            target = Path(folder) / "made"
            said = _watch_worker(jobs, job, target)
            if said is None:
                return
            if said:
                jobs.fail(job.job_id, _server, said)
            elif not target.exists():
                jobs.put_back(job.job_id, _server)
            elif target.stat().st_size > MOST_RESULT_BYTES:
                jobs.fail(job.job_id, _server, f"文件超过 {MOST_RESULT_BYTES // 1_000_000} MB；请减少场景或片区")
            else:
                jobs.finish(job.job_id, _server, str(job.asked.get("name", "")), target.read_bytes())
    except StoreUnavailableError:
        return  # the store went away: silent long enough, the work is another's


def _watch_worker(jobs: Jobs, job: Job, target: Path) -> str | None:
    """Return what a worker said at its end: nothing when all went well or it died, None when nobody wants its work."""
    with _start_worker(target) as worker:
        try:
            assert worker.stdin is not None and worker.stdout is not None
            with contextlib.suppress(OSError):
                worker.stdin.write(json.dumps(dict(job.asked)).encode() + b"\n")
                worker.stdin.close()
            lines: queue.Queue[bytes | None] = queue.Queue()
            threading.Thread(target=_pass_lines, args=(worker.stdout, lines), daemon=True).start()
            return _listen(jobs, job, lines)
        finally:
            _end(worker)


def _listen(jobs: Jobs, job: Job, lines: queue.Queue[bytes | None]) -> str | None:
    """Pass on how far a worker is until it ends."""
    done, total, refused = 0, 0, ""
    deadline = time.monotonic() + MOST_SECONDS
    while True:
        with contextlib.suppress(queue.Empty):
            line = lines.get(timeout=LOOKS_EVERY_S)
            if line is None:
                return refused
            told = json.loads(line)
            refused = str(told.get("refused", ""))
            done, total = int(told.get("done", done)), int(told.get("total", total))
        if time.monotonic() > deadline:
            return f"{MOST_SECONDS // 60} 分钟还没有做完，已停止；请减少场景或片区"
        if not jobs.tell(job.job_id, _server, done, total):
            jobs.fail(job.job_id, _server, "")
            return None


def _start_worker(target: Path) -> subprocess.Popen[bytes]:
    """Start a process that reads the workspace and the store itself and paints into a file."""
    workspace = {"MAPAPP_WORKSPACE": str(active().root.resolve())}
    return start_child(
        "mapapp.painting.painting_worker", str(target), settings=workspace, silent=False, own_session=True
    )


def _pass_lines(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    """Put what a worker says into a queue, and None at its end."""
    for line in stream:
        lines.put(line)
    lines.put(None)


def _end(worker: subprocess.Popen[bytes]) -> None:
    """End a worker; it ends its browser itself, and what is left of it after a few seconds is killed."""
    worker.terminate()
    try:
        worker.wait(timeout=5)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _own_queue() -> str:
    """Return the address of the queue this server keeps for itself."""
    if not _folder:
        _folder.append(tempfile.TemporaryDirectory(prefix="mapapp-queue-", ignore_cleanup_errors=True))
    return "sqlite:///" + str(Path(_folder[0].name) / "queue.sqlite")


_folder: Final[list[tempfile.TemporaryDirectory[str]]] = []
