"""Tables in a reading view: where they are, what their columns mean, and the figures of their rows.

Three shapes: rows with tabs (or |), rows with blanks under a printed header whose cells may wrap over lines, and
tables of progress whose cells are sentences; the last are handed back as prose with their row's heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.figures.tables.table_rows import (
    NATURES,
    ValueCell,
    ValueColumn,
    plain_row,
    read_columns,
    row_figures,
    wrapped_row,
)
from mapapp.extraction.lexicon_patterns import figure_pattern

_TOLD_HEAD: Final = figure_pattern("head.told")
_HEADING: Final = figure_pattern("table.ended")
_REGION_HEAD: Final = figure_pattern("head.region")
_HEADER_LINE: Final = figure_pattern("table.header")
MAX_CELL_ROWS: Final = 120  # rows; a printed table of goals is far shorter, and a run-away table must end


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table: [start, end) in the view, its rows as cell spans, its columns, and its cells that are sentences."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    columns: tuple[ValueColumn, ...]
    prose: tuple[ValueCell, ...] = field(default=())


def find_tables(text: str) -> tuple[FigureTable, ...]:
    """Find the tables of a view, in order, without overlap."""
    lines = _lines(text)
    tables: list[FigureTable] = []
    index = 0
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        if "\t" in line or line.count("|") >= 2:
            index, table = _separated(text, lines, index)
            tables.extend(table)
        elif _HEADER_LINE.search(line) and len(line) < 60 and not re.search("[，。；]", line):
            index, table = _blank_separated(text, lines, index)
            tables.extend(table)
        else:
            index += 1
    return tuple(tables)


def table_figures(table: FigureTable, text: str, reader: QuantityReader) -> tuple[ValueCell, ...]:
    """Return the figures of a table's rows; a row of sentences has none here."""
    found: list[ValueCell] = []
    for row in table.rows:
        found.extend(row_figures(row, table.columns, text, reader))
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        lines.append((start, end))
        start = end + 1
    return lines


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut a line into cell spans at tabs or bars, blanks trimmed."""
    mark = "\t" if "\t" in text[start:end] else "|"
    spans: list[tuple[int, int]] = []
    begin = start
    for offset in range(start, end + 1):
        if offset == end or text[offset] == mark:
            left, right = begin, offset
            while left < right and text[left] in " \u3000":
                left += 1
            while right > left and text[right - 1] in " \u3000\r":
                right -= 1
            spans.append((left, right))
            begin = offset + 1
    if mark == "|":
        spans = spans[
            1 if text[start:end].lstrip().startswith("|") else 0 : -1
            if text[start:end].rstrip().endswith("|")
            else None
        ]
    return tuple(spans)


def _separated(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[FigureTable]]:
    """Read a run of rows with tabs or bars; blank lines between rows are page breaks."""
    first = index
    rows: list[tuple[tuple[int, int], ...]] = []
    last_line = index
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        if "\t" in line or line.count("|") >= 2:
            if not re.fullmatch(r"[\s|:\-—]+", line):
                rows.append(_cells(text, start, end))
            last_line = index
        elif line.strip() and not _continues(rows, text, line):
            break
        elif line.strip():
            rows.append(((start + len(line) - len(line.lstrip()), start + len(line.rstrip())),))
            last_line = index
        index += 1
    columns: tuple[ValueColumn, ...] = ()
    data: list[tuple[tuple[int, int], ...]] = []
    prose: list[ValueCell] = []
    heading: list[str] = []
    topic = ""
    for row in rows:
        cells = [text[left:right] for left, right in row]
        header = read_columns(cells)
        if header:
            columns, heading = header, cells
            continue
        if columns:
            data.append(row)
            continue
        if not heading and all(0 < len(cell) <= 8 and not re.search(r"\d", cell) for cell in cells):
            heading = cells
            continue
        if heading and cells == heading:
            continue
        if len(cells) == 2 and _plain_pair(cells) and not (heading and _TOLD_HEAD.search(heading[-1])):
            data.append(row)
            continue
        filled = [cell for cell in cells[:-1] if cell.strip()]  # none in a row whose first cell was left empty
        topic = filled[0] if filled else topic
        region = topic if heading and _REGION_HEAD.search(heading[0]) else ""
        for number, (left, right) in enumerate(row):
            if right - left >= 4 and (number == len(row) - 1 or re.search(r"[\d，。；]", text[left:right])):
                prose.extend(_statements(text, left, right, topic, region))
    if not columns and data:
        columns = (ValueColumn("name"), ValueColumn("value"))
    return index, [FigureTable(lines[first][0], lines[last_line][1], tuple(data), columns, tuple(prose))]


def _continues(rows: list[tuple[tuple[int, int], ...]], text: str, line: str) -> bool:
    """Whether a line without tabs is one more cell of a table of progress: its first cell was empty.

    Goals are never continued so; prose ends with a full stop and headings with a number or 表.
    """
    if not rows or read_columns([text[left:right] for left, right in rows[0]]):
        return False
    words = line.strip()
    told = len(rows[0]) >= 2 and _TOLD_HEAD.search(text[rows[0][-1][0] : rows[0][-1][1]])
    return bool(told) and not re.search(r"[。！？：:]$", words) and not _HEADING.match(words)


def _plain_pair(cells: list[str]) -> bool:
    return bool(
        re.fullmatch(r"[^，。；]{2,30}", cells[0])
        and re.fullmatch(r"[^，。；\d等]{0,6}\d[\d.,]* ?[^，。；]{0,10}", cells[1])
    )


def _statements(text: str, start: int, end: int, topic: str, region: str) -> list[ValueCell]:
    """Cut a cell of sentences where a blank stands between two of them."""
    pieces: list[ValueCell] = []
    begin = start
    for match in re.finditer(r"(?<=[一-龥”）；。%]) (?=[一-龥“])", text[start:end]):
        cut = start + match.start()
        if cut - begin >= 12 and end - cut >= 12:
            pieces.append(ValueCell(begin, cut, topic=topic, region=region))
            begin = cut + 1
    pieces.append(ValueCell(begin, end, topic=topic, region=region))
    return pieces


def _blank_separated(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[FigureTable]]:
    """Read a table printed with blanks whose cells wrap: rows begin with the next number of the column 序号."""
    header_start, header_end = lines[index]
    heads = text[header_start:header_end].split()
    columns = read_columns(heads)
    first, index = index, index + 1
    body = next((text[start:end].strip() for start, end in lines[index:] if text[start:end].strip()), "")
    if columns and all(column.role != "number" for column in columns) and not re.match(r"1\s", body):
        return _unnumbered(text, lines, first, columns)
    expected, rows = 1, 0
    current: list[tuple[int, int]] = []
    groups: list[list[tuple[int, int]]] = []
    while index < len(lines) and rows < MAX_CELL_ROWS:
        start, end = lines[index]
        line = text[start:end].strip()
        if not line or line.split() == heads or (re.fullmatch(r"[-—– ]*\d*[-—– ]*", line) and line != str(expected)):
            index += 1
            continue
        number = re.match(r"(\d+)(?:\s|$)", line)
        if number and int(number.group(1)) == expected:
            current = [(start, end)]
            groups.append(current)
            expected, rows = expected + 1, rows + 1
        elif (
            current
            and len(line) <= 40
            and not re.search(r"[。；“”]", line)
            and not _row_done(text, current, line, columns)
        ):
            current.append((start, end))
        else:
            break
        index += 1
    if not columns or len(groups) < 2:
        return first + 1, []
    data = tuple(row for group in groups if (row := wrapped_row(text, group, columns)))
    last = groups[-1][-1][1]
    return index, [FigureTable(header_start, last, data, columns)]


def _unnumbered(
    text: str, lines: list[tuple[int, int]], first: int, columns: tuple[ValueColumn, ...]
) -> tuple[int, list[FigureTable]]:
    """Read rows without numbers: as many pieces as columns, the last of them a value."""
    data: list[tuple[tuple[int, int], ...]] = []
    index, last = first + 1, lines[first][1]
    while index < len(lines) and len(data) < MAX_CELL_ROWS:
        start, end = lines[index]
        line = text[start:end]
        if not line.strip():
            index += 1
            continue
        row = plain_row(line, start, columns)
        if not row or re.search(r"[。；]", line):
            break
        data.append(row)
        index, last = index + 1, end
    if len(data) < 2:
        return first + 1, []
    return index, [FigureTable(lines[first][0], last, tuple(data), columns)]


def _row_done(text: str, group: list[tuple[int, int]], line: str, columns: tuple[ValueColumn, ...]) -> bool:
    """Whether a row already has its value and the next line is prose again."""
    joined = " ".join(text[start:end].strip() for start, end in group)
    nature = NATURES.search(joined)
    if _HEADING.match(line) or (nature is None and len(joined.split()) >= len(columns)):
        return True
    return bool(nature and joined[nature.end() :].strip() and re.search("[，、]", line) and len(line) > 24)
