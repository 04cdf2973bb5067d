"""An unforeseen fault is one Chinese line on the page and a traceback in the log, never an English box."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.browser.conftest import ROOT, start_server


def test_a_part_that_fails_and_a_page_that_fails(browser, tmp_path):
    shutil.copy(Path(__file__).parent / "failing_app.py", tmp_path)
    shutil.copytree(ROOT / "mapapp" / ".streamlit", tmp_path / ".streamlit")
    log = tmp_path / "server.log"
    server, url = start_server(tmp_path / "failing_app.py", log)
    page = browser.new_page()
    try:
        page.goto(f"{url}/?page=problems")
        page.get_by_text("press").click()
        box = page.get_by_test_id("stException")
        box.wait_for()
        assert box.inner_text().strip() == ""
        told = box.evaluate("node => getComputedStyle(node, '::after').content")
        assert "没有做成" in told
        assert box.evaluate("node => [...node.querySelectorAll('*')].every(e => !e.getClientRects().length)")
        page.get_by_text("fail", exact=True).click()
        line = page.get_by_text(re.compile("页面出错，编号 [0-9a-f]{8}；"))
        line.wait_for()
        number = re.search("编号 ([0-9a-f]{8})", line.inner_text()).group(1)
        assert "secret" not in page.locator("body").inner_text()
        page.screenshot(path=str(tmp_path / "fault.png"))
    finally:
        page.close()
        server.terminate()
        server.wait()
    written = re.sub("\x1b\\[[0-9;]*m", "", log.read_text(encoding="utf-8"))  # Streamlit paints its tracebacks
    assert number in written
    assert written.count("ZeroDivisionError: secret words") >= 2


def test_a_button_whose_callback_fails_is_one_line_with_a_number_too(browser, tmp_path):
    for name in ("failing_app.py", "failing_server.py"):
        shutil.copy(Path(__file__).parent / name, tmp_path)
    shutil.copytree(ROOT / "mapapp" / ".streamlit", tmp_path / ".streamlit")
    log = tmp_path / "server.log"
    server, url = start_server(tmp_path / "failing_server.py", log)
    page = browser.new_page()
    try:
        page.goto(f"{url}/?page=problems")
        for word in ("call", "press"):
            page.get_by_text(word, exact=True).click()
            line = page.get_by_text(re.compile("页面出错，编号 [0-9a-f]{8}；"))
            line.wait_for()
            number = re.search("编号 ([0-9a-f]{8})", line.inner_text()).group(1)
            assert page.get_by_test_id("stException").count() == 0
            assert "secret" not in page.locator("body").inner_text()
            assert f"mapapp fault {number}" in re.sub("\x1b\\[[0-9;]*m", "", log.read_text(encoding="utf-8"))
            page.reload()
        page.get_by_text("refuse", exact=True).click()
        page.get_by_text("这一步做不了；请换一个").wait_for()
    finally:
        page.close()
        server.terminate()
        server.wait()
