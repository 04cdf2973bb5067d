"""GeoParquet: one table, lists kept as lists, the description in the file's own metadata."""

from __future__ import annotations

import io
from collections.abc import Iterator

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq

from mapapp.exports.arrow_rows import LISTS
from mapapp.exports.flat_columns import FlatColumn, columns_of
from mapapp.exports.geodataframes import table_frame
from mapapp.exports.geojson import dumps
from mapapp.exports.job import ExportJob
from mapapp.exports.metadata import about
from mapapp.exports.tables import TABLES


def geoparquet_pieces(job: ExportJob) -> Iterator[bytes]:
    """Write a table as GeoParquet (figures and documents, which have no place, as plain Parquet).

    The key `about` of the file's metadata holds the description as JSON, each column its meaning and unit.
    """
    frame = table_frame(job.atlas, job.selected, job.table, progress=job.progress)
    first = io.BytesIO()
    if isinstance(frame, gpd.GeoDataFrame):
        frame.to_parquet(first, index=False)
    else:
        frame.to_parquet(first, index=False, engine="pyarrow")
    written = pq.read_table(io.BytesIO(first.getvalue()))
    columns = {column.name: column for column in columns_of(TABLES[job.table].entry)}
    schema = pa.schema(
        [_described(field, columns.get(field.name)) for field in written.schema],
        metadata={
            **(written.schema.metadata or {}),
            b"about": dumps(about(job.atlas, job.selected, job.table)).encode("utf-8"),
        },
    )
    final = io.BytesIO()
    pq.write_table(written.cast(schema), final, compression="zstd")
    yield final.getvalue()


def _described(field: pa.Field, column: FlatColumn | None) -> pa.Field:
    """Return an Arrow field its list type, and its meaning as metadata."""
    if column is None:
        return field
    if column.type in LISTS:
        field = field.with_type(LISTS[column.type])
    return field.with_metadata({"description": column.meaning, "unit": column.unit})
