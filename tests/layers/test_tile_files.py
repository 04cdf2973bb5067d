"""Files of tiles are read from the north, for reading only; what is damaged or no picture is told in one line."""

from __future__ import annotations

import gzip
import random
import sqlite3
import time
import tracemalloc

import pytest
from pmtiles.tile import Compression, TileType

from mapapp.errors import MapAppError
from mapapp.layers.tile_files import media_type, open_tile_file, read_tile
from tests.layers.tile_samples import plain_tile, write_mbtiles, write_pmtiles

RED, BLUE = plain_tile((255, 0, 0)), plain_tile((0, 0, 255), "JPEG")
WRITERS = {"mbtiles": write_mbtiles, "pmtiles": write_pmtiles}


@pytest.fixture(params=sorted(WRITERS))
def tiles(request, tmp_path):
    path = tmp_path / f"瓦片 ?#%.{request.param}"
    WRITERS[request.param](path, {(1, 0, 0): RED, (1, 1, 1): BLUE, (2, 3, 0): BLUE})
    return path


def test_rows_are_counted_from_the_north_and_levels_are_known(tiles):
    found = open_tile_file(tiles)
    assert (found.min_zoom, found.max_zoom) == (1, 2)
    assert read_tile(tiles, 1, 0, 0) == RED
    assert read_tile(tiles, 1, 1, 1) == BLUE
    assert read_tile(tiles, 1, 0, 1) is None
    assert read_tile(tiles, 2, 3, 0) == BLUE


@pytest.mark.parametrize(
    "place", [(1, 2, 0), (1, 0, 2), (-1, 0, 0), (1, -1, 0), (1, 0, -1), (40, 0, 0), (99, 2**90, 0)]
)
def test_what_is_no_place_has_no_tile(tiles, place):
    assert read_tile(tiles, *place) is None


def test_nothing_is_written_beside_the_file_or_into_it(tiles):
    before = tiles.read_bytes()
    tiles.chmod(0o444)
    open_tile_file(tiles)
    read_tile(tiles, 1, 0, 0)
    assert [path.name for path in tiles.parent.iterdir()] == [tiles.name]
    assert tiles.read_bytes() == before


def test_a_damaged_file_is_one_line_and_never_a_crash(tiles):
    whole = tiles.read_bytes()
    dice = random.Random(15)
    told = 0
    damaged = [b"", whole[:40], whole[: len(whole) // 2], b"\0" * 4000, b"SQLite format 3\0" + b"\xff" * 4000]
    for _ in range(200):
        content = bytearray(whole)
        for _ in range(dice.randrange(1, 40)):
            content[dice.randrange(min(len(content), 600))] = dice.randrange(256)
        damaged.append(bytes(content))
    for content in damaged:
        tiles.write_bytes(content)
        for ask in (
            lambda: open_tile_file(tiles),
            lambda: read_tile(tiles, 1, 0, 0),
            lambda: read_tile(tiles, 2, 3, 0),
        ):
            try:
                ask()
            except MapAppError as error:
                told += 1
                assert "\n" not in str(error)
                assert tiles.name in str(error)
    assert told > 20


def test_missing_empty_and_vector_files_are_refused(tmp_path):
    with pytest.raises(MapAppError, match="没有底图文件"):
        open_tile_file(tmp_path / "none.mbtiles")
    write_mbtiles(tmp_path / "empty.mbtiles", {})
    with pytest.raises(MapAppError, match="一张瓦片也没有"):
        open_tile_file(tmp_path / "empty.mbtiles")
    write_mbtiles(tmp_path / "vector.mbtiles", {(0, 0, 0): b"\x1f\x8b vector"})
    with pytest.raises(MapAppError, match="矢量"):
        open_tile_file(tmp_path / "vector.mbtiles")
    write_pmtiles(tmp_path / "vector.pmtiles", {(0, 0, 0): b"\x1f\x8b vector"}, TileType.MVT)
    with pytest.raises(MapAppError, match="矢量"):
        open_tile_file(tmp_path / "vector.pmtiles")
    (tmp_path / "other.mbtiles").touch()
    with sqlite3.connect(tmp_path / "other.mbtiles") as base:
        base.execute("CREATE TABLE something (a)")
    base.close()
    with pytest.raises(MapAppError, match="坏了"):
        open_tile_file(tmp_path / "other.mbtiles")


@pytest.mark.parametrize(
    "row",
    [
        "SELECT 9999999 AS tile_data",  # Python makes as many zeros of a number
        "SELECT 9000000000000 AS tile_data",
        "SELECT 'words' AS tile_data",
        "SELECT zeroblob(900000000) AS tile_data",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) AS tile_data FROM n",
    ],
)
def test_rows_made_to_fill_memory_or_never_to_end_are_one_line(tmp_path, row):
    path = tmp_path / "made.mbtiles"
    base = sqlite3.connect(path)
    base.execute(f"CREATE VIEW tiles AS SELECT 1 AS zoom_level, 0 AS tile_column, 1 AS tile_row, * FROM ({row})")
    base.close()
    begun = time.process_time()
    for ask in (lambda: open_tile_file(path), lambda: read_tile(path, 1, 0, 0)):
        with pytest.raises(MapAppError, match=r"made\.mbtiles") as told:
            ask()
        assert "\n" not in str(told.value)
    assert time.process_time() - begun < 5


def test_a_directory_that_unpacks_to_gigabytes_is_one_line(tmp_path):
    path = tmp_path / "bomb.pmtiles"
    write_pmtiles(path, {(0, 0, 0): RED})
    whole = bytearray(path.read_bytes())
    bomb = gzip.compress(b"\x01" * 200_000_000)
    whole[8:24] = len(whole).to_bytes(8, "little") + len(bomb).to_bytes(8, "little")  # the root directory
    path.write_bytes(bytes(whole) + bomb)
    tracemalloc.start()
    with pytest.raises(MapAppError, match="坏了"):
        read_tile(path, 0, 0, 0)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_packed_tile_that_is_larger_than_any_is_one_line(tmp_path):
    path = tmp_path / "packed.pmtiles"
    write_pmtiles(path, {(0, 0, 0): gzip.compress(RED)})
    whole = bytearray(path.read_bytes())
    whole[98] = Compression.GZIP.value
    path.write_bytes(bytes(whole))
    assert read_tile(path, 0, 0, 0) == RED
    write_pmtiles(path, {(0, 0, 0): gzip.compress(RED + b"\0" * 100_000_000)})
    with pytest.raises(MapAppError, match="坏了"):
        read_tile(path, 0, 0, 0)


@pytest.mark.parametrize("kind", [TileType.MVT, TileType.MLT, TileType.AVIF])
def test_tiles_no_page_is_handed_are_refused_when_the_file_is_opened(tmp_path, kind):
    write_pmtiles(tmp_path / "a.pmtiles", {(0, 0, 0): b"\x1f\x8b vector"}, kind)
    with pytest.raises(MapAppError, match="矢量"):
        open_tile_file(tmp_path / "a.pmtiles")


def test_pictures_are_known_by_how_they_begin():
    assert media_type(RED) == "image/png"
    assert media_type(BLUE) == "image/jpeg"
    assert media_type(plain_tile((1, 2, 3), "WEBP")) == "image/webp"
    assert media_type(b"<svg onload=alert(1)>") == ""
