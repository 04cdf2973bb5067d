"""A workspace is opened a district at a time from a folder of parts: what it shows is what the documents would show."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.synthetic_documents import write_reports
from mapapp import open_workspace
from mapapp.commands.cli import main
from mapapp.errors import MapAppError
from mapapp.open_workspace import activate, active
from mapapp.pipeline import build_atlas
from mapapp.reading import document_records
from mapapp.reading.reading_memory import MEMORY, STEPS
from mapapp.workspace import load_workspace, only_districts

HERE, ELSEWHERE = "安柏县", "安安县"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Return a workspace of two districts and the parts written of it."""
    folder = tmp_path_factory.mktemp("province")
    write_reports(folder / "w", districts=2, years=2, chars=500)
    before = active()
    activate(load_workspace(folder / "w"))
    assert main(["build", "--partitions", "--out", str(folder / "w" / "parts")]) == 0
    activate(before)
    facts = folder / "w" / "workspace.toml"
    facts.write_text('partitions = "parts"\n' + facts.read_text("utf-8"), "utf-8")
    return folder / "w"


@pytest.fixture
def province(written, tmp_path, monkeypatch):
    """Return a copy of it to do with as one likes, with nothing remembered of before, and no app that opens it by district."""
    monkeypatch.setenv("MAPAPP_CACHE", "off")
    monkeypatch.setattr(open_workspace, "_asked", [])
    shutil.copytree(written, tmp_path / "w")
    before = active()
    forget()
    yield tmp_path / "w"
    activate(before)
    forget()


def forget():
    """Begin as a new start does."""
    STEPS._kept.clear()
    MEMORY._kept.clear()
    MEMORY._by_document.clear()


def opened(folder: Path, district: str = HERE, **changes):
    activate(replace(only_districts(load_workspace(folder), district), **changes))
    return build_atlas()


def part(folder: Path, district: str = HERE, table: str = "readings") -> Path:
    return folder / "parts" / table / f"group={district}" / "part-00000.parquet"


@pytest.fixture
def read(monkeypatch):
    """Return the ids of documents that are read, as they are read."""
    ids = []
    find = document_records.find_project_events
    monkeypatch.setattr(
        document_records,
        "find_project_events",
        lambda document, *rest, **more: ids.append(document.id) or find(document, *rest, **more),
    )
    return ids


def test_a_part_shows_what_its_documents_would_show_and_opens_none(province, read):
    whole = opened(province, partitions="")
    assert read == ["001-2015", "001-2016"]
    read.clear()
    for path in (*(province / "seeds").glob("*.txt"), part(province, ELSEWHERE)):
        path.unlink()
    forget()
    atlas = opened(province)
    assert read == []
    assert atlas.projects and atlas.promises
    for field in ("documents", "events", "indicators", "projects", "promises", "series", "placements", "problems"):
        assert getattr(atlas, field) == getattr(whole, field), field
    assert active().title == f"合成（{HERE}）"
    assert [name for name, _ in atlas.inputs if name.startswith("partitions/")] == [
        f"partitions/readings/group={HERE}/part-00000.parquet"
    ]


def test_a_document_that_changed_is_read_anew_and_the_others_are_not(province, read):
    path = province / "seeds" / "001-2016.txt"
    path.write_text("一、2015年工作回顾\n\n安柏东镇甲乙小学开工建设。\n", encoding="utf-8")
    assert [event.name for event in opened(province).events if event.doc == "001-2016"] == ["安柏东镇甲乙小学"]
    assert read == ["001-2016"]


def test_what_the_manifest_says_now_counts(province, read):
    manifest = province / "seeds" / "manifest.toml"
    rows = manifest.read_text("utf-8")
    manifest.write_text(rows.replace(f"{HERE}2016年政府工作报告", "另一个题目"), "utf-8")
    assert opened(province).document_by_id["001-2016"].title == "另一个题目"
    assert read == ["001-2016"]
    read.clear()
    first, *rest = rows.split("[[document]]")
    manifest.write_text("[[document]]".join((first, *(row for row in rest if "001-2015" not in row))), "utf-8")
    assert [document.id for document in opened(province).documents] == ["001-2016"]
    (province / "seeds" / "new.txt").write_text("一、2015年工作回顾\n\n安柏东镇丙丁小学开工建设。\n", encoding="utf-8")
    row = f'[[document]]\nid = "new"\nfile = "new.txt"\ntitle = "新"\nkind = "work_report"\ndistrict = "{HERE}"\nyear = 2016\n'
    manifest.write_text(rows + "\n" + row, "utf-8")
    assert [document.id for document in opened(province).documents] == ["001-2015", "001-2016", "new"]
    assert read == ["new"]


@pytest.mark.parametrize("harm", ["missing", "empty", "torn", "forged", "columns"])
def test_a_part_that_is_not_whole_is_told_and_the_documents_are_read(province, read, harm):
    path = part(province)
    table = pq.read_table(path)
    if harm == "missing":
        path.unlink()
    elif harm == "empty":
        pq.write_table(table.slice(0, 0), path)
    elif harm == "torn":
        path.write_bytes(path.read_bytes()[:-40])
    elif harm == "forged":
        at = table.schema.get_field_index("reading")
        pq.write_table(table.set_column(at, "reading", pa.array(["[1]"] * len(table))), path)
    else:
        pq.write_table(table.drop_columns(["document"]), path)
    atlas = opened(province)
    (problem,) = [problem for problem in atlas.problems if problem.code == "partition"]
    assert problem.where == f"parts/readings/group={HERE}"
    assert "mapapp build --partitions" in problem.remedy
    assert (read, len(atlas.documents)) == (["001-2015", "001-2016"], 2)


def test_what_another_version_read_is_shown_and_told(province, read):
    path = part(province)
    table = pq.read_table(path)
    at = table.schema.get_field_index("reader")
    pq.write_table(table.set_column(at, "reader", pa.array(["older"] * len(table))), path)
    (problem,) = [problem for problem in opened(province).problems if problem.code == "partition"]
    assert (problem.severity.value, problem.message) == ("warning", f"{HERE}的记录是另一版本读出的")
    assert read == []


def test_the_other_tables_are_geoparquet_by_district_with_what_is_placed(province):
    frame = gpd.read_parquet(part(province, table="projects"))
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(opened(province).projects)
    assert frame.geometry.notna().any()
    assert gpd.read_parquet(part(province, table="zones")).zone_id.tolist() == [f"{HERE}片"]
    whole = gpd.pd.read_parquet(province / "parts" / "events")
    assert set(whole["group"]) == {HERE, ELSEWHERE}


def test_written_again_they_are_the_same_bytes_and_read_from_the_documents(province, read):
    before = {path: path.read_bytes() for path in (province / "parts").rglob("*.parquet")}
    activate(load_workspace(province))
    assert main(["build", "--partitions", "--workers", "1", "--out", str(province / "parts")]) == 0
    assert {path: path.read_bytes() for path in (province / "parts").rglob("*.parquet")} == before
    assert sorted(set(read)) == ["000-2015", "000-2016", "001-2015", "001-2016"]


def test_a_workspace_without_districts_cannot_be_parted(tmp_path):
    from mapapp.commands.partitions_command import write_partitions
    from mapapp.reading.reading_workers import ALONE

    before = active()
    activate(replace(before, districts=()))
    try:
        with pytest.raises(MapAppError, match="--partitions"):
            write_partitions(tmp_path / "parts", None, None, ALONE, print)
    finally:
        activate(before)
