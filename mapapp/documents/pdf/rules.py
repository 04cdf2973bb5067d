"""The lines drawn on a page: upright and level rules, from strokes, thin bars and the edges of filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

# A page of text with tables has a few hundred path segments; drawings and attacks have more and are no tables.
MOST_SEGMENTS: Final = 20_000
# A whole document: 300 pages of dense tables have some 200,000; reading a segment takes about 15 µs.
MOST_SEGMENTS_IN_ALL: Final = 600_000
_MOST_OBJECTS: Final = 20_000
# Points: a bar this thin is a rule; a line may lean by this much; shorter pieces are dashes or letters.
_THIN: Final = 3.0
_LEAN: Final = 1.0
_SHORTEST: Final = 3.0
_DEEPEST_FORM: Final = 3
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A level rule at `at` = y from x `start` to `end`, or an upright one at `at` = x; points, y upwards."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The rules of one page; `overflow` when it holds more than any table has; `segments` is what was read for them."""

    level: list[Rule]
    upright: list[Rule]
    overflow: bool = False
    segments: int = 0


def read_rules(page: pypdfium2.PdfPage, *, most_segments: int = MOST_SEGMENTS) -> Rules:
    """Return the rules drawn on a page, in the page's own coordinates; none where it has more than `most_segments`."""
    rules = Rules([], [])
    if raw.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
        rules.overflow = True
        return rules
    for path, matrix in _paths(page):
        count = raw.FPDFPath_CountSegments(path)
        rules.segments += max(0, count)
        if rules.segments > most_segments:
            return Rules([], [], overflow=True, segments=rules.segments)
        if not _is_drawn(path):
            continue
        for points in _strokes(path, count, matrix):
            _add(points, rules)
    return rules


def _paths(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, Matrix]]:
    """Return every path of a page with the matrix that brings it into page coordinates."""
    objects = [
        (raw.FPDFPage_GetObject(page.raw, at), _IDENTITY, 0) for at in range(raw.FPDFPage_CountObjects(page.raw))
    ]
    budget = _MOST_OBJECTS
    while objects and budget:
        item, outer, depth = objects.pop()
        budget -= 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _times(_matrix(item), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix(item), outer)
            count = min(raw.FPDFFormObj_CountObjects(item), budget)
            objects.extend((raw.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in range(count))


def _matrix(item: Any) -> Matrix:
    """Return the matrix of an object."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _is_drawn(path: Any) -> bool:
    """Whether a path is stroked or filled; others only clip."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(fill.value or stroke.value)


def _strokes(path: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """Return the runs of straight segments of a path; curves end a run and are left out."""
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_LINETO:
            points.append(point)
        else:
            if len(points) > 1:
                yield points
            points = [point]
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _add(points: list[Point], rules: Rules) -> None:
    """Add what one run of segments draws: a thin bar is one rule, anything else its edges."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if len(points) > 2 and top - bottom <= _THIN < right - left:
        rules.level.append(Rule((top + bottom) / 2, left, right))
        return
    if len(points) > 2 and right - left <= _THIN < top - bottom:
        rules.upright.append(Rule((left + right) / 2, bottom, top))
        return
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(y0 - y1) <= _LEAN and abs(x0 - x1) >= _SHORTEST:
            rules.level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _LEAN and abs(y0 - y1) >= _SHORTEST:
            rules.upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
