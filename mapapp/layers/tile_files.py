"""Tiles out of one file: raster MBTiles (SQLite) and PMTiles, opened for reading only, each time anew.

Rows are asked for as the web counts them, from the north; MBTiles counts from the south, which is turned here.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pmtiles.reader import Reader
from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported, TileType

from mapapp.errors import MapAppError

MAX_ZOOM: Final = 24
# A tile of 256 or 512 pixels is a few hundred KB at most; what is larger is no tile.
MOST_BYTES: Final = 8_000_000
SUFFIXES: Final = (".mbtiles", ".pmtiles")

# A file whose rows come out of endless computing is ended after some 0.2 s; a tile takes a thousandth of it.
MOST_STEPS: Final = 20_000_000

# How pictures begin that a browser shows.
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
_DAMAGE: Final = (
    sqlite3.Error, OSError, EOFError, ValueError, IndexError, KeyError, TypeError, OverflowError, zlib.error,
    MagicNumberNotFound, SpecVersionUnsupported,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TileFile:
    """A file of tiles and the zoom levels it has."""

    path: Path
    min_zoom: int
    max_zoom: int


def media_type(tile: bytes) -> str:
    r"""Return which kind of picture a tile is by how it begins, "" for none.

    >>> media_type(b"\x89PNG\r\n\x1a\n..."), media_type(b"\x1f\x8b vector")
    ('image/png', '')
    """
    if tile[:4] == b"RIFF" and tile[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC if tile.startswith(magic)), "")


def open_tile_file(path: Path) -> TileFile:
    """Return what a file of tiles has, after looking into it.

    Raises MapAppError, one line, when it is missing, damaged, empty, or holds no pictures.
    """
    if not path.is_file():
        raise MapAppError(f"没有底图文件 {path.name}；请放到工作区里，或改 workspace.toml 里的 file")
    with _told(path):
        return _look_into_pmtiles(path) if path.suffix.lower() == ".pmtiles" else _look_into_mbtiles(path)


def read_tile(path: Path, zoom: int, column: int, row: int) -> bytes | None:
    """Return one tile, None where the file has none there; columns from the west, rows from the north.

    Raises MapAppError when the file is damaged.
    """
    if not (0 <= zoom <= MAX_ZOOM and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
        return None
    with _told(path):
        if path.suffix.lower() == ".pmtiles":
            return _pmtile(path, zoom, column, row)
        with closing(_connect(path)) as base:
            found = base.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
                " AND length(tile_data) <= ?",
                (zoom, column, (1 << zoom) - 1 - row, MOST_BYTES),
            ).fetchone()
        return _blob(found[0]) if found else None


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn whatever a damaged file raises into one line."""
    try:
        yield
    except _DAMAGE as error:
        raise MapAppError(f"底图文件 {path.name} 坏了，读不了；请换一份完好的") from error


def _connect(path: Path) -> sqlite3.Connection:
    """Open an SQLite file that nobody writes while it is served, without a lock or a file beside it."""
    base = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
    base.set_progress_handler(lambda: 1, MOST_STEPS)
    return base


def _blob(value: object) -> bytes:
    """Return the bytes of a tile; ValueError for a number, of which Python would make as many zeros."""
    if not isinstance(value, bytes):
        raise ValueError("no blob")
    return value


def _look_into_mbtiles(path: Path) -> TileFile:
    """Read zoom levels and one tile of an MBTiles file."""
    with closing(_connect(path)) as base:
        least, most = base.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        if least is None:
            raise MapAppError(f"底图文件 {path.name} 里一张瓦片也没有；请换一份")
        sample = base.execute("SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1", (least,)).fetchone()[0]
    _refuse_no_picture(path, _blob(sample))
    return TileFile(path, *_levels(int(least), int(most)))


def _look_into_pmtiles(path: Path) -> TileFile:
    """Read zoom levels and one tile of a PMTiles file; where nothing lies at its centre, any tile of the first level."""
    with path.open("rb") as file:
        reader = Reader(_span_reader(file))
        header = reader.header()
    least, most = _levels(int(header["min_zoom"]), int(header["max_zoom"]))
    if header["tile_type"] in NO_PICTURES:
        raise MapAppError(_no_picture(path))
    if int(header["addressed_tiles_count"]) == 0 and int(header["tile_entries_count"]) == 0:
        raise MapAppError(f"底图文件 {path.name} 里一张瓦片也没有；请换一份")
    return TileFile(path, least, most)


# Vector tiles, and pictures that are not handed out.
NO_PICTURES: Final = (TileType.MVT, TileType.MLT, TileType.AVIF)


def _levels(least: int, most: int) -> tuple[int, int]:
    """Return zoom levels that are some; ValueError otherwise."""
    if not 0 <= least <= most <= MAX_ZOOM:
        raise ValueError(f"zoom levels {least}-{most}")
    return least, most


def _pmtile(path: Path, zoom: int, column: int, row: int) -> bytes | None:
    """Return one tile of a PMTiles file, unpacked where the file packs its tiles."""
    with path.open("rb") as file:
        reader = Reader(_span_reader(file))
        tile: bytes | None = reader.get(zoom, column, row)
        if tile is None or reader.header()["tile_compression"] != Compression.GZIP:
            return tile
        return _unpacked(tile)


def _span_reader(file: Any) -> Any:
    """Return a function that reads so many bytes from an offset, no more than a tile or a directory has."""

    def read(offset: int, length: int) -> bytes:
        if length > MOST_BYTES:
            raise ValueError(f"{length} bytes in one piece")
        file.seek(offset)
        span: bytes = file.read(length)
        if len(span) < length:
            raise EOFError(f"{length} bytes at {offset}")
        if span.startswith(_GZIP):
            _unpacked(span)  # a directory: the library would unpack it whatever its size
        return span

    return read


_GZIP: Final = b"\x1f\x8b"


def _unpacked(span: bytes) -> bytes:
    """Return what is packed by gzip; ValueError for more than any tile or directory."""
    content = zlib.decompressobj(wbits=31).decompress(span, MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"more than {MOST_BYTES} bytes unpacked")
    return content


def _refuse_no_picture(path: Path, tile: bytes) -> None:
    """Raise MapAppError where a tile is no picture."""
    if not media_type(tile):
        raise MapAppError(_no_picture(path))


def _no_picture(path: Path) -> str:
    """Return why a file of vector tiles is not shown."""
    return f"底图文件 {path.name} 里不是图片（可能是矢量瓦片）；请用 PNG、JPEG 或 WebP 的栅格瓦片"
