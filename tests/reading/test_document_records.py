"""A long document is read in a process with limits: the same records, one line where a limit is met, and nobody else waits."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from mapapp.documents import ReadingCancelledError, read_document
from mapapp.errors import DocumentError
from mapapp.extraction import load_lexicon
from mapapp.reading import document_records, extraction_process
from mapapp.reading.document_records import giving_up_when, read_everything, read_records

LONG = 6_000
SENTENCES = "甲{n}大桥开工建设。乙{n}学校竣工投用，新增学位{n}个。力争2026年建成丙{n}公园。\n\n"


@pytest.fixture
def long(tmp_path, monkeypatch):
    """Return a document too long to be read beside visitors' pages; how long that is, is less here."""
    monkeypatch.setattr(document_records, "IN_PROCESS_CHARS", LONG)
    text = "某区2025年政府工作报告\n\n一、2024年工作回顾\n\n"
    number = 0
    while len(text) <= LONG:
        number += 1
        text += SENTENCES.format(n=number) + "各项工作有序推进。" * 60 + "\n\n"
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


def test_the_records_are_those_that_would_be_read_here(long):
    lexicon = load_lexicon()
    there = read_records(long, lexicon, second=True)
    assert there == read_everything(long, lexicon, second=True)
    assert len(there.events) > 10


def test_a_short_document_starts_no_process(make_document, monkeypatch):
    monkeypatch.setattr(document_records, "start_child", None)
    assert read_records(make_document("甲桥开工建设。"), load_lexicon(), second=False).events


def test_others_go_on_while_a_long_one_is_read(long):
    done, turns = threading.Event(), 0
    reading = threading.Thread(target=lambda: (read_records(long, load_lexicon(), second=True), done.set()))
    reading.start()
    begun, used = time.monotonic(), time.thread_time()
    while not done.is_set() and time.monotonic() - begun < 120:
        turns += 1
        time.sleep(0.01)
    reading.join()
    # What this process spends on it is sending and taking in, not reading.
    assert time.thread_time() - used < 5
    assert turns > 10


@pytest.mark.parametrize("limit", ["time", "memory", "fault"])
def test_a_limit_is_named_in_one_line(long, monkeypatch, limit):
    match limit:
        case "time":
            monkeypatch.setattr(document_records, "EXTRACTION_SECONDS", 0.05)
        case "memory":
            monkeypatch.setattr(document_records, "start_child", _start_that_ends(137))
        case _:
            monkeypatch.setattr(document_records, "start_child", _start_that_ends(1))
    with pytest.raises(DocumentError, match=r"上限.*请拆分") as told:
        read_records(long, load_lexicon(), second=True)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("after", [0.0, 0.3, 1.0])
def test_who_gives_up_waits_no_longer_and_leaves_no_process(long, monkeypatch, after):
    started = []

    def start(module, **options):
        started.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdin=-1, stdout=-1))
        return started[-1]

    monkeypatch.setattr(document_records, "start_child", start)
    begun = time.monotonic()
    with (
        giving_up_when(lambda: time.monotonic() - begun >= after),
        pytest.raises(ReadingCancelledError, match="已取消"),
    ):
        read_records(long, load_lexicon(), second=True)
    assert time.monotonic() - begun < 30
    assert started[0].returncode is not None


def test_what_one_gives_up_is_read_for_the_next(long):
    with giving_up_when(lambda: True), pytest.raises(ReadingCancelledError):
        read_records(long, load_lexicon(), second=True)
    assert read_records(long, load_lexicon(), second=True).events


def _start_that_ends(code):
    """Return a way to start a process that ends at once."""

    def start(module, **_options):
        assert module == extraction_process.__name__
        command = [sys.executable, "-c", f"import os; os._exit({code})"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    return start
