"""`python -m mapapp` as a newcomer meets it: no question in the terminal, no stranger's advertisement on the page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from mapapp.layers.style import GROUND
from tests.browser.conftest import ROOT


@pytest.fixture
def started(tmp_path):
    """Start the app by its own command, with a home nobody has used Streamlit in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log.txt"
    environment = {**os.environ, "HOME": str(tmp_path), "BROWSER": "true"}
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "mapapp", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
        )
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    yield f"http://localhost:{port}", process, log
    process.terminate()
    process.wait(timeout=30)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the server outlived its command"


def test_first_start_is_quiet_and_chinese(started, browser):
    url, process, log = started
    assert process.poll() is None, log.read_text(encoding="utf-8")
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("iframe", timeout=90_000)
    page.wait_for_timeout(1500)
    text = page.inner_text("body")
    assert "项目一张图" in text
    for word in ("Install", "agents", "Deploy", "Streamlit"):
        assert word not in text
    page.close()
    said = log.read_text(encoding="utf-8")
    assert url in said
    for word in ("Email", "External URL", "Traceback"):
        assert word not in said


def test_what_lies_outside_is_the_colour_of_the_style_table(visit, app_url):
    frame = visit(app_url).open().map()
    red, green, blue = (int(GROUND["outside"][at : at + 2], 16) for at in (1, 3, 5))
    ground = frame.evaluate("getComputedStyle(window.mapapp.map.getContainer()).backgroundColor")
    assert ground == f"rgb({red}, {green}, {blue})"
