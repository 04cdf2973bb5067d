"""A real browser against a real server: every request that would leave this machine is refused and written down."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Locator, Page, Request
from playwright.sync_api import Error as PlaywrightError

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def start_server(script: Path, log: Path, *, port: int = 0, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start Streamlit on a port, a free one unless it is given, and wait until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with log.open("wb") as sink:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path, **environment}, stdout=sink, stderr=sink
        )
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return server, f"http://localhost:{port}"
        except OSError:
            time.sleep(0.1)
    server.terminate()
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8', errors='replace')}", pytrace=False)


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app over the shipped documents and boundaries."""
    server, url = start_server(ROOT / "mapapp" / "app.py", tmp_path_factory.mktemp("app") / "server.log")
    yield url
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app over a small world whose project names try to be code."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("hostile_app.py", "hostile_server.py"):
        shutil.copy(Path(__file__).parent / name, folder / name)
    shutil.copytree(ROOT / "mapapp" / ".streamlit", folder / ".streamlit")
    server, url = start_server(folder / "hostile_server.py", folder / "server.log")
    yield url
    server.terminate()
    server.wait()


def map_frame(page: Page) -> Frame:
    """Return the frame that stands in the map's place."""
    frame = page.locator(".st-key-mapbox iframe").element_handle(timeout=30_000).content_frame()
    assert frame is not None
    return frame


def until(page: Page | Frame, expression: str, arg: Any = None, timeout: float = 30_000) -> None:
    """Wait until an expression or function holds in a page, as playwright's `wait_for_function` does.

    That one evaluates text inside the page, which the page's own policy forbids.
    """
    deadline = time.monotonic() + timeout / 1000
    while not page.evaluate(expression, arg):
        assert time.monotonic() < deadline, f"still not true: {expression}"
        page.wait_for_timeout(50)


class Visit:
    """One visitor: a page, what it asked other machines for, and what went wrong in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note_address)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note_refusal)

    def _note_refusal(self, message: ConsoleMessage) -> None:
        """Count what the page's own policy refused as an error."""
        if "Content Security Policy" in message.text:
            self.errors.append(message.text)

    def _note_address(self, request: Request) -> None:
        """Write down who else is asked; the browser itself finds nobody but this machine."""
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def open(self, query: str = "") -> Visit:
        """Open the app and wait until the page stands.

        Leaving while a frame still loads cuts its scripts off, and what is left of the frame would report that as an error.
        """
        for frame in self.page.frames:
            with contextlib.suppress(PlaywrightError):
                frame.wait_for_load_state()
        self.page.goto(f"{self.url}/{query}")
        self.page.locator(".st-key-foot").wait_for(timeout=60_000)
        return self

    def map(self) -> Frame:
        """Return the frame of the map once its names are drawn."""
        self.page.frame_locator(".st-key-mapbox iframe").locator(".name").first.wait_for(
            state="attached", timeout=30_000
        )
        frame = map_frame(self.page)
        until(frame, "window.mapapp && window.mapapp.ready && window.mapapp.painted > 0")
        return frame

    def sheet(self, page: str) -> Locator:
        """Return a page's table, or the desk's record, once it stands; the brief keeps its table behind a switch."""
        if page == "brief":
            self.page.get_by_text("分区摘要").click()
        table = self.page.locator(".desk-record" if page == "desk" else ".sheet")
        table.wait_for()
        return table

    def title(self) -> str:
        """Return the headline of the panel."""
        return self.page.locator(".panel h2").inner_text()

    def wait_title(self, words: str) -> None:
        """Wait until the panel's headline holds these words."""
        self.page.locator(".panel h2").filter(has_text=words).wait_for(timeout=15_000)

    def click_at(self, x: float, y: float) -> None:
        """Click in the map, in pixels from its upper left corner."""
        box = self.page.locator(".st-key-mapbox iframe").bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def click_zone(self, zone: str) -> None:
        """Click a zone where no mark lies and no smaller zone covers it."""
        spot = self.map().evaluate(FREE_SPOT, zone)
        assert spot is not None, f"no free spot in {zone}"
        self.click_at(*spot)


# Pixel position inside a zone, away from marks, crowds, badges, names that open, and controls.
FREE_SPOT = """(id) => {
  const { map, zones, inside, marksAt, crowds } = window.mapapp, size = map.getSize();
  const inCrowd = ({ x, y }) => crowds.some((crowd) => Math.hypot(crowd.x - x, crowd.y - y) <= crowd.radius + 3);
  for (let y = 20; y < size.y - 60; y += 5) for (let x = 60; x < size.x - 20; x += 5) {
    const at = L.point(x, y), ll = map.containerPointToLatLng(at);
    const hits = zones.filter((zone) => inside(zone.rings, ll.lng, ll.lat));
    if (hits.length && hits[0].id === id && !marksAt(at).length
        && !inCrowd(map.containerPointToLayerPoint(at))
        && !document.elementFromPoint(x, y).closest('.badge, .legend, .leaflet-control, .open')) return [x, y];
  }
  return null;
}"""


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visit]]:
    """Make visitors; afterwards none may have asked another machine for anything, and no script may have failed."""
    made: list[Visit] = []

    def make(url: str, width: int = 1366, height: int = 768) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        made.append(Visit(context.new_page(), url))
        return made[-1]

    yield make
    for visitor in made:
        visitor.page.context.close()
    assert [address for visitor in made for address in visitor.outside] == []
    assert [error for visitor in made for error in visitor.errors] == []
