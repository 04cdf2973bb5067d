"""The open deck: scenes are moved, copied, worded and saved, and what makes no sense changes nothing."""

from __future__ import annotations

import json

import pytest

from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.ui.components import player
from mapapp.ui.pages import present_page as page


@pytest.fixture
def deck(visit, make_atlas, monkeypatch):
    """Return a function that gives the open deck's titles; three scenes are open, the second is shown."""
    monkeypatch.setattr(page, "load_atlas", make_atlas)
    page._put(Deck("会", (Scene("一"), Scene("二"), Scene("三"))), 1)
    return lambda: "".join(scene.title for scene in page._deck().scenes)


def shown() -> int:
    """Return the number of the chosen scene."""
    return page._state(None)[1]


@pytest.mark.parametrize(
    ("change", "titles", "at"),
    [
        (lambda: page._move(1, -1), "二一三", 0),
        (lambda: page._move(1, 1), "一三二", 2),
        (lambda: page._copy(0), "一一二三", 1),
        (lambda: page._delete(2), "一二", 1),
        (lambda: page._delete(0), "二三", 0),
    ],
)
def test_scenes_are_put_in_order(visit, deck, change, titles, at):
    before = visit.memory["edition"]
    change()
    assert (deck(), shown()) == (titles, at)
    assert visit.memory["edition"] == before + 1  # the editor takes the words anew


@pytest.mark.parametrize(("asked", "at"), [(2, 2), (99, 2), (-1, 0)])
def test_a_scene_that_is_not_there_is_the_nearest_that_is(visit, deck, asked, at):
    page._put(page._deck(), asked)
    assert shown() == at


def test_each_district_has_a_deck_of_its_own_that_stays_while_another_is_looked_at(visit, deck, monkeypatch):
    monkeypatch.setattr(page, "ready_decks", lambda _: (Deck("乙县", (Scene("乙"),)),))
    page._move(1, 1)
    visit.memory["field"] = "改过"
    page._edit(0, "title", "field")
    words = page._stamp()
    visit.memory["district"] = "乙县"
    assert (deck(), shown()) == ("乙", 0)
    page._copy(0)
    visit.memory["district"] = ""
    assert (deck(), shown()) == ("改过三二", 2)
    assert page._stamp() != words  # the fields of the editor hold the words of this deck and no other's
    visit.memory["district"] = "乙县"
    assert (deck(), shown()) == ("乙乙", 1)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("title", " 青溪 ", "青溪"),
        ("title", "  ", "场景 2"),
        ("caption", "一句话", "一句话"),
        ("held", ["青西"], ("青西",)),
        ("seconds", 20, 20),
        ("play", (2020, 2024), (2020, 2024)),
        ("play", (2020, 2020), None),
    ],
)
def test_a_field_of_a_scene_is_taken_over_and_the_others_stay(visit, deck, name, typed, kept):
    visit.memory["field"] = typed
    page._edit(1, name, "field")
    assert getattr(page._deck().scenes[1], name) == kept
    assert [scene.title for scene in page._deck().scenes][::2] == ["一", "三"]


def test_words_that_name_no_scene_choose_none(visit, deck):
    visit.memory["list"] = None
    page._take_scene("list")
    assert shown() == 1
    visit.memory["list"] = 2
    page._take_scene("list")
    assert shown() == 2


def test_a_view_of_the_preview_is_taken_where_it_makes_sense(visit, deck):
    visit.tell(player.KEY, "look", {"lon": 500, "lat": 31, "zoom": 12})
    page._take_look()
    assert page._deck().scenes[1].camera == Camera(fit=("all",))
    visit.tell(player.KEY, "look", {"lon": 121.1, "lat": 31.1, "zoom": 12})
    page._take_look()
    assert page._deck().scenes[1].camera == Camera(121.1, 31.1, 12.0, 0, 0)


def test_where_a_meeting_ended_is_where_one_goes_on(visit, deck):
    visit.tell(player.KEY, "index", 0)
    page._take_index()
    assert shown() == 0


def test_a_file_that_is_no_deck_is_told_and_the_open_one_stays(visit, deck):
    visit.tell(player.KEY, "file", {"text": "{"})
    page._take_file()
    assert visit.memory["deck_complaints"] and deck() == "一二三"
    visit.tell(player.KEY, "file", {"text": json.dumps({"no": "deck"})})
    page._take_file()
    assert visit.memory["deck_complaints"] and deck() == "一二三"


def test_a_deck_that_was_saved_is_opened_again(visit, deck):
    saved = page.write_deck(page._deck())
    page._delete(0)
    visit.tell(player.KEY, "file", {"text": saved.decode()})
    page._take_file()
    assert (deck(), visit.memory["deck_complaints"]) == ("一二三", ())
