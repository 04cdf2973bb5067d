"""A workspace of many districts is built and opened a district at a time: each part says what the whole says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.synthetic_documents import write_reports
from mapapp.commands.cli import main
from mapapp.open_workspace import activate, active
from mapapp.pipeline import build_atlas
from mapapp.workspace import WorkspaceError, load_workspace, only_districts

DISTRICTS = ("安安县", "安柏县", "安川县")


@pytest.fixture
def province(tmp_path: Path):
    """Return a workspace of three districts with two reports each, open."""
    folder = tmp_path / "province"
    write_reports(folder, districts=3, years=2, chars=900)
    before = active()
    activate(load_workspace(folder))
    yield folder
    activate(before)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_the_parts_together_are_the_whole(province, tmp_path):
    main(["build", "--out", str(tmp_path / "whole")])
    activate(load_workspace(province))
    main(["build", "--by-district", "--out", str(tmp_path / "parts")])
    assert sorted(path.name for path in (tmp_path / "parts").iterdir()) == sorted(DISTRICTS)
    for name in ("events.jsonl", "indicators.jsonl", "projects.jsonl", "promises.jsonl"):
        parts = [line for district in DISTRICTS for line in lines(tmp_path / "parts" / district / name)]
        assert parts and sorted(parts) == sorted(lines(tmp_path / "whole" / name)), name


def test_a_part_opens_no_document_and_draws_no_boundary_of_another_district(province, tmp_path):
    for path in (province / "seeds").glob("00[02]-*.txt"):
        path.unlink()
    activate(only_districts(load_workspace(province), "安柏县"))
    atlas = build_atlas()
    assert not [
        problem for problem in atlas.problems if problem.code in ("seed_missing", "missing-zone", "unknown-zone")
    ]
    assert [document.id for document in atlas.documents] == ["001-2015", "001-2016"]
    assert [zone.zone_id for zone in atlas.geodata.zones] == ["安柏县片"]
    assert [name for name, _ in atlas.inputs if name.endswith(".txt")] == ["seeds/001-2015.txt", "seeds/001-2016.txt"]
    assert active().title == "合成（安柏县）"


def test_what_is_due_is_due_in_a_part_whose_newest_document_is_older(province, tmp_path):
    manifest = province / "seeds" / "manifest.toml"
    rows = manifest.read_text("utf-8").split("[[document]]")
    manifest.write_text("[[document]]".join(row for row in rows if "000-2016" not in row), "utf-8")
    whole = {promise.promise_id: promise.verdict for promise in build_atlas().promises}
    activate(only_districts(load_workspace(province), "安安县"))
    part = build_atlas()
    assert part.promises and {promise.verdict for promise in part.promises} <= set(whole.values())
    assert all(whole[promise.promise_id] is promise.verdict for promise in part.promises)


def test_decisions_on_other_districts_are_no_fault_of_a_part(province):
    reviews = province / "seeds" / "reviews"
    reviews.mkdir(exist_ok=True)
    document = next(document for document in build_atlas().documents if document.id == "002-2016")
    decision = {"decision": "reject", "document": document.sha256, "kind": "event", "quote": "没有这句", "name": "甲"}
    more = {"reviewer": "李", "date": "2026-01-01", "reason": "试"}
    (reviews / "002-2016.jsonl").write_text(json.dumps({**decision, **more}, ensure_ascii=False) + "\n", "utf-8")
    stale = [problem for problem in build_atlas().problems if problem.code == "review-stale"]
    assert len(stale) == 1
    activate(only_districts(load_workspace(province), "安安县,安柏县"))
    assert not [problem for problem in build_atlas().problems if problem.code == "review-stale"]


@pytest.mark.parametrize(
    ("names", "only"),
    [
        ("", ()),
        ("安柏县", ("安柏县",)),
        ("安川县，安安县", ("安安县", "安川县")),
        (" 安川县 、安川县", ("安川县",)),
        ("安安县,", ("安安县",)),
    ],
)
def test_districts_are_named_in_any_order_and_kept_in_the_workspace_s(province, names, only):
    assert only_districts(active(), names).only == only


@pytest.mark.parametrize("names", ["安", "安安", "安安县,甲县", "../安安县", "*"])
def test_an_unknown_district_is_refused_with_those_there_are(province, names):
    with pytest.raises(WorkspaceError, match="可用 安安县、安柏县、安川县"):
        only_districts(active(), names)
