"""The records of one document: read here, or where it is long in a process of its own with limits, so that nobody else waits."""

from __future__ import annotations

import contextlib
import pickle
import threading
from dataclasses import replace
from typing import Final

from mapapp.child_python import start_child
from mapapp.contracts import Document, ProjectEvent
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


def read_records(document: Document, lexicon: Lexicon, *, second: bool) -> Reading:
    """Return everything in one document, with the second reader where it is wanted.

    Raises DocumentError, one line that names the limit, when a long one takes more time or memory than any may.
    """
    if len(document.text) <= IN_PROCESS_CHARS:
        return read_everything(document, lexicon, second=second)
    late = threading.Event()
    process = start_child("mapapp.reading.extraction_process", silent=True)

    def end() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(EXTRACTION_SECONDS, end)
    watch.start()
    try:
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(OSError):  # one that has ended already answers nothing below
            pickle.dump((active(), document, second), process.stdin, protocol=5)
            process.stdin.flush()
        _, (events, indicators, problems) = read_frame(process.stdout)
    except (EOFError, pickle.UnpicklingError) as error:
        raise DocumentError(_ended(document.name, late=late.is_set())) from error
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
    return Reading(events, indicators, problems)


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
