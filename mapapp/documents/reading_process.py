"""The process that reads files of strangers: asked for one file after another, limited in time and memory."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import time
from typing import IO, Any, Final

from mapapp.child_python import hold_to_limits
from mapapp.documents.pdf.recognition import THREADS, ScanReader, is_installed
from mapapp.documents.reader import read_document
from mapapp.documents.safe_reading import write_frame
from mapapp.errors import DocumentError

_LENGTH_BYTES: Final = 4
# Seconds between two words about progress: a page takes some milliseconds.
_PROGRESS_SECONDS: Final = 0.2


def main() -> None:
    """Answer requests until the one who asks has gone."""
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asked, who ends this process
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())  # what a library prints must not stand among the answers
    while (request := _request(sys.stdin.buffer)) is not None:
        _answer(request, answers)


def _request(stream: IO[bytes]) -> Any:
    """Return the next request, or None when there is none any more."""
    head = stream.read(_LENGTH_BYTES)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == _LENGTH_BYTES else b""
    return pickle.loads(data) if data else None  # noqa: S301 - written by the process that started this one


def _answer(request: Any, answers: IO[bytes]) -> None:
    """Read one file and say what came of it."""
    path, facts, limits = request
    told = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _PROGRESS_SECONDS or done == total:
            told = time.monotonic()
            write_frame(answers, ("progress", (done, total)))

    def recognise() -> None:
        """Go on under the limits of recognition, and say so once: the one who asked waits longer then."""
        spend = limits.recognition_seconds * THREADS + limits.seconds
        hold_to_limits(memory_bytes=limits.recognition_memory_bytes, seconds=spend)
        write_frame(answers, ("recognising", None))

    scans = ScanReader(limits, on_begin=recognise) if is_installed() else None
    try:
        hold_to_limits(memory_bytes=limits.memory_bytes, seconds=limits.seconds)
        document = read_document(path, facts, limits=limits, on_progress=progress, scans=scans)
        write_frame(answers, ("document", document))
    except DocumentError as error:
        write_frame(answers, ("refused", str(error)))
    except MemoryError:
        limit = limits.memory_bytes / 1e6
        write_frame(answers, ("refused", f"{path.name}：读取超过内存上限 {limit:.0f} MB，已停止；请拆分后再读"))
    except Exception as error:  # a file found a fault of ours: one line, and the next file is read
        kind = type(error).__name__
        write_frame(answers, ("refused", f"{path.name}：读取出错（{kind}），文件可能损坏；请重新导出后再读"))


if __name__ == "__main__":
    main()
