"""Values written in a request, read in the type of the property they are compared with."""

from __future__ import annotations

import re
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

from mapapp.exports.flat_columns import LIST_SEPARATOR, FlatColumn
from mapapp.exports.reference_systems import CRS84, box_from_system, from_system
from mapapp.service.error_answers import RequestError, invalid


class ListText(str):
    """A text that lists several values: it equals what it is as a whole and each of its items."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and str(other) in (str(self), *str(self).split(LIST_SEPARATOR))

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def typed_literal(column: FlatColumn, literal: Any) -> Any:
    """Return a literal in the type of a column: text, number or yes/no.

    Raises RequestError where it cannot be one.
    """
    if literal is None or isinstance(literal, list):
        return literal
    if column.type in {"integer", "count", "number"}:
        if isinstance(literal, bool) or not isinstance(literal, str | int | float):
            raise _misfit(column, "数", literal)
        try:
            return float(literal)
        except ValueError as error:
            raise _misfit(column, "数", literal) from error
    if column.type == "boolean":
        words = {"true": True, "false": False, "是": True, "否": False, "1": True, "0": False}
        known = words.get(str(literal).casefold())
        if known is None:
            raise _misfit(column, "true 或 false", literal)
        return known
    if not isinstance(literal, str):
        raise _misfit(column, f"加单引号的文字，如 '{literal}'", literal)
    return literal


def _misfit(column: FlatColumn, wanted: str, literal: object) -> RequestError:
    """Return the error for a literal of the wrong type."""
    return invalid(f"{column.name}（{column.term}）要写{wanted}，不能是“{str(literal)[:40]}”")


class LikePattern:
    r"""A LIKE pattern: % any characters, _ one, \ makes either plain.

    The pieces between the % are looked for from left to right, each once: no pattern takes longer than its text.

    >>> [LikePattern("甲%路_期").fits(text) for text in ("甲乙路一期", "甲路期")]
    [True, False]
    """

    def __init__(self, pattern: str) -> None:
        pieces: list[list[str]] = [[]]
        escaped = False
        for character in pattern:
            if escaped or character not in "\\%_":
                pieces[-1].append(re.escape(character))
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == "%":
                pieces.append([])
            else:
                pieces[-1].append(".")
        self.pieces = [re.compile("".join(piece), flags=re.DOTALL) for piece in pieces]
        self.last_length = len(pieces[-1])

    def fits(self, text: str) -> bool:
        """Whether a text fits the pattern."""
        first, *middle, last = self.pieces[0], *self.pieces[1:-1], self.pieces[-1]
        if len(self.pieces) == 1:
            return first.fullmatch(text) is not None
        start = first.match(text)
        if start is None:
            return False
        at = start.end()
        for piece in middle:
            found = piece.search(text, at)
            if found is None:
                return False
            at = found.end()
        end = len(text) - self.last_length
        return end >= at and last.fullmatch(text, end) is not None


def written_geometry(node: dict[str, Any], crs: str) -> BaseGeometry:
    """Return a geometry written in a filter in one of SERVED_CRS as lon, lat (EPSG:4326).

    Raises RequestError where it cannot be read.
    """
    try:
        if "bbox" in node:
            corners = [float(value) for value in node["bbox"]]
            if len(corners) != 4:
                raise ValueError(node)
            first, second, third, fourth = corners
            if crs == CRS84:
                return box(first, second, third, fourth)
            return box_from_system((first, second, third, fourth), crs)
        return from_system(shape(node), crs)
    except (ValueError, TypeError, KeyError, IndexError, ShapelyError) as error:
        raise invalid("filter 里的图形读不懂；例：S_INTERSECTS(geometry, BBOX(121.0,31.0,121.2,31.2))") from error
