"""What people added is written as the files of a workspace; what nobody touched stays byte for byte."""

from __future__ import annotations

import csv
import json
import shutil
import tomllib

import pytest

from mapapp.boundaries import load_geodata
from mapapp.contracts import REMOVED, Draft, Person, Subject, SubjectKind
from mapapp.documents import load_manifest
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import StoreError, decision_draft
from mapapp.store.files import digest_of
from mapapp.store.manifest_text import replace_documents
from mapapp.store.overlay import copy_folder, says_anything, write_overlay
from tests.store.test_takeover import DECISION

REPORT = "甲区2027年政府工作报告\n甲厂开工。\n".encode()
FACTS = {
    "file": "../../etc/passwd.TXT",
    "title": '甲区"2027"报告\n\x7f',
    "kind": "work_report",
    "year": 2027,
    "district": "甲区",
}


def files_of(folder):
    """Return the bytes of every file by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def shipped():
    """Return the files of the shipped workspace."""
    return files_of(SEEDS_DIR), files_of(GEODATA_DIR)


def written(store, out):
    """Write the shipped workspace as a store says it is."""
    seeds, geodata = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, out)
    return files_of(seeds), files_of(geodata)


def test_with_nothing_said_the_workspace_is_written_byte_for_byte(store, wang, tmp_path):
    store.journal.append(Draft(Subject(SubjectKind.SETTING, "two-person"), True, wang))
    assert not says_anything(store.journal.as_of())
    assert written(store, tmp_path / "out") == shipped()


def test_an_added_document_is_in_the_manifest_and_gone_without_trace_when_undone(store, wang, tmp_path):
    subject = Subject(SubjectKind.DOCUMENT, digest_of(REPORT))
    added = store.journal.append(Draft(subject, FACTS, wang), 0, files=(REPORT,))
    seeds, _ = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, tmp_path / "added")
    facts, problems = load_manifest(seeds)
    assert problems == ()
    assert (facts[-1].title, facts[-1].year, facts[-1].sha256) == (FACTS["title"], 2027, subject.key)
    assert facts[-1].path.read_bytes() == REPORT
    assert facts[-1].path.parent == seeds
    before, after = shipped()[0], files_of(seeds)
    assert after["manifest.toml"].startswith(before["manifest.toml"])
    assert set(after) - set(before) == {facts[-1].path.name}
    store.journal.undo(added.number, wang)
    assert written(store, tmp_path / "undone") == shipped()


@pytest.mark.parametrize(
    "mark", ["# [[document]]\n# id = 1\n", "#[[document]]\n", '# 见 "[[document]]"\n', "  # [[document]]\n"]
)
def test_a_document_in_a_comment_of_the_manifest_is_no_document(mark):
    row = {"id": "a", "file": "a.txt", "title": "甲", "kind": "other"}
    text, dropped = replace_documents(mark, {"0" * 64: row})
    assert text.startswith(mark)
    assert dropped == ()
    assert [found["id"] for found in tomllib.loads(text)["document"]] == ["a"]
    assert replace_documents(text, {"1" * 64: row | {"id": "b"}})[0].startswith(text)


def test_a_document_of_the_workspace_can_be_corrected_or_taken_out_alone(store, wang, tmp_path):
    rows = tomllib.loads((SEEDS_DIR / "manifest.toml").read_text(encoding="utf-8"))["document"]
    store.journal.append(Draft(Subject(SubjectKind.DOCUMENT, rows[0]["sha256"]), {"title": "改过的题目"}, wang))
    store.journal.append(Draft(Subject(SubjectKind.DOCUMENT, rows[2]["sha256"]), REMOVED, wang))
    seeds, _ = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, tmp_path / "out")
    found = tomllib.loads((seeds / "manifest.toml").read_text(encoding="utf-8"))["document"]
    assert [row["id"] for row in found] == [row["id"] for n, row in enumerate(rows) if n != 2]
    assert found[0] == rows[0] | {"title": "改过的题目"}
    assert found[1:] == [rows[1], *rows[3:]]
    assert not (seeds / rows[2]["file"]).exists()
    assert load_manifest(seeds)[1] == ()


def test_two_documents_with_one_id_are_refused(store, wang, tmp_path):
    store.journal.append(
        Draft(Subject(SubjectKind.DOCUMENT, digest_of(REPORT)), FACTS | {"id": "000"}, wang), files=(REPORT,)
    )
    with pytest.raises(StoreError, match="000"):
        written(store, tmp_path / "out")


def test_only_the_lines_of_drawn_features_change(store, wang, tmp_path):
    lines = (GEODATA_DIR / "places.geojson").read_text(encoding="utf-8").splitlines()
    moved = json.loads(lines[1].rstrip(","))
    moved["geometry"] = {"type": "Point", "coordinates": [121.2, 31.1]}
    gone = json.loads(lines[2].rstrip(","))["id"]
    added = {
        "type": "Feature",
        "id": "place-new",
        "properties": {
            "id": "place-new",
            "name": "</script>新址",
            "kind": "campus",
            "aliases": [],
            "source": "现场",
            "datum": "WGS 84",
            "accuracy_m": 50,
            "basis": "现场",
        },
        "geometry": {"type": "Point", "coordinates": [121.1, 31.2]},
    }
    store.features.draw("places", [moved, added], wang, "现场核过", 0)
    store.features.remove("places", gone, wang, "", 2)
    _, geodata = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, tmp_path / "out")
    after = (geodata / "places.geojson").read_text(encoding="utf-8").splitlines()
    assert [after[0], *after[2:-2]] == [lines[0], *lines[3:-2], lines[-2] + ","]
    assert json.loads(after[1].rstrip(",")) == moved
    assert json.loads(after[-2]) == added
    assert "place-new" in {feature.id for feature in load_geodata(geodata)[0].features}
    others = {name: data for name, data in files_of(geodata).items() if name != "places.geojson"}
    assert others == {name: data for name, data in shipped()[1].items() if name != "places.geojson"}


def test_an_overlay_of_links_leaves_the_files_of_the_workspace_as_they_are(store, wang, tmp_path):
    seeds, geodata = tmp_path / "own" / "seeds", tmp_path / "own" / "geodata"
    shutil.copytree(SEEDS_DIR, seeds)
    shutil.copytree(GEODATA_DIR, geodata)
    row = tomllib.loads((seeds / "manifest.toml").read_text(encoding="utf-8"))["document"][0]
    for draft in (
        decision_draft(DECISION, wang),
        Draft(Subject(SubjectKind.DOCUMENT, row["sha256"]), REMOVED, wang),
        Draft(Subject(SubjectKind.DOCUMENT, digest_of(REPORT)), FACTS, wang),
        Draft(Subject(SubjectKind.PROJECT, "甲厂|甲区"), {"canonical": "甲厂", "district": "甲区"}, wang),
    ):
        store.journal.append(draft, files=(REPORT,))
    store.features.remove("places", "place-necc", wang, "", 4)
    linked = write_overlay(store, store.journal.as_of(), seeds, geodata, tmp_path / "linked", links=True)
    copied = write_overlay(store, store.journal.as_of(), seeds, geodata, tmp_path / "copied")
    assert (linked[1] / "zones.geojson").stat().st_nlink == 2
    assert [files_of(folder) for folder in linked] == [files_of(folder) for folder in copied]
    assert (files_of(seeds), files_of(geodata)) == shipped()


def test_a_layer_whose_name_is_a_path_is_refused(store, wang, tmp_path):
    for layer in ("../zones", "a/b", "", "zones.geojson", "片区", "C:"):
        with pytest.raises(StoreError, match="图层名"):
            store.features.remove(layer, "x", wang, "", 0)
    store.journal.append(Draft(Subject(SubjectKind.FEATURE, "../x/y"), REMOVED, wang))
    with pytest.raises(StoreError, match="图层名"):
        written(store, tmp_path / "out")


def test_a_layer_of_another_shape_keeps_its_features(store, wang, tmp_path):
    (tmp_path / "geodata").mkdir()
    collection = {
        "type": "FeatureCollection",
        "crs": None,
        "features": [
            {"type": "Feature", "properties": {"id": "a"}, "geometry": None},
            {"type": "Feature", "properties": None, "geometry": None},
        ],
    }
    (tmp_path / "geodata" / "zones.geojson").write_text(json.dumps(collection, indent=2), encoding="utf-8")
    new = {"type": "Feature", "id": "b", "properties": {"id": "b"}, "geometry": None}
    store.features.draw("zones", [new], wang, "", 0)
    _, geodata = write_overlay(store, store.journal.as_of(), SEEDS_DIR, tmp_path / "geodata", tmp_path / "out")
    found = json.loads((geodata / "zones.geojson").read_text(encoding="utf-8"))
    assert found == collection | {"features": [*collection["features"], new]}


def test_registry_rows_are_replaced_added_and_taken_out(store, wang, tmp_path):
    with (SEEDS_DIR / "registry" / "projects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [f"{row['canonical']}|{row['district']}" for row in rows]
    changed = rows[0] | {"aliases": "别名;=1+1"}
    new = {"canonical": "甲,厂", "aliases": "", "district": "甲区"}
    for key, value in ((keys[0], changed), (keys[1], REMOVED), ("甲,厂|甲区", new)):
        store.journal.append(Draft(Subject(SubjectKind.PROJECT, key), value, wang))
    seeds, _ = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, tmp_path / "out")
    with (seeds / "registry" / "projects.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert found == [changed, *rows[2:], dict.fromkeys(rows[0], "") | new]


def test_decisions_stand_behind_those_an_earlier_export_brought(store, wang, tmp_path):
    store.journal.append(decision_draft(DECISION, wang))
    first, geodata = write_overlay(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR, tmp_path / "one")
    store.journal.append(decision_draft(DECISION | {"decision": "accept"}, Person("李工")))
    second, _ = write_overlay(store, store.journal.as_of(), first, geodata, tmp_path / "two")
    lines = (second / "reviews" / "later" / "store.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["decision"] for line in lines] == ["reject", "accept"]


def test_a_folder_that_holds_something_is_never_written_into(store, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    with pytest.raises(StoreError, match="已有内容"):
        written(store, tmp_path / "mine")
    assert files_of(tmp_path / "mine") == {"notes.txt": b"x"}


@pytest.mark.parametrize("links", [True, False])
def test_a_copy_of_a_read_only_installation_can_be_written_in(tmp_path, links):
    original = tmp_path / "installed"
    (original / "registry").mkdir(parents=True)
    (original / "manifest.toml").write_text("x", encoding="utf-8")
    (original / "registry" / "projects.csv").write_text("y", encoding="utf-8")
    for path in (*original.rglob("*"), original):
        path.chmod(0o555 if path.is_dir() else 0o444)
    copy_folder(original, tmp_path / "copy", links=links)
    assert files_of(tmp_path / "copy") == files_of(original)
    folders = [tmp_path / "copy", tmp_path / "copy" / "registry"]
    assert all(folder.stat().st_mode & 0o700 == 0o700 for folder in folders)
    # A second name keeps the rights of the original: what is written takes its place and leaves that alone.
    assert (original / "manifest.toml").stat().st_mode & 0o777 == 0o444
    assert links or (tmp_path / "copy" / "manifest.toml").stat().st_mode & 0o200
    for path in (original, original / "registry"):
        path.chmod(0o755)


def test_what_people_added_is_laid_over_a_read_only_workspace(store, wang, tmp_path):
    for name, source in (("seeds", SEEDS_DIR), ("geodata", GEODATA_DIR)):
        shutil.copytree(source, tmp_path / "installed" / name)
    for path in (tmp_path / "installed").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    subject = Subject(SubjectKind.DOCUMENT, digest_of(REPORT))
    store.journal.append(Draft(subject, FACTS, wang), 0, files=(REPORT,))
    folders = tmp_path / "installed" / "seeds", tmp_path / "installed" / "geodata"
    seeds, geodata = write_overlay(store, store.journal.as_of(), *folders, tmp_path / "out", links=True)
    assert load_manifest(seeds)[0][-1].sha256 == subject.key
    assert all(path.stat().st_mode & 0o200 for path in (seeds, geodata, seeds / "manifest.toml"))
    for path in (tmp_path / "installed").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
