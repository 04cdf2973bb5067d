"""Documents by the ids files show: 004-青浦2026报告摘要, where a spreadsheet would make 4 of 004."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mapapp.contracts import Document
from mapapp.exports.rows import Row


def document_names(documents: Iterable[Document]) -> dict[str, str]:
    """Return the id files show of each document by its own id."""
    return {document.id: document.named_id for document in documents}


def with_document_names(rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[Row]:
    """Return rows in which documents have the ids files show, also inside objects and lists of documents."""
    return (_named(row, names) for row in rows)


def _named(row: Row, names: Mapping[str, str]) -> Row:
    """Return one row with the ids files show."""
    changed: Row = {}
    for key, value in row.items():
        if key == "doc" and value is not None:
            changed[key] = names.get(value, value)
        elif key == "covered_by":
            changed[key] = [names.get(doc, doc) for doc in value]
        elif isinstance(value, dict) and "doc" in value:
            changed[key] = _named(value, names)
    return {**row, **changed} if changed else row
