"""What was read of documents, kept from one start to the next in the user's cache folder.

One file a document or reading, named by the hash of all that it was made from: the file's bytes, what the manifest says of it,
the workspace's words, and the code and word lists that read it. A file that is not whole is as good as none, whatever is deleted
is read again, and whoever writes puts a whole file in its place at once, so that two processes may share the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, TypeVar

import platformdirs

from mapapp.reading.record_json import plain_value, record_of
from mapapp.settings import PACKAGE_DIR
from mapapp.workspace import Workspace

T = TypeVar("T")

OFF: Final = "off"
# A report takes some 40 kB; 25,000 of them are kept, the longest unused go first.
MOST_BYTES: Final = 1_000_000_000
# Looking through the folder grows with what is in it: done once a process, then after each such part of the limit written.
SWEPT_EVERY: Final = 1 / 32
# One file unpacked: a forged one must not fill the memory.
MOST_UNPACKED_BYTES: Final = 64_000_000
# Bytes written to each folder since it was last looked through.
_unswept: dict[Path, float] = {}
_SUFFIX: Final = ".reading"
# The rooms whose code and data decide what is read, and the libraries they read with.
_READS: Final = ("contracts", "documents", "extraction", "reading", "text")
_LIBRARIES: Final = ("lxml", "onnxruntime", "pypdfium2", "python-crfsuite", "rapidocr")


@dataclass(frozen=True, slots=True)
class ReadingCache:
    """A folder of things read. What goes wrong with it costs time and nothing else."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def get(self, kind: type[T], key: str) -> T | None:
        """Return what was kept under a key; None where nothing whole is."""
        path = self.folder / f"{key}{_SUFFIX}"
        try:
            packed = path.read_bytes()
            digest, body = packed[:32], packed[32:]
            if hashlib.sha256(key.encode() + body).digest() != digest:
                return None
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(body, MOST_UNPACKED_BYTES)
            found = record_of(kind, json.loads(text)) if unpacker.eof else None
        except (OSError, ValueError, TypeError, zlib.error, RecursionError):
            return None
        # What is used stays: the time of its file says when that was.
        with contextlib.suppress(OSError):
            os.utime(path)
        return found

    def put(self, key: str, record: object) -> None:
        """Keep what was read, and drop what was not used for longest where there is too much."""
        text = json.dumps(plain_value(record), ensure_ascii=False, separators=(",", ":"))
        body = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
        temporary = ""
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".tmp")
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(key.encode() + body).digest() + body)
            Path(temporary).replace(self.folder / f"{key}{_SUFFIX}")
            temporary = ""
            self._sweep_at_times(len(body))
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()

    def _sweep_at_times(self, written: int) -> None:
        """Drop what is too much, where enough was written since that was last looked at."""
        unswept = _unswept.get(self.folder, float("inf")) + written
        if unswept >= self.most_bytes * SWEPT_EVERY:
            self._drop_oldest()
            unswept = 0
        _unswept[self.folder] = unswept

    def _drop_oldest(self) -> None:
        """Delete files, the longest unused first, until no more than the limit is held; what crashes left goes too."""
        files = []
        for path in self.folder.iterdir():
            if path.suffix in (_SUFFIX, ".tmp"):
                with contextlib.suppress(OSError):
                    told = path.stat()
                    files.append((told.st_mtime, told.st_size, path))
        held = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if held <= self.most_bytes:
                return
            with contextlib.suppress(OSError):
                path.unlink()
            held -= size


def open_reading_cache() -> ReadingCache | None:
    """Return the cache of MAPAPP_CACHE, or of the user's cache folder; None where it is `off`."""
    named = os.environ.get("MAPAPP_CACHE")
    if named == OFF:
        return None
    folder = Path(named).expanduser() if named else Path(platformdirs.user_cache_dir("mapapp", appauthor=False))
    return ReadingCache(folder / "readings")


def reading_key(*made_from: Any) -> str:
    """Return the key of something read: the sha256 of all it was made from, and of what reads."""
    told = json.dumps([reader_digest(), *map(_told, made_from)], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _told(made_from: Any) -> Any:
    """Return one thing something was made from as JSON has it, a workspace by its hash."""
    if type(made_from) is tuple:
        return [_told(part) for part in made_from]
    return _workspace_digest(made_from) if isinstance(made_from, Workspace) else plain_value(made_from)


@lru_cache(maxsize=4)
def _workspace_digest(workspace: Workspace) -> str:
    """Return one sha256 for all a workspace says: with hundreds of districts too long to be written out for each document."""
    return hashlib.sha256(json.dumps(plain_value(workspace), ensure_ascii=True).encode()).hexdigest()


@cache
def reader_digest() -> str:
    """Return one sha256 for the code, word lists, models and libraries that read documents."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{name} -\n".encode())
    paths = [PACKAGE_DIR / "workspace.py"]
    for room in _READS:
        paths += sorted(path for path in (PACKAGE_DIR / room).rglob("*") if path.suffix != ".pyc" and path.is_file())
    for path in paths:
        digest.update(f"{path.relative_to(PACKAGE_DIR).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
