"""The style table: fuller means further, and text can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mapapp.contracts import Stage, Verdict
from mapapp.layers.style import (
    ACCENT,
    GROUND,
    INK,
    INK_SOFT,
    KEPT_COLOUR,
    OTHERWISE_COLOUR,
    RAMP,
    STAGE_MARKS,
    UNVERIFIED_COLOUR,
    VERDICT_MARKS,
)
from tests.colour_sight import SIGHTS, difference, lab


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb after WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_fuller_and_darker_means_further():
    marks = [STAGE_MARKS[stage] for stage in Stage]
    assert [mark.fill for mark in marks] == sorted(mark.fill for mark in marks)
    assert [luminance(mark.colour) for mark in marks] == sorted(
        (luminance(mark.colour) for mark in marks), reverse=True
    )
    looks = [(mark.fill, mark.ring, mark.halo) for mark in marks]
    assert len(set(looks)) == len(looks)


def test_verdicts_differ_without_colour_and_what_is_no_finding_has_no_mark():
    symbols = {verdict.value: VERDICT_MARKS[verdict].symbol for verdict in Verdict}
    assert symbols == {
        **{"kept": "●", "reached": "○", "late": "▲", "overdue": "■", "unverified": "◌"},
        **{"not_due": "", "intention": ""},
    }


@pytest.mark.parametrize(
    "colour", [ACCENT, INK, INK_SOFT, GROUND["label"], *(VERDICT_MARKS[verdict].colour for verdict in Verdict)]
)
def test_text_colours_stand_out_from_paper(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_of_zones_are_told_apart_by_everybody_and_darker_means_more(sight):
    seen = [lab(colour, sight) for colour in RAMP]
    assert [colour[0] for colour in seen] == sorted((colour[0] for colour in seen), reverse=True)
    # Two large fields side by side need 2.3; drawn at 62 % over the ground a difference shrinks to about that share.
    assert min(difference(*pair) for pair in pairwise(seen)) >= 8
    parts = [lab(colour, sight) for colour in (KEPT_COLOUR, OTHERWISE_COLOUR, UNVERIFIED_COLOUR)]
    assert min(difference(*pair) for pair in pairwise(parts)) >= 20


def test_a_fill_looks_like_no_stage():
    stages = [lab(mark.colour) for mark in STAGE_MARKS.values()]
    assert min(difference(lab(colour), stage) for colour in RAMP for stage in stages) >= 20
