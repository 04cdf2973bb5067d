"""The one file a presenter leaves behind, as text: everything inside, nothing from outside, data never code."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from mapapp.contracts.scenes import Deck, Scene
from mapapp.reports import automatic_deck, player_html, ready_decks
from mapapp.reports.scene_data import deck_frames, scene_selection
from mapapp.selection import Selection, select

# Builds everything, some of it several times: part of `make test`, not of the quick round.
pytestmark = pytest.mark.slow

HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror='window.hit=1'>",
    "`${window.hit=1}`",
    "\\u003cscript>",
    "{{ 7*7 }}",
    "--><!--<script>",
    "\u2028window.hit=1\u2029",
)


def embedded(page: str, name: str):
    return json.loads(re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)[1])


def test_the_same_input_gives_the_same_text(atlas):
    deck = ready_decks(atlas)[0]
    assert player_html(atlas, deck) == player_html(atlas, deck)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_file_is_small_and_asks_nobody(atlas, number):
    page = player_html(atlas, ready_decks(atlas)[number])
    assert len(page.encode()) < 5_000_000
    assert not re.findall(
        r"(?:src|href)=[\"'](?!data:)[^\"']*[\"']", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    )
    assert "default-src 'none'" in page


def test_the_counts_are_those_of_the_app(atlas):
    for deck in ready_decks(atlas):
        for scene, drawn in zip(deck.scenes, embedded(player_html(atlas, deck), "deck")["scenes"], strict=True):
            for shown in drawn["frames"]:
                selected = select(atlas, replace(scene_selection(atlas, scene), as_of=shown["year"]))
                assert [shown[key] for key in ("mapped", "unmapped", "total")] == [
                    selected.mapped,
                    selected.unmapped,
                    selected.total,
                ]
                assert sum(shown["stages"]) == selected.total
                assert sum(shown["verdicts"]) == len(selected.promises)


def test_every_quote_of_every_project_is_inside(atlas):
    book = embedded(player_html(atlas, ready_decks(atlas)[2]), "book")
    texts = [document.text for document in atlas.documents]
    rows = [row for project in book["projects"] for row in project["events"]]
    assert len(rows) == len(atlas.events)
    for _stage, _year, _planned, doc, start, end, quote, _certain in rows:
        assert re.sub(r"\s", "", quote) == re.sub(r"\s", "", texts[doc][start:end])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_data(make_atlas, make_event, text):
    small = make_atlas([make_event(name=text, quote=text)])
    page = player_html(small, Deck(text, (Scene(text, caption=text, notes=text),)))
    for name in ("book", "deck"):
        embedded(page, name)
    clean = player_html(make_atlas([make_event()]), Deck("甲", (Scene("甲"),)))
    assert page.count("<script") == clean.count("<script")
    assert page.count("</script") == clean.count("</script")
    assert embedded(page, "deck")["scenes"][0]["caption"] == text


def test_an_automatic_deck_shows_the_selection_first_and_then_each_zone(atlas):
    selection = Selection(as_of=2024, zones=("青西", "新城"))
    deck = automatic_deck(atlas, selection)
    assert [scene.title for scene in deck.scenes] == ["新城、青西", "新城", "青西"] or [
        scene.title for scene in deck.scenes
    ] == ["青西、新城", "青西", "新城"]
    assert deck_frames(atlas, deck)["scenes"][0]["frames"][2024 - 2018]["total"] == select(atlas, selection).total
    assert len(automatic_deck(atlas, Selection(zones=("青西",))).scenes) == 1
