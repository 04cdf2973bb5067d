"""One browser paints a whole deck; one that leaves or hangs is replaced, and never left behind."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from mapapp.reports import browser_session, headless_browser
from mapapp.reports.browser_session import BrowserHungError, paint_all
from mapapp.reports.headless_browser import find_browser

COLOURS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255)}

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")
needs_pipe = pytest.mark.skipif(not browser_session.HAS_PIPE, reason="no POSIX file descriptors")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "一页.html"
    file.write_text(
        "<!doctype html><body style='margin:0'><script>document.body.style.background = location.hash.slice(1);"
        "document.body.dataset.ready = '1';</script>",
        encoding="utf-8",
    )
    return file


@pytest.fixture
def started(monkeypatch):
    """Count the browsers that are started and keep them to look at."""
    processes = []
    real = browser_session.subprocess.Popen

    def start(*arguments, **options):
        processes.append(real(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(browser_session.subprocess, "Popen", start)
    return processes


@needs_browser
@needs_pipe
def test_each_fragment_has_its_own_picture_and_one_browser_paints_them_all(page, started):
    pictures = list(paint_all(page, list(COLOURS), width=200, height=100, scale=2))
    seen = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in pictures]
    assert [image.size for image in seen] == [(400, 200)] * 3
    assert [image.getpixel((200, 100)) for image in seen] == list(COLOURS.values())
    assert len(started) == 1
    assert all(process.poll() is not None for process in started)


@needs_browser
@needs_pipe
def test_a_browser_that_dies_in_the_middle_is_replaced_and_no_picture_is_lost(page, started):
    pictures = []
    for picture in paint_all(page, list(COLOURS), width=20, height=10, scale=1):
        pictures.append(Image.open(io.BytesIO(picture)).convert("RGB").getpixel((5, 5)))
        if len(pictures) == 1:
            os.killpg(started[0].pid, 9)
    assert pictures == list(COLOURS.values())
    assert len(started) == 2


@needs_browser
@needs_pipe
def test_who_stops_asking_leaves_no_browser_behind(page, started):
    pictures = paint_all(page, list(COLOURS), width=20, height=10, scale=1)
    next(pictures)
    pictures.close()
    assert [process.poll() is not None for process in started] == [True]


@needs_pipe
@pytest.mark.parametrize("behaviour", ["exit 3", "exec sleep 600"])
def test_a_browser_that_never_answers_is_given_up_with_a_reason(page, tmp_path, monkeypatch, started, behaviour):
    fake = tmp_path / "browser"
    fake.write_text(f"#!/bin/sh\n{behaviour}\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(headless_browser, "find_browser", lambda: str(fake))
    monkeypatch.setattr(browser_session, "TIMEOUT_S", 0.2)
    with pytest.raises(BrowserHungError, match="请"):
        list(paint_all(page, ["red", "blue"], width=20, height=10, scale=1))
    assert len(started) == browser_session.ATTEMPTS
    assert all(process.poll() is not None for process in started)
