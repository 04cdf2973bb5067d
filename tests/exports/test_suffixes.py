"""A file's suffix and its content agree: programs choose how to read by it."""

import zipfile

import pyogrio
import pytest

from mapapp.commands.cli import main
from mapapp.errors import ExportError
from mapapp.exports import FORMATS, check_call, write_export
from mapapp.reports import PRESENTATIONS
from mapapp.reports.formats import check_presentation
from mapapp.selection import Selection, select


@pytest.mark.parametrize(
    ("fmt", "name"),
    [
        ("shp", "projects.shp"),
        ("shp", "projects.SHP"),
        ("shp", "projects.dbf"),
        ("geojson", "projects.gpkg"),
        ("geojson", "projects.zip"),
        ("csv", "projects.xlsx"),
        ("xlsx", "projects.xls"),
        ("xlsx", "projects.csv"),
        ("gpkg", "projects.sqlite"),
        ("gpkg", "projects.shp"),
        ("parquet", "projects.csv"),
        ("jsonl", "projects.json"),
        ("kml", "projects.geojson"),
        ("zip", "everything.gpkg"),
    ],
)
def test_a_suffix_that_names_something_else_is_refused_with_the_right_one(tmp_path, fmt, name):
    with pytest.raises(ExportError, match=rf"{FORMATS[fmt].suffix.replace('.', '[.]')}"):
        check_call(fmt, None, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "better"),
    [("a.geojson.gz", "a.geojson"), ("a.csv", "a.geojson"), ("2026.1.csv", "2026.1.geojson"), ("a.JSON.bak", "a.JSON")],
)
def test_the_name_to_write_keeps_what_was_right_of_it(tmp_path, name, better):
    with pytest.raises(ExportError, match=rf"--out {better.replace('.', '[.]')}$"):
        check_call("geojson", None, tmp_path / name)


@pytest.mark.parametrize(
    ("arguments", "better"),
    [
        (["--out", "清单.csv"], "清单.xlsx"),
        (["--out", "清单.xls"], "清单.xlsx"),
        (["--answers", "清单.xlsx", "--out", "决定.json"], "决定.jsonl"),
        (["--answers", "清单.xlsx", "--out", "决定.xlsx"], "决定.jsonl"),
    ],
)
def test_a_worklist_and_what_is_read_of_it_have_their_suffixes_before_anything_is_read(capsys, arguments, better):
    assert main(["worklist", *arguments]) == 2
    assert f"--out {better}" in capsys.readouterr().err


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_own_suffix_a_name_without_one_and_a_number_at_the_end_are_taken(tmp_path, fmt):
    for name in (f"a{FORMATS[fmt].suffix}", f"a{FORMATS[fmt].suffix.upper()}", "青浦", "青浦2026.3", "青浦.2026版"):
        check_call(fmt, None, tmp_path / name)


@pytest.mark.parametrize(("fmt", "name"), [("html", "a.pdf"), ("html", "a.geojson"), ("html", "a.docx")])
def test_presentations_have_suffixes_too(tmp_path, fmt, name):
    with pytest.raises(ExportError, match="html"):
        check_presentation(fmt, None, None, tmp_path / name)
    check_presentation(fmt, None, None, tmp_path / "a.HTM")
    assert fmt in PRESENTATIONS


def test_a_shapefile_opens_where_its_name_says_it_does(full_atlas, tmp_path):
    path = tmp_path / "projects.zip"
    write_export(full_atlas, select(full_atlas, Selection()), "shp", path)
    assert zipfile.is_zipfile(path)
    assert len(pyogrio.read_dataframe(f"/vsizip/{path}/projects_points.shp")) == 1
