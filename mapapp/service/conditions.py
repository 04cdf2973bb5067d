"""CQL2 filters (OGC 21-065) on flat rows: the text is parsed by the library cql2, what it means is decided here.

A comparison with an empty value is neither true nor false, as in SQL, so `NOT` of it does not hold either. A property
that lists several values (`zones`) equals a text when the whole list or one of its items does.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable
from typing import Any, Final

import cql2
import shapely
from shapely.geometry.base import BaseGeometry

from mapapp.exports.flat_columns import LIST_SEPARATOR, LIST_TYPES, Cell, FlatColumn
from mapapp.exports.reference_systems import CRS84
from mapapp.service.error_answers import invalid
from mapapp.service.literals import LikePattern, ListText, typed_literal, written_geometry

# A row as a condition sees it: its flat cells and its geometry (lon, lat) or None.
Subject = tuple[dict[str, Cell], BaseGeometry | None]
Value = Callable[[Subject], Any]

GEOMETRY = "geometry"

# Far more than a person writes; a deeper nest of brackets would take the parser's stack down.
MAX_CHARACTERS: Final = 4_000
MAX_DEPTH: Final = 40

_COMPARISONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: Final[dict[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "div": operator.floordiv,
}
_SPATIAL: Final[dict[str, Callable[[BaseGeometry, BaseGeometry], Any]]] = {
    "s_intersects": shapely.intersects,
    "s_disjoint": shapely.disjoint,
    "s_within": shapely.within,
    "s_contains": shapely.contains,
    "s_touches": shapely.touches,
    "s_crosses": shapely.crosses,
    "s_overlaps": shapely.overlaps,
    "s_equals": shapely.equals,
}
_ARRAYS: Final[dict[str, Callable[[set[str], set[str]], bool]]] = {
    "a_equals": operator.eq,
    "a_contains": operator.ge,
    "a_containedby": operator.le,
    "a_overlaps": lambda one, other: bool(one & other),
}
# How many values an operation takes where it is not two.
_ARITY: Final = {"not": 1, "isnull": 1, "casei": 1, "between": 3}

OPERATORS: Final = (
    "AND OR NOT = <> < <= > >= + - * / % LIKE BETWEEN IN IS NULL CASEI",
    *(name.upper() for name in (*_SPATIAL, *_ARRAYS)),
)


def compile_filter(
    text: str, language: str, columns: dict[str, FlatColumn], crs: str = CRS84
) -> Callable[[Subject], bool]:
    """Return the predicate a CQL2 filter stands for; `language` is cql2-text or cql2-json.

    `columns` are what it may name, `crs` (one of SERVED_CRS) is that of the geometries written in it. Raises
    RequestError with what is wrong and what is known.
    """
    if len(text) > MAX_CHARACTERS or _depth(text) > MAX_DEPTH:
        raise invalid(f"filter 太长或括号太深；最多 {MAX_CHARACTERS} 字、{MAX_DEPTH} 层")
    try:
        tree = (cql2.parse_json if language == "cql2-json" else cql2.parse_text)(text).to_json()
    except (cql2.ParseError, cql2.ValidationError, ValueError) as error:
        raise invalid(f"filter 读不懂：{_first_line(error)}；例：year >= 2024 AND zones = '青西'") from error
    try:
        value = _Compiler(columns, crs).truth(tree)
    except RecursionError as error:
        raise invalid("filter 太深；请写得短一些") from error
    return lambda subject: value(subject) is True


def _depth(text: str) -> int:
    """Return how deep the brackets of a filter nest, at least: those within quotes count too."""
    depth = deepest = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    return deepest


def _first_line(error: Exception) -> str:
    """Return where the parser stopped."""
    match = re.search(r"(\d+):(\d+)", str(error))
    return f"第 {match[2]} 个字附近" if match else "写法不对"


class _Compiler:
    """Turns a parsed filter into a function of one row."""

    def __init__(self, columns: dict[str, FlatColumn], crs: str) -> None:
        self.columns = columns
        self.crs = crs

    def value(self, node: Any) -> Value:
        """Return the function that gives the value of a node."""
        if not isinstance(node, dict):
            return lambda _: node
        if "property" in node:
            return self._property(node["property"])
        if "op" in node:
            return self._operation(node["op"].lower(), node["args"])
        if "bbox" in node or "coordinates" in node or "geometries" in node:
            geometry = written_geometry(node, self.crs)
            return lambda _: geometry
        raise invalid("filter 里的日期、时段写不了；年份请写 year >= 2024，时间请用参数 datetime")

    def _property(self, name: str) -> Value:
        """Return the function that reads a property."""
        if name == GEOMETRY:
            return lambda subject: subject[1]
        column = self.columns.get(name)
        if column is None:
            raise invalid(f"filter 里没有“{name[:40]}”这个属性；可用：{'、'.join((*self.columns, GEOMETRY))}")
        if column.type in LIST_TYPES:
            return lambda subject: ListText(subject[0][name]) if subject[0][name] is not None else None
        return lambda subject: subject[0][name]

    def _operation(self, name: str, arguments: list[Any]) -> Value:
        """Return the function of an operation; refuse one with too few or too many values."""
        wanted = _ARITY.get(name, 2)
        if name not in {"and", "or"} and len(arguments) != wanted:
            raise invalid(f"filter 里“{name[:40]}”要有 {wanted} 个值")
        for known, build in (
            (_COMPARISONS, self._comparison),
            (_ARITHMETIC, self._arithmetic),
            (_SPATIAL, self._spatial),
            (_ARRAYS, self._array),
        ):
            if name in known:
                return build(name, arguments)
        special = {
            "and": self._and,
            "or": self._or,
            "not": self._not,
            "isnull": self._is_null,
            "like": self._like,
            "between": self._between,
            "in": self._in,
            "casei": self._casei,
        }
        if name not in special:
            raise invalid(f"filter 里没有“{name[:40]}”；可用：{' '.join(OPERATORS)}")
        return special[name](arguments)

    def _and(self, arguments: list[Any]) -> Value:
        """Return three-valued AND."""
        parts = [self.truth(argument) for argument in arguments]

        def every(subject: Subject) -> bool | None:
            unknown = False
            for part in parts:
                found = part(subject)
                if found is False:
                    return False
                unknown |= found is None
            return None if unknown else True

        return every

    def _or(self, arguments: list[Any]) -> Value:
        """Return three-valued OR."""
        parts = [self.truth(argument) for argument in arguments]

        def some(subject: Subject) -> bool | None:
            unknown = False
            for part in parts:
                found = part(subject)
                if found is True:
                    return True
                unknown |= found is None
            return None if unknown else False

        return some

    def _not(self, arguments: list[Any]) -> Value:
        """Return three-valued NOT."""
        part = self.truth(arguments[0])

        def negated(subject: Subject) -> bool | None:
            found = part(subject)
            return None if found is None else not found

        return negated

    def truth(self, node: Any) -> Value:
        """Return a function that gives true, false or unknown; refuse a node that gives anything else."""
        if isinstance(node, bool):
            return lambda _: node
        if isinstance(node, dict) and "property" in node:
            column = self.columns.get(node["property"])
            if column is not None and column.type != "boolean":
                raise invalid(
                    f"filter 里“{node['property'][:40]}”不是是/否；请写出比较，如 {node['property'][:40]} = …"
                )
            return self._property(node["property"])
        if isinstance(node, dict) and node.get("op", "+").lower() not in {*_ARITHMETIC, "casei"}:
            return self.value(node)
        raise invalid("filter 的每一段都要是能判断真假的条件，如 year >= 2024")

    def _comparison(self, name: str, arguments: list[Any]) -> Value:
        """Return a comparison of two values of one type; the type of a property decides how a literal is read."""
        first, second = self._pair(arguments)
        compare = _COMPARISONS[name]

        def compared(subject: Subject) -> bool | None:
            one, other = first(subject), second(subject)
            if one is None or other is None:
                return None
            try:
                return bool(compare(one, other))
            except TypeError:
                return None

        return compared

    def _pair(self, arguments: list[Any]) -> tuple[Value, Value]:
        """Return two operands, literals read in the type of the property they stand beside."""
        first, second = arguments
        return self._operand(first, second), self._operand(second, first)

    def _operand(self, node: Any, beside: Any) -> Value:
        """Return an operand; a literal that does not fit the property beside it is refused."""
        if isinstance(node, dict) or not isinstance(beside, dict) or "property" not in beside:
            return self.value(node)
        column = self.columns.get(beside["property"])
        if column is None:
            return self.value(node)
        literal = typed_literal(column, node)
        return lambda _: literal

    def _arithmetic(self, name: str, arguments: list[Any]) -> Value:
        """Return a sum, difference, product, quotient or remainder; unknown where one is empty or the divisor is 0."""
        first, second = (self.value(argument) for argument in arguments)
        compute = _ARITHMETIC[name]

        def computed(subject: Subject) -> float | None:
            one, other = first(subject), second(subject)
            if one is None or other is None:
                return None
            try:
                return compute(one, other)
            except (TypeError, ZeroDivisionError, OverflowError):
                return None

        return computed

    def _is_null(self, arguments: list[Any]) -> Value:
        """Return whether a value is empty."""
        value = self.value(arguments[0])
        return lambda subject: value(subject) is None

    def _like(self, arguments: list[Any]) -> Value:
        """Return whether a text fits a pattern."""
        value, pattern = self.value(arguments[0]), self.value(arguments[1])
        fixed = '"property"' not in json.dumps(arguments[1])
        prepared = LikePattern(str(pattern(({}, None)))) if fixed else None

        def fits(subject: Subject) -> bool | None:
            text, asked = value(subject), prepared or pattern(subject)
            if text is None or asked is None:
                return None
            return (prepared or LikePattern(str(asked))).fits(str(text))

        return fits

    def _between(self, arguments: list[Any]) -> Value:
        """Return whether a value lies between two others, both included."""
        first, low, high = arguments
        return self._and([{"op": ">=", "args": [first, low]}, {"op": "<=", "args": [first, high]}])

    def _in(self, arguments: list[Any]) -> Value:
        """Return whether a value is one of several."""
        first, options = arguments
        if not isinstance(options, list):
            raise invalid("filter 里 IN 的后面要有括号和一组值")
        return self._or([{"op": "=", "args": [first, option]} for option in options])

    def _casei(self, arguments: list[Any]) -> Value:
        """Return a text without regard to case."""
        value = self.value(arguments[0])

        def folded(subject: Subject) -> str | None:
            text = value(subject)
            return None if text is None else str(text).casefold()

        return folded

    def _spatial(self, name: str, arguments: list[Any]) -> Value:
        """Return a relation of two geometries; unknown where one has no place."""
        first, second = (self.value(argument) for argument in arguments)
        relate = _SPATIAL[name]

        def related(subject: Subject) -> bool | None:
            one, other = first(subject), second(subject)
            if one is None or other is None:
                return None
            if not isinstance(one, BaseGeometry) or not isinstance(other, BaseGeometry):
                return None
            return bool(relate(one, other))

        return related

    def _array(self, name: str, arguments: list[Any]) -> Value:
        """Return a relation of two lists of texts."""
        first, second = (self._items(argument) for argument in arguments)
        relate = _ARRAYS[name]
        return lambda subject: relate(first(subject), second(subject))

    def _items(self, node: Any) -> Callable[[Subject], set[str]]:
        """Return the items of a list, of a property that lists, or of one text."""
        if isinstance(node, list):
            fixed = {str(item) for item in node}
            return lambda _: fixed
        value = self.value(node)

        def items(subject: Subject) -> set[str]:
            text = value(subject)
            return set(str(text).split(LIST_SEPARATOR)) if text else set()

        return items
