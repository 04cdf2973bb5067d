"""What projects, their states and their promises say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapapp.contracts.projects import Bound, ProjectState, Promise
from mapapp.contracts.vocabulary import Clock, Stage, Verdict

PROMISE = Promise("x", "p", "e", Stage.COMPLETED, 2023, Verdict.LATE, "")


def bound(year: int) -> Bound:
    """Return what one sentence proves of a year."""
    return Bound(year, "001", "e", "")


@pytest.mark.parametrize(
    ("not_before", "not_after", "delay"),
    [(2023, 2025, (1, 2)), (2024, 2025, (2, 2)), (2023, 2024, (1, 1)), (2025, 2030, (3, 7))],
)
def test_a_delay_lies_between_what_is_proven(not_before, not_after, delay):
    late = replace(PROMISE, not_before=bound(not_before), not_after=bound(not_after))
    assert late.delay_years == delay


def test_no_delay_is_claimed_without_both_ends_and_the_verdict():
    assert replace(PROMISE, not_after=bound(2025)).delay_years is None
    assert replace(PROMISE, not_before=bound(2023)).delay_years is None
    told = replace(PROMISE, not_before=bound(2023), not_after=bound(2025))
    assert replace(told, verdict=Verdict.UNVERIFIED).delay_years is None


@pytest.mark.parametrize(("year", "carried"), [(2023, True), (2024, False)])
def test_a_state_older_than_the_year_asked_for_is_carried_forward(year, carried):
    assert ProjectState("p", 2024, Clock.HAPPENED, Stage.STARTED, year, "e").carried is carried
