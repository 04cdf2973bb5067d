"""Which body answers for a project, where its sentence or its table says so; never guessed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from mapapp.contracts import Document, ProjectEvent, Table

_SENTENCE_END: Final = re.compile(r"[。！？\n]")
# A sentence of a report is shorter; more would reach into the next project.
_REACH: Final = 200


@dataclass(frozen=True, slots=True)
class BodyWords:
    """One entry of responsible.toml."""

    id: str
    pattern: re.Pattern[str]
    catches: str
    leaves: str


@lru_cache(maxsize=1)
def load_body_words() -> tuple[tuple[str, ...], tuple[BodyWords, ...]]:
    """Return the table headers and the patterns of responsible.toml."""
    rows = tomllib.loads(Path(__file__).with_name("responsible.toml").read_text(encoding="utf-8"))
    words = tuple(
        BodyWords(row["id"], re.compile(row["pattern"]), row["catches"], row["leaves"]) for row in rows["body"]
    )
    return tuple(rows["headers"]), words


def find_body(document: Document, event: ProjectEvent) -> str:
    """Return the body that answers for an event by its table row or its sentence, "" where the text names none."""
    for table in document.tables:
        if table.start <= event.start < table.end and (body := _in_table(table, event)):
            return body
    return body_in(_sentence(document.text, event.start, event.end))


def body_in(sentence: str) -> str:
    """Return the first body a sentence names as responsible, "" where it names none.

    >>> body_in("甲路由区交通委负责建设。"), body_in("推进甲路建设。")
    ('区交通委', '')
    """
    text = "".join(sentence.split())
    for words in load_body_words()[1]:
        if found := words.pattern.search(text):
            return found.group(1)
    return ""


def _sentence(text: str, start: int, end: int) -> str:
    """Cut the sentence around a quote out of the stored text; line breaks end it only where the text is in lines."""
    before = max((found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _REACH), start)), default=None)
    after = _SENTENCE_END.search(text, end, end + _REACH)
    return text[before if before is not None else max(0, start - _REACH) : after.end() if after else end + _REACH]


def _in_table(table: Table, event: ProjectEvent) -> str:
    """Return the cell of the event's row under a header that names responsible bodies."""
    headers = load_body_words()[0]
    columns = [
        cell.column
        for row in table.header
        for cell in row.cells
        if any(word in "".join(cell.words.split()) for word in headers)
    ]
    for row in table.rows[table.header_rows :]:
        if any(start <= event.start < end for start, end in row.spans):
            words = (cell.words.strip() for cell in row.cells if cell.column in columns)
            return next((word for word in words if word), "")
    return ""
