"""Queries for items: the parameters of a request read strictly, and applied to a collection."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from mapapp.exports.flat_columns import LIST_TYPES, FlatColumn
from mapapp.exports.reference_systems import CRS84, SERVED_CRS, box_from_system
from mapapp.service.collections import ServedCollection
from mapapp.service.conditions import Subject, compile_filter
from mapapp.service.date_ranges import Period, asked_period, overlap
from mapapp.service.error_answers import invalid
from mapapp.service.literals import ListText, typed_literal

# QGIS asks for pages of its own size; the largest page keeps one answer below a few megabytes.
DEFAULT_LIMIT: Final = 500
MAX_LIMIT: Final = 10_000

FILTER_LANGUAGES: Final = ("cql2-text", "cql2-json")

# What every items request may say besides the names of properties, with what it means.
ITEM_PARAMETERS: Final = {
    "f": "格式：json 或 html",
    "limit": f"一页最多几条，1 到 {MAX_LIMIT}",
    "offset": "从第几条起（0 为第一条）",
    "bbox": "范围：四个数，逗号隔开；默认 西,南,东,北",
    "bbox-crs": "bbox 的坐标系",
    "datetime": "时间：2024、2024-05-01、2024-05-01T00:00:00Z，或 起/止，一端可写 ..",
    "crs": "回答的坐标系",
    "filter": "CQL2 条件，如 year >= 2024 AND zones = '青西'",
    "filter-lang": "filter 的写法：cql2-text（默认）或 cql2-json",
    "filter-crs": "filter 里图形的坐标系",
    "sortby": "按哪些属性排序，逗号隔开，前面加 - 为倒序",
    "q": "词，空格隔开，都要出现在某个文字属性里",
}


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """What is asked of a collection: which rows, in which order, from which on, in which reference system."""

    limit: int
    offset: int
    crs: str
    area: shapely.Geometry | None
    period: Period | None
    values: tuple[tuple[FlatColumn, Any], ...]
    condition: Callable[[Subject], bool] | None
    words: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]


def read_query(parameters: Mapping[str, str], collection: ServedCollection) -> ItemQuery:
    """Return the query that parameters ask for.

    Raises RequestError for a parameter that is not known or whose value is of no use, with what is known.
    """
    refuse_unknown(parameters, (*ITEM_PARAMETERS, *collection.column_by_name))
    values = tuple(
        (column, typed_literal(column, parameters[name]))
        for name, column in collection.column_by_name.items()
        if name in parameters
    )
    return ItemQuery(
        limit=min(_whole(parameters, "limit", DEFAULT_LIMIT, least=1), MAX_LIMIT),
        offset=_whole(parameters, "offset", 0, least=0),
        crs=read_crs(parameters, "crs"),
        area=_area(parameters),
        period=_period(parameters),
        values=values,
        condition=_condition(parameters, collection),
        words=tuple(_fold(parameters.get("q", "")).split()),
        order=_order(parameters, collection),
    )


def refuse_unknown(parameters: Iterable[str], known: Iterable[str]) -> None:
    """Raise RequestError for a parameter that is not known, with the list of those that are."""
    known = tuple(known)
    unknown = [name for name in parameters if name not in known]
    if unknown:
        raise invalid(f"没有“{'、'.join(name[:40] for name in unknown[:5])}”这个参数；可用：{'、'.join(known)}")


def read_crs(parameters: Mapping[str, str], name: str) -> str:
    """Return the reference system a parameter names, CRS84 when it is not given; one of SERVED_CRS."""
    asked = parameters.get(name, CRS84)
    if asked not in SERVED_CRS:
        raise invalid(f"{name} 没有“{asked[:80]}”；可用：{'、'.join(SERVED_CRS)}")
    return asked


def matching_rows(collection: ServedCollection, query: ItemQuery) -> list[int]:
    """Return the numbers of all rows that answer a query, in its order; not yet cut to a page."""
    found: Iterable[int] = range(len(collection.rows))
    if query.area is not None:
        found = [int(index) for index in np.sort(collection.tree.query(query.area, predicate="intersects"))]
    if query.period is not None:
        period, periods = query.period, collection.periods
        found = [index for index in found if (own := periods[index]) is not None and overlap(own, period)]
    rows, geometries = collection.rows, collection.geometries
    for column, wanted in query.values:
        found = [index for index in found if _equals(column, rows[index][column.name], wanted)]
    if query.condition is not None:
        condition = query.condition
        found = [index for index in found if condition((rows[index], geometries[index]))]
    if query.words:
        found = [index for index in found if _speaks_of(rows[index], query.words)]
    ordered = list(found)
    for name, descending in reversed(query.order):
        # Empty values stand last whichever way the others go.
        ordered.sort(key=lambda index: _sort_key(rows[index][name]), reverse=descending)
        ordered.sort(key=lambda index: rows[index][name] is None)
    return ordered


def _equals(column: FlatColumn, value: object, wanted: object) -> bool:
    """Whether a value is the one asked for; of a list, whether one of its items is."""
    if column.type in LIST_TYPES and isinstance(value, str):
        return ListText(value) == wanted
    return value is not None and value == wanted


def _speaks_of(row: Mapping[str, object], words: tuple[str, ...]) -> bool:
    """Whether every word occurs in some text of a row, width and case aside."""
    text = _fold("\n".join(value for value in row.values() if isinstance(value, str)))
    return all(word in text for word in words)


def _fold(text: str) -> str:
    """Return a text without differences of width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _sort_key(value: object) -> tuple[int, Any]:
    """Return a key that compares: values of one column have one type, empty ones are put last afterwards."""
    return (1, "") if value is None else (0, value)


