"""Figures read by hand: placed in a text of our own, kept without its words, and given back for the scorer."""

import json

import pytest

from tools.annotations import figures
from tools.annotations.rebuild import kept_events

TEXT = "一、回顾\n新增桥1座、路1条，税收增长\n5%以上。\n二、安排\n新建桥2座。\n附：桥3座。\n"
READ = "@read\t新增桥\t新建桥2座。"
FACTS = "\t1\t{}\t=\tactual\t2025\t甲县\t1"


def freeze(*lines, text=TEXT):
    return figures.freeze_figures("\n".join(lines), text, doc="own", sha256="0" * 64)


def words(span):
    return TEXT[span[0] : span[1]]


def test_the_value_is_the_one_beside_its_name_where_a_clause_has_the_number_twice():
    reading, problems = freeze(
        READ,
        "新增桥1座、路1条\t新增桥\t1" + FACTS.format("座"),
        "新增桥1座、路1条\t新增+路\t1" + FACTS.format("条"),
    )
    assert problems == ()
    assert [figure.value_span for figure in reading.figures] == [(8, 9), (12, 13)]
    assert [words(span) for span in reading.figures[1].name_spans] == ["新增", "路"]


def test_a_value_is_found_across_a_line_break():
    reading, problems = freeze(READ, "税收增长5%以上\t税收增长\t5%以上\t5\t%\t>=\tactual\t2025\t甲县\t1")
    assert problems == ()
    assert words((reading.figures[0].start, reading.figures[0].end)) == "税收增长\n5%以上"
    assert (reading.figures[0].value, reading.figures[0].comparator) == (5.0, ">=")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("桥3座\t桥\t3\t3\t座\t=\tactual\t2025\t甲县\t1", "outside what was read"),
        ("新建桥2座\t桥\t3座\t3\t座\t=\tactual\t2025\t甲县\t1", "value not in its quote: 3座"),
        ("新建桥2座\t桥\t2座\t2\t座\t=\twish\t2025\t甲县\t1", "'wish' is not a valid ValueKind"),
        ("新建桥2座\t桥\t2座\t2\t座\t>\ttarget\t2025\t甲县\t1", "'>' is not a valid Comparator"),
        ("新建桥2座\t桥\t2座\t2\t座\t=\ttarget\t2025\t甲县\tyes", "certain 'yes'"),
        ("新建桥2座\t桥\t2座", "3 columns instead of 10"),
    ],
)
def test_a_line_that_cannot_be_used_is_told(line, said):
    reading, problems = freeze(READ, line)
    assert problems == (f"own line 2: {said}",)
    assert reading.figures == ()


def test_a_figure_said_twice_is_told():
    line = "新建桥2座\t桥\t2座\t2\t座\t=\ttarget\t2026\t甲县\t1"
    assert freeze(READ, line, line)[1] == ("own line 3: said before",)


def test_a_span_that_was_read_must_be_clear():
    assert freeze("@read\t桥\t新建桥2座。")[1] == ("own line 1: 桥 stands 3 times, 新建桥2座。 1 times",)


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "own.txt").write_bytes(TEXT.encode("utf-8"))
    table = tmp_path / "own.figures.tsv"
    table.write_text(f"{READ}\n新建桥2座\t新建桥\t2座\t2\t座\t=\ttarget\t2026\t甲县\t0\n", encoding="utf-8")
    command = ["freeze", str(table), str(tmp_path / "texts" / "own.txt"), "--out", str(tmp_path / "corpus")]
    assert figures.main(command) == 0
    return tmp_path


def rebuild(kept, *more):
    places = ["--corpus", str(kept / "corpus"), "--texts", str(kept / "texts"), "--out", str(kept / "gold")]
    return figures.main(["rebuild", *places, *more])


def test_what_is_kept_holds_no_word_of_the_text_and_is_no_file_of_events(kept):
    path = kept / "corpus" / "own.figures.jsonl"
    assert "桥" not in path.read_text(encoding="utf-8")
    assert kept_events(kept / "corpus") == []


def test_a_rebuilt_figure_is_a_full_indicator(kept):
    assert rebuild(kept) == 0
    (gold,) = [json.loads(line) for line in (kept / "gold" / "own.jsonl").read_text(encoding="utf-8").splitlines()]
    assert gold == {
        "kind": "indicator",
        "doc": "own",
        "start": 31,
        "end": 36,
        "quote": "新建桥2座",
        "name": "新建桥",
        "region": "甲县",
        "period": 2026,
        "value_kind": "target",
        "value": 2,
        "value_text": "2座",
        "unit": "座",
        "comparator": "=",
        "nature": None,
        "table": False,
        "certain": False,
    }


def test_what_a_reader_finds_elsewhere_is_left_aside(kept):
    found = [{"doc": "own", "start": 31, "name": "新建桥"}, {"doc": "own", "start": 40, "name": "桥"}]
    (kept / "found.jsonl").write_text("".join(json.dumps(record) + "\n" for record in found), encoding="utf-8")
    assert rebuild(kept, "--found", str(kept / "found.jsonl")) == 0
    lines = (kept / "gold" / "found" / "indicators.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["start"] for line in lines] == [31]


def test_another_text_is_refused(kept):
    (kept / "texts" / "own.txt").write_text(TEXT + "。", encoding="utf-8")
    with pytest.raises(ValueError, match="not the text that was annotated"):
        rebuild(kept)
