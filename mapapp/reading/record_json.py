"""Frozen records as plain JSON values and back: nothing is made of a file that its own types do not name."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")


def plain_value(value: Any) -> Any:
    """Return a record as JSON has it: its fields in order as a list, enumerations by value, sets sorted, a path by its name.

    >>> from mapapp.contracts import Span
    >>> plain_value(Span("000", 1, 3, "开工"))
    ['000', 1, 3, '开工']
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [plain_value(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return value.name
    if isinstance(value, frozenset):
        return sorted((plain_value(item) for item in value), key=str)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    return value


def record_of(kind: type[T], plain: object) -> T:
    """Return the record of a type that plain values stand for.

    Raises ValueError when they are not what its fields are declared to hold, or what the record itself refuses.
    """
    made: T = _reader(cast(Hashable, kind))(plain)
    return made


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads a declared type."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _optional_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    if dataclasses.is_dataclass(hint):
        return _record_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in (str, int, float, bool):
        return _plain_reader(hint)
    raise TypeError(f"no way to read {hint}")


def _plain_reader(hint: Any) -> Callable[[Any], Any]:
    """Return what takes a JSON value of one type as it is; a whole number may stand for a float."""
    allowed = (float, int) if hint is float else (hint,)

    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise ValueError(f"{hint.__name__} expected")
        return value

    return read


def _optional_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return what reads None or the one other type."""
    (other,) = (argument for argument in arguments if argument is not type(None))
    inner = _reader(other)
    return lambda value: None if value is None else inner(value)


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Return what reads a tuple of any length of one type, or one whose places have types of their own."""
    if arguments[-1] is Ellipsis:
        inner = _reader(arguments[0])
        return lambda value: tuple(map(inner, _listed(value, None)))
    places = [_reader(argument) for argument in arguments]
    return lambda value: tuple(read(item) for read, item in zip(places, _listed(value, len(places)), strict=True))


def _record_reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads a frozen dataclass from its fields in order."""
    hints = typing.get_type_hints(hint)
    readers = [_reader(hints[field.name]) for field in dataclasses.fields(hint)]
    return lambda value: hint(*(read(item) for read, item in zip(readers, _listed(value, len(readers)), strict=True)))


def _listed(value: Any, length: int | None) -> list[Any]:
    """Return a list of the wanted length. Raises ValueError for anything else."""
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ValueError("a list of another length expected")
    return value
