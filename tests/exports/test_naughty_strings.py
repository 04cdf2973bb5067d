"""Strings that break careless writers come back as they went in; what a format cannot hold is replaced and counted."""

import csv
import io
import json
import re
import zipfile

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
from openpyxl.utils.escape import unescape

from mapapp.exports import export_bytes
from mapapp.exports.text_files import FORMULA_STARTS, restored
from mapapp.selection import Selection, select


def whole(text):
    """Return the text without halves of characters, which no UTF-8 file can hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@pytest.fixture
def export(naughty_atlas):
    selected = select(naughty_atlas, Selection())
    return lambda fmt: export_bytes(naughty_atlas, selected, fmt)


def test_the_list_is_long_and_varied(naughty):
    assert len(naughty) == len(set(naughty)) >= 150
    assert "\0" in naughty
    assert any(len(text) > 60_000 for text in naughty)


def test_geojson_and_jsonl_give_every_name_back(export, naughty):
    expected = [whole(text) for text in naughty]
    features = json.loads(export("geojson").decode("utf-8"))["features"]
    assert [feature["properties"]["name"] for feature in features] == expected
    # split on \n only: U+2028 and U+0085 are line breaks to splitlines, and stand inside these names.
    lines = export("jsonl").decode("utf-8").removesuffix("\n").split("\n")
    assert [json.loads(line)["name"] for line in lines] == expected


def test_gdal_reads_the_same_names_from_geojson(export, naughty):
    frame = pyogrio.read_dataframe(io.BytesIO(export("geojson")))
    for read, text in zip(frame["name"], naughty, strict=True):
        if "\0" not in text:
            assert read == whole(text)


def test_csv_gives_every_name_back_and_no_cell_is_a_formula(export, naughty):
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8-sig"), newline="")))
    assert [restored(row["name"]) for row in rows] == [whole(text) for text in naughty]
    assert not any(row["name"].startswith(FORMULA_STARTS) for row in rows)


def test_csv_in_pandas_gives_every_name_back(export, naughty):
    import pandas as pd

    frame = pd.read_csv(io.BytesIO(export("csv")), dtype=str, keep_default_na=False, engine="python")
    assert [restored(name) for name in frame["name"]] == [whole(text) for text in naughty]


def test_parquet_gives_every_name_back(export, naughty):
    frame = gpd.read_parquet(io.BytesIO(export("parquet")))
    assert list(frame["name"]) == [whole(text) for text in naughty]
    assert [next(iter(aliases)) for aliases in frame["aliases"]] == [whole(text) for text in naughty]


def test_geopackage_gives_every_name_back_but_nul(export, naughty, tmp_path):
    path = tmp_path / "out.gpkg"
    path.write_bytes(export("gpkg"))
    frame = pyogrio.read_dataframe(path, layer="projects_points")
    assert list(frame["name"]) == [whole(text).replace("\0", "␀") for text in naughty]
    said = pyogrio.read_dataframe(path, layer="about").set_index("term")["text"]["存不下的字符"]
    assert re.findall(r"NUL → ␀：(\d+) 处", said)


def test_xlsx_gives_every_name_back_but_nul_noncharacters_and_overlong(export, naughty):
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx")))
    sheet = book["项目"]
    stored = [sheet.cell(row, 1) for row in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in stored} <= {"s", "inlineStr"}
    for cell, text in zip(stored, naughty, strict=True):
        expected = re.sub("[\ufffe\uffff]", "\ufffd", whole(text).replace("\0", "␀"))
        # Excel counts a character beyond U+FFFF twice.
        if len(expected.encode("utf-16-le")) // 2 > 32_767:
            assert 32_760 < len(cell.value.encode("utf-16-le")) // 2 <= 32_767
            assert cell.value[:16_000] == expected[:16_000]
        else:
            assert unescape(cell.value) == expected
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows()}["存不下的字符"]
    assert all(word in said for word in ("NUL", "U+FFFE", "代理码", "截短"))


def test_every_part_of_the_workbook_is_well_formed_xml(export):
    import xml.etree.ElementTree as ET

    with zipfile.ZipFile(io.BytesIO(export("xlsx"))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))


def test_shapefile_keeps_short_names_and_counts_the_rest(export, naughty, tmp_path):
    path = tmp_path / "out.zip"
    path.write_bytes(export("shp"))
    frame = pyogrio.read_dataframe(f"/vsizip/{path}/projects_points.shp")
    for read, text in zip(frame["name"], naughty, strict=True):
        expected = whole(text).replace("\0", "␀").encode("utf-8")[:254].decode("utf-8", errors="ignore")
        # A .dbf pads texts with blanks, so blanks at either end are the one thing nobody can get back.
        assert (read if isinstance(read, str) else "").strip(" ") == expected.strip(" "), ascii(text[:40])
    with zipfile.ZipFile(path) as archive:
        said = archive.read("fields.csv").decode("utf-8-sig")
    assert "254 字节而截短" in said


def test_gdal_reads_the_csv_too(export, naughty, tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(export("csv"))
    assert pyogrio.read_info(path)["features"] == len(naughty)
