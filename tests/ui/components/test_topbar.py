"""The years pass by themselves and stop at the last; an empty answer says which condition empties it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from mapapp.open_workspace import active
from mapapp.selection import Selection
from mapapp.ui.components import topbar
from mapapp.ui.i18n import t

FIRST, LAST = active().years


@pytest.mark.parametrize(
    ("year", "due", "playing", "then", "goes_on"),
    [
        (FIRST, True, True, FIRST + 1, True),
        (LAST - 1, True, True, LAST, False),
        (LAST, True, True, LAST, False),
        (FIRST, False, True, FIRST, True),
        (FIRST, True, False, FIRST, False),
    ],
)
def test_the_year_steps_when_it_is_due_and_stops_at_the_last(visit, year, due, playing, then, goes_on):
    visit.memory.update(year=year, year_due=due, playing=playing)
    topbar.step_year()
    assert (visit.memory["year"], visit.memory["playing"]) == (then, goes_on)
    assert not visit.memory["year_due"]


@pytest.mark.parametrize(("year", "then"), [(LAST, FIRST), (FIRST + 1, FIRST + 1)])
def test_play_begins_anew_when_the_last_year_is_shown(visit, year, then):
    visit.memory["year"] = year
    topbar._toggle_play()
    assert (visit.memory["playing"], visit.memory["year"]) == (True, then)
    topbar._toggle_play()
    assert not visit.memory["playing"]


@pytest.fixture
def answers(monkeypatch):
    """Let an answer hold projects only where a test says so."""

    def let(total, documents=("900",)):
        monkeypatch.setattr(topbar, "load_atlas", lambda: SimpleNamespace(documents=documents))
        monkeypatch.setattr(topbar, "answer", lambda selection: SimpleNamespace(total=total(selection)))

    return let


def test_the_condition_that_empties_an_answer_is_named(answers):
    answers(lambda selection: 0 if selection.zones else 7)
    asked = Selection(as_of=FIRST, zones=("青西",), text="厂")
    assert topbar.why_empty(asked) == t("topbar.empty_drop", name=t("topbar.zones"), n=7)


def test_a_year_too_early_is_named_when_no_condition_is_to_blame(answers):
    answers(lambda selection: 5 if selection.as_of == LAST else 0)
    assert topbar.why_empty(Selection(as_of=FIRST)) == t("topbar.empty_later", year=FIRST, later=LAST, n=5)


def test_nothing_brings_projects_where_there_are_none(answers):
    answers(lambda _: 0)
    assert topbar.why_empty(Selection(as_of=FIRST, zones=("青西",))) == t("topbar.empty_all")
    answers(lambda _: 0, documents=())
    assert topbar.why_empty(Selection(as_of=FIRST)) == t("topbar.empty_workspace")
