"""Tables of plain text: lines with cells parted by tabs or bars, or by blanks under a numbered header."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import Final

from mapapp.contracts.text import TextView
from mapapp.contracts.vocabulary import SectionForm
from mapapp.documents.reading_view import Block
from mapapp.documents.tables.headers import is_head
from mapapp.documents.tables.raw import RawCell, RawTable

_RULE_ROW: Final = re.compile(r"[\s|:\-—–+]+")
_NUMBER: Final = re.compile(r"\s*(\d{1,3})(?=\s|$)")
_NUMBERED_HEADER: Final = re.compile(r"\s*序\s*号\s+\S")
# A line between two rows that heads the rows below it (一、道路工程; 华新镇) is short and no sentence.
_LONGEST_BAND: Final = 24
_SENTENCE: Final = re.compile(r"[。；：，！？]")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\f\u2028\u2029]")
_BLANKS: Final = " \u3000\u00a0"
Offsets = tuple[int, int]


def tables_of_lines(
    text: str, view: TextView, blocks: tuple[Block, ...], taken: list[Offsets], pages: tuple[int, ...]
) -> Iterator[RawTable]:
    """Return the tables that stand as lines in a stored text, outside the stretches already `taken` by the file's own.

    `pages` are the stored offsets at which pages begin.
    """
    lines = _PrintedLines(text)
    inside = _Taken(taken)
    run: list[Offsets] = []
    band: Offsets | None = None
    for block in blocks:
        line = lines.at(view.offsets[block.start])
        if inside.holds(line[0]):
            continue
        if block.form is SectionForm.TABLE:
            if run and line == run[-1]:
                continue
            if band is not None:
                run.append(band)
            run.append(line)
            band = None
            continue
        words = view.text[block.start : block.end]
        between = run and band is None and len(words) <= _LONGEST_BAND and not _SENTENCE.search(words)
        if between:
            band = line  # stays in the table only if rows go on below it
            continue
        yield from _tables_of_run(text, run, pages)
        run, band = [], None
    yield from _tables_of_run(text, run, pages)


class _Taken:
    """Stretches that belong to tables of the file's own, looked up by offset."""

    def __init__(self, stretches: list[Offsets]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])  # a table inside a table
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in one of the stretches."""
        number = bisect.bisect_right(self._starts, offset) - 1
        return number >= 0 and offset < self._ends[number]


class _PrintedLines:
    """The lines of a stored text, looked up by offset."""

    def __init__(self, text: str) -> None:
        breaks = [match.span() for match in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def at(self, offset: int) -> Offsets:
        """Return the line that holds an offset, blanks and tabs at its edges included."""
        number = bisect.bisect_right(self._starts, offset) - 1
        return self._starts[number], self._ends[number]


def _tables_of_run(text: str, run: list[Offsets], pages: tuple[int, ...]) -> Iterator[RawTable]:
    """Cut a run of table lines where its cells are parted in another way."""
    at = 0
    while at < len(run):
        kind = _kind(text, run[at])
        end = at + 1
        while end < len(run) and (_kind(text, run[end]) in (kind, "") or kind == "blanks"):
            if _starts_anew(text, run[at], run[end]):
                break
            end += 1
        lines = run[at:end]
        table = _blank_table(text, lines) if kind == "blanks" else _separated_table(text, lines, kind)
        if table is not None:
            table.page = bisect.bisect_right(pages, table.start) or None
            yield table
        at = end


def _starts_anew(text: str, first: Offsets, line: Offsets) -> bool:
    """Whether a line is a header again: the first one repeated, or another table's."""
    words = text[line[0] : line[1]].strip()
    if words == text[first[0] : first[1]].strip():
        return True
    cells = [cell.strip() for cell in re.split(r"[\t|]", words) if cell.strip()]
    return len(cells) >= 3 and all(is_head(cell) for cell in cells)


def _kind(text: str, line: Offsets) -> str:
    """Return how a line parts its cells: tabs, bars, blanks, or not at all."""
    words = text[line[0] : line[1]]
    if "\t" in words.strip("\n\r"):
        return "tabs"
    if "|" in words.strip("| "):
        return "bars"
    return "blanks" if _NUMBERED_HEADER.match(words) else ""


def _separated_table(text: str, lines: list[Offsets], kind: str) -> RawTable | None:
    """Read rows whose cells are parted by tabs or bars; a line of one cell covers the whole width."""
    rows: list[tuple[Offsets, list[Offsets]]] = []
    header_rows: int | None = None
    for line in lines:
        words = text[line[0] : line[1]]
        if kind == "bars" and _RULE_ROW.fullmatch(words):
            header_rows = header_rows or len(rows) or None
            continue
        rows.append((line, _cells(text, line, "\t" if kind == "tabs" else "|")))
    columns = max((len(cells) for _, cells in rows), default=0)
    if columns < 2 or len(rows) < 2:
        return None
    found: list[RawCell] = []
    for number, (_, cells) in enumerate(rows):
        if len(cells) == 1:
            found.append(RawCell(number, 0, *cells[0], column_span=columns))
            continue
        found.extend(RawCell(number, column, *cell) for column, cell in enumerate(cells))
    return RawTable(kind, columns, [line for line, _ in rows], found, header_rows=header_rows)


def _cells(text: str, line: Offsets, mark: str) -> list[Offsets]:
    """Cut a line at its marks; bars at both ends are a frame, not cells."""
    start, end = line
    if mark == "|":
        start, end = _trim(text, start, end)
        start += text[start:end].startswith("|")
        end -= text[start:end].endswith("|")
    cells: list[Offsets] = []
    begin = start
    for offset in [at for at in range(start, end) if text[at] == mark] + [end]:
        cells.append(_trim(text, begin, offset))
        begin = offset + 1
    return cells


def _trim(text: str, start: int, end: int) -> Offsets:
    """Leave out blanks at both ends."""
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return start, end


def _blank_table(text: str, lines: list[Offsets]) -> RawTable | None:
    """Read rows parted by blanks under 序号; None when a row has not as many pieces as the header.

    A row begins with the next number; lines in between go on with its cells.
    """
    heads = _pieces(text, lines[0])
    columns = len(heads)
    rows: list[tuple[Offsets, list[Offsets]]] = [(lines[0], heads)]
    expected = 1
    for line in lines[1:]:
        match = _NUMBER.match(text, line[0], line[1])
        if match and int(match.group(1)) == expected:
            rows.append((line, _pieces(text, line)))
            expected += 1
        elif len(rows) > 1:
            (start, _), cells = rows[-1]
            rows[-1] = ((start, line[1]), cells + _pieces(text, line))
    if len(rows) < 3 or any(len(cells) != columns for _, cells in rows):
        return None
    found = [
        RawCell(number, column, *cell) for number, (_, cells) in enumerate(rows) for column, cell in enumerate(cells)
    ]
    return RawTable("blanks", columns, [line for line, _ in rows], found, header_rows=1)


def _pieces(text: str, line: Offsets) -> list[Offsets]:
    """Cut a line at its blanks."""
    return [(line[0] + match.start(), line[0] + match.end()) for match in re.finditer(r"\S+", text[line[0] : line[1]])]
