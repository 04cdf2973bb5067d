"""Records: spans, ids, repeats."""

from __future__ import annotations

from dataclasses import replace

from mapapp.contracts.vocabulary import Comparator, ValueKind
from mapapp.extraction.figures.indicator_records import IndicatorDraft, RecordBook
from tests.extraction.figures.figure_documents import make_text_document

CLAIM = IndicatorDraft(
    name="新增养老床位数",
    region="东湖区",
    period="2022",
    kind=ValueKind.ACTUAL,
    value=60.0,
    low=None,
    high=None,
    value_text="60张",
    unit="张",
    comparator=Comparator.EQUAL,
    certain=True,
    rule="unit.items",
    confidence=0.9,
    reasons=(),
    table=False,
)


def test_same_claim_is_kept_once_in_prose_and_twice_in_a_table() -> None:
    book = RecordBook(make_text_document("新增养老床位60张，新增养老床位60张"))
    book.add(CLAIM, 0, 9)
    book.add(CLAIM, 10, 19)
    assert len(book.records()) == 1
    book.add(replace(CLAIM, table=True), 10, 19)
    assert len(book.records()) == 2


def test_shorter_name_of_the_same_figure_is_a_repeat() -> None:
    book = RecordBook(make_text_document("新增养老床位60张"))
    book.add(CLAIM, 0, 9)
    book.add(replace(CLAIM, name="养老床位数"), 0, 9)
    book.add(replace(CLAIM, name="床位"), 0, 9)
    assert [record.name for record in book.records()] == ["新增养老床位数", "床位"]


def test_nothing_without_name_or_place() -> None:
    book = RecordBook(make_text_document("床位60张"))
    book.add(replace(CLAIM, name=""), 0, 4)
    book.add(CLAIM, 3, 3)
    assert book.records() == ()


def test_id_depends_on_place_name_and_value_only() -> None:
    document = make_text_document("床位60张，床位60张")
    one, other = RecordBook(document), RecordBook(document)
    one.add(CLAIM, 0, 5)
    other.add(replace(CLAIM, name="企业数", value=3.0), 6, 11)
    other.add(CLAIM, 0, 5)
    assert one.records()[0].indicator_id == other.records()[0].indicator_id
