"""Which rows of a table name its columns."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.document_tables import TableCell
from mapapp.documents.lexicon import read_entries

# A heading is a phrase: longer cells, or cells with a sentence in them, are content.
_LONGEST_HEAD: Final = 24
_SENTENCE: Final = re.compile(r"[。；！？]|，.*，")
_BRACKETED: Final = re.compile(r"[（(\[〔【][^（）()\[\]〔〕【】]*[）)\]〕】]|\s+|[：:]")
_NUMBER: Final = re.compile(r"[-+－−]?[\d,，.．/%％~～—\-]+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# A header of more rows than this is no header any more.
_MOST_HEADER_ROWS: Final = 4
_SHORT_LABEL: Final = 8
Grid = Sequence[Sequence[TableCell]]


def is_head(words: str, *, below: bool = False) -> bool:
    """Whether the words of a cell can head a column; `below` other headings fewer words are needed.

    >>> is_head("计划总投资（万元）"), is_head("2025年"), is_head("青石大桥"), is_head("12.5")
    (True, True, False, False)
    """
    bare = _BRACKETED.sub("", words)
    if not bare or len(bare) > _LONGEST_HEAD or _SENTENCE.search(words):
        return False
    heads = _head_words()
    if bare.endswith(heads.words) or (below and bare in heads.below):
        return True
    return any(pattern.fullmatch(bare) for pattern in heads.patterns)


@dataclass(frozen=True, slots=True)
class _Heads:
    """What ends a heading, what is one only below another, and what a whole heading can look like."""

    words: tuple[str, ...]
    below: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]


@functools.cache
def _head_words() -> _Heads:
    """Return the vocabulary of headings."""
    entries = read_entries("table_heads", "head")
    return _Heads(
        words=tuple(str(word) for entry in entries for word in entry["words"]),
        below=frozenset(str(word) for entry in entries for word in entry.get("below", ())),
        patterns=tuple(re.compile(entry["pattern"]) for entry in entries if "pattern" in entry),
    )


def count_header_rows(grid: Grid) -> int:
    """Return how many rows from the top name the columns; 0 when none does.

    `grid` holds, for each row, one cell a column, merged cells at every place they cover.
    """
    if len(grid) < 2:
        return 0
    if not _names_columns(grid[0]):
        return 1 if _stands_over_content(grid) else 0
    rows = max(cell.row + cell.row_span for cell in grid[0] if cell.words)
    rows = rows if rows <= _MOST_HEADER_ROWS and rows < len(grid) else 1
    while rows < min(len(grid) - 1, _MOST_HEADER_ROWS) and _goes_on(grid[rows - 1], grid[rows]):
        rows += 1
    return rows


def _filled(row: Sequence[TableCell]) -> list[TableCell]:
    """Return the cells of a row that say something, a merged one once."""
    return list(dict.fromkeys(cell for cell in row if cell.words))


def _names_columns(row: Sequence[TableCell]) -> bool:
    """Whether a row is made of headings: half of its cells are words of headings and none is content."""
    cells = _filled(row)
    if len(cells) < 2 or any(_is_content(cell.words) for cell in cells):
        return False
    return sum(is_head(cell.words) for cell in cells) * 2 >= len(cells)


def _is_content(words: str) -> bool:
    """Whether a cell holds a sentence or a bare number."""
    number = _NUMBER.fullmatch(words) and not _YEAR.fullmatch(words)
    return bool(number) or len(words) > _LONGEST_HEAD * 2 or bool(_SENTENCE.search(words))


def _goes_on(above: Sequence[TableCell], row: Sequence[TableCell]) -> bool:
    """Whether a row divides the headings above it further: 计划 over 开工 and 竣工."""
    cells = [cell for cell in _filled(row) if cell not in above]
    parted = any(cell.column_span > 1 for cell in _filled(above)) or any(not cell.words for cell in above)
    return parted and bool(cells) and all(is_head(cell.words, below=True) for cell in cells)


def _stands_over_content(grid: Grid) -> bool:
    """Whether a first row of short labels stands over numbers or sentences, whatever its words are."""
    labels = _filled(grid[0])
    if len(labels) < max(2, len(grid[0])) or any(
        len(cell.words) > _SHORT_LABEL or _is_content(cell.words) or any(char.isdigit() for char in cell.words)
        for cell in labels
    ):
        return False
    below = [
        any(_is_content(row[column].words) or any(char.isdigit() for char in row[column].words) for row in grid[1:])
        for column in range(len(grid[0]))
    ]
    return sum(below) * 2 >= len(below)
