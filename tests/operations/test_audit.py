"""The audit log names person, act and subject, one JSON object a line, and nothing of what a document says."""

from __future__ import annotations

import json
import multiprocessing
import stat

import pytest

from mapapp.contracts import Draft, Person, Subject, SubjectKind
from mapapp.errors import MapAppError
from mapapp.operations.audit import audit, audited, check_audit
from mapapp.store import close_databases, open_store


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Name a file for the audit and return what reads it."""
    file = tmp_path / "audit.jsonl"
    monkeypatch.setenv("MAPAPP_AUDIT", str(file))
    return lambda: [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]


def test_every_entry_of_the_journal_is_named_with_its_person_and_without_what_it_says(told, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    subject = Subject(SubjectKind.RECORD, "record-1")
    store.journal.append(Draft(subject, {"reason": "甲厂开工的原句"}, Person("王工", "wang@x.example"), "秘密的理由"))
    store.journal.append(Draft(subject, None, Person("李工")))
    close_databases()
    first, second = told()
    assert {name: first[name] for name in ("act", "account", "kind", "subject", "number")} == {
        "act": "entry",
        "account": "wang@x.example",
        "kind": "record",
        "subject": "record-1",
        "number": 1,
    }
    assert second["account"] == "李工"
    assert "原句" not in str(first) and "秘密" not in str(first)


def test_what_is_taken_out_is_entered_when_it_is_taken_and_not_before(told):
    audit("begin")
    make = audited(lambda: b"file", "export", account="li@x.example", format="csv", records=3)
    assert len(told()) == 1
    assert make() == b"file"
    assert told()[-1]["format"] == "csv" and told()[-1]["records"] == 3


def test_a_text_cannot_forge_a_line(told):
    audit("refused", account='x\n{"act": "visit"}', what="y" * 1000)
    (line,) = told()
    assert line["act"] == "refused" and len(line["what"]) == 300


def test_only_its_owner_may_read_it(told, tmp_path):
    audit("visit")
    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600


def _write_many(name: str) -> None:
    for number in range(200):
        audit("visit", account=name * 50, number=number)


def test_lines_of_several_servers_do_not_mix(told):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(name,)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    lines = told()
    assert len(lines) == 400
    for name in ("a", "b"):
        assert [line["number"] for line in lines if line["account"] == name * 50] == list(range(200))


def test_without_the_setting_nothing_is_written_and_a_wrong_one_ends_the_start(monkeypatch, tmp_path):
    monkeypatch.delenv("MAPAPP_AUDIT", raising=False)
    audit("visit")
    check_audit()
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("MAPAPP_AUDIT", str(tmp_path / "none" / "audit.jsonl"))
    with pytest.raises(MapAppError, match="MAPAPP_AUDIT"):
        check_audit()
    audit("visit")  # a disk that goes away stops nobody
