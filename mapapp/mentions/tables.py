"""Tables in a reading view: where they are, what their columns mean, and the figures of their rows.

Three shapes: rows with tabs (or |), rows with blanks under a printed header whose cells may wrap over lines, and
tables of progress whose cells are sentences; the last are handed back as prose with their row's heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mapapp.contracts.vocabulary import Comparator, ValueKind
from mapapp.mentions.figure_numbers import QuantityReader
from mapapp.mentions.tables_cells import CellValue, read_cell

_NAME_HEAD: Final = re.compile(r"指标|项目名称|名称|内容|主要目标|目标名称|类型")
_UNIT_HEAD: Final = re.compile(r"^(?:计量)?单位$")
_NATURE_HEAD: Final = re.compile(r"属性|性质")
_NUMBER_HEAD: Final = re.compile(r"^(?:序号|编号|No\.?)$")
_VALUE_HEAD: Final = re.compile(
    r"目标|完成|实际|实绩|预计|计划|20\d\d|规划|现状|基期|年均|累计|增长|增速|数值|总量|十[一二三四五六]五|预期|比重|占比|增幅"
)
_NATURES: Final = re.compile(r"预期性|约束性|引导性|指导性")
_REGION_HEAD: Final = re.compile(r"区域|园区|街镇|镇|片区|板块|地区|单位名称|县区|区县")
_HEADER_LINE: Final = re.compile(
    r"序号 ?.{0,4}指标|指标(?:名称)? .{0,12}单位|指标(?:名称)? .{0,12}属性|(?:类别|领域|分类) .{0,4}(?:序号|指标)"
)
_SKIP: Final = re.compile(r"^[\s/—\-–…·]*$")
MAX_CELL_ROWS: Final = 120  # rows; a printed table of goals is far shorter, and a run-away table must end


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a table: [start, end) in the view; for figures also the row's name, value and kind."""

    start: int
    end: int
    topic: str = ""
    region: str = ""
    name: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    value_text: str = ""
    unit: str = ""
    comparator: Comparator = Comparator.EQUAL
    period: str = ""
    kind: ValueKind | None = None
    nature: str = ""
    certain: bool = True
    quote_start: int = 0
    quote_end: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: name, unit, nature, number, value or text; a value column has a period and a kind."""

    role: str
    period: str = ""
    kind: ValueKind | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: [start, end) in the view, its rows as cell spans, its columns, and its cells that are sentences."""

    start: int
    end: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    columns: tuple[Column, ...]
    prose: tuple[Cell, ...] = field(default=())


def find_tables(text: str) -> tuple[Table, ...]:
    """Find the tables of a view, in order, without overlap."""
    lines = _lines(text)
    tables: list[Table] = []
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


def table_figures(table: Table, text: str, reader: QuantityReader) -> tuple[Cell, ...]:
    """Give the figures of a table's rows; a row of sentences has none here."""
    found: list[Cell] = []
    for row in table.rows:
        found.extend(_row_figures(row, table.columns, text, reader))
    return tuple(found)


def read_columns(cells: list[str]) -> tuple[Column, ...]:
    """Read a header row; empty when it is none.

    >>> [c.role for c in read_columns(["序号", "指标名称", "单位", "2025年目标"])]
    ['number', 'name', 'unit', 'value']
    """
    columns: list[Column] = []
    for cell in cells:
        head = re.sub(r"\s+", "", cell)
        if _NUMBER_HEAD.match(head):
            columns.append(Column("number", heading=head))
        elif _UNIT_HEAD.match(head):
            columns.append(Column("unit", heading=head))
        elif _NATURE_HEAD.search(head):
            columns.append(Column("nature", heading=head))
        elif (
            _NAME_HEAD.search(head)
            and not any(column.role == "name" for column in columns)
            and not re.search(r"20\d\d", head)
        ):
            columns.append(Column("name", heading=head))
        elif _VALUE_HEAD.search(head) and len(head) <= 24 and not re.search("情况说明|备注|进展", head):
            columns.append(Column("value", _head_period(head), _head_kind(head), head))
        else:
            columns.append(Column("text", heading=head))
    roles = [column.role for column in columns]
    if (
        "name" in roles
        and "value" in roles
        and not any(re.search(r"[。；]|^\d+(?:\.\d+)?$", cell.strip()) for cell in cells)
    ):
        return tuple(columns)
    return ()


