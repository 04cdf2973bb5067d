"""Decks come from strangers: whatever is wrong gets a sentence, the rest works."""

from __future__ import annotations

import json
import time

import pytest

from mapapp.contracts.scenes import Camera, Deck, Scene
from mapapp.reports.decks import MAX_DECK_BYTES, READY_DIR, DeckError, read_deck, ready_decks, write_deck
from mapapp.reports.scene_data import scene_frames, scene_selection
from mapapp.selection import Selection, select
from mapapp.selection.selected_area import area_text


def deck_bytes(*scenes: dict, **changes: object) -> bytes:
    return json.dumps(
        {"format": "mapapp-deck", "version": 1, "title": "甲", "scenes": list(scenes), **changes}
    ).encode()


def test_a_deck_written_and_read_again_is_the_same_deck(make_atlas):
    scene = Scene(
        title="一",
        caption="第一行\n第二行",
        notes="说",
        camera=Camera(121.1234567, 31.1, 11.25, 1517, 1080),
        selection=(("year", "2023"), ("zone", "青西"), ("text", "华为 基地")),
        focus="zone:青西",
        held=("青西", "示范区"),
        play=(2020, 2024),
        base="影像",
        colour="density",
        seconds=7,
    )
    deck = Deck("甲", (scene, Scene("二")), theme="dark")
    again, complaints = read_deck(write_deck(deck), make_atlas())
    assert (again, complaints) == (deck, ())
    assert write_deck(again) == write_deck(deck)


def test_a_scene_keeps_a_drawn_area_whole(make_atlas):
    corners = area_text([[121 + i / 1e5, 31 + i * i / 1e5] for i in range(1, 60)])
    deck = Deck("甲", (Scene(title="一", selection=(("within", corners),)),))
    again, complaints = read_deck(write_deck(deck), make_atlas())
    assert (again, complaints) == (deck, ())
    assert scene_frames(make_atlas(), again.scenes[0])["within"][0][0][0] == (121.00001, 31.00001)


def test_a_coloured_scene_has_one_scale_for_all_its_years(make_atlas, make_event):
    events = [make_event(), make_event("e2", "乙厂", "p2", year=2020)]
    scene = Scene("一", selection=(("year", "2022"),), colour="density")
    frames = scene_frames(make_atlas(events), scene)["frames"]
    values = {frame["year"]: frame["colour"]["zones"][0]["value"] for frame in frames}
    assert values[2019] is None  # nothing is known of any project yet
    assert (values[2022], values[2024]) == (pytest.approx(1 / 2.1), pytest.approx(2 / 2.1))
    ((low, top),) = {(frame["colour"]["low"], frame["colour"]["top"]) for frame in frames}
    assert (low, top) == (pytest.approx(1 / 2.1), pytest.approx(2 / 2.1))
    assert "colour" not in scene_frames(make_atlas(events), Scene("一"))["frames"][0]


def test_the_ready_decks_name_nothing_in_vain(atlas):
    files = sorted(READY_DIR.glob("*.json"))
    assert [deck.title for deck in ready_decks(atlas)] == ["一城两翼总览", "示范区 2020—2026 兑现", "大零号湾"]
    for path in files:
        deck, complaints = read_deck(path.read_bytes(), atlas)
        assert complaints == (), path.name
        for scene in deck.scenes:
            assert select(atlas, scene_selection(atlas, scene)).total > 0, (deck.title, scene.title)


def test_unknown_ids_are_named_and_the_rest_is_shown(make_atlas):
    content = deck_bytes(
        {
            "title": "一",
            "selection": {"zone": "青西,青南", "year": "1066", "verdict": "blue"},
            "focus": "project:nobody",
            "held": ["示范区", "火星"],
            "camera": {"fit": ["青西", "金星"]},
            "play": [2024, 2020],
            "colour": "figure:房价|元",
        }
    )
    deck, complaints = read_deck(content, make_atlas())
    (scene,) = deck.scenes
    assert scene == Scene("一", camera=Camera(fit=("青西",)), selection=(("zone", "青西"),), held=("示范区",))
    said = "\n".join(complaints)
    for word in ("青南", "1066", "blue", "nobody", "火星", "金星", "播放年份", "房价"):
        assert word in said
    assert all(sentence.startswith("第 1 个场景：") for sentence in complaints)


@pytest.mark.parametrize("version", [0, 2, "1.0", None, [1], 1e308])
def test_another_version_is_said_and_what_is_known_is_read(make_atlas, version):
    deck, complaints = read_deck(deck_bytes({"title": "一"}, version=version), make_atlas())
    assert deck.scenes[0].title == "一"
    assert len(complaints) == 1
    assert "版本" in complaints[0]


def test_a_deck_of_50_mb_is_refused_at_once(make_atlas):
    content = deck_bytes({"title": "一", "caption": "长" * 17_000_000})
    assert len(content) > 50_000_000
    before = time.perf_counter()
    with pytest.raises(DeckError, match="2 MB"):
        read_deck(content, make_atlas())
    assert time.perf_counter() - before < 0.1, "refused before it is parsed"
    assert MAX_DECK_BYTES == 2_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"not json",
        b"[]",
        b"{}",
        b'{"scenes": 7}',
        b'{"scenes": [7, null]}',
        b'{"format": "other", "scenes": [{}]}',
        b'{"scenes": [{"seconds": NaN}]}',
        b"[" * 100_000,
        b'{"scenes":' + b"[" * 100_000,
    ],
)
def test_what_is_not_a_deck_gets_one_sentence(make_atlas, content):
    with pytest.raises(DeckError) as refused:
        read_deck(content, make_atlas())
    assert "\n" not in str(refused.value)
    assert "请打开" in str(refused.value)


@pytest.mark.parametrize(
    "camera",
    [
        {"lon": 1e308, "lat": 31, "zoom": 11},
        {"lon": 121, "lat": 95, "zoom": 11},
        {"lon": "121", "lat": 31, "zoom": 11},
        {"lon": 10**400, "lat": 31, "zoom": 11},
        {"lon": True, "lat": 31, "zoom": 11},
        {},
    ],
)
def test_a_camera_that_makes_no_sense_becomes_the_whole_map(make_atlas, camera):
    deck, complaints = read_deck(deck_bytes({"title": "一", "camera": camera}), make_atlas())
    assert deck.scenes[0].camera == Camera(fit=("all",))
    assert len(complaints) == 1


def test_odd_fields_become_defaults_and_long_texts_are_cut(make_atlas):
    row = {
        "title": "长" * 999,
        "caption": 7,
        "notes": "甲\u0000\ud800乙",
        "seconds": 10**400,
        "held": "青西",
        "focus": [],
        "base": ["mine"],
    }
    deck, _ = read_deck(deck_bytes(row, theme=["dark"], title={}), make_atlas())
    (scene,) = deck.scenes
    assert (len(scene.title), scene.caption, scene.notes, scene.seconds, scene.held, scene.base) == (
        60,
        "",
        "甲乙",
        12,
        (),
        "",
    )
    assert (deck.title, deck.theme) == ("未命名", "bright")
    write_deck(deck).decode("utf-8")


def test_many_complaints_are_summed_up(make_atlas):
    deck, complaints = read_deck(deck_bytes(*[{"focus": "zone:无"}] * 300), make_atlas())
    assert len(deck.scenes) == 200
    assert len(complaints) == 13
    assert "还有 189 处" in complaints[-1]


def test_the_default_scene_asks_the_default_question(make_atlas):
    assert scene_selection(make_atlas(), Scene("一")) == Selection()
