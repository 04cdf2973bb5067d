"""However many ask at once, two browsers paint; nobody starves and nobody is left behind."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from mapapp.errors import ExportError
from mapapp.reports import headless_browser as browser


def test_two_paint_at_once_and_the_rest_stand_in_line(monkeypatch):
    lock, pair = threading.Lock(), threading.Barrier(2)
    inside: list[int] = []
    most: list[int] = []

    class Painter:
        def __init__(self, command, **_options):
            self.number = int(command[1])
            with lock:
                inside.append(self.number)
                most.append(len(inside))

        def communicate(self, **_options):
            pair.wait(timeout=30)  # goes on only when a second one paints at the same time
            with lock:
                inside.remove(self.number)
            return b"", b"painted"

    monkeypatch.setattr(browser.subprocess, "Popen", Painter)
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: browser._start(["paint", str(number)]), range(8)))
    assert told == ["painted"] * 8
    assert len(most) == 8
    assert max(most) == browser.MOST_AT_ONCE == 2


def test_a_browser_that_does_not_start_gives_its_place_back():
    for _ in range(browser.MOST_AT_ONCE + 1):
        with pytest.raises(ExportError, match="启动不了"):
            browser._start(["/nowhere/browser"])
