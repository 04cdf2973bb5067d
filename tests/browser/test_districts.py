"""A workspace opened by district: each tab shows its own, the link carries it, Back leads back, and a wrong name is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.synthetic_documents import write_reports
from tests.browser.conftest import ROOT, start_server, until

ZONES = "[...new Set(window.mapapp.zones.map((zone) => zone.id))].join()"


@pytest.fixture(scope="module")
def province_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve three districts, the second of them first."""
    folder: Path = tmp_path_factory.mktemp("province")
    write_reports(folder / "w", districts=3, years=2, chars=900)
    told = folder / "w" / "workspace.toml"
    told.write_text("by_district = true\n" + told.read_text("utf-8"), "utf-8")
    server, url = start_server(
        ROOT / "mapapp" / "app.py",
        folder / "server.log",
        MAPAPP_WORKSPACE=str(folder / "w"),
        MAPAPP_DISTRICT="安柏县",
        MAPAPP_DATA=str(folder / "data"),
    )
    yield url
    server.terminate()
    server.wait()


def zones_of(visitor, wanted):
    """Wait until the map shows the zones of a district and nothing else."""
    frame = visitor.page.frame_locator(".st-key-mapbox iframe")
    frame.locator(".name", has_text=wanted).first.wait_for(state="attached", timeout=30_000)
    until(visitor.map(), f"{ZONES} === '{wanted}'")
    return visitor.map()


def pick(visitor, district):
    """Choose a district in the bar."""
    visitor.page.locator(".st-key-district input").click()
    visitor.page.get_by_role("option", name=district).click()


def test_each_tab_shows_its_own_district_and_its_link_says_which(visit, province_url):
    one = visit(province_url).open()
    zones_of(one, "安柏县片")
    other = visit(province_url).open("?district=安川县")
    seen = zones_of(other, "安川县片")
    home = seen.evaluate("(({ lng }) => lng)(window.mapapp.map.getCenter())")
    # What names things of the district before goes with it; the rest of the question stays.
    one.page.goto(f"{province_url}/?district=安柏县&year=2014&focus=zone:安柏县片&zone=安柏县片")
    zones_of(one, "安柏县片")
    pick(one, "安川县")
    frame = zones_of(one, "安川县片")
    one.page.wait_for_url("**district=%E5%AE%89%E5%B7%9D%E5%8E%BF**")
    assert "year=2014" in one.page.url
    assert "zone" not in one.page.url
    until(frame, f"Math.abs(window.mapapp.map.getCenter().lng - {home}) < 0.02")
    # Who comes back without a link finds the district that was looked at last.
    again = one.page.context.new_page()
    again.goto(province_url)
    again.wait_for_url("**district=%E5%AE%89%E5%B7%9D%E5%8E%BF**")
    again.close()
    # The other tab is left alone, whatever it does next.
    other.page.get_by_role("button", name="EN", exact=True).click()
    other.page.wait_for_url("**lang=en**")
    zones_of(other, "安川县片")

    linked = visit(province_url).open("?" + one.page.url.partition("?")[2])
    zones_of(linked, "安川县片")
    one.page.go_back()
    zones_of(one, "安柏县片")
    one.page.wait_for_url("**focus=zone**")
    assert one.page.locator(".st-key-district input").input_value() == "安柏县"


def test_a_link_to_a_district_that_is_not_there_says_so_and_shows_the_first(visit, province_url):
    visitor = visit(province_url).open("?district=青浦区")
    zones_of(visitor, "安柏县片")
    visitor.page.get_by_text("没有“青浦区”这个区，已打开安柏县").wait_for()


def scenes_of(visitor):
    """Return what the list of scenes says, and the zones of the map that is presented."""
    visitor.page.frame_locator(".present iframe").locator("body[data-ready='1']").wait_for(timeout=60_000)
    frame = visitor.page.locator(".present iframe").element_handle().content_frame()
    titles = visitor.page.get_by_test_id("stRadio").get_by_test_id("stRadioOption").all_inner_texts()
    return [title.split("\u3000")[-1] for title in titles], frame.evaluate(ZONES)


def test_each_district_is_presented_with_its_own_map_and_keeps_its_scenes(visit, province_url):
    visitor = visit(province_url).open("?district=安柏县&page=brief")
    titles, zones = scenes_of(visitor)
    assert zones == "安柏县片"
    visitor.page.get_by_role("button", name="复制").click()
    until(visitor.page, "(n) => document.querySelectorAll('[data-testid=stRadioOption]').length === n", len(titles) + 1)
    worded = scenes_of(visitor)
    pick(visitor, "安川县")
    visitor.page.wait_for_url("**district=%E5%AE%89%E5%B7%9D%E5%8E%BF**")
    until(visitor.page, "(n) => document.querySelectorAll('[data-testid=stRadioOption]').length === n", len(titles))
    visitor.page.wait_for_timeout(1000)
    assert scenes_of(visitor)[1] == "安川县片"
    pick(visitor, "安柏县")
    visitor.page.wait_for_url("**district=%E5%AE%89%E6%9F%8F%E5%8E%BF**")
    until(visitor.page, "(n) => document.querySelectorAll('[data-testid=stRadioOption]').length === n", len(titles) + 1)
    visitor.page.wait_for_timeout(1000)
    assert scenes_of(visitor) == worded
