"""What was read out of documents, remembered by their content: one decision must not cost reading everything again.

Kept in this process and shared by every Atlas it builds, and in a folder for the next start (reading_cache.py); what is
remembered is frozen. A document that changes by a byte, or in what the manifest says of it, is read anew.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from mapapp.contracts import Document, Indicator, Problem, ProjectEvent
from mapapp.documents import SafeReader
from mapapp.documents.document_facts import DocumentFacts
from mapapp.reading.reading_cache import ReadingCache, open_reading_cache, reading_key

# More than any workspace shows at once; what is remembered of a document is what its Atlas holds anyway.
DOCUMENTS_KEPT: Final = 512
# Two states of four steps: what is shown, and what was shown before somebody changed it.
STEPS_KEPT: Final = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules read out of one document."""

    events: tuple[ProjectEvent, ...]
    indicators: tuple[Indicator, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Kept:
    """A document and what was read out of it, by what the rules went by."""

    document: Document
    made_from: tuple[Any, ...] = ()
    readings: dict[Hashable, Reading] = field(default_factory=dict)


class ReadingMemory:
    """Documents and readings, the least recently used forgotten first; `cache` gives the folder earlier starts kept theirs in."""

    def __init__(self, most: int = DOCUMENTS_KEPT, *, cache: Callable[[], ReadingCache | None] = lambda: None) -> None:
        self._most = most
        self._cache = cache
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._by_document: dict[int, _Kept] = {}

    def document(self, facts: DocumentFacts, rules: Hashable, reader: SafeReader) -> Document:
        """Return the document of a manifest row, read now or before. Raises DocumentError as the reader does."""
        key = (replace(facts, path=Path(facts.path.name)), rules, file_digest(facts.path))
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept.document
        document = self._kept_before(Document, ("document", *key), lambda: reader.read(facts.path, facts=facts))
        with self._lock:
            kept = self._kept.setdefault(key, _Kept(document, key))
            self._by_document[id(kept.document)] = kept
            while len(self._kept) > self._most:
                _, forgotten = self._kept.popitem(last=False)
                del self._by_document[id(forgotten.document)]
            return kept.document

    def reading(self, document: Document, rules: Hashable, read: Callable[[Document], Reading]) -> Reading:
        """Return what `read` reads out of a document; `rules` is all it goes by besides the document."""
        with self._lock:
            kept = self._by_document.get(id(document))
            if kept is None or kept.document is not document:
                kept = _Kept(document)
            if (known := kept.readings.get(rules)) is not None:
                return known
        if kept.made_from:
            found = self._kept_before(Reading, ("reading", *kept.made_from, rules), lambda: read(document))
        else:
            found = read(document)
        with self._lock:
            # Other rules come with another workspace, whose documents are others too: one reading is enough.
            kept.readings.clear()
            kept.readings[rules] = found
        return found

    def _kept_before(self, kind: type[T], made_from: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Return what was read in an earlier start, or read it now and keep it for the next."""
        if (cache := self._cache()) is None:
            return make()
        key = reading_key(*made_from)
        if (found := cache.get(kind, key)) is None:
            found = make()
            cache.put(key, found)
        return found


class StepMemory:
    """The last few results of steps of a build, by what went into them."""

    def __init__(self, most: int = STEPS_KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[object, Any]] = OrderedDict()

    def step(self, key: Hashable, alive: object, make: Callable[[], T]) -> T:
        """Return what a step made of the same before, or makes now.

        `alive` is kept with it: what the key names by its identity must not make room for another.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                known: T = self._kept[key][1]
                return known
        made = make()
        with self._lock:
            self._kept[key] = (alive, made)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def folder_digest(folder: Path) -> str:
    """Return one sha256 for the names and bytes of every file in a folder; of what is no file (a folder, a pipe) its name."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        told = file_digest(path) if path.is_file() else "no file"
        digest.update(f"{path.name}\0{told}\n".encode())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """Return the sha256 of a file; of one that cannot be read its name, so that the reader says what is wrong."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return f"unreadable {path}"


MEMORY: Final = ReadingMemory(cache=open_reading_cache)
STEPS: Final = StepMemory()
