"""The ways documents write a numbered road, and what only looks like one."""

import re

import pytest

from mapapp.text.road_numbers import ROAD_NUMBER, fold_road_numbers, is_road_number


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("318国道", "G318"),
        ("G318国道", "G318"),
        ("国道318", "G318"),
        ("国道G318", "G318"),
        ("g318", "g318"),
        ("g318国道", "G318"),
        ("215省道", "S215"),
        ("省道S215", "S215"),
        ("S32高速公路", "S32"),
        ("G2高速", "G2"),
        ("G1503公路", "G1503"),
        ("X203县道", "X203"),
        ("县道203", "X203"),
        ("318国道与215省道交叉口", "G318与S215交叉口"),
        ("沪渝高速公路（G50高速）", "沪渝高速公路（G50）"),
    ],
)
def test_one_road_has_one_number_however_it_is_written(printed, code):
    assert fold_road_numbers(printed) == code


@pytest.mark.parametrize(
    "printed",
    [
        "沪青平公路",
        "国道改线工程",
        "省道2024年改造",
        "县道200公里",
        "国道312条",
        "1318国道",
        "AG50高速",
        "3.318国道",
        "17号线",
    ],
)
def test_what_is_no_number_of_a_road_stays(printed):
    assert fold_road_numbers(printed) == printed


@pytest.mark.parametrize(("name", "is_one"), [("G50", True), ("s215", True), ("X1", True), ("G318改扩建", False), ("G", False), ("A4", False)])  # fmt: skip
def test_a_number_alone_is_a_road(name, is_one):
    assert is_road_number(name) is is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推动G50、G15抬升", ["G50", "G15"]),
        ("318国道改线", ["318国道"]),
        ("国道318改线", ["国道318"]),
        ("县道改造", []),
        ("编号G12345", []),
    ],
)
def test_a_number_is_found_in_a_text(text, found):
    assert re.findall(ROAD_NUMBER, text) == found
