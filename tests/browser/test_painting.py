"""A file that takes long is asked for, seen to wait and to be made, taken back or fetched, and the page stays usable."""

from __future__ import annotations

import re

import pytest

from mapapp.reports.headless_browser import find_browser
from tests.browser.test_present import at_rest, meeting, player_of

__all__ = ["at_rest", "meeting", "player_of"]

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no browser to paint with")


def test_a_picture_is_made_while_the_page_is_used_and_another_is_taken_back(meeting, tmp_path):
    visitor, _ = meeting()
    page = visitor.page
    for fmt in ("png", "pdf", "pptx"):
        at_rest(visitor)
        page.locator(f".st-key-paint-{fmt} button:visible").click()
        page.locator("[class*=st-key-painting-]").get_by_text(re.compile(rf"\.{fmt}　")).wait_for()
    lines = page.locator("[class*=st-key-painting-]")
    assert lines.count() == 3
    # Two are made at once: the third stands in line, and goes when it is taken back.
    waiting = lines.filter(has_text=".pptx")
    waiting.get_by_text("排队中，前面还有 0 个").wait_for()
    page.screenshot(path=str(tmp_path / "waiting.png"))
    waiting.get_by_role("button", name="取消").click()
    waiting.wait_for(state="detached")
    lines.filter(has_text=".pdf").get_by_role("button", name="取消").click()
    page.get_by_text("下移", exact=True).click()  # the page answers meanwhile
    picture = lines.filter(has_text=".png")
    picture.get_by_text("已做好").wait_for(timeout=120_000)
    page.screenshot(path=str(tmp_path / "made.png"))
    with page.expect_download() as told:
        picture.get_by_role("button", name="下载").click()
    target = tmp_path / "fetched.png"
    told.value.save_as(target)
    assert target.read_bytes().startswith(b"\x89PNG")
    assert told.value.suggested_filename.endswith(".png")
