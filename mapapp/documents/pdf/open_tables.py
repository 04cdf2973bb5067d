"""Tables with level rules only (三线表): columns are told by the gaps between words that all rows share."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mapapp.documents.pdf.grids import Box, Grid
from mapapp.documents.pdf.rules import Rule

# Points: rules of one table begin and end alike.
_ALIKE: Final = 6.0
# Words this far apart, in heights of a line, stand in different cells; characters of one word are closer.
_CELL_GAP: Final = 0.45
# A gap that all rows share is at least this wide, in points.
_COLUMN_GAP: Final = 3.0
# Of the lines between two rules this share has several cells; prose has none.
_ROWS_SHARE: Final = 0.7
# Below the last rule rows go on while lines are no farther apart than this many heights.
_LINE_STEP: Final = 2.6
# From this many rules on, each stands between two rows.
_RULED_ROWS: Final = 4
# More words or rules than on any printed page: a drawing.
_MOST_WORDS: Final = 6_000
_MOST_RULES: Final = 300
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line: its edges from top to bottom and the spans of x that its words cover."""

    top: float
    bottom: float
    words: tuple[tuple[float, float], ...]


def find_open_grids(level: Sequence[Rule], words: Sequence[Area]) -> list[Grid]:
    """Return the tables between level rules that meet no upright one.

    Parameters
    ----------
    level
        Such rules of a page, y upwards.
    words
        Where characters or words stand: left, bottom, right, top.
    """
    if len(words) > _MOST_WORDS or len(level) > _MOST_RULES:
        return []
    grids = []
    lines = _lines(words)
    for group in _groups(level):
        for run in _runs(group, lines):
            grid = _grid(run)
            if grid is not None:
                grids.append(grid)
    return grids


def _groups(level: Sequence[Rule]) -> list[list[Rule]]:
    """Return the rules that begin and end alike, from the top down, two or more of each."""
    groups: list[list[Rule]] = []
    for rule in sorted(level, key=lambda item: -item.at):
        for group in groups:
            if abs(group[0].start - rule.start) <= _ALIKE and abs(group[0].end - rule.end) <= _ALIKE:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _lines(words: Sequence[Area]) -> list[_Line]:
    """Return the printed lines from the top down, their words joined where they stand close."""
    found: list[list[Area]] = []
    for word in sorted(words, key=lambda area: (-(area[1] + area[3]) / 2, area[0])):
        middle = (word[1] + word[3]) / 2
        if found and found[-1][0][1] - 1 <= middle <= found[-1][0][3] + 1:
            found[-1].append(word)
        else:
            found.append([word])
    lines = []
    for areas in found:
        top, bottom = max(area[3] for area in areas), min(area[1] for area in areas)
        lines.append(_Line(top, bottom, _joined(areas, (top - bottom) * _CELL_GAP)))
    return lines


def _joined(areas: Sequence[Area], gap: float) -> tuple[tuple[float, float], ...]:
    """Return the spans of x that areas cover, closer ones joined."""
    spans: list[tuple[float, float]] = []
    for left, _, right, _ in sorted(areas):
        if spans and left - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring spaces between rules that hold rows: each space's edges and lines."""

    left: float
    right: float
    spaces: tuple[tuple[float, float, tuple[_Line, ...]], ...]


def _runs(group: list[Rule], lines: list[_Line]) -> list[_Run]:
    """Return the runs of spaces between rules whose lines are rows of cells; the space below the last rule may be one."""
    left, right = group[0].start, group[0].end
    spaces: list[tuple[float, float, tuple[_Line, ...]]] = []
    for above, below in itertools.pairwise(group):
        inside = tuple(line for line in lines if below.at <= (line.top + line.bottom) / 2 <= above.at)
        spaces.append((above.at, below.at, _within(inside, left, right)))
    tail = _tail(group[-1], lines, left, right)
    if tail:
        spaces.append((group[-1].at, tail[-1].bottom - 1, tail))
    runs: list[_Run] = []
    current: list[tuple[float, float, tuple[_Line, ...]]] = []
    for space in [*spaces, None]:
        if space is not None and _holds_rows(space[2]):
            current.append(space)
            continue
        if current:
            runs.append(_Run(left, right, tuple(current)))
        current = []
    return runs


def _within(lines: Sequence[_Line], left: float, right: float) -> tuple[_Line, ...]:
    """Return the lines that lie within the rules' ends; one that does not ends the table."""
    if any(line.words[0][0] < left - _ALIKE or line.words[-1][1] > right + _ALIKE for line in lines):
        return ()
    return tuple(lines)


def _tail(last: Rule, lines: list[_Line], left: float, right: float) -> tuple[_Line, ...]:
    """Return the rows that follow the last rule line by line, where none is drawn below them."""
    rows: list[_Line] = []
    edge = last.at
    for line in lines:
        if (line.top + line.bottom) / 2 > last.at:
            continue
        close = edge - line.top <= (line.top - line.bottom) * _LINE_STEP
        if not close or len(line.words) < 2 or not _within([line], left, right):
            break
        rows.append(line)
        edge = line.bottom
    return tuple(rows)


def _holds_rows(lines: Sequence[_Line]) -> bool:
    """Whether the lines between two rules are rows of cells and no prose."""
    return bool(lines) and sum(len(line.words) > 1 for line in lines) >= _ROWS_SHARE * len(lines)


def _grid(run: _Run) -> Grid | None:
    """Return the grid of a run, or None when its rows share no columns."""
    lines = [line for _, _, held in run.spaces for line in held]
    counts = Counter(len(line.words) for line in lines if len(line.words) > 1)
    if sum(counts.values()) < 2:
        return None
    usual = max(counts, key=lambda count: (counts[count], count))
    covered = _joined(
        [(left, 0.0, right, 0.0) for line in lines if len(line.words) == usual for left, right in line.words],
        _COLUMN_GAP,
    )
    if len(covered) < 2:
        return None
    xs = [run.left, *((left[1] + right[0]) / 2 for left, right in itertools.pairwise(covered)), run.right]
    ys = _row_edges(run, xs)
    if len(ys) < 3:
        return None
    boxes = tuple(
        Box(row, column, 1, 1, xs[column], ys[row + 1], xs[column + 1], ys[row])
        for row in range(len(ys) - 1)
        for column in range(len(xs) - 1)
    )
    return Grid(tuple(xs), tuple(ys), boxes)


def _row_edges(run: _Run, xs: Sequence[float]) -> list[float]:
    """Return the edges of the rows: rules where each row has its own, else where a line begins in the first column."""
    ys = [run.spaces[0][0]]
    ruled = len(run.spaces) + 1 >= _RULED_ROWS
    for number, (_, bottom, lines) in enumerate(run.spaces):
        by_rule = ruled and number + 1 < len(run.spaces)
        for above, line in itertools.pairwise(lines):
            if not by_rule and line.words[0][0] < xs[1]:
                ys.append((above.bottom + line.top) / 2)
        ys.append(bottom)
    return ys
