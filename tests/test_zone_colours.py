"""Nine zones are told apart by everybody: differences computed for normal sight and three simulated dichromacies."""

from __future__ import annotations

from itertools import combinations

import pytest

from mapapp.contracts import Verdict
from mapapp.layers.style import ACCENT, GROUND, VERDICT_MARKS
from mapapp.open_workspace import active
from mapapp.workspace import load_workspace
from mapapp.zone_colours import ZONE_COLOURS
from tests.colour_sight import SIGHTS, contrast, difference, lab

OUTLINES = [outline for _, outline in ZONE_COLOURS]
# A line 2 px wide needs more than the 2.3 of two large fields side by side; in the shipped colours before these, 新城 and 示范区
# differed by 2.5 for who sees no green.
LEAST, LEAST_OF_FIVE = 14.0, 18.0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # the test data of Sharma, Wu and Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_formula_gives_its_published_differences(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_of_nine_are_told_apart(sight):
    seen = [lab(colour, sight) for colour in OUTLINES]
    assert len(seen) == 9
    assert min(difference(*pair) for pair in combinations(seen, 2)) >= LEAST
    assert min(difference(*pair) for pair in combinations(seen[:5], 2)) >= LEAST_OF_FIVE


@pytest.mark.parametrize("outline", OUTLINES)
def test_each_stands_out_from_the_ground_and_means_nothing_else(outline):
    assert contrast(outline, GROUND["land"]) >= 3
    for meaning in (ACCENT, VERDICT_MARKS[Verdict.OVERDUE].colour):
        assert difference(lab(outline), lab(meaning)) >= 18


@pytest.mark.parametrize(("tint", "outline"), ZONE_COLOURS)
def test_a_tint_is_its_outline_in_a_lighter_key(tint, outline):
    assert lab(tint)[0] >= lab(outline)[0] + 14
    assert contrast("#1f2933", tint) >= 4.5  # ink on it, in legends


def test_a_zone_without_colours_has_its_own_and_a_part_those_of_its_whole(tmp_path):
    rows = ['id = "部"\npart_of = "乙"', 'id = "甲"', 'id = "乙"', 'id = "丙"\noutline = "#123456"', 'id = "丁"']
    (tmp_path / "workspace.toml").write_text('title = "县"\n' + "".join(f"[[zone]]\n{row}\n" for row in rows), "utf-8")
    looks = {zone.id: (zone.tint, zone.outline) for zone in load_workspace(tmp_path).zones}
    assert looks["甲"] == ZONE_COLOURS[0]
    assert looks["部"] == looks["乙"] == ZONE_COLOURS[1]
    assert looks["丙"] == (ZONE_COLOURS[2][0], "#123456")
    assert looks["丁"] == ZONE_COLOURS[3]


def test_the_shipped_zones_take_the_first_five():
    assert [active().zone(zone).outline for zone in active().headline_zones] == OUTLINES[:5]
