"""How long a click on the map takes until the panel has settled, against the same panel behind a plain button.

Both are measured in one browser run against one server, in turns, so that a busy machine slows both alike. "Settled" is
the second frame after the panel's last redraw. The projects are synthetic; the page and the panel are the app's own.
With the click: a year step, a filter and a search, each against the same plain button; the load until the map is painted
against an empty Streamlit page's (a server of its own), with an empty browser cache, in turns; the bytes of the first
load and per click; and the server's processor time per click against the same button's.

    python benchmarks/interaction.py [--points 300 3000 30000] [--clicks 15]
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.server_load import cpu_seconds  # noqa: E402
from tests.browser.conftest import FREE_SPOT, map_frame, start_server  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

# Zone names alternate, so that every click changes the panel.
ZONES = ("青西", "青东")
CLICK_BARS = ((300, 1.25), (3000, 1.35), (30000, 1.9))
CPU_BAR = 1.3
CPU_CLICKS = 20
# Year step, filter and search against the same plain button, at up to 3,000 projects.
STEP_BAR, STEP_BAR_POINTS = 1.5, 3000
# Load to usable map against an empty page's load: up to 300 projects, and beyond.
LOAD_BARS = ((300, 1.3), (30000, 1.7))
FIRST_LOAD_MB, CLICK_KB = 3.5, 80
LOADS = 6

OBSERVE = """
() => {
  const panel = document.querySelector('[data-testid="stBidiComponentRegular"], [data-testid^="stBidi"]');
  const find = (node) => {
    if (!node) return null;
    const own = node.querySelector && node.querySelector('.panel');
    if (own) return own;
    for (const child of node.querySelectorAll ? node.querySelectorAll('*') : []) {
      if (child.shadowRoot) { const inner = find(child.shadowRoot); if (inner) return inner; }
    }
    return null;
  };
  const root = find(document);
  window.settled = 0;
  new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.settled = performance.timeOrigin + performance.now();
    window.title = root.querySelector('h2').textContent;
  }))).observe(root, { attributes: true, attributeFilter: ['data-turn'] });
}
"""
# The browser itself notes the first frame in which the page is usable, in milliseconds since the navigation began: the
# map painted and the panel filled, or the one word of the empty page.
USABLE = """
if (window === window.top) {
  const filled = (node) => [...node.querySelectorAll('*')].some((part) => part.shadowRoot && part.shadowRoot.querySelector('.panel h2'));
  const look = () => {
    const frame = document.querySelector('.st-key-mapbox iframe'), app = frame && frame.contentWindow && frame.contentWindow.mapapp;
    const empty = document.querySelector('[data-testid="stMarkdown"]');
    if ((app && app.ready && app.painted > 0 && filled(document)) || (!frame && empty && empty.textContent.includes('空白页'))) window.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""
STAMP = "document.addEventListener('click', () => { window.top.clicked = performance.timeOrigin + performance.now(); }, true)"


def serve(points: int, folder: Path, *, blank: bool = False) -> tuple[subprocess.Popen[bytes], str]:
    """Start the bench page with so many synthetic projects, from a folder of its own.

    A `blank` server shows a page with one word.
    """
    script = folder / ("blank.py" if blank else "interaction_server.py")
    for name in ("interaction_app.py", "interaction_server.py"):
        shutil.copy(ROOT / "benchmarks" / name, folder / name)
    shutil.copytree(ROOT / "mapapp" / ".streamlit", folder / ".streamlit", dirs_exist_ok=True)
    (folder / "blank.py").write_text('import streamlit as st\n\nst.write("空白页")\n', encoding="utf-8")
    return start_server(script, folder / f"{script.stem}.log", MAPAPP_BENCH_POINTS=str(points))


def open_map(page: Page) -> Frame:
    """Return the frame of the map once its names are drawn."""
    page.frame_locator(".st-key-mapbox iframe").locator(".name-zone").first.wait_for(timeout=60_000)
    return map_frame(page)


def wait_settled(page: Page, title: str) -> float:
    """Wait until the panel shows a title and give the milliseconds since the last click."""
    page.wait_for_function("(title) => window.settled > window.clicked && window.title.includes(title)", arg=title)
    return float(page.evaluate("window.settled - window.clicked"))


def click_map(page: Page, frame: Frame, zone: str) -> float:
    """Click a zone where nothing else lies and give the milliseconds until the panel has settled."""
    box = page.locator(".st-key-mapbox iframe").bounding_box()
    spot = frame.evaluate(FREE_SPOT, zone)
    if box is None or spot is None:
        raise SystemExit(f"no free spot in {zone}")
    page.mouse.move(box["x"] + spot[0], box["y"] + spot[1])
    page.wait_for_timeout(60)
    page.mouse.down()
    page.mouse.up()
    return wait_settled(page, zone)


def click_button(page: Page, zone: str) -> float:
    """Press the plain button and give the milliseconds until the panel has settled."""
    page.get_by_role("button", name=zone, exact=True).hover()
    page.wait_for_timeout(60)
    page.mouse.down()
    page.mouse.up()
    return wait_settled(page, zone)


@dataclass
class Meter:
    """Bytes over the network as the browser counts them: files as sent, messages by their payload."""

    total: float = 0.0

    def watch(self, page: Page) -> None:
        """Count everything the page receives from now on."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda event: self._frame(event["response"]))

    def _frame(self, response: dict[str, Any]) -> None:
        """Count a message; a binary one is told in base64."""
        self._add(len(response["payloadData"]) * (0.75 if response["opcode"] == 2 else 1))

    def _add(self, size: float) -> None:
        self.total += size


def load_once(browser: Browser, url: str) -> tuple[float, float]:
    """Open a page with an empty cache; give the milliseconds until it is usable and the bytes it took."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page, meter = context.new_page(), Meter()
    meter.watch(page)
    page.add_init_script(USABLE)
    page.goto(url)
    page.wait_for_function("window.usable > 0", timeout=60_000)
    took = float(page.evaluate("window.usable"))
    page.wait_for_timeout(400)
    context.close()
    return took, meter.total


def step(page: Page, act: Callable[[], None]) -> float:
    """Do something to a bar of the page and give the milliseconds until the panel has settled on the new answer."""
    page.evaluate("() => { window.settled = 0; window.clicked = performance.timeOrigin + performance.now(); }")
    act()
    page.wait_for_function("window.settled > window.clicked", polling=20)
    page.wait_for_timeout(450)  # a page may draw the panel more than once; the last one counts
    return float(page.evaluate("window.settled - window.clicked"))


def measure_steps(page: Page, turns: int) -> dict[str, list[float]]:
    """Measure year steps, filters and searches in turns, the first turn left out."""
    slider, search = page.get_by_role("slider"), page.get_by_label("搜索", exact=True)
    page.bring_to_front()
    found: dict[str, list[float]] = {"year": [], "filter": [], "search": []}
    # The synthetic events end in 2024: only before that does a year change the panel.
    for _ in range(3):
        slider.press("ArrowLeft")
        page.wait_for_timeout(900)
    for turn in range(turns + 1):
        slider.focus()
        found["year"].append(step(page, lambda: slider.press("ArrowLeft" if turn % 2 == 0 else "ArrowRight")))  # noqa: B023
        page.get_by_role("button", name="阶段").first.click()
        option = page.locator(".option:visible").nth(5)
        option.wait_for()
        page.wait_for_timeout(250)
        found["filter"].append(step(page, option.click))
        page.keyboard.press("Escape")
        page.wait_for_timeout(250)
        search.fill(f"合成项目{1 + turn % 2}")
        found["search"].append(step(page, lambda: search.press("Enter")))
        step(page, page.locator(".panel .close").click)  # Enter opened the first hit
    return {name: values[1:] for name, values in found.items()}


@dataclass
class Measured:
    """One size's figures: milliseconds, and bytes."""

    floor: list[float]
    click: list[float]
    steps: dict[str, list[float]]
    load: list[float]
    empty: list[float]
    first_bytes: float
    click_bytes: float
    floor_cpu: float
    click_cpu: float


def cpu_ms(server: subprocess.Popen[bytes], act: Callable[[str], object]) -> float:
    """Do something for each zone in turn and give the server's processor time for one, NaN where the system is silent."""
    before = cpu_seconds(server)
    for turn in range(CPU_CLICKS):
        act(ZONES[turn % 2])
    return (cpu_seconds(server) - before) * 1000 / CPU_CLICKS


def measure(points: int, clicks: int, browser_path: str) -> Measured:
    """Measure floor and map in turns, warm-up clicks left out; then steps on the same page, then loads."""
    with tempfile.TemporaryDirectory(prefix="mapapp-bench-") as name, sync_playwright() as playwright:
        (server, url), (blank, blank_url) = serve(points, Path(name)), serve(points, Path(name), blank=True)
        try:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            floor_page = browser.new_page(viewport={"width": 1366, "height": 768})
            floor_page.goto(f"{url}/?floor=1")
            floor_page.locator(".panel h2").wait_for(timeout=60_000)
            map_page = browser.new_page(viewport={"width": 1366, "height": 768})
            map_page.goto(url)
            frame = open_map(map_page)
            meter = Meter()
            map_page.locator(".panel h2").wait_for()
            for page in (floor_page, map_page):
                page.evaluate(OBSERVE)
            floor_page.evaluate(STAMP)
            frame.evaluate(STAMP)
            floor, on_map = [], []
            warm = 3 + (clicks + 3) % 2  # an even number in all: the next click is on the other zone
            for turn in range(clicks + warm):
                if turn == warm:
                    meter.watch(map_page)
                zone = ZONES[turn % 2]
                floor_page.bring_to_front()
                floor.append(click_button(floor_page, zone))
                map_page.bring_to_front()
                on_map.append(click_map(map_page, frame, zone))
            click_bytes = meter.total / clicks
            click_cpu = cpu_ms(server, lambda zone: click_map(map_page, frame, zone))
            floor_page.bring_to_front()
            floor_cpu = cpu_ms(server, lambda zone: click_button(floor_page, zone))
            steps = measure_steps(map_page, max(3, clicks // 3))
            loads = [(load_once(browser, blank_url), load_once(browser, url)) for _ in range(LOADS)]
            browser.close()
        finally:
            for process in (server, blank):
                process.terminate()
                process.wait()
    empty, load = [item[0][0] for item in loads[1:]], [item[1][0] for item in loads[1:]]
    return Measured(floor[warm:], on_map[warm:], steps, load, empty, loads[-1][1][1], click_bytes, floor_cpu, click_cpu)


def main() -> int:
    """Print one block per size; exit 1 when a figure is over its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, nargs="+", default=[300, 3000, 30000])
    parser.add_argument("--clicks", type=int, default=15)
    options = parser.parse_args()
    browser_path = find_browser()
    if browser_path is None:
        print(HELP, file=sys.stderr)
        return 2
    missed: list[str] = []
    for points in options.points:
        got = measure(points, options.clicks, browser_path)
        floor, empty = statistics.median(got.floor), statistics.median(got.empty)
        print(f"{points} projects: the panel behind a plain button {floor:.0f} ms, an empty page {empty:.0f} ms")
        load_bar = next((bar for most, bar in LOAD_BARS if points <= most), LOAD_BARS[-1][1])
        click_bar = next((bar for most, bar in CLICK_BARS if points <= most), CLICK_BARS[-1][1])
        step_bar = STEP_BAR if points <= STEP_BAR_POINTS else math.inf
        rows = [
            ("click", got.click, floor, click_bar),
            *((name, got.steps[name], floor, step_bar) for name in got.steps),
        ]
        for name, values, base, bar in [*rows, ("load", got.load, empty, load_bar)]:
            ratio = statistics.median(values) / base
            verdict = "" if ratio <= bar else "  NOT met"
            print(f"  {name:<8} {statistics.median(values):>6.0f} ms  {ratio:>5.2f} x  (bar {bar}){verdict}")
            missed += [f"{name} at {points}"] if verdict else []
        first, click = got.first_bytes / 1e6, got.click_bytes / 1e3
        print(f"  first load {first:.2f} MB (bar {FIRST_LOAD_MB}), per click {click:.1f} KB (bar {CLICK_KB})")
        ratio = got.click_cpu / got.floor_cpu
        print(
            f"  server's processor time per click {got.click_cpu:.0f} ms, button {got.floor_cpu:.0f} ms, {ratio:.2f} x (bar {CPU_BAR})"
        )
        missed += [f"processor time per click at {points}"] if ratio > CPU_BAR else []
        missed += [f"first load at {points}"] if first > FIRST_LOAD_MB else []
        missed += [f"bytes per click at {points}"] if click > CLICK_KB else []
    print(f"bars: {'met' if not missed else 'NOT met: ' + ', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
