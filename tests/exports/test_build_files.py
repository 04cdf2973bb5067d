"""What `build` writes: eight files, each whole, and a manifest whose counts add up."""

from __future__ import annotations

import json

import pytest

from mapapp.errors import ExportError
from mapapp.exports.build_files import manifest, write_build
from mapapp.selection import Selection, select


@pytest.fixture
def built(make_atlas, make_event):
    atlas = make_atlas([make_event("e1", "甲厂", "p1"), make_event("e2", "乙桥", "p2")])
    return atlas, select(atlas, Selection(as_of=2026))


def test_eight_files_are_written_and_a_second_build_is_the_same(built, tmp_path):
    written = write_build(*built, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in written}
    assert sorted(before) == sorted(
        f"{name}" for name in ("events.jsonl", "indicators.jsonl", "projects.jsonl", "promises.jsonl", "zones.geojson",
                               "projects.geojson", "problems.jsonl", "manifest.json")
    )  # fmt: skip
    again = {path.name: path.read_bytes() for path in write_build(*built, tmp_path / "out")}
    assert again == before
    events = [json.loads(line) for line in before["events.jsonl"].decode().splitlines()]
    assert [event["name"] for event in events] == ["甲厂", "乙桥"]


def test_the_manifest_counts_what_went_in_and_came_out(built):
    told = manifest(*built)
    assert told["counts"]["events"] == 2
    assert told["counts"]["projects"] == told["total"] == told["mapped"] + told["unmapped"] == 2
    assert told["inputs"] == {"seeds/900.txt": "0" * 64}


def test_a_file_in_the_way_is_told_in_a_sentence(built, tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="out"):
        write_build(*built, tmp_path / "out")
