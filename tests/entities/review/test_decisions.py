import json

from mapapp.entities import load_decisions

LINE = {
    "decision": "reject",
    "document": "00",
    "kind": "event",
    "quote": "甲园开工",
    "name": "甲园",
    "reviewer": "编辑部",
    "date": "2026-11-20",
    "reason": "泛指，不是具体项目",
}


def write(path, *lines):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")


def test_decisions_come_file_by_file_line_by_line(tmp_path):
    write(tmp_path / "b.jsonl", LINE)
    write(tmp_path / "a.jsonl", LINE | {"name": "乙园"}, "", LINE | {"name": "丙园"})
    decisions, problems = load_decisions(tmp_path)
    assert [decision.name for decision in decisions] == ["乙园", "丙园", "甲园"]
    assert [decision.where for decision in decisions][1] == "reviews/a.jsonl:3"
    assert problems == ()


def test_a_bad_line_is_a_problem_and_the_rest_counts(tmp_path):
    bad = [
        "{",
        "[1]",
        LINE | {"reason": " "},
        LINE | {"decision": "maybe"},
        LINE | {"date": "昨天"},
        LINE | {"decision": "correct"},
        LINE | {"was": ["x"]},
    ]
    write(tmp_path / "a.jsonl", *bad, LINE)
    decisions, problems = load_decisions(tmp_path)
    assert len(decisions) == 1
    assert [problem.where for problem in problems] == [f"reviews/a.jsonl:{number}" for number in range(1, 8)]
    assert "reason" in problems[2].message


def test_no_folder_means_no_decisions(tmp_path):
    assert load_decisions(tmp_path / "none") == ((), ())


def test_a_file_that_is_no_text_is_a_problem(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xff\xfe\x00\x81")
    decisions, (problem,) = load_decisions(tmp_path)
    assert decisions == ()
    assert problem.where == "a.jsonl"


def test_a_line_separator_inside_a_quote_ends_no_line(tmp_path):
    write(tmp_path / "a.jsonl", LINE | {"quote": "甲园\u2028开工\x85\x0b"}, LINE | {"name": "乙园"})
    decisions, problems = load_decisions(tmp_path)
    assert [(decision.name, decision.where) for decision in decisions] == [
        ("甲园", "reviews/a.jsonl:1"),
        ("乙园", "reviews/a.jsonl:2"),
    ]
    assert problems == ()
