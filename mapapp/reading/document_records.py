"""The records of one document: read here, or where it is long in a process of its own with limits, so that nobody else waits."""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import Final

from mapapp.child_python import start_child
from mapapp.contracts import Document, ProjectEvent
from mapapp.documents import ReadingCancelledError
from mapapp.documents.safe_reading import read_frame
from mapapp.errors import DocumentError
from mapapp.extraction import (
    Lexicon,
    find_indicators,
    find_number_problems,
    find_project_events,
    find_table_problems,
    second_reader,
)
from mapapp.open_workspace import active
from mapapp.reading.reading_memory import Reading
from mapapp.text.project_kinds import read_kind

# Some seconds of the processor: a longer text would hold up every page of a server meanwhile. The longest five-year plans
# have 200,000 characters.
IN_PROCESS_CHARS: Final = 100_000
# The longest text that is taken (documents/limits.py) takes a third of it; the memory is several times what it needs.
EXTRACTION_SECONDS: Final = 600
EXTRACTION_BYTES: Final = 4_000_000_000
# How often a reading that goes on is looked at: whether it is late, and whether it is still wanted.
LOOKS_EVERY_S: Final = 0.2
_GIVEN_UP: ContextVar[Callable[[], bool]] = ContextVar("given_up", default=lambda: False)


@contextlib.contextmanager
def giving_up_when(given_up: Callable[[], bool]) -> Iterator[None]:
    """Let the readings that this thread asks for end as soon as `given_up` says so."""
    before = _GIVEN_UP.set(given_up)
    try:
        yield
    finally:
        _GIVEN_UP.reset(before)


def read_records(document: Document, lexicon: Lexicon, *, second: bool) -> Reading:
    """Return everything in one document, with the second reader where it is wanted.

    Raises DocumentError, one line that names the limit, when a long one takes more time or memory than any may, and
    ReadingCancelledError when the one who asked gave up meanwhile (`giving_up_when`).
    """
    if len(document.text) <= IN_PROCESS_CHARS:
        return read_everything(document, lexicon, second=second)
    process = start_child("mapapp.reading.extraction_process", silent=True)
    ended, why = threading.Event(), [""]
    watch = threading.Thread(target=_watch, args=(process, ended, why, _GIVEN_UP.get()), daemon=True)
    watch.start()
    try:
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(OSError):  # one that has ended already answers nothing below
            pickle.dump((active(), document, second), process.stdin, protocol=5)
            process.stdin.flush()
        _, (events, indicators, problems) = read_frame(process.stdout)
    except (EOFError, pickle.UnpicklingError) as error:
        if why == [_GAVE_UP]:
            raise ReadingCancelledError(f"{document.name}：{_GAVE_UP}；要读请再传一次") from error
        raise DocumentError(_ended(document.name, late=why == [_LATE])) from error
    finally:
        ended.set()
        watch.join()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
    return Reading(events, indicators, problems)


_LATE: Final = "超过时间上限"
_GAVE_UP: Final = "已取消"


def _watch(
    process: subprocess.Popen[bytes], ended: threading.Event, why: list[str], given_up: Callable[[], bool]
) -> None:
    """End a reading that is late or not wanted any more, and say which it was."""
    until = time.monotonic() + EXTRACTION_SECONDS
    while not ended.wait(min(LOOKS_EVERY_S, EXTRACTION_SECONDS)):
        why[0] = _GAVE_UP if given_up() else _LATE if time.monotonic() >= until else ""
        if why[0]:
            process.kill()
            return


def _ended(name: str, *, late: bool) -> str:
    """Return the line that says why a process ended without an answer."""
    what = f"时间上限 {EXTRACTION_SECONDS} 秒" if late else f"内存上限 {EXTRACTION_BYTES / 1e9:.0f} GB 或处理器时间上限"
    return f"{name}：读出项目和指标时超过{what}，已停止；请拆分后再读"


def read_everything(document: Document, lexicon: Lexicon, *, second: bool) -> Reading:
    """Return everything in one document, read in this process."""
    problems = find_number_problems(document, lexicon) + find_table_problems(document, lexicon)
    return Reading(read_events(document, lexicon, second=second), find_indicators(document, lexicon), problems)


def read_events(document: Document, lexicon: Lexicon, *, second: bool) -> tuple[ProjectEvent, ...]:
    """Read the events of a document, each with the kind its name speaks of."""
    events = find_project_events(document, lexicon, reader=second_reader(lexicon) if second else None)
    return tuple(replace(event, kind=read_kind(event.name).kind) for event in events)
