"""A document is read once as long as neither it, nor what the manifest says, nor the workspace changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mapapp.contracts import DocumentKind
from mapapp.documents.document_facts import DocumentFacts
from mapapp.errors import DocumentError
from mapapp.reading.reading_memory import Reading, ReadingMemory, StepMemory, folder_digest


class CountingReader:
    """Reads a file as a document and counts how often."""

    def __init__(self, make_document):
        self.make, self.read_files = make_document, []

    def read(self, path, *, facts):
        self.read_files.append(path)
        text = path.read_text(encoding="utf-8")
        if not text:
            raise DocumentError(f"{path.name}：空的；请换一份")
        return self.make(facts.id, text=text)


@pytest.fixture
def reader(make_document):
    return CountingReader(make_document)


@pytest.fixture
def facts(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("甲厂开工。", encoding="utf-8")
    return DocumentFacts("001", path, "报告", "报告", "甲区", DocumentKind.WORK_REPORT, 2024, "2024", None, 2023, "")


def test_the_same_document_is_read_once_wherever_it_lies(reader, facts, tmp_path):
    memory = ReadingMemory()
    first = memory.document(facts, "rules", reader)
    (tmp_path / "elsewhere").mkdir()
    copy = tmp_path / "elsewhere" / "a.txt"
    copy.write_bytes(facts.path.read_bytes())
    assert memory.document(replace(facts, path=copy), "rules", reader) is first
    assert len(reader.read_files) == 1


@pytest.mark.parametrize("change", ["text", "year", "title", "name", "rules"])
def test_a_change_of_any_kind_is_read_anew(reader, facts, change):
    memory = ReadingMemory()
    memory.document(facts, "rules", reader)
    rules, path = "rules", facts.path
    if change == "text":
        path.write_text("甲厂竣工。", encoding="utf-8")
    elif change == "name":
        path = Path(path.rename(path.with_name("b.txt")))
    elif change == "rules":
        rules = "others"
    changes = {"year": {"year": 2025}, "title": {"title": "别的"}}.get(change, {})
    memory.document(replace(facts, path=path, **changes), rules, reader)
    assert len(reader.read_files) == 2


def test_a_refusal_is_not_remembered(reader, facts):
    memory = ReadingMemory()
    facts.path.write_text("", encoding="utf-8")
    with pytest.raises(DocumentError):
        memory.document(facts, "rules", reader)
    facts.path.write_text("甲厂开工。", encoding="utf-8")
    assert memory.document(facts, "rules", reader).text == "甲厂开工。"


def test_a_reading_belongs_to_its_document_and_its_rules(reader, facts, make_event):
    memory, read = ReadingMemory(most=1), []

    def rules_read(document):
        read.append(document.id)
        return Reading((make_event(name=document.text),), (), ())

    document = memory.document(facts, "rules", reader)
    first = memory.reading(document, "rules", rules_read)
    assert memory.reading(document, "rules", rules_read) is first
    memory.reading(document, "others", rules_read)
    assert read == ["001", "001"]
    # One that was forgotten is read again, and not taken for the one that came in its place.
    other = memory.document(replace(facts, id="002"), "rules", reader)
    assert memory.reading(other, "rules", rules_read).events[0].name == "甲厂开工。"
    memory.reading(document, "rules", rules_read)
    assert read == ["001", "001", "002", "001"]


def test_steps_are_remembered_by_what_went_into_them_and_forgotten_in_turn():
    memory, made = StepMemory(most=2), []

    def make(key):
        return memory.step(key, None, lambda: made.append(key) or key.upper())

    assert [make(key) for key in ("a", "a", "b", "a", "c", "b")] == ["A", "A", "B", "A", "C", "B"]
    assert made == ["a", "b", "c", "b"]


def test_the_digest_of_a_folder_knows_names_and_bytes(tmp_path):
    seen = {folder_digest(tmp_path)}
    (tmp_path / "a").write_bytes(b"1")
    seen.add(folder_digest(tmp_path))
    (tmp_path / "a").write_bytes(b"2")
    seen.add(folder_digest(tmp_path))
    (tmp_path / "a").rename(tmp_path / "b")
    seen.add(folder_digest(tmp_path))
    (tmp_path / "c").mkdir()
    seen.add(folder_digest(tmp_path))
    (tmp_path / "c" / "d").write_bytes(b"1")
    assert folder_digest(tmp_path) in seen
    assert len(seen) == 5
    assert folder_digest(tmp_path / "nowhere")
