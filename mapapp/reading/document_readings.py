"""Reading the documents of a manifest by the rules, remembered from one build to the next."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from mapapp.contracts import Document, Indicator, Problem, ProjectEvent, Severity
from mapapp.documents import DocumentFacts, SafeReader
from mapapp.errors import DocumentError
from mapapp.extraction import load_lexicon
from mapapp.reading.document_records import read_records
from mapapp.reading.reading_cache import open_reading_cache
from mapapp.reading.reading_memory import MEMORY, Reading, ReadingMemory
from mapapp.reading.reading_workers import OnFile, Workers, read_side_by_side
from mapapp.workspace import Workspace

# What the problem of a document is called in which nothing was found.
DOCUMENT_SILENT: Final = "document-silent"


def _is_reviewed(document_id: str, seeds_dir: Path) -> bool:
    """Whether people went through a document's records: their decisions hold for what the rules alone read."""
    return (seeds_dir / "reviews" / f"{document_id}.jsonl").is_file()


def read_seeds(
    facts: Sequence[DocumentFacts],
    seeds_dir: Path,
    problems: list[Problem],
    rules: Workspace,
    workers: Workers,
    on_file: OnFile,
) -> tuple[tuple[Document, Reading], ...]:
    """Read every document of the manifest; one that fails is a Problem, the others still count."""
    damaged = {problem.doc for problem in problems if problem.severity is Severity.ERROR}
    asked = tuple((row, not _is_reviewed(row.id, seeds_dir)) for row in facts)
    told: list[tuple[Document, Reading] | DocumentError | None] = []
    # A part is read by the rules of the whole, so that what one has read serves the other.
    rules = replace(rules, only=(), title="", title_en="")
    if workers.alone(len(asked)):
        with SafeReader() as reader:
            for row, second in asked:
                told.append(_read_row(row, rules, reader, MEMORY, second=second))
                on_file(len(told), len(asked), row.path.name)
    else:
        names = [row.path.name for row in facts]
        there = [(replace(row, path=row.path.absolute()), second) for row, second in asked]
        told.extend(read_side_by_side(partial(_read_row_in_worker, rules), there, names, workers, on_done=on_file))
    readings = []
    for row, answer in zip(facts, told, strict=True):
        if isinstance(answer, tuple):
            readings.append(answer)
            problems.extend(answer[0].problems)
        # load_manifest may have said it already (missing, empty, damaged): one fault, one line.
        elif row.id not in damaged:
            problems.append(document_problem(row.path, answer or lost_document(row.path), doc=row.id))
    return tuple(readings)


def _read_row(
    row: DocumentFacts, rules: Workspace, reader: SafeReader, memory: ReadingMemory, *, second: bool
) -> tuple[Document, Reading] | DocumentError:
    """Read one document of the manifest, now or before, or say why it cannot be read."""
    try:
        document = memory.document(row, rules, reader)
        read = partial(read_records, lexicon=load_lexicon(), second=second)
        reading = memory.reading(document, (rules, second), read)
    except DocumentError as error:
        return error
    return document, reading


def _read_row_in_worker(
    rules: Workspace, asked: tuple[DocumentFacts, bool]
) -> tuple[Document, Reading] | DocumentError:
    """Read one document in another process, which remembers the last one only: there may be thousands."""
    row, second = asked
    return _read_row(row, rules, worker_reader(), _LAST_ONE, second=second)


def lost_document(path: Path) -> DocumentError:
    """Return the refusal of a file whose reader died twice."""
    return DocumentError(
        f"{path.name}：读它的进程两次意外结束（常因内存不足）；请拆分这份文件，或用较少的 --workers 再试"
    )


def tell_nobody(done: int, total: int, name: str) -> None:
    """Take note of a file that has been read, and say nothing."""


def document_problem(path: Path, error: DocumentError, *, doc: str = "") -> Problem:
    """Turn a refusal (file：fault；remedy) into a line of the problem list."""
    fault, _, remedy = str(error).removeprefix(f"{path.name}：").rpartition("；")
    if not fault:
        fault, remedy = remedy, "换上可读的文件后重试"
    return Problem("document-unreadable", Severity.ERROR, path.name, fault, remedy, doc=doc)


def silent_documents(
    documents: Iterable[Document], events: Iterable[ProjectEvent], indicators: Iterable[Indicator]
) -> Iterable[Problem]:
    """Return a line for each document in which nothing at all was found."""
    told = {event.doc for event in events} | {figure.doc for figure in indicators}
    for document in documents:
        if document.id not in told:
            message = f"读了 {len(document.text)} 字，没有读出任何项目或指标"
            remedy = "请确认是否传错文件、是否只有图片或目录；确有内容的，请在复核中补记"
            yield Problem(DOCUMENT_SILENT, Severity.WARNING, document.name, message, remedy, doc=document.id)


_THREAD = threading.local()
_LAST_ONE = ReadingMemory(1, cache=open_reading_cache)


def worker_reader() -> SafeReader:
    """Return the reader of a worker's thread; it ends with the worker."""
    if not hasattr(_THREAD, "reader"):
        _THREAD.reader = SafeReader()
    reader: SafeReader = _THREAD.reader
    return reader
