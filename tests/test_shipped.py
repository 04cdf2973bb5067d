"""The shipped documents through the whole house: every claim rests on its sentence, nothing is lost."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from mapapp.commands.cli import main
from mapapp.contracts import Atlas, Clock, Looked, ProjectKind, Promise, Severity
from mapapp.entities import load_kinds
from mapapp.entities.linking.project_names import fold_name
from mapapp.open_workspace import active
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.settings import SEEDS_DIR
from mapapp.text.project_kinds import read_kind
from tests.extracted import extract_files

DOCS = ("000", "001", "002", "003", "004")


@cache
def atlas() -> Atlas:
    """Build once for the whole file."""
    return build_atlas()


@cache
def stored_text(doc: str) -> str:
    """Read a seed without any code of ours."""
    return next(SEEDS_DIR.glob(f"{doc}_*.txt")).read_bytes().decode("utf-8")


@pytest.mark.parametrize("doc", DOCS)
def test_every_quote_is_the_slice_it_claims_to_be(doc):
    records = [record for record in (*atlas().events, *atlas().indicators) if record.doc == doc]
    assert len(records) >= 40, "a seed without records proves nothing"
    for record in records:
        assert record.quote == stored_text(doc)[record.start : record.end]
        assert record.quote.strip()
        for start, end in record.spans:
            assert stored_text(doc)[start:end].strip()


def test_rules_alone_quote_exactly_too():
    found = extract_files(sorted(SEEDS_DIR.glob("*.txt")))
    assert found.problems == ()
    for record in (*found.events, *found.indicators):
        assert record.quote == stored_text(record.doc[:3])[record.start : record.end]


def test_zone_evidence_is_null_exactly_when_there_is_no_zone():
    for event in atlas().events:
        assert (event.zone_evidence is None) == (not event.zones), event.name


def test_ids_are_unique_and_events_belong_to_exactly_one_project():
    owners = [event_id for project in atlas().projects for event_id in project.event_ids]
    assert sorted(owners) == sorted(event.event_id for event in atlas().events)
    assert len(set(owners)) == len(owners)
    assert len({project.project_id for project in atlas().projects}) == len(atlas().projects)
    assert len({indicator.indicator_id for indicator in atlas().indicators}) == len(atlas().indicators)


def test_mapped_and_unmapped_make_the_total():
    everything = select(atlas(), Selection(as_of=active().years[1], kinds=tuple(ProjectKind)))
    assert everything.mapped + everything.unmapped == everything.total == len(atlas().projects)
    placed = [placement for placement in atlas().placements if placement.mapped]
    assert everything.mapped == len(placed)
    assert all(placement.precision.value not in ("district", "none") for placement in placed)


def test_the_promise_clock_knows_no_later_document():
    years = {document.id: document.year for document in atlas().documents}
    for as_of in (2021, 2023, 2025):
        selected = select(atlas(), Selection(as_of=as_of, clock=Clock.PROMISED))
        assert selected.promises
        for promise in selected.promises:
            assert all(years[doc] <= as_of for doc in told_by(promise))
            assert all(years[doc] <= as_of for doc in promise.covered_by)
    # Negative control: what became of the promises of 2021 is told by the later documents, so the other clock has it.
    happened = select(atlas(), Selection(as_of=2021))
    assert any(years[doc] > 2021 for promise in happened.promises for doc in told_by(promise))


def told_by(promise: Promise) -> list[str]:
    """Return the documents a promise and its bounds stand in."""
    bounds = [bound for bound in (promise.not_before, promise.not_after) if bound]
    return [atlas().event_by_id[promise.event_id].doc, *(bound.doc for bound in bounds)]


def test_the_shipped_data_has_no_errors():
    assert [problem for problem in atlas().problems if problem.severity is Severity.ERROR] == []


def test_manifest_knows_the_seeds():
    listed = {
        row["file"] for row in tomllib.loads((SEEDS_DIR / "manifest.toml").read_text(encoding="utf-8"))["document"]
    }
    assert listed == {path.name for path in SEEDS_DIR.glob("*.txt")}


def test_build_writes_the_same_bytes_twice(tmp_path: Path):
    for name in ("one", "two"):
        assert main(["build", "--out", str(tmp_path / name)]) == 0
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == [
        "events.jsonl",
        "indicators.jsonl",
        "manifest.json",
        "problems.jsonl",
        "projects.geojson",
        "projects.jsonl",
        "promises.jsonl",
        "zones.geojson",
    ]
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["mapped"] + manifest["unmapped"] == manifest["total"] == manifest["counts"]["projects"]


def test_nothing_is_shipped_as_signed_by_an_office():
    records = (*atlas().projects, *atlas().events, *atlas().indicators)
    assert {record.looked for record in records} <= {Looked.RULES, Looked.PROOFREAD}
    assert not any(record.signed for record in records)


def test_every_reviewed_kind_is_of_a_shipped_project_and_differs_from_the_noun():
    kinds = load_kinds(active().seeds_dir / "registry")
    names = {fold_name(project.name): project.name for project in atlas().projects}
    assert set(kinds) <= set(names)
    assert [names[key] for key, reading in kinds.items() if read_kind(names[key]).kind is reading.kind] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("全国文明城区创建", "honour"),
        ("朱家角古镇国家5A级景区创建", "honour"),
        ("长三角（上海）智慧互联网医院", "service"),
        ("方厅水院", "facility"),
        ("华为练秋湖研发中心", "facility"),
        ("西岑科创中心", "area"),
        ("轨交17号线西延伸", "works"),
        ("精测半导体", "investment"),
    ],
)
def test_known_kinds(name, kind):
    assert next(project.kind for project in atlas().projects if project.name == name) == kind
