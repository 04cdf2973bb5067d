"""The process that reads files of strangers: one request after another, each answered in its own way."""

from __future__ import annotations

import io
import pickle

import pytest

from mapapp.documents import reading_process
from mapapp.documents.limits import ReadingLimits
from mapapp.documents.safe_reading import read_frame, write_frame
from mapapp.errors import DocumentError


@pytest.fixture
def answered(monkeypatch, tmp_path):
    """Return a function that asks for a file which some reader reads, and gives the answers."""
    monkeypatch.setattr(reading_process, "hold_to_limits", lambda **_: None)
    monkeypatch.setattr(reading_process, "is_installed", lambda: False)

    def ask(reader):
        monkeypatch.setattr(reading_process, "read_document", reader)
        answers = io.BytesIO()
        reading_process._answer((tmp_path / "甲.txt", None, ReadingLimits()), answers)
        answers.seek(0)
        found = []
        while True:
            try:
                found.append(read_frame(answers))
            except EOFError:
                return found

    return ask


def test_requests_are_read_one_by_one_until_there_is_none():
    stream = io.BytesIO()
    write_frame(stream, ("a", 1))
    write_frame(stream, ("b", 2))
    stream.seek(0)
    assert [reading_process._request(stream) for _ in range(3)] == [("a", 1), ("b", 2), None]


def test_half_a_request_is_none():
    data = pickle.dumps("a")
    assert reading_process._request(io.BytesIO(len(data).to_bytes(4, "big")[:2])) is None
    assert reading_process._request(io.BytesIO(b"")) is None


def test_progress_is_told_at_the_beginning_and_the_end_and_then_the_document(answered, make_document):
    def reader(_path, _facts, *, limits, on_progress, scans):
        for page in range(1, 301):
            on_progress(page, 300)
        return make_document()

    *progress, last = answered(reader)
    assert progress[0] == ("progress", (1, 300))
    assert progress[-1] == ("progress", (300, 300))
    assert len(progress) < 20
    assert last == ("document", make_document())


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (DocumentError("甲.txt：空文件"), "甲.txt：空文件"),
        (MemoryError(), "内存上限"),
        (ZeroDivisionError(), "ZeroDivisionError"),
        (RecursionError(), "RecursionError"),
    ],
)
def test_every_failure_is_one_sentence_that_names_the_file(answered, error, says):
    def reader(*_, **__):
        raise error

    [(kind, sentence)] = answered(reader)
    assert kind == "refused"
    assert says in sentence and "甲.txt" in sentence
