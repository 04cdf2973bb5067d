"""A document somebody uploads: proposed, recognised, looked at without a trace, added, and taken out again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.commands.new_workspace import make_workspace
from mapapp.contracts import DocumentKind, Person, Problem, Severity, SubjectKind
from mapapp.documents import SafeReader
from mapapp.errors import DocumentError, MapAppError
from mapapp.exports import write_build
from mapapp.live_atlas import build_live_atlas, different_subject
from mapapp.open_workspace import activate, active
from mapapp.selection import Selection, select
from mapapp.store import close_databases, open_store
from mapapp.store.files import digest_of
from mapapp.uploads.added_documents import (
    correct_row,
    document_draft,
    find_alike,
    preview_atlas,
    read_added,
    refusal_draft,
    removal_drafts,
    same_project_draft,
    was_added,
    why_unread,
)
from mapapp.workspace import load_workspace, only_districts
from tests.documents.docx.word import docx, p

WHO = Person("王工")
LAST_YEAR = (
    "临河县2024年政府工作报告\n一、2024年主要任务\n新建东湖大桥，年内开工。\n加快推进北山水库扩建工程，年底建成。\n"
)
THIS_YEAR = (
    "临河县2026年政府工作报告\n一、2025年工作回顾\n东湖大桥建成通车。北山水库扩建工程加快建设。\n"
    "二、2026年主要任务\n新建南门体育馆，年内开工。\n"
)


@pytest.fixture
def own(tmp_path):
    """Open a workspace of its own with one report, and a store; give the folders and the store."""
    folder = tmp_path / "临河县"
    make_workspace(folder)
    data = LAST_YEAR.encode()
    (folder / "seeds" / "2024.txt").write_bytes(data)
    with (folder / "seeds" / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(
            '\n[[document]]\nid = "2024r"\nfile = "2024.txt"\ntitle = "临河县2024年政府工作报告"\ndistrict = "临河县"\n'
            f'kind = "work_report"\nyear = 2024\nissued = "2024"\nplans_from = 2024\nplans_to = 2024\nreviews = 2023\nsha256 = "{digest_of(data)}"\n'
        )
    square = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "z", "name": "东片", '
        '"zone_id": "东片", "kind": "分区", "datum": "WGS 84", "accuracy_m": 100, "basis": "测试"}, "geometry": '
        '{"type": "Polygon", "coordinates": [[[104, 30], [104.01, 30], [104.01, 30.01], [104, 30.01], [104, 30]]]}}]}'
    )
    (folder / "geodata" / "zones.geojson").write_text(square, encoding="utf-8")
    toml = folder / "workspace.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8") + '\n[[zone]]\nid = "东片"\ndistrict = "临河县"\n', encoding="utf-8"
    )
    activate(load_workspace(folder))
    yield (folder / "seeds", folder / "geodata"), open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    close_databases()


def upload(name="2026.txt", data=None):
    """Read what somebody uploads."""
    with SafeReader() as reader:
        return read_added(name, THIS_YEAR.encode() if data is None else data, reader)


def exported(atlas, folder):
    """Return every byte that `build` writes."""
    written = write_build(atlas, select(atlas, Selection(as_of=2026)), folder)
    return {path.name: path.read_bytes() for path in written}


def test_a_document_proposes_what_it_is():
    row = upload().row
    assert {key: row[key] for key in ("title", "kind", "year", "district", "coverage", "brought_as")} == {
        "title": "临河县2026年政府工作报告",
        "kind": "work_report",
        "year": 2026,
        "district": "临河县",
        "coverage": "full",
        "brought_as": "2026.txt",
    }
    assert (row["plans_from"], row["plans_to"], row["reviews"]) == (2026, 2026, [2025, 2025])


def test_a_document_that_names_no_district_is_proposed_for_the_one_that_is_open():
    plain = "一、2025年工作回顾\n青石大桥开工。\n".encode()
    before, said = active(), []
    try:
        for names in ("", "青浦区", "青浦区,闵行区"):
            activate(only_districts(before, names))
            said.append((upload(data=plain).row["district"], upload().row["district"]))
    finally:
        activate(before)
    assert said == [("", "临河县"), ("青浦区", "临河县"), ("", "临河县")]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "a\\b\\报告.txt", "/root/报告.txt", "报告 (1).TXT", "'; DROP TABLE.txt"]
)
def test_what_a_file_is_called_never_becomes_a_path(name):
    added = upload(name)
    assert added.row["brought_as"] == name.replace("\\", "/").rpartition("/")[2]
    assert added.row["file"] == "document.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding_is_one_document(encoding):
    added = upload(data=THIS_YEAR.encode(encoding))
    assert added.sha256 == digest_of(THIS_YEAR.encode())


@pytest.mark.parametrize(
    ("name", "data"), [("表.xlsx", b"PK\x03\x04"), ("空.txt", b""), ("坏.pdf", b"%PDF-1.4 nothing")]
)
def test_a_refusal_names_the_file_as_the_person_does(name, data):
    with pytest.raises(DocumentError) as refusal:
        upload(name, data)
    assert name in str(refusal.value)


def test_the_years_it_plans_and_reviews_follow_a_year_put_right():
    row = upload().row
    moved = correct_row(
        row, title="临河县报告", kind=DocumentKind.WORK_REPORT, year=2027, district="临河县", coverage="abridged"
    )
    assert (moved["title"], moved["short_title"], moved["coverage"]) == ("临河县报告", "临河县报告", "abridged")
    assert (moved["plans_from"], moved["plans_to"], moved["reviews"]) == (2027, 2027, [2026, 2026])
    plan = correct_row(
        row, title="规划", kind=DocumentKind.FIVE_YEAR_PLAN, year=2026, district="临河县", coverage="full"
    )
    assert (plan["plans_from"], plan["plans_to"], plan["reviews"]) == (2026, 2030, [2021, 2025])
    same = correct_row(row, title="甲", kind=DocumentKind.WORK_REPORT, year=2026, district="乙县", coverage="full")
    assert (same["plans_from"], same["reviews"]) == (2026, [2025, 2025])


LONG = "临河县2026年政府工作报告\n" + "".join(f"第{n}项工程已经在去年年底全部建成并且投入使用。" for n in range(20))


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (LONG, True),
        (LONG.replace("。", "。\n\n"), True),
        (LONG.replace("工", "⼯"), True),
        (LONG + "另外，今年还将新建一座能够容纳五千人的体育馆。", True),
        ("乙县报告\n" + "".join(f"第{n}条道路将在今年内开工建设并且力争完成。" for n in range(20)), False),
    ],
)
def test_the_same_document_is_recognised_by_what_it_says(text, alike):
    known = upload("a.txt", LONG.encode()).document
    found = find_alike(upload("另一个名字.txt", text.encode()).document, [known])
    assert (found is not None) is alike


def test_a_docx_of_the_same_text_is_recognised():
    data = docx(*(p(line) for line in LONG.split("\n")))
    found = find_alike(upload("a.docx", data).document, [upload("a.txt", LONG.encode()).document])
    assert found is not None
    assert found.share == 1.0


def test_a_preview_shows_everything_and_leaves_no_trace(own):
    folders, store = own
    before = build_live_atlas(store, store.journal.as_of(), *folders)
    years = active().years
    added = upload()
    after = preview_atlas(
        store, store.journal.as_of(), [document_draft(added.sha256, added.row, WHO)], [added.data], folders
    )
    assert {p.name for p in after.projects} - {p.name for p in before.projects} == {"南门体育馆"}
    assert store.journal.revision() == 0
    assert not store.files.has_file(added.sha256)
    assert active().years == years


def test_accepted_is_what_the_preview_showed_and_removed_leaves_no_byte(own, tmp_path):
    folders, store = own
    before = exported(build_live_atlas(store, store.journal.as_of(), *folders), tmp_path / "a")
    added = upload()
    draft = document_draft(added.sha256, added.row, WHO)
    preview = preview_atlas(store, store.journal.as_of(), [draft], [added.data], folders)
    refused = [event for event in preview.events if event.name == "南门体育馆"]
    known = next(project for project in preview.projects if project.name == "东湖大桥")
    other = next(project for project in preview.projects if "水库" in project.name)
    same = same_project_draft(preview, known.project_id, other.project_id, folders[0] / "registry" / "projects.csv")
    refusals = [refusal_draft(event, added.sha256, WHO, "不是项目") for event in refused]
    drafts = [draft, *refusals, replace(same, who=WHO)]
    store.journal.append_all(drafts, 0, files=(added.data,))
    state = store.journal.as_of()
    live = build_live_atlas(store, state, *folders)
    gone = {event.event_id for event in preview.events} - {event.event_id for event in live.events}
    assert gone == {event.event_id for event in refused}
    assert [project.name for project in live.projects] == ["东湖大桥"]
    assert was_added(state, added.sha256)
    later = dict(added.row) | {"title": "改过的标题"}
    store.journal.append(document_draft(added.sha256, later, WHO), state.revision)
    state = store.journal.as_of()
    history = store.journal.entries(subject=draft.subject)
    store.journal.append_all(removal_drafts(state, history, added.sha256, WHO, ""), state.revision)
    assert exported(build_live_atlas(store, store.journal.as_of(), *folders), tmp_path / "b") == before


def test_a_document_of_the_workspace_is_marked_as_taken_out_and_can_come_back(own, tmp_path):
    folders, store = own
    atlas = build_live_atlas(store, store.journal.as_of(), *folders)
    before = exported(atlas, tmp_path / "a")
    (document,) = atlas.documents
    store.journal.append_all(removal_drafts(store.journal.as_of(), (), document.sha256, WHO, ""))
    assert build_live_atlas(store, store.journal.as_of(), *folders).documents == ()
    (entry,) = store.journal.as_of().standing(SubjectKind.DOCUMENT)
    store.journal.undo(entry.number, WHO)
    assert exported(build_live_atlas(store, store.journal.as_of(), *folders), tmp_path / "b") == before


def test_what_cannot_be_built_is_refused_in_the_preview_and_told_of_in_the_app(own):
    folders, store = own
    added = upload()
    clash = document_draft(added.sha256, {**added.row, "id": "2024r"}, WHO)
    with pytest.raises(MapAppError, match="2024r"):
        preview_atlas(store, store.journal.as_of(), [clash], [added.data], folders)
    store.journal.append_all([clash], files=(added.data,))
    atlas = build_live_atlas(store, store.journal.as_of(), *folders)
    assert [problem.code for problem in atlas.problems if problem.code == "store_not_shown"] == ["store_not_shown"]


def test_two_names_called_different_are_not_suggested_again(own):
    assert different_subject("甲", "乙") == different_subject("乙", "甲")


def test_why_a_document_was_not_read_stands_beside_its_name(make_atlas):
    problem = Problem("document-unreadable", Severity.ERROR, "甲.txt", "超过时限", "请分成几份", doc="900")
    after = replace(make_atlas(), problems=(problem,))
    assert why_unread(after, "900", "甲.txt") == "甲.txt：超过时限；请分成几份"
    assert why_unread(after, "901", "乙.txt") == ""
