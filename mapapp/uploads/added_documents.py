"""Documents people upload: read, proposed, looked at before anything counts, then added to the store or thrown away."""

from __future__ import annotations

import csv
import hashlib
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from mapapp.contracts import (
    REMOVED,
    Action,
    Atlas,
    Document,
    DocumentKind,
    Draft,
    Entry,
    Indicator,
    JournalState,
    JsonValue,
    Person,
    ProjectEvent,
    Subject,
    SubjectKind,
)
from mapapp.documents import SafeReader
from mapapp.errors import DocumentError
from mapapp.live_atlas import build_live_atlas
from mapapp.open_workspace import active
from mapapp.store import Files, Store, decision_draft
from mapapp.text.folding import fold_text

Row = Mapping[str, JsonValue]
Progress = Callable[[int, int], None]

# Below this a page of a document and its press report share by chance what all reports say.
ALIKE_SHARE: Final = 0.6
# A sentence this long is no formula that every report repeats.
_SENTENCE_CHARS: Final = 12
_SUFFIXES: Final = {".md": ".txt", "": ".txt"}


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """A document somebody uploads and what is said of it; nothing of it is stored.

    `data` is what would be kept: the file's bytes, of a text file the same text as UTF-8. `row` is its row of the manifest.
    """

    file_name: str
    data: bytes
    sha256: str
    document: Document
    row: Row

    @property
    def doc_id(self) -> str:
        """Return the id it has once it is laid over the workspace."""
        return self.sha256[:8]


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that says the same: `share` of its sentences stand in the other (0..1)."""

    document: Document
    share: float


def read_added(
    file_name: str,
    data: bytes,
    reader: SafeReader,
    *,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AddedDocument:
    """Return a document somebody uploads, read within limits, with what it says of itself as the proposed row.

    Raises DocumentError (one Chinese line that names the file as the person does) as the reader does.
    """
    shown = Path(file_name.replace("\\", "/")).name or file_name
    suffix = Path(shown).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="mapapp-") as folder:
        # What a person called a file never becomes a path.
        path = Path(folder) / f"{hashlib.sha256(data).hexdigest()[:16]}{_SUFFIXES.get(suffix, suffix)}"
        try:
            path.write_bytes(data)
            document = reader.read(path, on_progress=on_progress, cancelled=cancelled)
        except DocumentError as error:
            raise type(error)(str(error).replace(path.name, shown)) from error
        if path.suffix == ".txt":
            data = document.text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    if document.title == path.stem:
        document = replace(document, title=_told_title(document) or Path(shown).stem)
    return AddedDocument(shown, data, sha256, document, propose_row(document, shown))


def _told_title(document: Document) -> str:
    """Return a title for a text without one, told from district, year and kind where all three are known."""
    if document.district and document.year and document.kind is not DocumentKind.OTHER:
        return f"{document.district}{document.year}年{document.kind.term}"
    return ""


def propose_row(document: Document, file_name: str) -> Row:
    """Return the manifest row a document proposes for itself; one that names no district is proposed for the one that is open."""
    open_district = active().only[0] if len(active().only) == 1 else ""
    row: dict[str, JsonValue] = {
        "file": f"document{_SUFFIXES.get(Path(file_name).suffix.lower(), Path(file_name).suffix.lower())}",
        "title": document.title,
        "short_title": document.title,
        "district": document.district or open_district,
        "kind": document.kind.value,
        "year": document.year,
        "issued": document.issued,
        "coverage": document.coverage.value,
        "brought_as": file_name,  # the word of journals written so far
    }
    return {**row, **_spans(document.plans, document.reviewed_years)}


def correct_row(row: Row, *, title: str, kind: DocumentKind, year: int | None, district: str, coverage: str) -> Row:
    """Return a row with what a person put right; the years it plans and looks back on move along with its year."""
    moved = dict(row) | {"title": title, "kind": kind.value, "year": year, "district": district, "coverage": coverage}
    if row.get("short_title") == row.get("title"):
        moved["short_title"] = title
    was = row.get("year")
    if year is not None and (year != was or kind.value != row.get("kind")):
        moved |= _years_of(kind, year, row)
    return {key: value for key, value in moved.items() if value is not None}


def _years_of(kind: DocumentKind, year: int, row: Row) -> dict[str, JsonValue]:
    """Return the years a document of a kind plans and looks back on, told from its year alone."""
    last = year + 4 if kind is DocumentKind.FIVE_YEAR_PLAN else year
    first_told = year - 5 if kind is DocumentKind.FIVE_YEAR_PLAN else year - 1
    found = _spans((year, last), (first_told, year - 1))
    return found if "reviews" in row else {**found, "reviews": None}


def _spans(plans: tuple[int, int] | None, reviewed: tuple[int, int] | None) -> dict[str, JsonValue]:
    """Return the years planned and looked back on as a manifest writes them."""
    found: dict[str, JsonValue] = {}
    if plans is not None:
        found |= {"plans_from": plans[0], "plans_to": plans[1]}
    if reviewed is not None:
        found["reviews"] = list(reviewed)
    return found


def find_alike(document: Document, others: Iterable[Document]) -> Alike | None:
    """Return the document that says what this one says, whatever it is called or how it is saved; None where none does."""
    own = _sentences(document)
    best: Alike | None = None
    for other in others:
        if other.sha256 == document.sha256:
            return Alike(other, 1.0)
        share = len(own & _sentences(other)) / len(own) if own else 0.0
        if share >= ALIKE_SHARE and (best is None or share > best.share):
            best = Alike(other, share)
    return best


def _sentences(document: Document) -> frozenset[int]:
    """Return the longer sentences of a document without blanks and look-alikes, as hashes."""
    folded = "".join(fold_text(document.text).text.split())
    return frozenset(hash(piece) for piece in re.split(r"[。；！？]", folded) if len(piece) >= _SENTENCE_CHARS)


@dataclass(frozen=True, slots=True)
class _FilesWithAdded(Files):
    """The kept files and those that are not kept yet."""

    added: Mapping[str, bytes] = field(default_factory=dict)

    def get_file(self, sha256: str) -> bytes:
        """Return a file, kept or not."""
        return self.added[sha256] if sha256 in self.added else Files.get_file(self, sha256)

    def has_file(self, sha256: str) -> bool:
        """Whether there is such a file."""
        return sha256 in self.added or Files.has_file(self, sha256)


def preview_atlas(
    store: Store, state: JournalState, drafts: Sequence[Draft], files: Iterable[bytes], folders: tuple[Path, Path]
) -> Atlas:
    """Return the Atlas as it would be with these entries in the journal; nothing is stored and nobody else sees it.

    `files` are the bytes the drafts speak of, `folders` the seeds and geodata of the workspace. Raises MapAppError as
    building does.
    """
    added = {hashlib.sha256(data).hexdigest(): data for data in files}
    over = replace(store, files=_FilesWithAdded(store.files.database, added))
    return build_live_atlas(over, state_with(state, drafts), *folders, preview=True)


def why_unread(after: Atlas, doc_id: str, name: str) -> str:
    """Return in one line, begun with the file's name, why a document could not be read; empty where nothing tells."""
    why = {problem.doc: problem for problem in after.problems}.get(doc_id)
    return f"{name}：{why.message}；{why.remedy}" if why else ""