def _head_period(head: str) -> str:
    span = re.search(r"(20\d\d)年?[—\-–~－至](20\d\d)", head)
    if span:
        return f"{span.group(1)}-{span.group(2)}"
    year = re.findall(r"20\d\d", head)
    return str(year[-1]) if year else ""


def _head_kind(head: str) -> ValueKind | None:
    if re.search(r"预计", head):
        return ValueKind.FORECAST
    if re.search(r"目标|计划|规划|预期|十[一二三四五六]五", head):
        return ValueKind.TARGET
    if re.search(r"完成|实际|实绩|现状|基期|基数|达到", head):
        return ValueKind.ACTUAL
    return None


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


def _separated(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[Table]]:
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
        elif line.strip():
            break
        index += 1
    columns: tuple[Column, ...] = ()
    data: list[tuple[tuple[int, int], ...]] = []
    prose: list[Cell] = []
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
        if len(cells) == 2 and _plain_pair(cells):
            data.append(row)
            continue
        filled = [cell for cell in cells[:-1] if cell.strip()]
        topic = filled[0] if filled else topic
        region = topic if heading and _REGION_HEAD.search(heading[0]) else ""
        for number, (left, right) in enumerate(row):
            if right - left >= 6 and (number == len(row) - 1 or re.search(r"[\d，。；]", text[left:right])):
                prose.extend(_statements(text, left, right, topic, region))
    if not columns and data:
        columns = (Column("name"), Column("value"))
    return index, [Table(lines[first][0], lines[last_line][1], tuple(data), columns, tuple(prose))]


def _plain_pair(cells: list[str]) -> bool:
    return bool(
        re.fullmatch(r"[^，。；]{2,30}", cells[0])
        and re.fullmatch(r"[^，。；]{0,10}\d[\d.,]*[^，。；]{0,12}", cells[1])
    )


def _statements(text: str, start: int, end: int, topic: str, region: str) -> list[Cell]:
    """Cut a cell of sentences where a blank stands between two of them."""
    pieces: list[Cell] = []
    begin = start
    for match in re.finditer(r"(?<=[一-龥”）；。%]) (?=[一-龥“])", text[start:end]):
        cut = start + match.start()
        if cut - begin >= 12 and end - cut >= 12:
            pieces.append(Cell(begin, cut, topic=topic, region=region))
            begin = cut + 1
    pieces.append(Cell(begin, end, topic=topic, region=region))
    return pieces


def _blank_separated(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[Table]]:
    """Read a table printed with blanks whose cells wrap: rows begin with the next number of the column 序号."""
    header_start, header_end = lines[index]
    heads = text[header_start:header_end].split()
    columns = read_columns(heads)
    first, index = index, index + 1
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
        elif current and len(line) <= 40 and not re.search(r"[。；“”]", line) and not _row_done(text, current, line):
            current.append((start, end))
        else:
            break
        index += 1
    if not columns or len(groups) < 2:
        return first + 1, []
    data = tuple(row for group in groups if (row := _wrapped_row(text, group, columns)))
    last = groups[-1][-1][1]
    return index, [Table(header_start, last, data, columns)]


def _row_done(text: str, group: list[tuple[int, int]], line: str) -> bool:
    """Say whether a row already has its value and the next line is prose again."""
    joined = " ".join(text[start:end].strip() for start, end in group)
    nature = _NATURES.search(joined)
    return bool(nature and joined[nature.end() :].strip() and re.search("[，、]", line) and len(line) > 24)


