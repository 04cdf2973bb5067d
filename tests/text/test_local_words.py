"""Words of the place, as the workspace gives them: the same code in another county says something else."""

from dataclasses import replace

import pytest

from mapapp.open_workspace import activate, active
from mapapp.text.local_words import names_branch, says_only_where, without_district


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("上海市青浦区体育中心", "体育中心"),
        ("青浦体育中心", "体育中心"),
        ("甲镇青浦路", "甲镇青浦路"),
        ("体育中心", "体育中心"),
        ("", ""),
    ],
)
def test_city_and_district_before_a_name_go(name, rest):
    assert without_district(name) == rest


@pytest.mark.parametrize(("words", "where"), [("上海市青浦区", True), ("金泽镇", True), ("国际", False), ("", False)])
def test_words_that_only_say_where_are_known(words, where):
    assert says_only_where(words) is where


@pytest.mark.parametrize(
    ("name", "branch"), [("中山医院青浦分院", True), ("复旦大学甲校区", True), ("中山医院", False), ("", False)]
)
def test_an_institutions_house_is_told_from_the_institution(name, branch):
    assert names_branch(name) is branch


def test_another_workspace_has_other_words_at_once():
    assert without_district("青浦区体育中心") == "体育中心"
    activate(replace(active(), districts=(), zones=(), wider_places=(), city=""))
    assert without_district("青浦区体育中心") == "青浦区体育中心"
    assert not says_only_where("青浦区")
    assert says_only_where("金泽镇")