def _whole(parameters: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    """Return a whole number, the default when it is not given."""
    text = parameters.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) < least:
        raise invalid(f"{name}“{text[:20]}”要是不小于 {least} 的整数")
    return int(text)


def _area(parameters: Mapping[str, str]) -> shapely.Geometry | None:
    """Return the area of a bbox in lon, lat; six numbers give heights too, which nothing here has."""
    text = parameters.get("bbox")
    if text is None:
        if "bbox-crs" in parameters:
            raise invalid("bbox-crs 要和 bbox 一起用")
        return None
    crs = read_crs(parameters, "bbox-crs")
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise invalid(f"bbox“{text[:60]}”要是四个数，逗号隔开") from error
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not np.isfinite(numbers).all():
        raise invalid(f"bbox“{text[:60]}”要是四个数，逗号隔开")
    first, second, third, fourth = numbers
    if fourth < second or (third < first and crs != CRS84):
        raise invalid(f"bbox“{text[:60]}”的角点次序不对：先最小的两个数，再最大的两个数")
    if third < first:
        # West of 180° to east of it: two boxes, one on either side.
        return shapely.union_all(
            [shapely.box(first, second, 180.0, fourth), shapely.box(-180.0, second, third, fourth)]
        )
    return shapely.box(first, second, third, fourth) if crs == CRS84 else box_from_system(tuple(numbers), crs)  # type: ignore[arg-type]


def _period(parameters: Mapping[str, str]) -> Period | None:
    """Return the time asked for."""
    text = parameters.get("datetime")
    if text is None:
        return None
    try:
        return asked_period(text)
    except ValueError as error:
        raise invalid(f"datetime“{text[:60]}”读不懂；{ITEM_PARAMETERS['datetime']}") from error


def _condition(parameters: Mapping[str, str], collection: ServedCollection) -> Callable[[Subject], bool] | None:
    """Return the predicate of a filter."""
    language = parameters.get("filter-lang", FILTER_LANGUAGES[0])
    if language not in FILTER_LANGUAGES:
        raise invalid(f"filter-lang 没有“{language[:40]}”；可用：{'、'.join(FILTER_LANGUAGES)}")
    crs = read_crs(parameters, "filter-crs")
    text = parameters.get("filter")
    if text is None:
        return None
    return compile_filter(text, language, collection.column_by_name, crs)


def _order(parameters: Mapping[str, str], collection: ServedCollection) -> tuple[tuple[str, bool], ...]:
    """Return the properties to sort by, each with whether it goes down."""
    order = []
    for part in parameters.get("sortby", "").split(","):
        if not part:
            continue
        # A plus in an address that was not escaped arrives as a blank.
        name = part.lstrip("+- ")
        if name not in collection.column_by_name:
            raise invalid(f"sortby 没有“{name[:40]}”这个属性；可用：{'、'.join(collection.column_by_name)}")
        order.append((name, part.startswith("-")))
    return tuple(order)
