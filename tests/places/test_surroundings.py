"""What stands over an event: the row label, the paragraph's topic, the heading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts import Document, DocumentKind, Geodata, ProjectEvent, Section, SectionMode, TextView
from mapapp.places import place_projects
from tests.toy_world import make_event, make_project

COMPANY = "捍宇医疗"


def make_document(text: str, headings: tuple[str, ...] = ()) -> Document:
    view = TextView(text, tuple(range(len(text))))
    section = Section(0, len(text), headings, SectionMode.REVIEW, (2023, 2023))
    return Document("003", "x", "x", "闵行区", DocumentKind.PLAN_REPORT, 2024, "", "", text, view, (section,))


def event_in(text: str) -> ProjectEvent:
    start = text.index(COMPANY)
    return replace(make_event(COMPANY), doc="003", start=start, end=start + len(COMPANY))


def place_company(document: Document, geodata: Geodata, name: str = COMPANY) -> tuple[str, str]:
    event = event_in(document.text)
    project = make_project(name, district="闵行区", events=(event,))
    (placement,), _ = place_projects([project], [event], geodata, [document])
    return placement.feature_ids[0], placement.basis


@pytest.mark.parametrize(
    ("text", "headings", "said"),
    [
        ("区域\t进展\n莘庄工业区\t捍宇医疗竣工", (), "原文列在表中“莘庄工业区”一行"),
        ("莘庄工业区\t甲竣工\n\t乙开工\n\n\t捍宇医疗竣工", (), "原文列在表中“莘庄工业区”一行"),
        ("莘庄工业区能级提升。今年捍宇医疗竣工。", (), "原文写在以“莘庄工业区能级提升”开头的一段"),
        ("5、建设莘庄工业区。捍宇医疗竣工。", (), "原文写在以“建设莘庄工业区”开头的一段"),
        ("捍宇医疗竣工。", ("二、工作", "（三）做强莘庄工业区"), "原文写在标题“做强莘庄工业区”之下"),
    ],
)
def test_park_over_a_company_is_where_it_builds(
    toy_geodata: Geodata, text: str, headings: tuple[str, ...], said: str
) -> None:
    feature_id, basis = place_company(make_document(text, headings), toy_geodata)
    assert feature_id == "t4"
    assert basis.startswith(said)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("莘庄工业区\t甲竣工\n\n另一张表\n\t捍宇医疗竣工", ()),
        ("莘庄工业区、紫竹高新区提升。捍宇医疗竣工。", ()),
        ("莘庄工业区去年新增企业十二家，完成产值三百亿元，税收持续增长，位列全区各园区第一。捍宇医疗竣工。", ()),
        ("吴泾镇\t捍宇医疗竣工", ()),
        ("捍宇医疗竣工。", ("莘庄工业区", "二、全区工作")),
    ],
    ids=["another table", "two parks", "a story, not a topic", "a town is its zone", "an outer heading"],
)
def test_what_does_not_stand_over_it_is_no_place(toy_geodata: Geodata, text: str, headings: tuple[str, ...]) -> None:
    feature_id, _ = place_company(make_document(text, headings), toy_geodata)
    assert feature_id == "d2"


def test_town_in_the_name_is_stronger_than_a_heading_elsewhere(toy_geodata: Geodata) -> None:
    document = make_document("莘庄工业区\t捍宇医疗竣工")
    feature_id, _ = place_company(document, toy_geodata, name="吴泾镇捍宇医疗")
    assert feature_id == "t3"


def test_repaired_reading_order_counts_and_not_the_stored_one(toy_geodata: Geodata) -> None:
    # Stored with the two halves of the paragraph in the wrong columns.
    stored = "捍宇医疗竣工。莘庄工业区提升。"
    view = "莘庄工业区提升。捍宇医疗竣工。"
    offsets = (*range(7, 15), *range(7))
    document = replace(make_document(stored), view=TextView(view, offsets))
    assert place_company(document, toy_geodata)[0] == "t4"
