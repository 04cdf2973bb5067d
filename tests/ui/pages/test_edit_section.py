"""What is chosen says which tool begins; with nothing chosen, the visitor is told what to choose."""

from __future__ import annotations

import pytest

from mapapp.ui.editing import AREA, PUT, SHAPE, UPLOAD, Editing
from mapapp.ui.pages import edit_section as section


@pytest.fixture
def begun(visit, monkeypatch):
    """Note what begins; one zone is drawn."""
    found = []
    monkeypatch.setattr(section, "begin", lambda tool, subject: found.append((tool, subject)))
    monkeypatch.setattr(section, "shown_revision", lambda: 0)
    monkeypatch.setattr(section, "area_of_focus", lambda focus, _revision: "zones/z-1" if focus.kind == "zone" else "")
    return found


@pytest.mark.parametrize(
    ("chosen", "begins", "asks"),
    [
        ("project:p1", [(PUT, "p1")], False),
        ("zone:青西", [(SHAPE, "zones/z-1")], False),
        ("town:nowhere", [], True),
        ("", [], True),
        ("project:<script>", [], True),
    ],
)
def test_the_tool_follows_from_what_is_chosen(visit, make_atlas, begun, chosen, begins, asks):
    section.begin_with(chosen, make_atlas())
    assert begun == begins
    assert visit.memory.get("editing_choose", False) is asks


@pytest.mark.parametrize("tool", [PUT, SHAPE, UPLOAD, AREA])
def test_every_tool_has_a_form_and_tells_the_map_its_turn(visit, monkeypatch, tool):
    assert set(section._FORMS) == set(section._COMMANDS)
    monkeypatch.setitem(section._COMMANDS, tool, lambda now: {"tool": now.tool, "turn": now.turn})
    assert section.edit_command(Editing(tool, "x", 0, 4)) == {"tool": tool, "turn": 4}


def test_what_was_said_of_the_last_change_is_said_once(visit):
    visit.memory["editing_done"] = ("已保存", "b1")
    section._forget_done()
    assert visit.memory["editing_done"] == ("", "")
