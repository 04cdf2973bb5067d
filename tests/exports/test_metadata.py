"""Whoever opens a file learns as of when, filtered how, from which documents, under which licence."""

import csv
import html
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest

from mapapp.contracts.text import RecognisedLine
from mapapp.exports import FORMATS, TABLES, export_bytes, write_export
from mapapp.exports.metadata import CREDIT, LICENCE, about, about_lines
from mapapp.selection import Selection, select

ASKED = Selection(as_of=2024, zones=("青西",))


@pytest.fixture
def described(full_atlas):
    return about(full_atlas, select(full_atlas, ASKED), "projects")


def test_nothing_is_lost_and_the_sum_says_so(described):
    assert described["mapped"] + described["unmapped"] == described["total"] == described["tables"]["projects"] == 6
    assert described["unmapped"] == 1


def test_a_document_read_from_pictures_says_so(full_atlas):
    first, *rest = full_atlas.documents
    scanned = replace(first, recognised=(RecognisedLine(0, 4, 2, (56.8, 774.2, 464.2, 790.7), 0.98),))
    atlas = replace(full_atlas, documents=(scanned, *rest))
    told = about(atlas, select(atlas, ASKED), "projects")
    assert told["documents"][0]["recognised_pages"] == [2]
    assert sum("识别 1 页" in words for _, words in about_lines(told)) == 1


def test_every_documented_field_of_the_table_is_explained(described):
    fields = [row["field"] for row in described["fields"]]
    assert {"project_id", "placement_accuracy_m", "verdicts_kept", "lon"} <= set(fields)
    assert {row["table"] for row in described["fields"]} == {"project"}


def test_the_dataset_is_described_for_catalogues(described):
    dataset = described["dataset"]
    assert (dataset["@context"], dataset["@type"]) == ("https://schema.org/", "Dataset")
    # What search engines require or recommend of a Dataset.
    assert all(dataset[key] for key in ("name", "description", "license", "version", "creditText", "isBasedOn"))
    assert 50 <= len(dataset["description"] + dataset["creditText"]) <= 5000
    assert dataset["isBasedOn"][0]["identifier"] == "sha256:" + "0" * 64
    assert dataset["spatialCoverage"]["geo"]["box"] == "31.1 121.0 31.11 121.03"
    assert dataset["temporalCoverage"] == "2024/2024"


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_carries_its_description(full_atlas, tmp_path, fmt):
    target = tmp_path / f"out{FORMATS[fmt].suffix}"
    write_export(full_atlas, select(full_atlas, ASKED), fmt, target)
    carried = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    if zipfile.is_zipfile(target):
        with zipfile.ZipFile(target) as archive:
            carried = b"".join(archive.read(name) for name in archive.namelist())
    if fmt == "parquet":
        import pyarrow.parquet as pq

        carried = pq.read_schema(target).metadata[b"about"]
    # A workbook may write any character as a reference.
    text = html.unescape(carried.decode("utf-8", errors="ignore"))
    for fact in (CREDIT, LICENCE, "0" * 64, "2024", "青西", "schema.org"):
        assert fact in text, fact


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_ids_in_a_file_are_the_ids_of_the_selection(full_atlas, tmp_path, fmt):
    selected = select(full_atlas, Selection(text="园"))
    expected = {project.project_id for project in selected.projects}
    assert len(expected) == 1
    assert ids(export_bytes(full_atlas, selected, fmt), fmt, tmp_path) == expected


def ids(raw, fmt, folder):
    """Read the project ids out of a file with somebody else's reader."""
    import openpyxl
    import pandas as pd
    import pyogrio

    path = folder / f"out{FORMATS[fmt].suffix}"
    path.write_bytes(raw)
    match fmt:
        case "geojson":
            return set(pyogrio.read_dataframe(path)["project_id"])
        case "csv":
            return {row["project_id"] for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))}
        case "jsonl":
            return {json.loads(line)["project_id"] for line in raw.splitlines()}
        case "xlsx":
            sheet = openpyxl.load_workbook(path)["项目"]
            place = next(cell.column for cell in sheet[1] if cell.value == "项目号")
            return {row[place - 1] for row in sheet.iter_rows(min_row=2, values_only=True)}
        case "parquet":
            return set(pd.read_parquet(path)["project_id"])
        case "gpkg":
            layers = [name for name, _ in pyogrio.list_layers(path) if name.startswith("projects_")]
            return {one for layer in layers for one in pyogrio.read_dataframe(path, layer=layer)["project_id"]}
        case "kml":
            with zipfile.ZipFile(path) as archive:
                text = archive.read("doc.kml").decode("utf-8")
            return set(re.findall(r'<Data name="project_id">.*?<value>(.*?)</value>', text))
        case "zip":
            with zipfile.ZipFile(path) as archive:
                return ids(archive.read("data/projects.csv"), "csv", folder)
        case _:
            with zipfile.ZipFile(path) as archive:
                layers = [name for name in archive.namelist() if name.endswith(".dbf")]
            return {one for layer in layers for one in pyogrio.read_dataframe(f"/vsizip/{path}/{layer}")["project_id"]}


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_selection_gives_the_same_bytes(full_atlas, fmt):
    first, second = (export_bytes(full_atlas, select(full_atlas, ASKED), fmt) for _ in range(2))
    assert first == second


def test_every_table_is_named_in_the_description_of_a_whole_file(full_atlas):
    tables = about(full_atlas, select(full_atlas, Selection()), *TABLES)["tables"]
    assert tables == {"projects": 6, "events": 9, "promises": 2, "indicators": 2, "zones": 2, "sources": 1}
