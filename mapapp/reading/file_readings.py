"""Reading any files by the rules alone: no registry, no reviewed decisions; a file that was read before is not read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from mapapp.contracts import Indicator, Problem, ProjectEvent
from mapapp.documents import SafeReader
from mapapp.documents.file_bytes import check_file
from mapapp.documents.limits import DEFAULT_LIMITS
from mapapp.errors import DocumentError, MapAppError
from mapapp.extraction import ModelEndpoint, add_model_events, load_lexicon
from mapapp.open_workspace import active
from mapapp.reading.document_readings import (
    document_problem,
    lost_document,
    silent_documents,
    tell_nobody,
    worker_reader,
)
from mapapp.reading.document_records import read_records
from mapapp.reading.reading_cache import open_reading_cache, reading_key
from mapapp.reading.reading_memory import file_digest
from mapapp.reading.reading_workers import EVERY_CORE, OnFile, Workers, read_side_by_side
from mapapp.workspace import YEARS_WITHOUT_DOCUMENTS

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileReading:
    """What the rules read out of one file; `district` is whose it says it is, "" where it says nothing."""

    doc: str
    district: str = ""
    events: tuple[ProjectEvent, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads after the rules: the second reader, and a language model, whose words are doubtful and never kept."""

    second: bool = True
    endpoint: ModelEndpoint | None = None


def read_files(
    paths: Sequence[Path],
    make: Callable[[FileReading], T],
    *,
    readers: Readers = Readers(),
    workers: Workers = EVERY_CORE,
    on_file: OnFile = tell_nobody,
    on_part: OnFile = tell_nobody,
) -> Iterator[T]:
    """Yield what `make` makes of each file, in the order of the paths; several files use every core.

    Parameters
    ----------
    paths : sequence of Path
        Each is read in a process with limits (documents/limits.py); one that cannot be read gives a Problem.
    make : callable
        A function of a module: it is called where the file is read, so that only what it makes travels.
    readers : Readers
        Who reads after the rules.
    workers : Workers
        Who reads; the records are the same whoever does.
    on_file, on_part : callable
        Called with (done, total, name) after each file, and while one of a few files is read (pages, paragraphs).

    Raises
    ------
    MapAppError
        If two files would claim the same document id.
    """
    refuse_same_stems(paths)
    if workers.alone(len(paths)):
        with SafeReader() as reader:
            for done, path in enumerate(paths, start=1):
                made = make(_read_file(path, reader, readers, on_part))
                on_file(done, len(paths), path.name)
                yield made
        return
    work = partial(_make_in_worker, readers, make)
    told = read_side_by_side(
        work, [path.absolute() for path in paths], [path.name for path in paths], workers, on_done=on_file
    )
    for path, result in zip(paths, told, strict=True):
        yield make(_refused(path, lost_document(path))) if result is None else result


def refuse_same_stems(paths: Sequence[Path]) -> None:
    """Raise MapAppError, naming both, for two files that would claim the same document id."""
    seen: dict[str, Path] = {}
    for path in paths:
        if path.stem in seen:
            raise MapAppError(f"{seen[path.stem]} 与 {path} 同名，文件号会重复；请改名后分别提取")
        seen[path.stem] = path


def _make_in_worker(readers: Readers, make: Callable[[FileReading], T], path: Path) -> T:
    """Read one file in another process and make of it what is wanted."""
    return make(_read_file(path, worker_reader(), readers, tell_nobody))


def _read_file(path: Path, reader: SafeReader, readers: Readers, on_part: OnFile) -> FileReading:
    """Return what is in a file: read in an earlier run, or now and kept for the next one."""
    try:
        check_file(path, DEFAULT_LIMITS)  # before anything is opened: it may be a pipe
    except DocumentError as error:
        return _refused(path, error)
    cache = open_reading_cache() if readers.endpoint is None else None
    rules = replace(active(), years=YEARS_WITHOUT_DOCUMENTS, only=(), title="", title_en="")
    key = reading_key("file", path.name, file_digest(path), rules, readers.second) if cache is not None else ""
    if cache is not None and (known := cache.get(FileReading, key)) is not None:
        return known
    try:
        found = _read_now(path, reader, readers, on_part)
    except DocumentError as error:
        return _refused(path, error)
    if cache is not None:
        cache.put(key, found)
    return found


def _read_now(path: Path, reader: SafeReader, readers: Readers, on_part: OnFile) -> FileReading:
    """Read one file. Raises DocumentError as the reader does."""
    document = reader.read(path, on_progress=lambda done, total: on_part(done, total, path.name))
    read = read_records(document, load_lexicon(), second=readers.second)
    events, added = read.events, tuple[Problem, ...]()
    if readers.endpoint is not None:
        events, added = add_model_events(document, events, readers.endpoint)
    silent = tuple(silent_documents((document,), events, read.indicators))
    problems = (*document.problems, *added, *read.problems, *silent)
    return FileReading(document.id, document.district, events, read.indicators, problems)


def _refused(path: Path, error: DocumentError) -> FileReading:
    """Return the reading of a file that cannot be read: the reason alone."""
    return FileReading(path.stem, problems=(document_problem(path, error),))
