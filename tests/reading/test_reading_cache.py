"""What was read is kept for the next start: whole or not at all, only for what it was made from, and never too much."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zlib
from dataclasses import replace

import pytest

from mapapp.contracts import Amount, Document, Problem, Severity
from mapapp.contracts.document_tables import Table, TableCell, TableRow
from mapapp.contracts.text import TimeClue, TimeFrame, TimePart
from mapapp.contracts.vocabulary import SectionMode
from mapapp.open_workspace import active
from mapapp.reading.reading_cache import ReadingCache, open_reading_cache, reading_key
from mapapp.reading.reading_memory import Reading
from mapapp.reading.record_json import plain_value, record_of
from tests import PROJECT_DIR


@pytest.fixture
def reading(make_event, make_indicator):
    """Return a reading with a value in each optional field."""
    event = make_event(amount=Amount(1.5, "亿元", "投资"), spans=((0, 2), (5, 7)), moved_to=2026, zone_evidence=None)
    problem = Problem("number", Severity.WARNING, "甲", "乙", "丙", start=3, end=4)
    return Reading((event, make_event("e2")), (make_indicator(value_low=1.0, nature=None),), (problem,))


@pytest.fixture
def cache(tmp_path):
    return ReadingCache(tmp_path / "readings")


def test_a_document_comes_back_as_it_was(make_document, cache):
    cell = TableCell(0, 1, words="甲\u2028厂", spans=((1, 2),))
    table = Table(0, 5, 0, 5, 2, 1, (TableRow((cell, cell), page=None),), "tabs", (cell,))
    time = TimeFrame(
        "2024-03",
        reviews=(2023, 2023),
        clues=(TimeClue("issued", (2024, 2024), "2024-03", "r", 0, 2),),
        parts=(TimePart(SectionMode.REVIEW, None, "default", 0, 0, 0, 5),),
    )
    document = make_document(tables=(table,), time=time, page_starts=(0, 3), plans=(2024, 2024), reviewed_years=None)
    cache.put("k", document)
    assert cache.get(Document, "k") == document


def test_a_reading_comes_back_as_it_was_and_under_no_other_key_or_type(reading, cache):
    cache.put("k", reading)
    assert cache.get(Reading, "k") == reading
    assert cache.get(Document, "k") is None
    (cache.folder / "k.reading").rename(cache.folder / "other.reading")
    assert cache.get(Reading, "other") is None


def forged(body):
    """Return a file whose hash is right and whose content is not."""
    packed = zlib.compress(body)
    return hashlib.sha256(b"k" + packed).digest() + packed


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-7],
        lambda data: data[:40] + b"x" + data[41:],
        lambda data: forged(b"not json"),
        lambda data: forged(b"[[], [], [], []]"),
        lambda data: forged(json.dumps([[[1] * 29], [], []]).encode()),
        lambda data: forged(b"[" * 100_000),
    ],
)
def test_a_file_that_is_not_whole_is_as_good_as_none_and_written_anew(reading, cache, spoil):
    cache.put("k", reading)
    path = cache.folder / "k.reading"
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.get(Reading, "k") is None
    cache.put("k", reading)
    assert cache.get(Reading, "k") == reading


def test_the_longest_unused_go_where_there_is_too_much(reading, cache):
    cache.put("0", reading)
    size = (cache.folder / "0.reading").stat().st_size
    small = replace(cache, most_bytes=3 * size)
    for age, key in enumerate(("3", "2", "1"), start=1):
        small.put(key, reading)
        os.utime(cache.folder / f"{key}.reading", (1_000_000 - age, 1_000_000 - age))
    os.utime(cache.folder / "0.reading", (1, 1))
    assert small.get(Reading, "0") == reading  # used now, so it is the youngest
    small.put("4", reading)
    assert sorted(path.stem for path in cache.folder.iterdir()) == ["0", "3", "4"]


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(reading, tmp_path):
    (tmp_path / "readings").write_text("a file")
    cache = ReadingCache(tmp_path / "readings")
    cache.put("k", reading)
    assert cache.get(Reading, "k") is None


def test_it_can_be_switched_off(monkeypatch, tmp_path):
    monkeypatch.setenv("MAPAPP_CACHE", "off")
    assert open_reading_cache() is None
    monkeypatch.setenv("MAPAPP_CACHE", str(tmp_path))
    assert open_reading_cache() == ReadingCache(tmp_path / "readings")


def test_wrong_plain_values_are_refused(reading):
    plain = plain_value(reading)
    assert record_of(Reading, plain) == reading
    for wrong in ({}, [1], [plain[0], plain[1]], [[plain[0][0][:-1]], [], []], [[[None, *plain[0][0][1:]]], [], []]):
        with pytest.raises(ValueError, match="expected"):
            record_of(Reading, wrong)


START = """
import sys
from pathlib import Path
from mapapp import pipeline
from mapapp.reading import document_records
from mapapp.settings import GEODATA_DIR
read = []
find = document_records.find_project_events
document_records.find_project_events = lambda document, *rest, **more: read.append(document.id) or find(document, *rest, **more)
atlas = pipeline.build_atlas(Path(sys.argv[1]), GEODATA_DIR)
print(*read, "|", *(event.quote for event in atlas.events))
"""


def test_a_second_start_reads_only_what_changed(tmp_path):
    seeds = tmp_path / "seeds"
    (seeds / "registry").mkdir(parents=True)
    (seeds / "registry" / "projects.csv").write_text("canonical,aliases,district,zones,parts,source,note\n", "utf-8")
    row = '[[document]]\nid = "{0}"\nfile = "{0}.txt"\ntitle = "报告"\nissued = "2025"\ndistrict = "青浦区"\nkind = "work_report"\nyear = 2025\n'
    (seeds / "manifest.toml").write_text("\n".join(map(row.format, "ab")), encoding="utf-8")
    for name, stage in (("a", "开工"), ("b", "竣工")):
        (seeds / f"{name}.txt").write_text(f"一、2024年工作回顾\n朱家角镇甲水厂工程{stage}。\n", encoding="utf-8")

    def start():
        told = subprocess.run(
            [sys.executable, "-c", START, str(seeds)],
            env={**os.environ, "MAPAPP_CACHE": str(tmp_path / "cache"), "PYTHONPATH": str(PROJECT_DIR)},
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        read, _, quotes = told.partition("|")
        return read.split(), quotes.split()

    first = start()
    assert first[0] == ["a", "b"]
    assert start() == ([], first[1])
    (seeds / "b.txt").write_text("一、2024年工作回顾\n朱家角镇甲水厂工程开工建设。\n", encoding="utf-8")
    read, quotes = start()
    assert read == ["b"]
    assert quotes != first[1]


def test_other_code_or_words_read_again(monkeypatch):
    key = reading_key("document", "a")
    assert reading_key("document", "a") == key
    assert reading_key("document", "b") != key
    monkeypatch.setattr("mapapp.reading.reading_cache.reader_digest", lambda: "other words")
    assert reading_key("document", "a") != key


def test_every_word_list_and_model_counts_as_what_reads(monkeypatch, tmp_path):
    from mapapp.reading import reading_cache

    for room in ("contracts", "documents", "extraction", "reading", "text"):
        (tmp_path / room).mkdir()
    for name in (
        "workspace.py",
        "reading/record_json.py",
        "extraction/stages.toml",
        "text/tense.py",
        "documents/x.bin",
    ):
        (tmp_path / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(reading_cache, "PACKAGE_DIR", tmp_path)
    seen = {reading_cache.reader_digest.__wrapped__()}
    for name in ("workspace.py", "extraction/stages.toml", "text/tense.py", "documents/x.bin"):
        (tmp_path / name).write_text("2", encoding="utf-8")
        seen.add(reading_cache.reader_digest.__wrapped__())
    assert len(seen) == 5


def test_looking_through_the_folder_does_not_grow_with_every_file_kept(reading, cache, monkeypatch):
    looked = []
    monkeypatch.setattr(ReadingCache, "_drop_oldest", lambda self: looked.append(self.folder))
    for number in range(200):
        cache.put(str(number), reading)
    assert looked == [cache.folder]  # at the first, and not again before a part of the limit is written


def test_a_text_with_half_a_character_is_kept_as_it_is(make_document, cache):
    document = make_document(title="半\ud83d")
    cache.put("k", document)
    assert cache.get(Document, "k") == document


def test_all_a_workspace_says_counts():
    rules = replace(active(), title="甲")
    keys = {
        reading_key("a", one)
        for one in (rules, (rules, True), (rules, False), replace(rules, title="乙"), replace(rules, zones=()))
    }
    assert len(keys) == 5
    assert reading_key("a", (rules, True)) == reading_key("a", (replace(rules), True))
