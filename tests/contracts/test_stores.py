"""What a store may be used for in each condition."""

from __future__ import annotations

import pytest

from mapapp.contracts.stores import PASSING_CONDITIONS, StoreCondition, StoreState


@pytest.mark.parametrize(
    ("condition", "readable", "writable"),
    [
        (StoreCondition.READY, True, True),
        (StoreCondition.READ_ONLY, True, False),
        (StoreCondition.FULL, True, False),
        (StoreCondition.LOCKED, False, False),
        (StoreCondition.UNREACHABLE, False, False),
        (StoreCondition.NEWER, False, False),
        (StoreCondition.FOREIGN, False, False),
        (StoreCondition.DAMAGED, False, False),
        (StoreCondition.WRONG_ADDRESS, False, False),
    ],
)
def test_a_condition_says_what_may_be_done(condition, readable, writable):
    state = StoreState(condition)
    assert (state.readable, state.writable) == (readable, writable)


def test_only_what_may_pass_by_itself_is_looked_at_again():
    assert {condition.value for condition in PASSING_CONDITIONS} == {"full", "locked", "unreachable"}