def state_with(state: JournalState, drafts: Sequence[Draft]) -> JournalState:
    """Return a state as if drafts had been entered."""
    latest = dict(state.latest)
    for number, draft in enumerate(drafts, start=state.revision + 1):
        latest[draft.subject] = Entry(
            number=number,
            at="",
            who=draft.who,
            action=Action.ADD,
            subject=draft.subject,
            old=state.value(draft.subject),
            new=draft.new,
            reason=draft.reason,
            previous=0,
            batch="",
            undoes=None,
            checksum="",
        )
    return JournalState(state.revision + len(drafts), latest)


def document_draft(sha256: str, row: Row, who: Person, reason: str = "") -> Draft:
    """Return the entry that adds a document, or says otherwise what it is."""
    return Draft(document_subject(sha256), {k: v for k, v in row.items() if v is not None}, who, reason)


def refusal_draft(record: ProjectEvent | Indicator, sha256: str, who: Person, reason: str) -> Draft:
    """Return the entry that refuses one record of a document."""
    if isinstance(record, ProjectEvent):
        kind, was = "event", {"stage": record.stage.value, "modality": record.modality.value, "year": record.year}
    else:
        kind = "indicator"
        was = {"value_text": record.value_text, "period": record.period, "value_kind": record.value_kind.value}
    decision: dict[str, JsonValue] = {
        **{"decision": "reject", "document": sha256, "kind": kind, "quote": record.quote, "name": record.name},
        **{"was": was, "set": {}, "reviewer": who.name, "date": date.today().isoformat(), "reason": reason},
    }
    return decision_draft(decision, who)


