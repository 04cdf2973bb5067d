"""The whole app without a browser: every page draws, faults become one Chinese line, filters count."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import mapapp.ui.cache as cache_module
from mapapp.contracts import Modality, Stage
from mapapp.errors import GeodataError
from mapapp.selection import Selection
from mapapp.ui import state
from mapapp.ui.i18n import set_language
from mapapp.ui.pages import map_page
from mapapp.ui.state import PAGES, Focus

APP = Path(__file__).resolve().parents[2] / "mapapp" / "ui" / "main.py"


@pytest.fixture
def world(make_atlas, make_event, make_indicator, monkeypatch, tmp_path):
    """Serve two projects in 青西 instead of the shipped documents."""
    atlas = make_atlas(
        [
            make_event("e1", "甲厂", "p1", stage=Stage.BUILDING, year=2022),
            make_event("e2", "乙桥", "p2", stage=Stage.COMPLETED, year=2025, modality=Modality.PLANNED),
        ],
        indicators=[make_indicator()],
    )
    monkeypatch.setattr(cache_module, "build_live_atlas", lambda *_, **__: atlas)
    for remembered in (cache_module._answer, cache_module.visible_mask, map_page.card_of):
        remembered.cache_clear()
    st.cache_resource.clear()
    yield atlas
    st.cache_resource.clear()


def open_app(**address: str) -> AppTest:
    """Run the app at an address."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def foot(app: AppTest) -> str:
    """Return the counts of the foot."""
    return next(item.value for item in app.markdown if "已上图" in item.value)


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_draws(world, page):
    app = open_app(page=page)
    assert not app.exception
    assert "共 **2**" in foot(app)


def test_a_filter_in_the_address_is_applied(world):
    app = open_app(stage="building", year="2024")
    assert "共 **1**" in foot(app)
    assert app.session_state["stages"] == ["building"]


def test_the_year_slider_moves_the_state(world):
    app = open_app()
    app.slider(key="year").set_value(2021).run()
    assert "截至 2021" in foot(app)
    assert "共 **0**" in foot(app)
    assert any("拨到" in item.value for item in app.info)


def test_an_empty_answer_names_the_condition_to_drop(world):
    app = open_app(stage="operating")
    assert any("去掉“阶段”" in item.value for item in app.info)


def test_a_wrong_address_gives_a_sentence_and_the_rest(world):
    app = open_app(zone="青西,火星", page="nowhere")
    words = "".join(item.value for item in app.warning)
    assert "火星" in words
    assert "nowhere" in words
    assert app.session_state["zones"] == ["青西"]


def test_the_view_of_a_link_stays_in_the_address_and_nothing_flies(world):
    app = open_app(camera="121.01,31.105,13", focus="zone:青西")
    assert app.session_state["fly"] == ""
    assert app.query_params["camera"] == "121.0100,31.1050,13"
    app.slider(key="year").set_value(2024).run()
    assert app.query_params["year"] == "2024"
    assert "camera" not in app.query_params  # what the server knows of the view is old; the map writes its own
    assert open_app(focus="zone:青西").session_state["fly"] == "zone:青西@0"  # negative control


def test_a_hostile_view_gives_one_sentence_and_leaves_the_address(world):
    app = open_app(camera="<img onerror=1>", stage="building")
    assert sum("视角" in item.value for item in app.warning) == 1
    assert "camera" not in app.query_params
    assert app.session_state["stages"] == ["building"]


def test_only_back_and_forward_make_an_older_address_the_truth(world, monkeypatch):
    """A quick visitor's next question still carries the address from before the last answer."""
    app = open_app()
    app.slider(key="year").set_value(2024).run()
    app.slider(key="year").set_value(2023).run()
    app.query_params["year"] = "2024"
    app.run()
    assert app.session_state["year"] == 2023
    monkeypatch.setattr(state, "is_history_navigation", lambda: True)
    app.query_params["year"] = "2024"
    app.query_params["camera"] = "121.0100,31.1050,13"
    app.run()
    assert app.session_state["year"] == 2024
    assert app.session_state["fly"] == ""
    assert app.query_params["camera"] == "121.0100,31.1050,13"


@pytest.mark.parametrize(
    "search", ["?year=2024&zone=青西", "year=2024&zone=%E9%9D%92%E8%A5%BF", "?zone=青西&year=2024&x=1"]
)
def test_an_address_the_browser_went_back_to_is_taken_once_though_streamlit_forgot_to_say_so(world, search):
    app = open_app()
    app.slider(key="year").set_value(2023).run()
    app.session_state["gone_back"] = search
    app.query_params["year"] = "2023"  # what a request that came between says
    app.run()
    assert (app.session_state["year"], app.session_state["zones"]) == (2024, ["青西"])
    app.slider(key="year").set_value(2022).run()
    app.run()
    assert app.session_state["year"] == 2022


def test_going_back_to_the_bare_address_takes_every_filter_away(world):
    app = open_app(zone="青西")
    app.session_state["gone_back"] = ""
    app.run()
    assert app.session_state["zones"] == []


