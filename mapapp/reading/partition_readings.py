"""What was read of a district's documents, kept in a folder of parts: the app opens a district from it and reads no document.

A row is a document: what the manifest said of it, and what was read, as the reading cache keeps it. A document that has changed
since, or of which the manifest says something else now, is read anew; one whose file is not there is taken as it was read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from mapapp.contracts import Document, Problem, Severity
from mapapp.documents import DocumentFacts
from mapapp.exports.arrow_rows import pack_table
from mapapp.exports.partitions import part_folder
from mapapp.reading.reading_cache import reader_digest
from mapapp.reading.reading_memory import Reading, file_digest
from mapapp.reading.record_json import plain_value, record_of

READINGS: Final = "readings"
_COLUMNS: Final = ("facts", "sha256", "reader", "document", "reading")


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """Documents and what was read of them, by what the manifest said; and what is wrong with the folder."""

    by_facts: dict[str, tuple[Document, Reading]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of(self, row: DocumentFacts) -> tuple[Document, Reading] | None:
        """Return what was read of a row's document, None where it is to be read anew."""
        kept = self.by_facts.get(_facts_key(row))
        if kept is None or (row.path.exists() and file_digest(row.path) != kept[0].sha256):
            return None
        return kept


def pack_readings(read: Iterable[tuple[DocumentFacts, Document, Reading]]) -> bytes:
    """Return a district's documents as the packed table `readings`."""
    rows = [
        (_facts_key(row), document.sha256, reader_digest(), _text(document), _text(reading))
        for row, document, reading in read
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(_COLUMNS)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return pack_table(pa.Table.from_arrays(arrays, names=list(_COLUMNS)))


def read_partition(folder: Path, districts: Sequence[str]) -> KeptReadings:
    """Return what a folder of parts holds of some districts; of the others nothing is opened."""
    kept: dict[str, tuple[Document, Reading]] = {}
    problems = []
    for district in districts:
        part = part_folder(folder / READINGS, district)
        try:
            tables = [pq.read_table(path, partitioning=None) for path in sorted(part.glob("*.parquet"))]
            rows = [row for table in tables for row in table.select(_COLUMNS).to_pylist()]
            for row in rows:
                document = record_of(Document, json.loads(row["document"]))
                kept[row["facts"]] = (document, record_of(Reading, json.loads(row["reading"])))
        except (OSError, ValueError, KeyError, TypeError) as error:
            problems.append(_problem(part, f"读不了（{type(error).__name__}）"))
            continue
        if not rows:
            problems.append(_problem(part, f"没有{district}"))
        elif any(row["reader"] != reader_digest() for row in rows):
            problems.append(_problem(part, f"{district}的记录是另一版本读出的", Severity.WARNING))
    return KeptReadings(kept, tuple(problems))


def _facts_key(row: DocumentFacts) -> str:
    """Return all the manifest says of a document as one text; where its file lies does not count."""
    return json.dumps(plain_value(replace(row, path=Path(row.path.name))), ensure_ascii=True)


def _text(record: Document | Reading) -> str:
    """Return a record as JSON; halves of characters as escapes, since Arrow holds UTF-8 only."""
    return json.dumps(plain_value(record), ensure_ascii=True, separators=(",", ":"))


def _problem(part: Path, message: str, severity: Severity = Severity.ERROR) -> Problem:
    """Return what is wrong with a part, and what to do."""
    remedy = "请用 mapapp build --partitions 重写这个文件夹；在此之前读 seeds/ 中的文件"
    if severity is Severity.WARNING:
        remedy = "可用 mapapp build --partitions 重写，使它与现在的规则一致"
    return Problem("partition", severity, f"{part.parent.parent.name}/{READINGS}/{part.name}", message, remedy)
