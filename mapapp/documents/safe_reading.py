"""Reading files of strangers: in a process of their own, with limits of time and memory, with progress and cancel."""

from __future__ import annotations

import contextlib
import io
import pickle
import queue
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from mapapp.child_python import start_child
from mapapp.contracts.text import Document
from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.file_bytes import TEXT_SUFFIXES, check_file
from mapapp.documents.limits import DEFAULT_LIMITS, ReadingLimits
from mapapp.documents.reader import read_document
from mapapp.errors import DocumentError

Progress = Callable[[int, int], None]
# Plain text needs no parser, and its reading grows with its length alone (benchmarks/reading_growth.py): up to this
# size it takes a second or two and no process is worth starting.
TEXT_IN_PROCESS_BYTES: Final = 1_000_000
_POLL_SECONDS: Final = 0.1
_LENGTH_BYTES: Final = 4
_CONTRACTS: Final = "mapapp.contracts."


class ReadingCancelledError(DocumentError):
    """The reading of a document was cancelled by the person who asked for it."""


def read_document_safely(
    path: Path,
    limits: ReadingLimits = DEFAULT_LIMITS,
    *,
    facts: DocumentFacts | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Document:
    """Return a file as a Document, whatever it holds: within its limits of time and memory, or not at all.

    Parameters
    ----------
    path
        The file; anything but an ordinary file is refused without being opened.
    limits
        What the reading may cost; size is measured before, time and memory are enforced on the process that reads.
    facts
        What the manifest says of it, if anything.
    on_progress
        Called with the parts done and the parts in all (pages, blocks).
    cancelled
        Asked ten times a second; when it says so, the reading ends.

    Raises
    ------
    ReadingCancelledError
        If `cancelled` said so.
    DocumentError
        One Chinese line: file, fault or limit, remedy.
    """
    with SafeReader(limits) as reader:
        return reader.read(path, facts=facts, on_progress=on_progress, cancelled=cancelled)


class SafeReader:
    """Read several files one after another with one process; a file that ends the process costs no other file."""

    def __init__(self, limits: ReadingLimits = DEFAULT_LIMITS) -> None:
        """Take the limits that hold for each file; the process starts with the first file that needs one."""
        self._limits = limits
        self._process: _ReadingProcess | None = None

    def __enter__(self) -> SafeReader:
        """Return the reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def read(
        self,
        path: Path,
        *,
        facts: DocumentFacts | None = None,
        on_progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Document:
        """Return one file as a Document; see `read_document_safely`."""
        check_file(path, self._limits)
        if path.suffix.lower() in TEXT_SUFFIXES and path.stat().st_size <= TEXT_IN_PROCESS_BYTES:
            return read_document(path, facts, limits=self._limits, on_progress=on_progress)
        if self._process is None:
            self._process = _ReadingProcess()
        try:
            return self._process.read(path.absolute(), facts, self._limits, on_progress, cancelled)
        finally:
            # One that has recognised pages holds more memory than the next file may have.
            if self._process.has_recognised or not self._process.alive:
                self.close()


class _ReadingProcess:
    """A Python of its own that reads documents it is asked for and answers in frames."""

    def __init__(self) -> None:
        """Start the process; it has no terminal, no window and writes to nobody's output."""
        self._process = start_child("mapapp.documents.reading_process", silent=True)
        self._answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self.has_recognised = False
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether the process can take another file."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process, whatever it does."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def read(
        self,
        path: Path,
        facts: DocumentFacts | None,
        limits: ReadingLimits,
        on_progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> Document:
        """Ask for one file and wait for the answer, the limit of time, or a cancel."""
        deadline = time.monotonic() + limits.seconds
        if self._process.stdin is None:  # pragma: no cover - a pipe was asked for
            raise DocumentError(f"{path.name}：无法启动读取进程；请重试")
        with contextlib.suppress(OSError):  # a process that has ended answers "gone" below
            write_frame(self._process.stdin, (path, facts, limits))
        while True:
            try:
                kind, said = self._answers.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                kind, said = "", None
            if kind == "document" and isinstance(said, Document):
                return said
            if kind == "refused":
                raise DocumentError(str(said))
            if kind == "recognising" and not self.has_recognised:
                self.has_recognised = True
                deadline += limits.recognition_seconds
            if kind == "progress" and on_progress is not None:
                on_progress(*said)
            if kind == "gone":
                raise DocumentError(_ended(path.name, self._process.wait(), limits))
            if cancelled is not None and cancelled():
                self.end()
                raise ReadingCancelledError(f"{path.name}：已取消读取")
            if time.monotonic() > deadline:
                self.end()
                raise DocumentError(_too_slow(path.name, limits))

    def _listen(self) -> None:
        """Collect answers until the process closes its output."""
        stream = self._process.stdout
        try:
            while stream is not None:
                self._answers.put(read_frame(stream))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._answers.put(("gone", None))


def _too_slow(name: str, limits: ReadingLimits) -> str:
    """Return the line that names the limit of time."""
    return f"{name}：读取超过时间上限 {limits.seconds:.0f} 秒，已停止；请拆分文件或清理其中的图形后再读"


def _ended(name: str, code: int, limits: ReadingLimits) -> str:
    """Return the line that says why the process ended by itself."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_slow(name, limits)
    return (
        f"{name}：读取时超过内存上限 {limits.memory_bytes / 1e6:.0f} MB，或文件损坏使读取中断，已停止；"
        "请重新导出文件或拆分后再读"
    )


def write_frame(stream: IO[bytes], message: object) -> None:
    """Write one message with its length before it."""
    data = pickle.dumps(message, protocol=5)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[str, Any]:
    """Return one message; raise EOFError at the end. Only types of the contracts are made from it."""
    head = stream.read(_LENGTH_BYTES)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == _LENGTH_BYTES else b""
    if not data or len(data) < int.from_bytes(head, "big"):
        raise EOFError
    kind, said = _ContractUnpickler(io.BytesIO(data)).load()
    return str(kind), said


class _ContractUnpickler(pickle.Unpickler):
    """Make nothing but the types every room agrees on: a file that takes over the process gets no further."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a type of the contracts."""
        if module.startswith(_CONTRACTS) and "." not in name:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