def test_held_zones_come_from_the_address_and_stay_in_it(world):
    app = open_app(held="示范区,火星,青西")
    assert app.session_state["held"] == ("示范区", "青西")
    assert any("火星" in item.value for item in app.warning)
    assert app.query_params["held"] == "示范区,青西"


def test_a_refused_base_layer_costs_a_sentence_and_not_the_map(world, monkeypatch):
    monkeypatch.setenv("MAPAPP_TILES", "https://webrd01.is.autonavi.com/appmaptile?x={x}&y={y}&z={z}")
    app = open_app()
    assert not app.exception
    assert any("485 米" in item.value for item in app.warning)
    assert "共 **2**" in foot(app)


def test_a_fault_of_the_data_is_one_chinese_line(world, monkeypatch):
    def refuse(*_, **__):
        raise GeodataError("geodata/zones.geojson：读不出；请检查文件")

    monkeypatch.setattr(cache_module, "build_live_atlas", refuse)
    st.cache_resource.clear()
    app = open_app()
    assert not app.exception
    assert "读不出" in app.error[0].value


def test_a_click_on_the_map_fills_the_panel(world, monkeypatch):
    app = open_app()
    found = {"focus": "zone:青西", "zones": ["青西"], "pids": ["p1", "nobody"], "t": 1}
    monkeypatch.setattr(map_page, "clicked", lambda: found)
    monkeypatch.setattr(map_page.st, "session_state", app.session_state)
    map_page._take_click()
    assert app.session_state["focus"] == "zone:青西"
    assert app.session_state["here"] == ("project:p1", "zone:青西")


def test_a_link_in_english_opens_in_english_and_keeps_the_rest(world):
    app = open_app(lang="en", stage="building", page="ledger")
    assert not app.exception
    assert app.title[0].value == "Qingpu & Grand Neobay project map"
    assert "total **1**" in "".join(item.value for item in app.markdown)
    assert app.query_params["lang"] == "en"
    assert app.session_state["stages"] == ["building"]


def test_the_switch_keeps_question_page_and_choice(world):
    app = open_app(year="2024", stage="building", zone="青西", page="problems", focus="zone:青西", held="青西")
    before = {key: app.session_state[key] for key in ("year", "clock", "zones", "stages", "page", "focus", "held")}
    app.button_group(key="problem_kind").set_value("doubles").run()
    app.button(key="language").click().run()
    assert not app.exception
    assert {key: app.session_state[key] for key in before} == before
    assert app.session_state["problem_kind"] == "doubles"
    assert app.query_params["lang"] == "en"
    assert app.query_params["focus"] == "zone:青西"
    assert "as of 2024" in "".join(item.value for item in app.markdown)
    app.button(key="language").click().run()
    assert {key: app.session_state[key] for key in before} == before
    assert "lang" not in app.query_params
    assert "共 **1**" in foot(app)


def test_a_language_nobody_speaks_gives_a_sentence_and_chinese(world):
    app = open_app(lang="xx", year="2024")
    assert any("“xx”" in item.value for item in app.warning)
    assert "截至 2024" in foot(app)
    assert "lang" not in app.query_params


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_draws_in_english(world, page):
    app = open_app(page=page, lang="en")
    assert not app.exception
    said = [item.value for kind in (app.caption, app.info, app.title) for item in kind]
    said += [item.label for kind in (app.button, app.selectbox, app.text_input, app.slider) for item in kind]
    chinese = [text for text in said if any("\u4e00" <= character <= "\u9fff" for character in text)]
    # The switch leads to Chinese; ready decks and their scenes are Chinese.
    ready = {button.label for button in app.button if (button.key or "").startswith("ready-")}
    assert set(chinese) - ready == {"中文"}


def test_two_visitors_at_once_read_each_their_own_language(world):
    chinese, english = open_app(focus="zone:青西"), open_app(focus="zone:青西", lang="en")
    for _ in range(2):
        chinese.slider(key="year").set_value(2024).run()
        english.slider(key="year").set_value(2024).run()
        assert "截至 2024" in foot(chinese)
        assert "as of 2024" in "".join(item.value for item in english.markdown)
    # What both asked for stands in memory once for each, and neither was given the other's.
    cards = {}
    for name in ("zh", "en", "zh"):
        set_language(name)
        cards[name] = map_page.card_of(Selection(as_of=2024), Focus("zone", "青西"), 40)
    set_language("zh")
    assert {name: card["stages"][0]["term"] for name, card in cards.items()} == {"zh": "启用", "en": "In operation"}


def test_a_fault_of_ours_is_one_chinese_line_with_the_number_that_stands_in_the_log(world, faults, monkeypatch):
    def fail() -> None:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(map_page, "show", fail)
    app = open_app(page="map")
    assert not app.exception
    (error,) = app.error
    (record,) = faults
    number = record.args[0]
    assert f"编号 {number}；" in error.value
    assert "secret" not in error.value
    assert record.exc_info[0] is ZeroDivisionError
    assert "共 **2**" in foot(app)
    assert not open_app(page="data").error
