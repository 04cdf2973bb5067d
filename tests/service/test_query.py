"""The parameters of a request: read strictly, and what they find."""

import pytest

from mapapp.selection import Selection, select
from mapapp.service.collections import served_collections
from mapapp.service.error_answers import RequestError
from mapapp.service.query import DEFAULT_LIMIT, MAX_LIMIT, matching_rows, read_query
from tests.exports.full_world import build_full_atlas


@pytest.fixture(scope="module")
def collections():
    atlas = build_full_atlas()
    return served_collections(atlas, select(atlas, Selection(as_of=2025)))


@pytest.fixture
def projects(collections):
    return collections["projects"]


def found(collection, **asked):
    query = read_query({name.replace("_", "-"): value for name, value in asked.items()}, collection)
    return [collection.rows[index]["name"] for index in matching_rows(collection, query)]


ALL = ["甲厂", "乙线", "丙园", "丁校", "戊桥", "己馆"]


def test_no_question_finds_everything_in_order(projects):
    assert found(projects) == ALL
    query = read_query({}, projects)
    assert (query.limit, query.offset, query.area, query.words) == (DEFAULT_LIMIT, 0, None, ())


def test_a_box_finds_what_it_touches_and_nothing_without_a_place(projects):
    assert found(projects, bbox="121.015,31.09,121.03,31.12") == ["乙线"]
    assert found(projects, bbox="121.015,31.09,0,121.03,31.12,99") == ["乙线"]
    assert found(projects, bbox="0,0,1,1") == []
    # From 170° east over 180° to 122° east lies everything here.
    assert "乙线" in found(projects, bbox="170,31.09,122,31.12")


@pytest.mark.parametrize(
    "bbox", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "nan,0,1,1", "0,0,inf,1", "0,2,1,1", "121.015,31.12,121.03,31.09"]
)
def test_a_box_that_is_none_is_refused(projects, bbox):
    with pytest.raises(RequestError):
        found(projects, bbox=bbox)


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "１"},
        {"limit": "1e3"},
        {"limit": ""},
        {"limit": "9999999999"},
        {"offset": "-1"},
        {"colour": "red"},
        {"sortby": "colour"},
        {"crs": "EPSG:4326"},
        {"bbox-crs": "EPSG:4326"},
        {"filter-lang": "sql"},
        {"datetime": "gestern"},
    ],
)
def test_a_parameter_of_no_use_is_refused_not_guessed(projects, asked):
    with pytest.raises(RequestError):
        read_query(asked, projects)


def test_a_page_is_never_larger_than_the_largest(projects):
    assert read_query({"limit": "999999"}, projects).limit == MAX_LIMIT


def test_words_are_found_whatever_width_and_case_and_all_must_occur(projects):
    assert found(projects, q="甲厂") == ["甲厂"]
    assert found(projects, q="青西 甲厂") == ["甲厂"]
    assert found(projects, q="甲厂 火星") == []
    assert found(projects, q="  ") == ALL


def test_rows_are_sorted_down_and_up_and_equal_ones_keep_their_order(projects):
    assert found(projects, sortby="-project_id") == ALL[::-1]
    assert found(projects, sortby="district,-project_id") == ALL[::-1]
    assert found(projects, sortby="+project_id") == ALL


def test_empty_values_stand_last_both_ways(projects):
    assert found(projects, sortby="lon")[-1] == "戊桥"
    assert found(projects, sortby="-lon")[-1] == "戊桥"


def test_of_a_list_one_item_is_enough(projects):
    assert found(projects, zones="青西") == found(projects, zones="青西", district="青浦区") != []
    assert found(projects, zones="青") == []
    assert found(projects, district="火星") == []
