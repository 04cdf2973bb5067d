"""A bare address in what a stranger wrote is text in every label, never a link."""

from __future__ import annotations

from pathlib import Path

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import start_server


def test_bare_addresses_are_text(browser, tmp_path):
    server, url = start_server(Path(__file__).parent / "address_app.py", tmp_path / "server.log")
    page = browser.new_page()
    try:
        page.goto(url)
        page.locator(".st-key-plain").get_by_test_id("stAlert").wait_for()
        # The same words unescaped are links: the test would notice.
        assert page.locator(".st-key-bare a").count() == len(ADDRESSES)
        assert page.locator(".st-key-plain a").count() == 0
        shown = page.locator(".st-key-plain [data-testid=stMarkdown]").all_inner_texts()
        assert [words.replace("\u2060", "").strip() for words in shown[: len(ADDRESSES)]] == list(ADDRESSES)
    finally:
        page.close()
        server.terminate()
        server.wait()