def same_project_draft(after: Atlas, known_id: str, new_id: str, registry: Path) -> Draft:
    """Return the entry, as yet nobody's, that says that a new name means a known project: a registry row with both names."""
    known, new = after.project_by_id[known_id], after.project_by_id[new_id]
    row = _registry_row(registry, known.name) or {
        **{"canonical": known.name, "district": known.district, "zones": "", "parts": "", "note": ""},
        **{"aliases": "", "source": ""},
    }
    names = [name for name in row["aliases"].split(";") if name]
    names += [*known.aliases, new.name, *new.aliases]
    aliases = dict.fromkeys(name for name in names if name != known.name and not set(";；@") & set(_bare(name)))
    source = row["source"] or f"{date.today().isoformat()} 认定“{new.name}”即此项目"
    value: dict[str, JsonValue] = {**row, "aliases": ";".join(aliases), "source": source}
    return Draft(Subject(SubjectKind.PROJECT, f"{row['canonical']}|{row['district']}"), value, Person(""), source)


def _bare(name: str) -> str:
    """Return an alias without the document it is limited to (G318@002)."""
    return name.partition("@")[0] if "@" in name else name


def _registry_row(registry: Path, canonical: str) -> dict[str, str] | None:
    """Return the registry's own row of a project."""
    if not registry.is_file():
        return None
    with registry.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row.get("canonical") == canonical:
                return {key: value or "" for key, value in row.items() if key}
    return None


def removal_drafts(
    state: JournalState, history: Iterable[Entry], sha256: str, who: Person, reason: str
) -> tuple[Draft, ...]:
    """Return the entries that take a document out together with all that was said for it.

    Of one that people added nothing is left: what the workspace itself holds counts again, as before. One of the
    workspace is marked as taken out. `history` are the entries of the document, which say what was entered with it.
    """
    batches = {entry.batch for entry in history if entry.batch}
    drafts = [Draft(document_subject(sha256), None if was_added(state, sha256) else REMOVED, who, reason)]
    drafts += [
        Draft(said.subject, None, who, reason)
        for said in state.standing(SubjectKind.RECORD)
        if isinstance(said.new, Mapping) and said.new.get("document") == sha256
    ]
    for kind in (SubjectKind.PROJECT, SubjectKind.SETTING):
        drafts += [Draft(said.subject, said.old, who, reason) for said in state.standing(kind) if said.batch in batches]
    return tuple(drafts)


def document_subject(sha256: str) -> Subject:
    """Return the subject of a document."""
    return Subject(SubjectKind.DOCUMENT, sha256)


def was_added(state: JournalState, sha256: str) -> bool:
    """Whether people added a document, rather than the workspace having it."""
    value = state.value(document_subject(sha256))
    return isinstance(value, Mapping) and "brought_as" in value
