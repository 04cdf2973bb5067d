"""Freezing a reader's table to offsets and giving the words back, over small texts of our own."""

import json
from pathlib import Path

import pytest

from tools.annotations import freeze as freezing
from tools.annotations import rebuild as rebuilding
from tools.annotations.records import read_frozen

TEXT = "2025年，11号线、1号线西延伸开工，甲水库\n建成蓄水。\r\n2026年，推进乙大桥建设。推进乙大桥建设和“AI+制造”基地二期开工。\n"
FIELDS = "\t\tbuilding\tplanned\t2026\tworks\t1\tplanned"


def freeze(*lines, text=TEXT):
    return freezing.freeze("\n".join(lines), text, doc="own", sha256="0" * 64)


def words(record, text=TEXT):
    return [text[start:end] for start, end in record.name_spans]


def test_a_quote_is_found_across_a_line_break_and_keeps_its_full_span():
    records, problems = freeze("甲水库建成蓄水\t甲水库\t\toperating\treported\t2025\tworks\t1\thappened")
    assert problems == ()
    assert TEXT[records[0].start : records[0].end] == "甲水库\n建成蓄水"
    assert (records[0].stage, records[0].year, records[0].certain) == ("operating", 2025, True)


def test_a_shared_head_is_a_part_of_its_own():
    line = "11号线、1号线西延伸开工\t{}\t\tstarted\treported\t2025\tworks\t1\thappened"
    records, _ = freeze(line.format("11号线+西延伸"), line.format("1号线+西延伸"))
    assert [words(record) for record in records] == [["11号线", "西延伸"], ["1号线", "西延伸"]]
    assert records[1].name_spans[0] == (11, 14), "not the end of 11号线"


def test_a_plus_sign_of_the_name_is_escaped():
    records, problems = freeze(r"“AI+制造”基地二期开工" + "\t" + r"“AI\+制造”基地二期" + FIELDS)
    assert problems == ()
    assert words(records[0]) == ["“AI+制造”基地二期"]


def test_a_canonical_name_may_stand_anywhere_in_the_text():
    text = "甲机场扩建。" + "，" * 1000 + "二期开工。"
    records, _ = freeze("二期开工\t二期\t甲机场\tstarted\treported\t2025\tworks\t1\thappened", text=text)
    assert records[0].canonical_spans == ((0, 3),)


def test_a_name_part_far_from_its_quote_is_refused():
    text = "甲机场扩建。" + "，" * 1000 + "二期开工。"
    _, problems = freeze("二期开工\t甲机场+二期\t\tstarted\treported\t2025\tworks\t1\thappened", text=text)
    assert problems == ("own line 1: part of a name not found near its quote: 甲机场",)


def test_words_that_stand_twice_are_taken_in_the_order_of_the_table():
    line = "推进乙大桥建设\t乙大桥" + FIELDS
    records, problems = freeze(line, line)
    assert problems == ()
    first, second = (record.start for record in records)
    assert (first, second) == (TEXT.index("推进乙大桥"), TEXT.rindex("推进乙大桥"))


def test_a_record_said_once_too_often_is_a_problem():
    line = "推进乙大桥建设\t乙大桥" + FIELDS
    _, problems = freeze(line, line, line)
    assert problems == ("own line 3: said before: 乙大桥 building",)


def test_one_name_may_mean_two_projects():
    line = "2025年，11号线、1号线西延伸开工\t西延伸\t{}+西延伸\tstarted\treported\t2025\tworks\t1\thappened"
    records, problems = freeze(line.format("11号线"), line.format("1号线"))
    assert problems == ()
    assert len(records) == 2


def test_every_line_that_cannot_be_used_is_told_and_the_others_are_kept():
    records, problems = freeze(
        "# 乙大桥",
        "",
        "推进丙大桥建设\t丙大桥" + FIELDS,
        "推进乙大桥建设\t乙大桥\t\tdone\treported\t26\troad\tyes\tplanned",
        "推进乙大桥建设",
        "推进乙大桥建设\t乙大桥" + FIELDS,
    )
    assert len(records) == 1
    assert problems == (
        "own line 3: quote not in the text: 推进丙大桥建设",
        "own line 4: not understood: stage 'done', year '26', kind 'road', certain 'yes', polarity 'planned'",
        "own line 5: 1 columns instead of 9 or 10",
    )


def test_what_was_not_reached_is_never_reported():
    line = "推进乙大桥建设\t乙大桥\t\tcompleted\t{}\t2025\tworks\t1\tnot_reached\t2027"
    records, problems = freeze(line.format("planned"), line.format("reported"))
    assert (records[0].polarity, records[0].year, records[0].moved_to) == ("not_reached", 2025, 2027)
    assert problems == ("own line 2: not understood: polarity 'not_reached'",)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with a text, its table, and the frozen records of both."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "own.txt").write_bytes(TEXT.encode("utf-8"))
    table = (
        "推进乙大桥建设\t乙大桥"
        + FIELDS
        + "\n11号线、1号线西延伸开工\t1号线+西延伸\t\tstarted\treported\t2025\tworks\t0\thappened\n"
    )
    (tmp_path / "own.tsv").write_text(table, encoding="utf-8")
    assert (
        freezing.main(
            [str(tmp_path / "own.tsv"), str(tmp_path / "texts" / "own.txt"), "--out", str(tmp_path / "corpus")]
        )
        == 0
    )
    return tmp_path


def test_kept_files_hold_offsets_in_text_order_and_no_word_of_the_text(kept):
    lines = (kept / "corpus" / "own.jsonl").read_text(encoding="utf-8")
    assert "大桥" not in lines and "号线" not in lines
    starts = [record.start for record in read_frozen(kept / "corpus" / "own.jsonl")]
    assert starts == sorted(starts)


def test_rebuilt_records_quote_the_text_exactly(kept):
    command = ["--corpus", str(kept / "corpus"), "--texts", str(kept / "texts"), "--out", str(kept / "gold")]
    assert rebuilding.main(command) == 0
    gold = [json.loads(line) for line in (kept / "gold" / "own.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(g["name"], g["canonical"], g["quote"]) for g in gold] == [
        ("1号线西延伸", "1号线西延伸", "11号线、1号线西延伸开工"),
        ("乙大桥", "乙大桥", "推进乙大桥建设"),
    ]
    assert [g["kind"] for g in gold] == ["project", "project"]
    assert all(TEXT[g["start"] : g["end"]] == g["quote"] for g in gold)


def test_another_text_under_the_same_name_is_refused(kept, capsys):
    (kept / "texts" / "own.txt").write_text(TEXT + "。", encoding="utf-8")
    command = ["--corpus", str(kept / "corpus"), "--texts", str(kept / "texts"), "--out", str(kept / "gold")]
    assert rebuilding.main(command) == 1
    assert "is not the text that was annotated" in capsys.readouterr().err
    assert not (kept / "gold" / "own.jsonl").exists()


def test_a_table_with_faults_writes_nothing(kept, capsys):
    (kept / "own.tsv").write_text("推进丙大桥建设\t丙大桥" + FIELDS, encoding="utf-8")
    out = kept / "elsewhere"
    assert freezing.main([str(kept / "own.tsv"), str(kept / "texts" / "own.txt"), "--out", str(out)]) == 1
    assert "quote not in the text" in capsys.readouterr().err
    assert not out.exists()
