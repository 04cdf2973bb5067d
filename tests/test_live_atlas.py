"""What people add is in the Atlas as if it stood in the workspace, and gone without trace when it is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from shapely.geometry import Point

from mapapp.contracts import REMOVED, Draft, Person, Subject, SubjectKind
from mapapp.edits.drawn_places import place_id, placed_feature
from mapapp.edits.redrawn_areas import drawn_areas, outlines_of, read_redrawn
from mapapp.exports import write_build
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.reading.reading_memory import ReadingMemory, StepMemory
from mapapp.recent_results import forget_results
from mapapp.selection import Selection, select
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import close_databases, decision_draft, open_store
from mapapp.store.files import digest_of
from mapapp.uploads.added_documents import same_project_draft

pytestmark = pytest.mark.slow

REPORT = "青浦区2027年政府工作报告\n一、2026年工作回顾\n朱家角镇新泾桥改造工程建成通车。\n".encode()
FACTS = {
    "file": "r.txt",
    "title": "青浦区2027年政府工作报告",
    "kind": "work_report",
    "year": 2027,
    "district": "青浦区",
    "reviews": 2026,
}


@pytest.fixture
def store(tmp_path):
    """Return an empty store."""
    yield open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    close_databases()


def live(store):
    """Build the shipped workspace as the store says it is."""
    return build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR)


def exported(atlas, folder):
    """Return every byte that `build` writes."""
    written = write_build(atlas, select(atlas, Selection(as_of=2026)), folder)
    return {path.name: path.read_bytes() for path in written}


def test_an_added_report_brings_its_records_and_leaves_no_trace_when_undone(store, tmp_path):
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    subject = Subject(SubjectKind.DOCUMENT, digest_of(REPORT))
    added = store.journal.append(Draft(subject, FACTS, Person("王工")), 0, files=(REPORT,))
    after = live(store)
    new = [event for event in after.events if event.doc == subject.key[:8]]
    assert [(event.name, event.stage, event.year) for event in new] == [("朱家角镇新泾桥改造工程", "operating", 2026)]
    assert {event.event_id for event in after.events} - {event.event_id for event in new} == {
        event.event_id for event in before.events
    }
    store.journal.undo(added.number, Person("李工"))
    assert exported(live(store), tmp_path / "a") == exported(before, tmp_path / "b")


def test_a_document_taken_out_takes_its_records_along(store):
    before = build_atlas(SEEDS_DIR, GEODATA_DIR)
    gone = before.document_by_id["000"]
    store.journal.append(Draft(Subject(SubjectKind.DOCUMENT, gone.sha256), REMOVED, Person("王工")))
    after = live(store)
    assert "000" not in after.document_by_id
    assert {event.doc for event in after.events} == {event.doc for event in before.events} - {"000"}


def decide(store, atlas, event, verb, **values):
    """Enter one decision on a record of a document."""
    was = {"stage": event.stage.value, "modality": event.modality.value, "year": event.year}
    told = {"decision": verb, "document": atlas.document_by_id[event.doc].sha256, "kind": "event", "quote": event.quote}
    told |= {"name": event.name, "was": was, "set": values, "reviewer": "王工", "date": "2026-11-29", "reason": "试"}
    return store.journal.append(decision_draft(told, Person("王工")))


def put(store, atlas):
    """Put a project that stands nowhere on the map."""
    project = next(one for one in atlas.projects if not atlas.placement_by_project[one.project_id].mapped)
    feature = placed_feature(project, place_id(project), Point(121.1, 31.1), 100, "踏勘", "王工", date(2026, 11, 29))
    store.features.draw("placed", [feature], Person("王工"), "踏勘", 0)


def redraw(store, atlas):
    """Move a corner of a zone."""
    drawn = drawn_areas(store, store.journal.as_of(), GEODATA_DIR)
    told = [one for one in outlines_of(drawn) if one["layer"] == "zones"][:1]
    told[0]["polygons"][0][0][1][0] += 0.003
    (redrawn,) = read_redrawn(told, drawn, "试", "王工", date(2026, 11, 29))
    store.features.draw(redrawn.layer, [redrawn.feature], Person("王工"), "试", store.journal.as_of().revision)


def join(store, atlas):
    """Say that two projects are one."""
    one, other = atlas.merge_suggestions[0].project_ids
    draft = same_project_draft(atlas, one, other, SEEDS_DIR / "registry" / "projects.csv")
    store.journal.append(replace(draft, who=Person("王工")))


def test_after_any_decision_the_atlas_is_the_one_a_whole_build_makes(store):
    atlas = live(store)
    several = next(one for one in atlas.projects if len(one.event_ids) > 2)
    first, second, third = (atlas.event_by_id[key] for key in several.event_ids[:3])
    changes = {
        "refuse": lambda: decide(store, atlas, first, "reject"),
        "rename": lambda: decide(store, atlas, second, "correct", name="甲地某处新馆", canonical="甲地某处新馆"),
        "re-date": lambda: decide(store, atlas, third, "correct", year=2031, zones=["青西"], stage="completed"),
        "join": lambda: join(store, atlas),
        "put": lambda: put(store, atlas),
        "redraw": lambda: redraw(store, atlas),
        "take out": lambda: store.journal.append(
            Draft(Subject(SubjectKind.DOCUMENT, atlas.document_by_id["001"].sha256), REMOVED, Person("王工"))
        ),
        "undo": lambda: store.journal.undo(store.journal.revision(), Person("王工")),
    }
    for name, change in changes.items():
        change()
        before, atlas = atlas, live(store)
        assert atlas != before, name
        forget_results()
        assert live(store) == atlas, name


def test_additions_that_cannot_be_laid_over_leave_the_workspace_and_say_so(store):
    draft = Draft(Subject(SubjectKind.DOCUMENT, digest_of(REPORT)), FACTS | {"id": "000"}, Person("王工"))
    store.journal.append(draft, files=(REPORT,))
    atlas = live(store)
    assert len(atlas.documents) == 5
    assert [problem.message for problem in atlas.problems if problem.code == "store_not_shown"] == [
        "两份文件的编号都是 000；请给新加的文件换一个编号"
    ]


def test_what_is_remembered_of_reading_changes_no_byte(store, tmp_path, monkeypatch):
    first = exported(build_atlas(SEEDS_DIR, GEODATA_DIR), tmp_path / "a")
    second = exported(build_atlas(SEEDS_DIR, GEODATA_DIR), tmp_path / "b")
    monkeypatch.setattr("mapapp.reading.document_readings.MEMORY", ReadingMemory())
    monkeypatch.setattr("mapapp.pipeline.STEPS", StepMemory())
    assert exported(build_atlas(SEEDS_DIR, GEODATA_DIR), tmp_path / "c") == first == second
