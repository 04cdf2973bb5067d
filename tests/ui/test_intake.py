"""What lies in the tray is read and compared aside, cancelled, corrected, thrown away; nothing of it is stored before."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from mapapp.contracts import Person, SubjectKind
from mapapp.heavy_work import PLACES
from mapapp.live_atlas import build_live_atlas
from mapapp.reading import document_records
from mapapp.ui.intake import MOST_DOCUMENTS, Ground, Step, Tray, tray_of
from mapapp.uploads.whats_new import Namesake, News
from tests.uploads.test_added_documents import LAST_YEAR, THIS_YEAR, own  # noqa: F401

WHO = Person("王工")
# Reading and comparing a page of text takes a second; a busy machine may need much longer.
PATIENCE_S = 60.0


@pytest.fixture
def ground(own):  # noqa: F811
    """Return what a tray is compared with."""
    folders, store = own
    state = store.journal.as_of()
    return Ground(store, state, build_live_atlas(store, state, *folders), folders)


def settle(tray):
    """Wait until nothing is being read or compared."""
    wait_for(lambda: not tray.busy)


def wait_for(ready):
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def names(tray):
    """Return the names of the projects the tray would bring."""
    return {tray.after.project_by_id[project.project_id].name for project in tray.news.of(News.FIRST_SEEN)}


def test_what_is_uploaded_is_read_and_compared_and_nothing_stored(ground):
    tray = Tray()
    assert tray.take([("2026.txt", THIS_YEAR.encode())], ground) == 0
    settle(tray)
    assert [item.step for item in tray.items] == [Step.READ]
    assert names(tray) == {"南门体育馆"}
    assert ground.store.journal.revision() == 0


def test_one_bad_file_costs_no_other(ground):
    tray = Tray()
    tray.take([("表.xlsx", b"PK"), ("2026.txt", THIS_YEAR.encode()), ("空.txt", b"")], ground)
    settle(tray)
    assert [item.step for item in tray.items] == [Step.FAILED, Step.READ, Step.FAILED]
    assert tray.items[0].message.startswith("表.xlsx：")
    assert names(tray) == {"南门体育馆"}


def test_a_document_whose_records_cannot_be_read_within_limits_says_so_and_costs_no_other(ground, monkeypatch):
    long = "临河县2023年政府工作报告\n\n" + "各项工作有序推进，北山隧道加快建设。\n\n" * 500
    monkeypatch.setattr(document_records, "IN_PROCESS_CHARS", len(THIS_YEAR) + 100)
    monkeypatch.setattr(document_records, "EXTRACTION_SECONDS", 0.05)
    tray = Tray()
    tray.take([("长.txt", long.encode()), ("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    assert [item.step for item in tray.items] == [Step.FAILED, Step.READ]
    assert tray.items[0].message.startswith("长.txt：") and "时间上限" in tray.items[0].message
    assert names(tray) == {"南门体育馆"}


def test_the_same_bytes_lie_there_once_and_what_the_workspace_has_is_not_added(ground):
    tray = Tray()
    tray.take([("a.txt", THIS_YEAR.encode()), ("b.txt", THIS_YEAR.encode()), ("c.txt", LAST_YEAR.encode())], ground)
    settle(tray)
    assert [(item.name, item.step) for item in tray.items] == [("a.txt", Step.READ), ("c.txt", Step.FAILED)]
    assert tray.items[1].alike.document.title == "临河县2024年政府工作报告"


def test_more_than_a_tray_holds_is_refused_with_its_number(ground):
    tray = Tray()
    assert tray.take([(f"{n}.txt", b"") for n in range(1)], ground) == 0
    assert tray.take([(f"{n}.xlsx", bytes([n + 1])) for n in range(MOST_DOCUMENTS + 3)], ground) == 4
    settle(tray)


@pytest.mark.parametrize("way", ["cancel", "clear", "throw_away"])
def test_the_reading_of_a_long_documents_records_can_be_cancelled_too(ground, monkeypatch, way):
    long = "临河县2023年政府工作报告\n\n" + "各项工作有序推进，北山隧道加快建设。\n\n" * 500
    monkeypatch.setattr(document_records, "IN_PROCESS_CHARS", len(THIS_YEAR) + 100)
    started = []

    def start(module, **options):
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], stdin=-1, stdout=-1)
        started.append(process)
        return process

    monkeypatch.setattr(document_records, "start_child", start)
    tray = Tray()
    tray.take([("长.txt", long.encode()), ("2026.txt", THIS_YEAR.encode())], ground)
    wait_for(lambda: started)
    if way == "throw_away":
        tray.throw_away(tray.items[0], ground)
    else:
        getattr(tray, way)()
    settle(tray)
    assert started[0].returncode is not None
    assert len(started) == 1
    left = {"cancel": [Step.CANCELLED, Step.READ], "clear": [], "throw_away": [Step.READ]}[way]
    assert [item.step for item in tray.items] == left
    assert not left or names(tray) == {"南门体育馆"}


def test_what_is_cancelled_before_its_turn_is_not_read(ground):
    tray = Tray()
    with PLACES.for_document(), PLACES.for_document():
        tray.take([("2026.txt", THIS_YEAR.encode())], ground)
        tray.cancel()
    settle(tray)
    assert tray.items[0].step is Step.CANCELLED
    assert tray.news is None


def test_what_is_thrown_away_leaves_nothing_to_accept(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    tray.throw_away(tray.items[0], ground)
    settle(tray)
    assert tray.news is None
    assert tray.drafts(WHO, "x") == ([], [])


def test_a_title_put_right_goes_into_the_entry(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    tray.correct(tray.items[0], {**tray.items[0].row, "title": "改过的"}, ground)
    settle(tray)
    (draft,), (data,) = tray.drafts(WHO, "x")
    assert draft.new["title"] == "改过的"
    assert data == THIS_YEAR.encode()


def test_records_not_ticked_become_refusals_in_the_same_step(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    unwanted = [event.event_id for event in tray.after.events if event.name == "南门体育馆"]
    tray.tick(dict.fromkeys(unwanted, False))
    tray.tick({unwanted[0]: True})
    tray.tick({unwanted[0]: False})
    drafts, files = tray.drafts(WHO, "未采纳")
    ground.store.journal.append_all(drafts, ground.state.revision, files=files)
    state = ground.store.journal.as_of()
    assert [entry.new["decision"] for entry in state.standing(SubjectKind.RECORD)] == ["reject"] * len(unwanted)
    live = build_live_atlas(ground.store, state, *ground.folders)
    assert "南门体育馆" not in {project.name for project in live.projects}
    assert "东湖大桥" in {project.name for project in live.projects}


def ask(tray):
    """Ask whether the hall of the new report is the bridge known already."""
    ids = {project.name: key for key, project in tray.after.project_by_id.items()}
    return Namesake(ids["南门体育馆"], ids["东湖大桥"], 0.9, ())


def test_a_name_called_the_same_is_joined_at_once_and_entered_under_the_signer(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    tray.say_same(ask(tray), "same", ground)
    settle(tray)
    assert names(tray) == set()
    assert "南门体育馆" not in {project.name for project in tray.after.projects}
    drafts, files = tray.drafts(WHO, "x")
    assert {(draft.subject.kind, draft.who) for draft in drafts} == {
        (SubjectKind.DOCUMENT, WHO),
        (SubjectKind.PROJECT, WHO),
    }
    ground.store.journal.append_all(drafts, ground.state.revision, files=files)
    live = build_live_atlas(ground.store, ground.store.journal.as_of(), *ground.folders)
    assert [project.name for project in live.projects] == [project.name for project in tray.after.projects]


def test_a_name_called_different_is_kept_and_can_be_left_open_again(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    tray.say_same(ask(tray), "different", ground)
    assert [draft.subject.kind for draft in tray.drafts(WHO, "x")[0]] == [SubjectKind.DOCUMENT, SubjectKind.SETTING]
    tray.say_same(ask(tray), "later", ground)
    assert [draft.subject.kind for draft in tray.drafts(WHO, "x")[0]] == [SubjectKind.DOCUMENT]


def test_what_others_accepted_meanwhile_makes_the_tray_compare_anew(ground):
    tray = Tray()
    tray.take([("2026.txt", THIS_YEAR.encode())], ground)
    settle(tray)
    assert not tray.needs(ground.state)
    drafts, files = tray.drafts(WHO, "x")
    ground.store.journal.append_all(drafts, files=files)
    assert tray.needs(ground.store.journal.as_of())


def test_each_account_has_a_tray_of_its_own():
    assert tray_of("a@x") is tray_of("a@x")
    assert tray_of("a@x") is not tray_of("b@x")
