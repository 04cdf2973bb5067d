"""From rules to grids: which rules belong to one table, and which of its cells are merged."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.documents.pdf.rules import Rule, Rules

# Points: rules this close are one, and a rule that ends this near to another meets it.
_NEAR: Final = 3.5
# Larger grids are drawings: squared paper, maps, charts.
_MOST_CELLS: Final = 20_000
_MOST_CROSSINGS: Final = 400_000


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: its place in the grid, how far it reaches, and its edges in points, y upwards."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: its columns' edges from the left, its rows' edges from the top, its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]


def find_grids(rules: Rules) -> tuple[Grid, ...]:
    """Return the ruled tables of a page from the top down: at least two rows and two columns."""
    level, upright = join_rules(rules.level), join_rules(rules.upright)
    grids = []
    for levels, uprights in _components(level, upright):
        grid = _grid(levels, uprights)
        if grid is not None:
            grids.append(grid)
    return tuple(sorted(grids, key=lambda grid: (-grid.ys[0], grid.xs[0])))


def _clusters(values: Iterable[float]) -> list[float]:
    """Return values with those that lie near one another brought to their first."""
    found: list[float] = []
    last = None
    for value in sorted(values):
        if last is None or value - last > _NEAR:
            found.append(value)
        last = value
    return found


def _nearest(places: Sequence[float], value: float) -> int:
    """Return the index of the place nearest to a value."""
    at = bisect.bisect_left(places, value)
    if at == 0:
        return 0
    if at == len(places):
        return at - 1
    return at if places[at] - value < value - places[at - 1] else at - 1


def join_rules(rules: list[Rule]) -> list[Rule]:
    """Return rules with those that continue one another made one."""
    places = _clusters(rule.at for rule in rules)
    lanes: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        lanes[_nearest(places, rule.at)].append(rule)
    out: list[Rule] = []
    for lane in sorted(lanes):
        start = end = None
        for rule in sorted(lanes[lane], key=lambda item: item.start):
            if start is None or end is None or rule.start > end + _NEAR:
                if start is not None and end is not None:
                    out.append(Rule(places[lane], start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None:
            out.append(Rule(places[lane], start, end))
    return out


def _components(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the sets of rules that meet one another."""
    level = sorted(level, key=lambda rule: rule.at)
    heights = [rule.at for rule in level]
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    budget = _MOST_CROSSINGS
    for number, rule in enumerate(upright):
        low = bisect.bisect_left(heights, rule.start - _NEAR)
        high = bisect.bisect_right(heights, rule.end + _NEAR)
        budget -= high - low
        if budget < 0:
            return []
        for at in range(low, high):
            if level[at].start - _NEAR <= rule.at <= level[at].end + _NEAR:
                parent[root(at)] = root(len(level) + number)
    found: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for at, rule in enumerate(level):
        found[root(at)][0].append(rule)
    for number, rule in enumerate(upright):
        found[root(len(level) + number)][1].append(rule)
    return [pair for pair in found.values() if len(pair[0]) > 1 and pair[1]]


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """Return the grid that rules span, or None when it has less than two rows and two columns.

    A table may be open at its sides: level rules that reach further than the outermost upright end its columns.
    """
    xs = _clusters([*(rule.at for rule in upright), min(r.start for r in level), max(r.end for r in level)])
    ys = _clusters([*(rule.at for rule in level), min(r.start for r in upright), max(r.end for r in upright)])[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 2 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    walls, floors = _walls(upright, xs, ys), _floors(level, xs, ys)
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down, across = _extent(row, column, walls, floors, taken, rows, columns)
            taken.update((r, c) for r in range(row, row + down) for c in range(column, column + across))
            boxes.append(Box(row, column, down, across, xs[column], ys[row + down], xs[column + across], ys[row]))
    return Grid(tuple(xs), tuple(ys), tuple(boxes))


def _walls(upright: list[Rule], xs: list[float], ys: list[float]) -> set[tuple[int, int]]:
    """Return (row, column) of each grid place that has a rule at its left."""
    found = set()
    for rule in upright:
        column = _nearest(xs, rule.at)
        for row in range(len(ys) - 1):
            if rule.start <= (ys[row] + ys[row + 1]) / 2 <= rule.end:
                found.add((row, column))
    return found


def _floors(level: list[Rule], xs: list[float], ys: list[float]) -> set[tuple[int, int]]:
    """Return (row, column) of each grid place that has a rule above it."""
    down = [-y for y in ys]
    found = set()
    for rule in level:
        row = _nearest(down, -rule.at)
        for column in range(len(xs) - 1):
            if rule.start <= (xs[column] + xs[column + 1]) / 2 <= rule.end:
                found.add((row, column))
    return found


def _extent(
    row: int,
    column: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
    taken: set[tuple[int, int]],
    rows: int,
    columns: int,
) -> tuple[int, int]:
    """Return over how many rows and columns a cell reaches before it meets a rule."""
    across = 1
    while column + across < columns and (row, column + across) not in walls and (row, column + across) not in taken:
        across += 1
    down = 1
    while row + down < rows and all(
        (row + down, c) not in floors and (row + down, c) not in taken for c in range(column, column + across)
    ):
        if any((row + down, c) in walls for c in range(column + 1, column + across)):
            break
        down += 1
    return down, across
