"""The rows of a table: what its columns mean, and the figures of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import Comparator, ValueKind
from mapapp.extraction.figures.quantities import QuantityReader
from mapapp.extraction.figures.tables.table_cells import CellValue, read_cell
from mapapp.extraction.lexicon_patterns import figure_pattern

_NAME_HEAD: Final = figure_pattern("head.name")
_UNIT_HEAD: Final = re.compile(r"^(?:计量)?单位$")
_NATURE_HEAD: Final = figure_pattern("head.nature")
_NUMBER_HEAD: Final = figure_pattern("head.number")
_VALUE_HEAD: Final = figure_pattern("head.value")
NATURES: Final = figure_pattern("nature.word")
_SKIP: Final = re.compile(r"^[\s/—\-–…·]*$")


@dataclass(frozen=True, slots=True)
class ValueCell:
    """A piece of a table: [start, end) in the view; for figures also the row's name, value and kind.

    `spread` when the value is for all years of the plan (年均, 累计), not for the last.
    """

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
    spread: bool = False
    quote_start: int = 0
    quote_end: int = 0


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """What a column holds: name, unit, nature, number, value or text; a value column has a period and a kind."""

    role: str
    period: str = ""
    kind: ValueKind | None = None
    heading: str = ""


def read_columns(cells: list[str]) -> tuple[ValueColumn, ...]:
    """Read a header row; empty when it is none.

    >>> [c.role for c in read_columns(["序号", "指标名称", "单位", "2025年目标"])]
    ['number', 'name', 'unit', 'value']
    """
    columns: list[ValueColumn] = []
    for cell in cells:
        head = re.sub(r"\s+", "", cell)
        if _NUMBER_HEAD.match(head):
            columns.append(ValueColumn("number", heading=head))
        elif _UNIT_HEAD.match(head):
            columns.append(ValueColumn("unit", heading=head))
        elif _NATURE_HEAD.search(head):
            columns.append(ValueColumn("nature", heading=head))
        elif (
            _NAME_HEAD.search(head)
            and not any(column.role == "name" for column in columns)
            and not re.search(r"20\d\d", head)
        ):
            columns.append(ValueColumn("name", heading=head))
        elif _VALUE_HEAD.search(head) and len(head) <= 24 and not figure_pattern("head.remark").search(head):
            columns.append(ValueColumn("value", _head_period(head), _head_kind(head), head))
        else:
            columns.append(ValueColumn("text", heading=head))
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
    if figure_pattern("head.target").search(head):
        return ValueKind.TARGET
    if figure_pattern("head.actual").search(head):
        return ValueKind.ACTUAL
    return None


def wrapped_row(
    text: str, group: list[tuple[int, int]], columns: tuple[ValueColumn, ...]
) -> tuple[tuple[int, int], ...]:
    """Return the cell spans of a wrapped row, in the order of the columns; cells are found around 预期性 or 约束性."""
    start, end = group[0][0], group[-1][1]
    row = text[start:end]
    number = re.match(r"\s*\d+\s*", row)
    nature = NATURES.search(row)
    if number is None:
        return ()
    roles = [column.role for column in columns]
    body_start = number.end()
    if nature is None or "nature" not in roles:
        return _counted_row(row[body_start:], start + body_start, (start, start + number.end()), roles)
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
    values = [match.span() for match in re.finditer(r"\S+", row[after:])]
    many = roles.count("value") > 1 and len(values) == roles.count("value")
    cells: list[tuple[int, int]] = []
    for role in roles:
        left, right = spans.get(role, (0, 0))
        if role == "value" and many:
            left, right = (after + offset for offset in values.pop(0))
        while left < right and row[left].isspace():
            left += 1
        while right > left and row[right - 1].isspace():
            right -= 1
        cells.append((start + left, start + right))
    return tuple(cells)


def plain_row(line: str, offset: int, columns: tuple[ValueColumn, ...]) -> tuple[tuple[int, int], ...]:
    """Return the cell spans of a row printed with blanks on one line; empty when its last piece is no value."""
    pieces = line.split()
    if len(pieces) < len(columns) or not figure_pattern("cell.value").search(pieces[-1]):
        return ()
    return _counted_row(line, offset, (offset, offset), [column.role for column in columns])


def _counted_row(body: str, offset: int, number: tuple[int, int], roles: list[str]) -> tuple[tuple[int, int], ...]:
    """Return the cell spans of a row without 预期性 or 约束性: the last pieces are its values, what is left its name."""
    pieces = [match.span() for match in re.finditer(r"\S+", body)]
    wanted = [role for role in roles if role != "number"]
    if len(pieces) < len(wanted) or wanted[0] != "name":
        return ()
    tail = pieces[len(pieces) - len(wanted) + 1 :]
    name = (pieces[0][0], pieces[len(pieces) - len(wanted)][1])
    spans = [name, *tail]
    cells: list[tuple[int, int]] = []
    for role in roles:
        if role == "number":
            cells.append(number)
        else:
            left, right = spans.pop(0)
            cells.append((offset + left, offset + right))
    return tuple(cells)


def row_figures(
    row: tuple[tuple[int, int], ...], columns: tuple[ValueColumn, ...], text: str, reader: QuantityReader
) -> list[ValueCell]:
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
            nature = content if NATURES.fullmatch(content) else ""
    name, unit = _unit_in_name(name, unit)
    if not name:
        return []
    starts = [left for left, right in row if right > left]
    figures: list[ValueCell] = []
    for (left, right), column in paired:
        if column.role != "value" or _SKIP.match(text[left:right]):
            continue
        yearly = figure_pattern("head.yearly").search(column.heading)
        added = yearly is not None and text[left] in "〔[【（("  # by convention a bracketed value is the five-year sum
        title = name + ("累计" if added else "年均增长率" if yearly else "")
        values = read_cell(text[left:right], title, "%" if yearly and not added else unit, reader)
        figures.extend(_figure(value, left, right, column, nature, min(starts), right) for value in values)
    return figures


def _figure(
    value: CellValue, left: int, right: int, column: ValueColumn, nature: str, start: int, end: int
) -> ValueCell:
    return ValueCell(
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
        spread=bool(figure_pattern("head.spread").search(column.heading + value.name)) and "浓度" not in value.name,
        quote_start=start,
        quote_end=end,
    )


def _unit_in_name(name: str, unit: str) -> tuple[str, str]:
    """Take a unit printed behind the name: 社会消费品零售总额（亿元）."""
    match = re.search(r"[（(]([^（）()]{1,10})[）)]$", name)
    if (
        match
        and not unit
        and figure_pattern("unit.in_a_name").fullmatch(
            match.group(1),
        )
    ):
        return name[: match.start()], match.group(1)
    return name, unit
