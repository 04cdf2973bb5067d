"""Documents on their way in: each told in a line, signed by somebody, and entered in one step or not at all."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.store import open_store
from mapapp.ui.i18n import t
from mapapp.ui.intake import INTERNAL_FAULT, Item, Step
from mapapp.ui.pages import intake_section as section
from mapapp.uploads.added_documents import AddedDocument

WANG = Person("王工")


class RerunError(Exception):
    """The page is drawn again."""


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item("甲.pdf", b"", Step.WAITING), t("docs.step_waiting")),
        (Item("甲.pdf", b"", Step.READING), t("docs.step_reading")),
        (Item("甲.pdf", b"", Step.READING, done=3, total=9), t("docs.step_parts", done=3, total=9)),
        (Item("甲.pdf", b"", Step.READ, done=9, total=9), t("docs.step_read")),
    ],
)
def test_how_far_a_document_is(item, words):
    assert section._progress(item) == t("docs.item", name="甲.pdf", what=words)


def test_a_document_that_was_read_is_told_as_what_it_was_read_as(make_document):
    document = make_document()
    row = {
        "title": "青溪区报告",
        "year": 2026,
        "kind": document.kind.value,
        "district": "",
        "coverage": document.coverage.value,
    }
    item = Item("甲.txt", b"x", Step.READ, added=AddedDocument("甲.txt", b"x", "0" * 64, document, row), row=row)
    line = section._told(item)
    assert all(part in line for part in ("青溪区报告", "2026", document.kind.term, t("docs.no_district"), "甲.txt"))
    alike = SimpleNamespace(share=0.93, document=SimpleNamespace(title="旧报告"))
    item.alike = alike
    assert section._told(item) == line + t("docs.alike", share=93, title="旧报告")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("甲.txt：空文件", "甲.txt：空文件"),
        (INTERNAL_FAULT, t("docs.internal")),
        ("", t("docs.item", name="甲.txt", what=t("docs.step_failed"))),
    ],
)
def test_a_document_that_failed_says_why(message, told):
    assert section._told(Item("甲.txt", b"", Step.FAILED, message=message)) == told


def test_the_same_document_is_named(make_document):
    alike = SimpleNamespace(share=1.0, document=SimpleNamespace(title="旧报告"))
    item = Item("甲.txt", b"", Step.FAILED, alike=alike)
    assert section._told(item) == t("docs.same", name="甲.txt", title="旧报告")


def test_who_is_signed_in_signs_and_a_name_is_asked_for_once_a_visit(visit, monkeypatch):
    asked = []
    monkeypatch.setattr(section.st, "text_input", lambda _label, value, **_: asked.append(value) or " 李工 ")
    assert section.signing_person(WANG, key="x") is WANG
    assert (asked, section.known_signer(Person(""))) == ([], Person(""))
    assert section.signing_person(Person(""), key="x") == Person("李工")
    assert section.known_signer(Person("")) == Person("李工")
    section.signing_person(Person(""), key="y")
    assert asked == ["", "李工"]


@pytest.fixture
def accepting(visit, monkeypatch, tmp_path):
    """Return a tray of one document, the store it goes to and what is said of it."""
    store, said = open_store(f"sqlite:///{tmp_path}/store.sqlite"), []
    drafts = (Draft(Subject(SubjectKind.DOCUMENT, "a"), {"title": "甲"}, WANG),)
    tray = SimpleNamespace(drafts=lambda *_: (drafts, (b"text",)), clear=lambda: said.append("cleared"))
    monkeypatch.setattr(section, "open_store", lambda: store)
    monkeypatch.setattr(section, "shown_revision", lambda: visit.memory.get("seen", 0))
    monkeypatch.setattr(section, "visitor", lambda: SimpleNamespace(may_write=visit.memory.get("may", True)))
    for how in ("warning", "error"):
        monkeypatch.setattr(section.st, how, said.append)

    def rerun():
        raise RerunError

    monkeypatch.setattr(section.st, "rerun", rerun)
    return tray, store, said


def test_what_is_accepted_is_entered_with_its_file(visit, accepting):
    tray, store, said = accepting
    with pytest.raises(RerunError):
        section._accept(tray, WANG)
    assert store.journal.revision() == 1
    assert list(store.files.sizes().values()) == [4]
    assert (said, visit.memory["docs_said"]) == (["cleared"], t("docs.accepted", n=1))


def test_nothing_is_entered_without_a_name_or_a_right(visit, accepting):
    tray, store, said = accepting
    section._accept(tray, Person(""))
    visit.memory["may"] = False
    section._accept(tray, WANG)
    assert store.journal.revision() == 0
    assert said == [t("docs.sign_first")]


def test_what_somebody_else_entered_meanwhile_is_told(accepting):
    tray, store, said = accepting
    store.journal.append(Draft(Subject(SubjectKind.DOCUMENT, "a"), {"title": "乙"}, Person("李工")))
    section._accept(tray, WANG)
    assert said == [t("docs.conflict")]
    assert store.journal.revision() == 1
