"""Reading makes as many more calls as a text is longer, whatever the text: times are measured by benchmarks/reading_growth.py."""

from __future__ import annotations

import pytest

from benchmarks.reading_growth import TEXTS, calls

SHORT, LONG = 1_500, 6_000


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_four_times_as_long_takes_four_times_the_calls(kind):
    make = TEXTS[kind]
    calls(make(SHORT))  # patterns are made once
    assert calls(make(LONG)) <= 4.4 * calls(make(SHORT))
