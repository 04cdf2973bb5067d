"""Small raster tiles and files of tiles, made for tests in colours that no part of the map has."""

from __future__ import annotations

import io
import math
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Tile = tuple[int, int, int]


def plain_tile(colour: tuple[int, int, int], kind: str = "PNG") -> bytes:
    """Return a tile of one colour."""
    sink = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(sink, kind)
    return sink.getvalue()


def tile_at(lon: float, lat: float, zoom: int) -> Tile:
    """Return zoom, column from the west and row from the north of the tile over a place, by the textbook's formula."""
    side = 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return zoom, int((lon + 180) / 360 * side), int(y * side)


def write_mbtiles(path: Path, tiles: Mapping[Tile, bytes]) -> None:
    """Write an MBTiles file: rows counted from the south, as the format has it."""
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE metadata (name text, value text)")
    base.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
    for (zoom, column, row), content in tiles.items():
        base.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (zoom, column, 2**zoom - 1 - row, content))
    base.commit()
    base.close()


def write_pmtiles(path: Path, tiles: Mapping[Tile, bytes], kind: TileType = TileType.PNG) -> None:
    """Write a PMTiles file."""
    zooms = [zoom for zoom, _, _ in tiles]
    with path.open("wb") as file:
        writer = Writer(file)
        for place in sorted(tiles, key=lambda place: zxy_to_tileid(*place)):
            writer.write_tile(zxy_to_tileid(*place), tiles[place])
        header = {
            "tile_type": kind,
            "tile_compression": Compression.NONE,
            "min_zoom": min(zooms),
            "max_zoom": max(zooms),
            "min_lon_e7": -1800000000,
            "min_lat_e7": -850000000,
            "max_lon_e7": 1800000000,
            "max_lat_e7": 850000000,
            "center_zoom": min(zooms),
            "center_lon_e7": 0,
            "center_lat_e7": 0,
        }
        writer.finalize(header, {})
