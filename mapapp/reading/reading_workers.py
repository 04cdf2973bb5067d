"""Documents read side by side: by processes of this machine, or by the workers of a Dask cluster.

Results come in the order asked for, so two workers give the bytes that one gives. What was under way when a worker died is read
once more, a document at a time; one that ends its worker a second time is lost, and only that one.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from mapapp.errors import MapAppError
from mapapp.open_workspace import activate, active
from mapapp.settings import VERSION
from mapapp.workspace import Workspace

log = logging.getLogger(__name__)

# Below this many files one process is done before a second has started.
FILES_WORTH_A_POOL: Final = 8
# A scheduler that runs answers at once; one across an office's network within this.
SECONDS_TO_CONNECT: Final = 10
# A worker that is told to end does so at once, on a busy machine within this.
SECONDS_TO_END: Final = 10

Item = TypeVar("Item")
Result = TypeVar("Result")
# Called with what is done, what there is in all, and the name of the file just read.
OnFile = Callable[[int, int, str], None]
# What a process started by this file does.
_work: list[Callable[[Any], Any]] = []


@dataclass(frozen=True, slots=True)
class Workers:
    """Who reads: `count` processes (None: one a core from eight files on), or the Dask cluster at `scheduler`."""

    count: int | None = None
    scheduler: str = ""

    def __post_init__(self) -> None:
        """Raise MapAppError for fewer than one process."""
        if self.count is not None and self.count < 1:
            raise MapAppError(f"--workers {self.count} 不行；至少要有 1 个")

    def processes_for(self, files: int) -> int:
        """Return how many processes read so many files; 1 is the process that asks.

        >>> Workers(4).processes_for(3), Workers(1).processes_for(900), Workers().processes_for(7)
        (3, 1, 1)
        """
        wanted = self.count or ((os.cpu_count() or 1) if files >= FILES_WORTH_A_POOL else 1)
        return max(1, min(wanted, files))

    def alone(self, files: int) -> bool:
        """Whether so many files are read by the process that asks."""
        return not self.scheduler and self.processes_for(files) == 1


ALONE: Final = Workers(1)
EVERY_CORE: Final = Workers()


def read_side_by_side(
    work: Callable[[Item], Result], items: Sequence[Item], names: Sequence[str], workers: Workers, *, on_done: OnFile
) -> Iterator[Result | None]:
    """Yield what `work` makes of each item, in their order; None where its worker died twice.

    Parameters
    ----------
    work
        A function of a module, or a `partial` of one: it runs in another process, with this workspace open.
    items
        What it is given, one at a time.
    names
        What each is called where a person is told.
    workers
        Who does it.
    on_done
        Called after each, in the order they come.

    Raises
    ------
    MapAppError
        If the cluster cannot be reached, has no worker, or runs another version.
    """
    if workers.scheduler:
        come = _by_cluster(partial(_in_workspace, active(), work), items, names, workers.scheduler)
    else:
        come = _by_processes(work, items, names, workers.processes_for(len(items)))
    early: dict[int, Result | None] = {}
    given = done = 0
    for number, result in come:
        early[number] = result
        if result is not None:
            done += 1
            on_done(done, len(items), names[number])
        while given in early:
            yield early.pop(given)
            given += 1


def _in_workspace(workspace: Workspace, work: Callable[[Item], Result], item: Item) -> Result:
    """Do a piece of work with the workspace of the one who asked."""
    if active() != workspace:
        activate(workspace)
    return work(item)


def _by_processes(
    work: Callable[[Item], Result], items: Sequence[Item], names: Sequence[str], count: int
) -> Iterator[tuple[int, Result | None]]:
    """Yield results as processes of this machine bring them, None for an item that ended two of them."""
    todo, suspects = deque(range(len(items))), deque[int]()
    while todo or suspects:
        # Each suspect by itself, so that only the culprit can be lost; at once, since what follows waits for it.
        alone = bool(suspects)
        numbers = deque([suspects.popleft()]) if alone else todo
        running: dict[Future[Result], int] = {}
        try:
            with _pool(1 if alone else count, work) as pool:
                # One more than there are workers, so that none waits for this process.
                yield from _work_off(pool, items, numbers, running, most=count + 1)
        except BrokenProcessPool:
            lost = sorted(running.values())
            told = "读取进程又意外结束，放弃：%s" if alone else "一个读取进程意外结束；当时在读的逐份重读：%s"
            log.warning(told, "、".join(names[number] for number in lost))
            suspects.extend(() if alone else lost)
            yield from ((number, None) for number in lost if alone)


def _work_off(
    pool: Executor,
    items: Sequence[Item],
    numbers: deque[int],
    running: dict[Future[Any], int],
    *,
    most: int,
) -> Iterator[tuple[int, Any]]:
    """Yield results as they come; `numbers` are those not begun, `running` what is under way."""
    while numbers or running:
        while numbers and len(running) < most:
            running[pool.submit(_do, items[numbers[0]])] = numbers[0]
            numbers.popleft()
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            result = future.result()
            yield running.pop(future), result


@contextmanager
def _pool(count: int, work: Callable[[Item], Result]) -> Iterator[ProcessPoolExecutor]:
    """Yield processes that end with the work, and at once when it is broken off."""
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(active(), work))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        children = set(multiprocessing.active_children()) - before
        for child in children:
            child.terminate()
        for child in children:
            child.join(SECONDS_TO_END)
        raise
    pool.shutdown()


def _begin(workspace: Workspace, work: Callable[[Any], Any]) -> None:
    """Make a process ready: what it does and in which workspace is said once, since a workspace may have hundreds of districts.

    Ctrl+C is left to the process that started this one: it says so once and ends its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if active() != workspace:
        activate(workspace)
    _work[:] = [work]
    gc.freeze()  # what was loaded before stays: it need not be walked through again after each document


def _do(item: Any) -> Any:
    """Do the work of this process for one item."""
    return _work[0](item)


def _by_cluster(
    task: Callable[[Item], Result], items: Sequence[Item], names: Sequence[str], address: str
) -> Iterator[tuple[int, Result | None]]:
    """Yield results as a Dask cluster brings them; its scheduler gives a dead worker's work to another one."""
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError as error:
        raise MapAppError("--scheduler 要用 Dask，还没有安装；请 pip install 'mapapp[scale]'") from error
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MapAppError(f"连不上 Dask 调度器 {address}；请核对地址，并确认 dask scheduler 在运行") from error
    with client:
        versions = client.run(_version)
        if not versions:
            raise MapAppError(f"{address} 没有 worker；请先启动 dask worker {address} --nthreads 1")
        for worker, version in versions.items():
            if version != VERSION:
                raise MapAppError(f"{worker} 上是 mapapp {version}，这里是 {VERSION}；请装同一版本")
        futures = client.map(task, items, pure=False)
        numbers = {future.key: number for number, future in enumerate(futures)}
        for future in as_completed(futures, loop=client.loop):
            number = numbers[future.key]
            try:
                yield number, future.result()
            except KilledWorker:
                log.warning("读它的 worker 一再意外结束，放弃：%s", names[number])
                yield number, None
            future.release()  # what has come is not kept on the cluster as well


def _version() -> str:
    """Return the version a worker runs."""
    return VERSION
