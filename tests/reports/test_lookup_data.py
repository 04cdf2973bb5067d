"""What a reader can look up behind the map, as plain data."""

import json

import pytest

from mapapp.contracts import Placement, Precision
from mapapp.reports.lookup_data import build_book, place_words, source_line, where_in
from tests.conftest import build_document
from tests.exports.full_world import SQUARE, build_full_atlas


def test_a_book_holds_every_project_with_its_sentences_and_verdicts():
    book = build_book(build_full_atlas())
    first = book["projects"][0]
    assert [project["name"] for project in book["projects"]] == ["甲厂", "乙线", "丙园", "丁校", "戊桥", "己馆"]
    # Stage by rank (started 2, completed 5), year, planned, document, offsets, quote, certain.
    assert [2, 2024, False, 0, 0, 4, "甲厂开工", True] in first["events"]
    assert [5, 2025, False, 0, 10, 14, "甲厂建成", True] in first["events"]
    assert [row[1] for row in first["promises"]] == [2025, 2026]


def test_what_a_stranger_wrote_travels_as_a_value_and_is_no_markup_of_ours():
    book = build_book(build_full_atlas())
    assert "<img src=x onerror=alert(1)>" in json.dumps(book, ensure_ascii=False)
    json.dumps(book, allow_nan=False)


def test_an_empty_field_takes_no_room():
    bare = build_book(build_full_atlas())["projects"][2]
    assert "promises" not in bare
    assert "aliases" not in bare


@pytest.mark.parametrize(
    ("placement", "words"),
    [
        (None, "未上图：文件没有给出可定位的地点"),
        (Placement("p", Precision.NONE, None, None, "只写到全区"), "未上图：只写到全区"),
        (Placement("p", Precision.SITE, SQUARE, None, "名录"), "位置：地点。名录"),
        (Placement("p", Precision.AREA, SQUARE, 1234.6, "名录"), "位置：片区，误差约 1,235 米。名录"),
    ],
)
def test_a_place_says_how_exactly_it_is_known_and_why(placement, words):
    assert place_words(placement) == words


def test_where_a_quote_stands_names_the_page_only_where_there_are_pages():
    assert where_in(build_document(), 0, 5) == "第0–5字"
    assert where_in(build_document(page_starts=(0, 3)), 3, 5) == "第2页，第3–5字"


def test_sources_are_named(make_atlas):
    assert source_line(make_atlas(documents=[build_document("1"), build_document("2")])) == "来源：《文件1》、《文件2》"
