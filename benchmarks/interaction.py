"""How long a click on the map takes until the panel has settled, against the same panel behind a plain button.

Both are measured in one browser run against one server, in turns, so that a busy machine slows both alike. "Settled" is
the second frame after the panel's last redraw. The projects are synthetic; the page and the panel are the app's own.

    python benchmarks/interaction.py [--points 300 3000 30000] [--clicks 15]
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Frame, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mapapp.assets import install_assets  # noqa: E402
from mapapp.settings import STATIC_DIR  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

# Zone names alternate, so that every click changes the panel.
ZONES = ("青西", "青东")
BAR = 1.6

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
STAMP = "document.addEventListener('click', () => { window.top.clicked = performance.timeOrigin + performance.now(); }, true)"


def free_port() -> int:
    """Ask the system for a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(points: int, port: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start the bench page with so many synthetic projects, from a folder of its own with its own static files."""
    shutil.copy(ROOT / "benchmarks" / "interaction_app.py", folder / "interaction_app.py")
    shutil.copytree(STATIC_DIR / "vendor", folder / "static" / "vendor", dirs_exist_ok=True)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "MAPAPP_BENCH_POINTS": str(points),
        "MAPAPP_BENCH_STATIC": str(folder / "static"),
    }
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "interaction_app.py")]
    command += ["--server.port", str(port), "--server.headless", "true"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the bench server did not start")


def map_frame(page: Page) -> Frame:
    """Give the frame of the map once its names are drawn."""
    page.frame_locator(".st-key-mapbox iframe").locator(".name-zone").first.wait_for(timeout=60_000)
    return next(frame for frame in page.frames if "streamlit_folium" in frame.url)


def wait_settled(page: Page, title: str) -> float:
    """Wait until the panel shows a title and give the milliseconds since the last click."""
    page.wait_for_function("(title) => window.settled > window.clicked && window.title.includes(title)", arg=title)
    return float(page.evaluate("window.settled - window.clicked"))


def click_map(page: Page, frame: Frame, zone: str) -> float:
    """Click a zone where nothing else lies and give the milliseconds until the panel has settled."""
    box = page.locator(".st-key-mapbox iframe").bounding_box()
    spot = frame.evaluate(
        """(id) => {
          const zone = window.mapapp.zones.find((item) => item.id === id), map = window.mapapp.map;
          const size = map.getSize();
          for (let y = 20; y < size.y - 60; y += 6) for (let x = 60; x < size.x - 20; x += 6) {
            const at = L.point(x, y), ll = map.containerPointToLatLng(at);
            const hits = window.mapapp.zones.filter((item) => window.mapapp.inside(item.rings, ll.lng, ll.lat));
            if (hits.length && hits[0].id === id && !window.mapapp.marksAt(at).length
                && document.elementFromPoint(x, y).closest('.badge, .legend, .leaflet-control') === null) return [x, y];
          }
          return null;
        }""",
        zone,
    )
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


def measure(points: int, clicks: int, browser_path: str) -> tuple[list[float], list[float]]:
    """Measure floor and map in turns; gives both lists of milliseconds, warm-up clicks left out."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="mapapp-bench-") as name, sync_playwright() as playwright:
        server = serve(points, port, Path(name))
        try:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            floor_page = browser.new_page(viewport={"width": 1366, "height": 768})
            floor_page.goto(f"http://localhost:{port}/?floor=1")
            floor_page.locator(".panel h2").wait_for(timeout=60_000)
            map_page = browser.new_page(viewport={"width": 1366, "height": 768})
            map_page.goto(f"http://localhost:{port}/")
            frame = map_frame(map_page)
            map_page.locator(".panel h2").wait_for()
            for page in (floor_page, map_page):
                page.evaluate(OBSERVE)
            floor_page.evaluate(STAMP)
            frame.evaluate(STAMP)
            floor, on_map = [], []
            for turn in range(clicks + 3):
                zone = ZONES[turn % 2]
                floor_page.bring_to_front()
                floor.append(click_button(floor_page, zone))
                map_page.bring_to_front()
                on_map.append(click_map(map_page, frame, zone))
            browser.close()
        finally:
            server.terminate()
            server.wait()
    return floor[3:], on_map[3:]


def main() -> int:
    """Print one table; exit 1 when a ratio is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, nargs="+", default=[300, 3000, 30000])
    parser.add_argument("--clicks", type=int, default=15)
    options = parser.parse_args()
    browser_path = find_browser()
    if browser_path is None:
        print(HELP, file=sys.stderr)
        return 2
    install_assets()
    worst = 0.0
    print(f"{'points':>7} {'button ms':>10} {'map ms':>8} {'ratio':>6}")
    for points in options.points:
        floor, on_map = measure(points, options.clicks, browser_path)
        ratio = statistics.median(on_map) / statistics.median(floor)
        worst = max(worst, ratio)
        print(f"{points:>7} {statistics.median(floor):>10.0f} {statistics.median(on_map):>8.0f} {ratio:>6.2f}")
    print(f"bar {BAR}: {'met' if worst <= BAR else 'NOT met'}")
    return 0 if worst <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
