"""Documents somebody has uploaded and not yet accepted: read and compared in a thread, while the page stays usable.

A tray belongs to a person, so that a page loaded again finds it; on one's own machine there is one. Nothing in it is stored.
"""

from __future__ import annotations

import contextvars
import hashlib
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from mapapp.contracts import REMOVED, Atlas, Draft, Indicator, JournalState, Person, ProjectEvent
from mapapp.documents import ReadingCancelledError, SafeReader
from mapapp.errors import MapAppError
from mapapp.heavy_work import PLACES
from mapapp.live_atlas import different_subject
from mapapp.reading.document_records import giving_up_when
from mapapp.store import Store
from mapapp.uploads.added_documents import (
    AddedDocument,
    Alike,
    Row,
    document_draft,
    document_subject,
    find_alike,
    preview_atlas,
    read_added,
    refusal_draft,
    same_project_draft,
    why_unread,
)
from mapapp.uploads.whats_new import Namesake, WhatsNew, compare_atlases

# A year's documents of a district are a handful; more are a workspace, made with `mapapp new`.
MOST_DOCUMENTS: Final = 20

INTERNAL_FAULT: Final = "internal"


class Step(StrEnum):
    """How far a document in the tray is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Item:
    """One document in the tray. `message` says why it failed, `alike` which document says the same already."""

    name: str
    data: bytes
    step: Step = Step.WAITING
    done: int = 0
    total: int = 0
    message: str = ""
    added: AddedDocument | None = None
    row: Row = field(default_factory=dict)
    alike: Alike | None = None
    cancel: threading.Event = field(default_factory=threading.Event)

    @property
    def key(self) -> str:
        """Return what tells it from the others on the page."""
        return hashlib.sha256(self.data).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Ground:
    """What the tray is compared with: the Atlas and state somebody looks at."""

    store: Store
    state: JournalState
    atlas: Atlas
    folders: tuple[Path, Path]


class Tray:
    """What one person has uploaded: documents, what they would change, and what he has said to that."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._wanted = 0
        self._made = 0
        self._stop = threading.Event()
        self._ground: Ground | None = None
        self.items: list[Item] = []
        self.left_out: set[str] = set()
        self.same: dict[tuple[str, str], Draft] = {}
        self.different: set[tuple[str, str]] = set()
        self.turns = 0
        self.message = ""
        self.news: WhatsNew | None = None
        self.after: Atlas | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being read or compared."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    @property
    def ready(self) -> tuple[Item, ...]:
        """Return the documents that would be added."""
        return tuple(item for item in self.items if item.step is Step.READ and item.added is not None)

    def take(self, files: Iterable[tuple[str, bytes]], ground: Ground) -> int:
        """Take files in and begin to read them; return how many had no room. What lies there already is not taken twice."""
        refused = 0
        with self._lock:
            for name, data in files:
                if any(item.data == data for item in self.items):
                    continue
                if len(self.items) >= MOST_DOCUMENTS:
                    refused += 1
                    continue
                self.items.append(Item(name, data))
        self.work(ground)
        return refused

    def work(self, ground: Ground) -> None:
        """Read what waits and compare everything anew with what is shown."""
        with self._lock:
            self._ground = ground
            self._wanted += 1
            if not self.busy:
                self._thread = threading.Thread(
                    target=contextvars.copy_context().run, args=(self._run,), name="documents", daemon=True
                )
                self._thread.start()

    def needs(self, state: JournalState) -> bool:
        """Whether what is shown has changed since the tray was compared with it."""
        return (
            bool(self.ready)
            and not self.busy
            and self._ground is not None
            and self._ground.state.revision != state.revision
        )

    def throw_away(self, item: Item, ground: Ground) -> None:
        """Take a document out of the tray, whatever is being done with it."""
        item.cancel.set()
        self._stop.set()
        with self._lock:
            if item in self.items:
                self.items.remove(item)
            self.news = self.after = None
        self.work(ground)

    def clear(self) -> None:
        """Empty the tray."""
        self._stop.set()
        with self._lock:
            for item in self.items:
                item.cancel.set()
            self.items.clear()
            self.left_out.clear()
            self.same.clear()
            self.different.clear()
            self.news = self.after = None
            self.message = ""
            self._wanted += 1

    def cancel(self) -> None:
        """Stop reading, of files and of the records in them; what is read already stays."""
        self._stop.set()
        for item in self.items:
            if item.step in (Step.WAITING, Step.READING):
                item.cancel.set()

    def correct(self, item: Item, row: Row, ground: Ground) -> None:
        """Correct what a document is, and compare anew."""
        item.row = row
        self.work(ground)

    def say_same(self, pair: Namesake, answer: str, ground: Ground) -> None:
        """Keep whether two names mean one project: "same", "different", or "later" to leave it open."""
        if self.after is None:
            return
        names = tuple(sorted(self.after.project_by_id[key].name for key in (pair.known_id, pair.new_id)))
        key = (names[0], names[1])
        self.different.discard(key)
        self.same.pop(key, None)
        if answer == "different":
            self.different.add(key)
        if answer == "same":
            registry = ground.folders[0] / "registry" / "projects.csv"
            self.same[key] = same_project_draft(self.after, pair.known_id, pair.new_id, registry)
            self.work(ground)

    def tick(self, changes: Mapping[str, bool]) -> None:
        """Keep which records are wanted and which not."""
        for record_id, wanted in changes.items():
            (self.left_out.discard if wanted else self.left_out.add)(record_id)

    def drafts(self, who: Person, refused_because: str) -> tuple[list[Draft], list[bytes]]:
        """Return the entries and files that accepting makes: documents, refusals, what was said of names."""
        drafts = [document_draft(item.added.sha256, item.row, who) for item in self.ready if item.added]
        files = [item.added.data for item in self.ready if item.added]
        drafts += [Draft(draft.subject, draft.new, who, draft.reason) for draft in self.same.values()]
        drafts += [Draft(different_subject(*pair), "different", who) for pair in sorted(self.different)]
        if self.after is not None:
            hashes = {item.added.doc_id: item.added.sha256 for item in self.ready if item.added}
            records: list[ProjectEvent | Indicator] = [*self.after.events, *self.after.indicators]
            refused = {}
            for record in records:
                record_id = record.event_id if isinstance(record, ProjectEvent) else record.indicator_id
                if record_id in self.left_out and record.doc in hashes:
                    draft = refusal_draft(record, hashes[record.doc], who, refused_because)
                    refused[draft.subject] = draft
            drafts += refused.values()
        return drafts, files

    def _run(self) -> None:
        """Read and compare until nothing is left to do."""
        while True:
            with self._lock:
                wanted, ground = self._wanted, self._ground
                waiting = next((item for item in self.items if item.step is Step.WAITING), None)
                if ground is None or (waiting is None and wanted == self._made):
                    self._thread = None
                    return
            try:
                with PLACES.for_document():
                    if waiting is not None:
                        self._read(waiting, ground)
                    else:
                        self._stop.clear()
                        with giving_up_when(self._stop.is_set):
                            self._compare(ground)
                        self._made = wanted
            except BaseException:  # our own fault: its traceback goes to the log, the page says that it failed
                self._made, self.message = wanted, INTERNAL_FAULT
                if waiting is not None:
                    waiting.step, waiting.message = Step.FAILED, INTERNAL_FAULT
                raise

    def _read(self, item: Item, ground: Ground) -> None:
        """Read one document; what goes wrong is said beside it."""

        def tell(done: int, total: int) -> None:
            item.done, item.total = done, total

        item.step = Step.READING
        try:
            if item.cancel.is_set():
                raise ReadingCancelledError
            with SafeReader() as reader:
                added = read_added(item.name, item.data, reader, on_progress=tell, cancelled=item.cancel.is_set)
        except ReadingCancelledError:
            item.step = Step.CANCELLED
        except MapAppError as error:
            item.step, item.message = Step.FAILED, str(error)
        else:
            others = [other.added.document for other in self.ready if other.added and other is not item]
            item.added, item.row = added, added.row
            item.alike = find_alike(added.document, [*ground.atlas.documents, *others])
            same = item.alike is not None and item.alike.share >= 1.0
            hidden = ground.state.value(document_subject(added.sha256)) == REMOVED
            item.step = Step.FAILED if same and not hidden else Step.READ

    def _compare(self, ground: Ground) -> None:
        """See what the documents read so far would change."""
        self.news = self.after = None
        self.message = ""
        items = self.ready
        if not items:
            return
        drafts = [document_draft(item.added.sha256, item.row, Person("")) for item in items if item.added]
        drafts += self.same.values()
        try:
            files = [item.added.data for item in items if item.added]
            after = preview_atlas(ground.store, ground.state, drafts, files, ground.folders)
        except MapAppError as error:
            self.message = str(error)
            self.same.clear()
            return
        if self._set_aside(items, after):
            self._compare(ground)
            return
        docs = [item.added.doc_id for item in items if item.added]
        with self._lock:
            if items == self.ready:
                self.news, self.after = compare_atlases(ground.atlas, after, docs), after
                self.turns += 1

    def _set_aside(self, items: Iterable[Item], after: Atlas) -> bool:
        """Say beside each document whose records could not be read why not; return whether there was one."""
        read = {document.id for document in after.documents}
        lost = [item for item in items if item.added and item.added.doc_id not in read]
        for item in lost:
            if self._stop.is_set():
                item.step = Step.CANCELLED
                continue
            told = why_unread(after, item.added.doc_id, item.name) if item.added else ""
            item.step, item.message = Step.FAILED, told or INTERNAL_FAULT
        return bool(lost)


_trays: dict[str, Tray] = {}


def tray_of(account: str) -> Tray:
    """Return the tray of an account; on one's own machine, where nobody signs in, there is one."""
    return _trays.setdefault(account, Tray())


def bytes_by_account() -> dict[str, int]:
    """Return how many bytes lie in the trays, by account."""
    return {account: sum(len(item.data) for item in tuple(tray.items)) for account, tray in list(_trays.items())}
