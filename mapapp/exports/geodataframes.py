"""Tables as GeoDataFrames in EPSG:4326: the step between rows and every file that geopandas writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from mapapp.contracts import Atlas, Selected
from mapapp.exports.flat_columns import LIST_TYPES, FlatColumn, columns_of, flat_cell, value_at
from mapapp.exports.geojson import clean_geometries
from mapapp.exports.rows import Row
from mapapp.exports.tables import PLACED_TABLES, Progress, flat_features, table_kind
from mapapp.exports.unencodable import without_surrogates
from mapapp.settings import EPSG_LONLAT

# pandas types that know "empty" beside their values; lists stay Python lists.
_DTYPES = {"integer": "Int64", "count": "Int64", "number": "Float64", "boolean": "boolean"}


def table_frame(
    atlas: Atlas, selected: Selected, name: str, *, progress: Progress | None = None
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Return a table as a frame, in Atlas order, with the columns of the dictionary; list columns hold Python lists.

    Projects, events, promises and zones are GeoDataFrames (EPSG:4326, lon/lat, empty where unplaced); figures and
    documents have no place and are plain DataFrames. Raises ExportError for an unknown table.
    """
    kind = table_kind(name)
    features = list(flat_features(atlas, selected, kind.name, progress=progress))
    rows = [row for _, row in features]
    if name in PLACED_TABLES:
        return spatial_frame(kind.entry, features, cell=value_at)
    return plain_frame(kind.entry, rows, cell=value_at)


def spatial_frame(
    entry: str,
    features: Iterable[tuple[BaseGeometry | None, Row]],
    *,
    cell: Callable[[Row, FlatColumn], Any] = flat_cell,
) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of (geometry, row) pairs; right-hand rings, six decimals."""
    pairs = list(features)
    geometry = gpd.GeoSeries(clean_geometries(geometry for geometry, _ in pairs), crs=EPSG_LONLAT)
    frame = plain_frame(entry, [row for _, row in pairs], cell=cell)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=EPSG_LONLAT)


def plain_frame(entry: str, rows: list[Row], *, cell: Callable[[Row, FlatColumn], Any] = flat_cell) -> pd.DataFrame:
    """Make a DataFrame of the rows of a dictionary table, one typed column per flat column, even when empty."""
    data = {}
    for column in columns_of(entry):
        values = [cell(row, column) for row in rows]
        if column.type in LIST_TYPES and cell is value_at:
            data[column.name] = pd.Series([_clean_list(value) for value in values], dtype=object)
        elif column.type in _DTYPES:
            data[column.name] = pd.Series(values, dtype=_DTYPES[column.type])
        else:
            texts = [None if value is None else without_surrogates(str(value)) for value in values]
            data[column.name] = pd.Series(texts, dtype="str")
    return pd.DataFrame(data)


def _clean_list(value: object) -> object:
    """Replace halves of characters in a list of texts: Arrow holds UTF-8 only."""
    if not isinstance(value, list):
        return value
    return [without_surrogates(item) if isinstance(item, str) else item for item in value]
