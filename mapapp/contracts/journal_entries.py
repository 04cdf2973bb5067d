"""The journal of what people did: who changed what, when, from what to what, and why.

Nothing in it is ever changed. What holds now, or held at any moment, is the last word on every subject up to then; an
undo is one more entry that says again what stood before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mapapp.contracts.vocabulary import Term

# What JSON can say. An entry's value is one of these; None is "nothing stands here".
JsonValue = None | bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


class SubjectKind(Term):
    """What kind of thing an entry is about."""

    RECORD = "record", "记录"
    DOCUMENT = "document", "文件"
    FEATURE = "feature", "图形"
    PROJECT = "project", "项目"
    SIGNOFF = "signoff", "签署"
    SETTING = "setting", "设置"
    STORE = "store", "数据库"


class Action(Term):
    """What was done to the subject."""

    ADD = "add", "新增"
    CHANGE = "change", "改动"
    REMOVE = "remove", "移除"
    UNDO = "undo", "撤销"
    RESTORE = "restore", "恢复"
    TAKE_OVER = "take_over", "接管旧库"


# The value of a document or feature of the workspace that somebody took out.
REMOVED: Final[Mapping[str, JsonValue]] = {"removed": True}


@dataclass(frozen=True, slots=True)
class Person:
    """Who did it. `account` is the signed-in identity; empty where a name was only typed in."""

    name: str
    account: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One thing that has a history: a record, a document, a drawn feature, a setting."""

    kind: SubjectKind
    key: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be made: `new` is the whole new value. `action` is told from old and new.

    None says that nothing is said any more: what the workspace itself holds counts again. That something of the
    workspace is gone is a value, `REMOVED`.
    """

    subject: Subject
    new: JsonValue
    who: Person
    reason: str = ""
    action: Action | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the journal.

    `number` grows by the order in which entries became true and is never given twice; `at` is UTC, ISO 8601.
    `previous` is the number of the entry before on the same subject (0: none), `batch` is shared by entries made
    together, `undoes` the number of an entry this one takes back.
    """

    number: int
    at: str
    who: Person
    action: Action
    subject: Subject
    old: JsonValue
    new: JsonValue
    reason: str
    previous: int
    batch: str
    undoes: int | None
    checksum: str


_NO_WORDS: Final[Mapping[Subject, Entry]] = {}


@dataclass(frozen=True, slots=True)
class JournalState:
    """What holds after entry `revision`: the last entry of every subject."""

    revision: int = 0
    latest: Mapping[Subject, Entry] = field(default_factory=lambda: _NO_WORDS)

    def value(self, subject: Subject) -> JsonValue:
        """Return what stands for a subject; None if nothing does."""
        entry = self.latest.get(subject)
        return None if entry is None else entry.new

    def standing(self, kind: SubjectKind) -> Iterator[Entry]:
        """Return the entries of a kind that say something now, in the order they were made."""
        found = [entry for entry in self.latest.values() if entry.subject.kind is kind and entry.new is not None]
        return iter(sorted(found, key=lambda entry: entry.number))


@dataclass(frozen=True, slots=True)
class FeatureVersion:
    """One version of a drawn feature; `feature` is GeoJSON in WGS 84 lon, lat, or None where it was removed."""

    entry: Entry
    feature: Mapping[str, JsonValue] | None
