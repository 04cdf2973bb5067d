"""The panel is given a card and the table of styles in the visitor's language, and tells what was opened in it."""

from __future__ import annotations

import pytest

from mapapp.contracts import Stage, Verdict
from mapapp.ui.components import panel
from mapapp.ui.i18n import CHINESE, set_language


@pytest.fixture(autouse=True)
def _in_chinese():
    yield
    set_language(CHINESE)


def show(visit, **changes):
    """Show a card and return what the panel was given."""
    given = {"focus": "project:p1", "here": [], "back": None, "compare": {}, "editable": False} | changes
    panel.show_panel({"kind": "project"}, **given)
    return visit.drawn[panel.KEY]


def test_every_stage_and_verdict_has_its_mark_and_word(visit):
    style = show(visit)["style"]
    assert [stage["term"] for stage in style["stages"]] == [stage.term for stage in Stage]
    assert set(style["verdicts"]) == {verdict.value for verdict in Verdict}
    assert style["noStage"]["ring"] == "dot"


def test_the_words_of_the_style_are_those_of_the_language(visit):
    chinese = show(visit)["style"]["stages"][0]["term"]
    set_language("en")
    drawn = show(visit)
    assert drawn["lang"] == "en"
    assert drawn["style"]["stages"][0]["term"] != chinese


def test_what_the_panel_listens_to_goes_with_it(visit):
    assert show(visit, on_open_change=print)["on_open_change"] is print


@pytest.mark.parametrize(
    ("what", "read", "value", "taken"),
    [
        ("open", panel.opened, "zone:青西", "zone:青西"),
        ("open", panel.opened, None, ""),
        ("more", panel.rows_wanted, 200, 200),
        ("more", panel.rows_wanted, None, 0),
        ("hold", panel.zone_held, "青西", "青西"),
        ("edit", panel.edit_wanted, "project:p1", "project:p1"),
        ("edit", panel.edit_wanted, None, ""),
    ],
)
def test_what_the_browser_tells_is_taken(visit, what, read, value, taken):
    visit.tell(panel.KEY, what, value, at=3.0)
    assert read() == taken
    assert panel.opened_at() == (3.0 if what == "open" else 0.0)
