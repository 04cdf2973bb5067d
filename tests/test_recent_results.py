"""What was made of a thing is made again only when something that went into it changed."""

from __future__ import annotations

from mapapp.recent_results import RecentResults, forget_results


def made_of(results, log, thing, *given):
    return results.get(thing, given, lambda: log.append((thing, *given)) or sum(given))


def test_equal_values_are_answered_from_before_and_others_made():
    results, log = RecentResults(), []
    assert [made_of(results, log, "a", 1, 2), made_of(results, log, "a", 1, 2), made_of(results, log, "b", 1, 2)] == [
        3
    ] * 3
    assert made_of(results, log, "a", 1, 3) == 4
    assert log == [("a", 1, 2), ("b", 1, 2), ("a", 1, 3)]


def test_the_last_few_of_each_thing_are_kept():
    results, log = RecentResults(each=2), []
    for value in (1, 2, 1, 3, 2, 1):
        made_of(results, log, "a", value)
    assert log == [("a", 1), ("a", 2), ("a", 3), ("a", 1)]


def test_it_holds_no_more_things_than_it_may_and_forgets_when_told():
    results, log = RecentResults(most=2), []
    for thing in ("a", "b", "a", "c", "c", "a"):
        made_of(results, log, thing, 1)
    assert log == [("a", 1), ("b", 1), ("c", 1), ("a", 1)]
    forget_results()
    made_of(results, log, "a", 1)
    assert len(log) == 5