def _wrapped_row(text: str, group: list[tuple[int, int]], columns: tuple[Column, ...]) -> tuple[tuple[int, int], ...]:
    """Give the cell spans of a wrapped row, in the order of the columns; cells are found around 预期性 or 约束性."""
    start, end = group[0][0], group[-1][1]
    row = text[start:end]
    number = re.match(r"\s*\d+\s*", row)
    nature = _NATURES.search(row)
    if number is None:
        return ()
    roles = [column.role for column in columns]
    body_start = number.end()
    if nature is None:
        return ()
    before, after = row[body_start : nature.start()], nature.end()
    spans: dict[str, tuple[int, int]] = {"number": (0, number.end()), "nature": nature.span()}
    unit_first = "unit" in roles and roles.index("unit") < roles.index("nature")
    if unit_first:
        match = re.search(r"(\S+)\s*$", before)
        unit_at = body_start + match.start(1) if match else nature.start()
        spans["unit"] = (unit_at, body_start + len(before.rstrip()))
        spans["name"] = (body_start, unit_at)
    else:
        spans["name"] = (body_start, nature.start())
        match = re.match(r"\s*(\S+)", row[after:])
        if match and "unit" in roles:
            spans["unit"] = (after + match.start(1), after + match.end(1))
            after += match.end(1)
    spans["value"] = (after, len(row))
    cells: list[tuple[int, int]] = []
    for role in roles:
        left, right = spans.get(role, (0, 0))
        while left < right and row[left].isspace():
            left += 1
        while right > left and row[right - 1].isspace():
            right -= 1
        cells.append((start + left, start + right))
    return tuple(cells)


def _row_figures(
    row: tuple[tuple[int, int], ...], columns: tuple[Column, ...], text: str, reader: QuantityReader
) -> list[Cell]:
    """Read the value cells of one row."""
    paired = list(zip(row, columns, strict=False))
    name = unit = nature = ""
    for (left, right), column in paired:
        content = re.sub(r"\s+", "", text[left:right])
        if column.role == "name" and not name:
            name = re.sub(r"_\{?([\d.]+)\}?", r"\1", content)
        elif column.role == "unit":
            unit = content
        elif column.role == "nature":
            nature = content if _NATURES.fullmatch(content) else ""
    name, unit = _unit_in_name(name, unit)
    if not name:
        return []
    starts = [left for left, right in row if right > left]
    figures: list[Cell] = []
    for (left, right), column in paired:
        if column.role != "value" or _SKIP.match(text[left:right]):
            continue
        values = read_cell(text[left:right], name, unit, reader)
        figures.extend(_figure(value, left, right, column, nature, min(starts), right) for value in values)
    return figures


def _figure(value: CellValue, left: int, right: int, column: Column, nature: str, start: int, end: int) -> Cell:
    return Cell(
        start=left,
        end=right,
        name=value.name,
        value=value.value,
        low=value.low,
        high=value.high,
        value_text=value.text,
        unit=value.unit,
        comparator=value.comparator,
        period=column.period,
        kind=column.kind,
        nature=nature,
        certain=value.certain,
        quote_start=start,
        quote_end=end,
    )


def _unit_in_name(name: str, unit: str) -> tuple[str, str]:
    """Take a unit printed behind the name: 社会消费品零售总额（亿元）."""
    match = re.search(r"[（(]([^（）()]{1,10})[）)]$", name)
    if (
        match
        and not unit
        and re.fullmatch(
            r"[%％]|[百千万亿]*(?:元|美元|人|人次|亩|公顷|平方公里|公里|吨|吨标准煤|家|个|户|件|套|座|张|平方米|立方米|千瓦|辆|岁|年|微克/立方米|元/平方公里)",
            match.group(1),
        )
    ):
        return name[: match.start()], match.group(1)
    return name, unit
