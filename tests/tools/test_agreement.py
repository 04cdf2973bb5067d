"""How far two readings of one text agree, over records whose agreement can be counted by hand."""

import json

from tools.annotations.agreement import agreement, main, pair
from tools.annotations.records import FrozenRecord, write_frozen


def record(*name_spans, start=0, end=40, stage="building", certain=True, sha256="a"):
    return FrozenRecord(
        doc="own",
        sha256=sha256,
        start=start,
        end=end,
        name_spans=name_spans,
        canonical_spans=(),
        stage=stage,
        modality="planned",
        year=2026,
        kind="works",
        certain=certain,
        polarity="planned",
    )


def test_two_equal_readings_agree_in_everything():
    reading = [record((2, 6)), record((7, 12))]
    figures = agreement(reading, reading)
    assert figures["name_f"] == figures["exact_name"] == figures["stage"] == 1.0


def test_a_missed_record_costs_the_f_of_names_and_no_share():
    first = [record((2, 6)), record((7, 12)), record((13, 20))]
    figures = agreement(first, first[:1])
    assert figures["name_f"] == 0.5, "2 x 1 pair of 3 + 1 records"
    assert figures["stage"] == 1.0


def test_an_uncertain_record_only_one_has_is_no_miss_among_the_certain():
    first = [record((2, 6)), record((7, 12), certain=False)]
    figures = agreement(first, first[:1])
    assert figures["certain_name_f"] == 1.0
    assert figures["name_f"] == 0.6667


def test_a_name_with_its_head_meets_the_bare_one_but_not_exactly():
    figures = agreement([record((2, 6), (20, 23))], [record((2, 6))])
    assert (figures["both"], figures["exact_name"]) == (1, 0.0)


def test_the_stage_that_differs_is_counted_among_the_pairs():
    figures = agreement([record((2, 6)), record((7, 12))], [record((2, 6)), record((7, 12), stage="started")])
    assert (figures["both"], figures["stage"]) == (2, 0.5)


def test_two_stages_of_one_name_find_their_likes():
    first = [record((2, 6), stage="completed"), record((2, 6), stage="started")]
    pairs = pair(first, list(reversed(first)))
    assert [(a.stage, b.stage) for a, b in pairs] == [("completed", "completed"), ("started", "started")]


def test_the_same_name_far_away_is_another_event():
    assert pair([record((2, 6))], [record((902, 906), start=900, end=940)]) == []


def test_only_the_asked_stretch_of_text_is_compared(tmp_path, capsys):
    write_frozen([record((2, 6)), record((902, 906), start=900, end=940)], tmp_path / "first.jsonl")
    write_frozen([record((2, 6))], tmp_path / "second.jsonl")
    assert main([str(tmp_path / "first.jsonl"), str(tmp_path / "second.jsonl"), "--to", "500"]) == 0
    assert json.loads(capsys.readouterr().out)["name_f"] == 1.0


def test_readings_of_different_texts_are_not_compared(tmp_path):
    write_frozen([record((2, 6))], tmp_path / "first.jsonl")
    write_frozen([record((2, 6), sha256="b")], tmp_path / "second.jsonl")
    assert main([str(tmp_path / "first.jsonl"), str(tmp_path / "second.jsonl")]) == 1
