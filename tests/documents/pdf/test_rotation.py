"""Turned pages: what is seen and what is stored lead to each other."""

import pytest

from mapapp.documents.pdf.rotation import Rotation
from mapapp.documents.pdf.rules import Rule, Rules


class Page:
    """A page of 600 by 800 points whose corner lies at 10, 20, turned so many degrees clockwise."""

    def __init__(self, degrees):
        self.degrees = degrees

    def get_rotation(self):
        return self.degrees

    def get_bbox(self):
        return (10.0, 20.0, 610.0, 820.0)


@pytest.mark.parametrize(("degrees", "size"), [(0, (600, 800)), (90, (800, 600)), (180, (600, 800)), (270, (800, 600))])
def test_a_page_turned_by_a_quarter_is_seen_across(degrees, size):
    rotation = Rotation(Page(degrees))
    assert (rotation.width, rotation.height) == size


@pytest.mark.parametrize(
    ("degrees", "seen"),
    [(0, (0, 0, 100, 50)), (90, (0, 500, 50, 600)), (180, (500, 750, 600, 800)), (270, (750, 0, 800, 100))],
)
def test_the_lower_left_corner_of_the_paper_is_seen_where_the_turn_takes_it(degrees, seen):
    assert Rotation(Page(degrees)).seen_area(10.0, 20.0, 110.0, 70.0) == seen


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 360, 450])
def test_there_and_back_is_the_same_place(degrees):
    rotation = Rotation(Page(degrees))
    assert rotation.area(*rotation.seen_area(30.0, 40.0, 130.0, 240.0)) == (30.0, 40.0, 130.0, 240.0)


def test_a_level_rule_of_a_page_turned_by_a_quarter_is_seen_upright():
    stored = Rules([Rule(20.0, 10.0, 110.0)], [])
    assert Rotation(Page(90)).rules(stored) == Rules([], [Rule(0.0, 500.0, 600.0)])
    assert Rotation(Page(180)).rules(stored) == Rules([Rule(800.0, 500.0, 600.0)], [])
