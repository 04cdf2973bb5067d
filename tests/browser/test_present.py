"""The 汇报 page in a real browser: scenes are made, shown, carried away and opened again."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import until

PRESENT = {"width": 1920, "height": 1080}


@pytest.fixture
def meeting(visit, app_url):
    """Open the 汇报 page and give it with the player once it stands."""

    def opened(query: str = "?page=brief", viewport: dict[str, int] = PRESENT):
        visitor = visit(app_url)
        visitor.page.set_viewport_size(viewport)
        visitor.open(query)
        return visitor, player_of(visitor)

    return opened


def player_of(visitor):
    visitor.page.frame_locator(".present iframe").locator("body[data-ready='1']").wait_for(timeout=60_000)
    frame = next(frame for frame in visitor.page.frames if frame.parent_frame and frame.url == "about:srcdoc")
    until(frame, "() => player.scene && !player.flying")
    return frame


def settled(visitor) -> None:
    """Wait until what the page showed before is gone."""
    until(visitor.page, "() => document.querySelectorAll('[data-testid=stRadio]').length === 1")


def at_rest(visitor) -> None:
    """Wait until the server has answered: a button that is being drawn anew loses the click meant for it."""
    visitor.page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    visitor.page.wait_for_timeout(500)
    visitor.page.locator(".stApp[data-test-script-state='notRunning']").wait_for()


def scene_names(visitor) -> list[str]:
    """Return the titles in the list of scenes, once the page has settled on one list."""
    settled(visitor)
    labels = visitor.page.get_by_test_id("stRadio").get_by_test_id("stRadioOption").all_inner_texts()
    return [label.strip().split("　", 1)[1] for label in labels]


def test_a_meeting_fills_the_screen_and_keys_work_wherever_the_focus_is(meeting):
    visitor, player = meeting()
    page = visitor.page
    page.get_by_role("button", name="开始汇报").click()
    until(player, "() => innerWidth === 1920 && innerHeight === 1080")
    box = page.locator(".present iframe").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1920, 1080)
    assert player.evaluate("mapapp.map.getSize().x / innerWidth") >= 0.75
    for focus in ("iframe", "body"):
        page.evaluate(
            "(focus) => {document.activeElement.blur(); if (focus === 'iframe') [...document.querySelectorAll('*')].map((n) => n.shadowRoot && n.shadowRoot.querySelector('iframe')).find(Boolean)?.focus()}",
            focus,
        )
        before = player.evaluate("player.index")
        page.keyboard.press("PageDown")
        until(player, "(index) => player.index === index", arg=before + 1)
    # The page around the player hands its keys on.
    page.keyboard.press("b")
    player.locator(".black").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="开始汇报").wait_for()
    until(page, "() => !document.fullscreenElement")
    until(player, "() => player.mode === 'preview'")
    # The page stands where the meeting ended.
    until(page, "() => document.querySelectorAll('[data-testid=stRadio] input')[2].checked")
    assert visitor.outside == []


def test_the_view_of_the_map_page_becomes_a_scene_to_the_pixel(meeting, visit, app_url):
    visitor = visit(app_url)
    visitor.page.set_viewport_size(PRESENT)
    visitor.open("?year=2023&zone=青西&focus=zone:青西")
    view = visitor.map().evaluate(
        "() => {const m = mapapp.map; m.setView([31.0912345, 121.0212345], 12.25, {animate: false});"
        " const c = m.getCenter(); return [c.lng, c.lat, m.getZoom(), m.getSize().x, m.getSize().y]}"
    )
    visitor.page.get_by_text("汇报", exact=True).click()
    player = player_of(visitor)
    before = scene_names(visitor)
    visitor.page.get_by_role("button", name="把地图页的画面存为新场景").click()
    visitor.page.get_by_text("2　青西").wait_for()
    assert scene_names(visitor) == [before[0], "青西", *before[1:]]
    until(player, "() => player.scene.title === '青西'")
    camera = player.evaluate("player.scene.camera")
    assert [camera["lon"], camera["lat"]] == pytest.approx(view[:2], abs=1e-6)
    assert [camera["zoom"], camera["width"], camera["height"]] == view[2:]
    assert player.evaluate("[player.year, player.scene.focus]") == [2023, "zone:青西"]
    foot = visitor.page.locator(".st-key-foot").inner_text()
    counts = player.evaluate("[player.frame.mapped, player.frame.unmapped, player.frame.total]")
    assert "已上图 {} / 未上图 {} / 共 {}".format(*counts) in foot


def test_scenes_are_worded_ordered_carried_away_and_opened_again(meeting, tmp_path):
    visitor, player = meeting()
    page = visitor.page
    second = scene_names(visitor)[1]
    page.get_by_role("button", name="下移").click()
    page.get_by_text(f"1　{second}").wait_for()
    settled(visitor)
    page.get_by_text("改这个场景").click()
    page.get_by_label("标题").fill("<b>今天</b> $x$ 的开场")
    page.get_by_label("标题").press("Enter")
    until(player, "() => player.scene.title.startsWith('<b>今天')")
    assert player.locator(".rail h1").inner_text() == "<b>今天</b> $x$ 的开场"
    at_rest(visitor)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载场景").click()
    saved = tmp_path / "deck.json"
    download.value.save_as(saved)
    deck = json.loads(saved.read_text(encoding="utf-8"))
    assert [scene["title"] for scene in deck["scenes"]][:2] == [second, "<b>今天</b> $x$ 的开场"]
    deck["scenes"] = [deck["scenes"][1], {"title": "假", "held": ["火星"]}]
    saved.write_text(json.dumps(deck), encoding="utf-8")
    page.locator(".present input[type=file]").set_input_files(saved)
    said = page.get_by_text("第 2 个场景：没有画出“火星”的边界，已略过")
    said.wait_for()
    until(player, "() => player.deck.scenes.length === 2")
    # It stands until something is done with the deck: a run of the page that follows at once must not take it away.
    page.locator(".st-key-year").get_by_role("slider").press("ArrowLeft")
    page.locator(".st-key-foot").filter(has_text="截至 2024").wait_for()
    at_rest(visitor)
    assert said.is_visible()
    page.get_by_role("button", name="下移").click()
    said.wait_for(state="detached")


@pytest.mark.parametrize("content", [b"[" * 50_000, b'{"scenes": []}', b"\xff\xfe"])
def test_a_file_that_is_no_deck_gets_a_sentence_and_the_page_stays(meeting, tmp_path, content):
    visitor, player = meeting()
    names = scene_names(visitor)
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    visitor.page.locator(".present input[type=file]").set_input_files(bad)
    visitor.page.get_by_test_id("stAlert").filter(has_text="请打开").wait_for()
    assert scene_names(visitor) == names
    assert player.evaluate("player.deck.scenes.length") == len(names)


def test_a_deck_of_50_mb_gets_a_sentence_and_the_page_stays(meeting, tmp_path):
    visitor, player = meeting()
    names = scene_names(visitor)
    large = tmp_path / "large.json"
    large.write_bytes(b'{"scenes": [{"caption": "' + b"x" * 50_000_000 + b'"}]}')
    visitor.page.locator(".present input[type=file]").set_input_files(large)
    visitor.page.get_by_text("场景文件 50 MB，超过 2 MB；请删减场景后再打开").wait_for()
    assert scene_names(visitor) == names
    assert player.evaluate("player.deck.scenes.length") == len(names)


def test_a_deck_that_tries_to_be_code_is_only_words(meeting, tmp_path):
    visitor, player = meeting()
    text = "<img src=x onerror='window.top.hit=1'></script><script>window.top.hit=1</script>**粗** :red[红] ${1}"
    deck = tmp_path / "hostile.json"
    scene = {"title": text[:50], "caption": text, "notes": text}
    deck.write_text(json.dumps({"version": 1, "title": text[:50], "scenes": [scene]}), encoding="utf-8")
    visitor.page.locator(".present input[type=file]").set_input_files(deck)
    until(player, "() => player.deck.scenes.length === 1")
    assert player.locator(".caption").inner_text() == text
    settled(visitor)
    assert text[:50] in visitor.page.get_by_test_id("stRadio").inner_text()
    assert visitor.page.evaluate("window.hit") is None


def test_the_first_scene_shows_every_project_that_has_a_place_whatever_the_window(meeting):
    for viewport in (PRESENT, {"width": 1366, "height": 768}):
        _, player = meeting(viewport=viewport)
        outside = player.evaluate("""() => { const { ranking, map } = mapapp, seen = map.getBounds();
          return ranking.filter(({ box }) => !seen.intersects(box)).map(({ name }) => name); }""")
        assert outside == []
        town = player.evaluate("mapapp.map.getBounds().contains(mapapp.areaBounds['town:浦江镇'])")
        assert town
