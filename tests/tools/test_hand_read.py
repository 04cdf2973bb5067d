"""What training learns from: candidates told whether a person marked them, by weights of documents kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.extraction_quality import Task
from tools.hand_read import GROUP_WEIGHT, find_name, read_task, weigh

GOLD = {
    **{"kind": "project", "name": "松河大桥", "canonical": "松河大桥", "stage": "operating", "modality": "reported"},
    **{"year": 2025, "certain": True, "quote": "松河大桥建成通车"},
}
TEXT = "一、2025年工作回顾\n松河大桥建成通车。深入推进机关作风建设。\n"


@pytest.fixture
def reading(tmp_path: Path):
    path = tmp_path / "yx.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_task(Task("district", "report", path, [dict(GOLD)], figures=False))


def test_a_candidate_is_right_where_a_person_marked_its_name(reading):
    assert {one.name: one.right for one in reading.candidates} == {"松河大桥": True, "机关作风建设": False}


def test_the_characters_of_a_marked_name_are_labelled(reading):
    passage = next(passage for passage in reading.passages if "松河" in passage.text)
    assert passage.labels[:6] == ["B", "I", "I", "I", "O", "O"]


def test_confidences_come_of_the_weights_given(reading):
    weigh([reading], {"bias": 0.0, "head.structure": 2.0})
    # e^2 / (1 + e^2) = 0.88 for the bridge; the other has none of the features weighed
    assert {one.name: one.confidence for one in reading.candidates} == {"松河大桥": 0.88, "机关作风建设": 0.5}


def test_nothing_learns_from_texts_held_back():
    assert GROUP_WEIGHT["held"] == 0


def test_a_name_is_found_over_blanks_and_by_its_longest_beginning():
    assert find_name("建成松 河大桥", "松河大桥") == (2, 7)
    assert find_name("甲、乙等高速公路", "甲高速公路") is None
    assert find_name("2号线、13号线西延伸", "2号线西延伸") == (0, 3)
