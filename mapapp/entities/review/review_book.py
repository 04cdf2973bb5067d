"""Find the record a reviewed decision means, while decisions are applied; a decided record is not decided twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mapapp.contracts import Indicator, ProjectEvent
from mapapp.entities.linking.project_names import fold_name

Record = ProjectEvent | Indicator
Places = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SqueezedText:
    """A document's text without white space, and where each character stood."""

    text: str
    offsets: tuple[int, ...]

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Return the stored half-open offsets of every occurrence of a quote, white space not counting."""
        wanted, found, at = re.sub(r"\s+", "", quote), [], -1
        while wanted and (at := self.text.find(wanted, at + 1)) >= 0:
            found.append((self.offsets[at], self.offsets[at + len(wanted) - 1] + 1))
        return found


@lru_cache(maxsize=32)
def squeeze(text: str) -> SqueezedText:
    """Drop white space and remember the offsets."""
    offsets = tuple(index for index, char in enumerate(text) if not char.isspace())
    return SqueezedText("".join(text[index] for index in offsets), offsets)


class ReviewBook:
    """The records of one kind, by document, with what is decided in this round; nothing is when it is opened."""

    def __init__(self, records: Sequence[ProjectEvent] | Sequence[Indicator]) -> None:
        self._records: list[Record | None] = []
        self._by_doc: dict[str, list[int]] = {}
        for record in records:
            self.add(record)
        self._decided: set[int] = set()

    def records(self) -> list[Record]:
        """Return what is left."""
        return [record for record in self._records if record is not None]

    def candidates(self, doc: str, places: Places) -> list[int]:
        """Return the undecided records of a document that touch one of the places."""
        found = []
        for index in self._by_doc.get(doc, ()):
            record = self._records[index]
            if record is not None and index not in self._decided and _lies_on(record, places):
                found.append(index)
        return found

    def find(self, doc: str, places: Places, wanted: Mapping[str, object]) -> int | None:
        """Return the first undecided record on one of the places that has all wanted fields."""
        for index in self.candidates(doc, places):
            record = self.get(index)
            if all(_same(getattr(record, key, None), value) for key, value in wanted.items()):
                return index
        return None

    def find_only(self, doc: str, places: Places, names: Sequence[str], wanted: Mapping[str, object]) -> int | None:
        """Return the undecided record on one of the places with one of the names, or one near it, if there is just one.

        A near name contains, or is contained in, one of the names; such a record must have all wanted fields as well.
        Without names only the wanted fields count.
        """
        folded = {fold_name(name) for name in names}
        there = [(index, self.get(index)) for index in self.candidates(doc, places)]
        same = [index for index, record in there if fold_name(record.name) in folded]
        if not same:
            same = [
                index
                for index, record in there
                if (not folded or any(_near(fold_name(record.name), name) for name in folded))
                and all(_same(getattr(record, key, None), value) for key, value in wanted.items())
            ]
        return same[0] if len(same) == 1 else None

    def get(self, index: int) -> Record:
        """Return one record."""
        record = self._records[index]
        assert record is not None, "a taken-out record is never found"
        return record

    def put(self, index: int, record: Record | None) -> None:
        """Replace or take out one record, which is decided by that."""
        self._records[index] = record
        self._decided.add(index)

    def add(self, record: Record) -> int:
        """Put a further record in, and return its index."""
        self._by_doc.setdefault(record.doc, []).append(len(self._records))
        self._records.append(record)
        return len(self._records) - 1


def _lies_on(record: Record, places: Places) -> bool:
    """Whether a record's text touches one of the places."""
    pieces = record.spans or ((record.start, record.end),)
    return any(start < right and left < end for start, end in pieces for left, right in places)


def _near(one: str, other: str) -> bool:
    """Whether one folded name contains the other; two letters say too little."""
    return min(len(one), len(other)) >= 3 and (one in other or other in one)


def _same(have: object, want: object) -> bool:
    """Compare a field with a JSON value; names by their folded form."""
    if isinstance(have, str) and isinstance(want, str):
        return have == want or fold_name(have) == fold_name(want)
    if isinstance(have, tuple):
        return isinstance(want, list) and list(have) == want
    if isinstance(have, str) and isinstance(want, int):
        return have == str(want)
    return have == want
