"""How long the map takes, when a zoom ends, to place marks, crowds and names, and to write them: in the browser itself.

The bar is one frame, 16 ms, at 3,000 projects, for finding places (marks, crowds and names), the median of all rounds.
Painting is timed with it: the rest of the frame's work. The projects are synthetic (interaction_app.py); the functions are the map's
own, called as Leaflet calls them, over a walk of zooms through the densest part. A busy machine slows everything, so the
same browser also times a fixed piece of work (a sort of 200,000 numbers): the ratio to it is what can be compared between
machines and days.

    python benchmarks/map_names.py [--points 3000] [--rounds 12]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.interaction import open_map, serve  # noqa: E402
from tests.browser.conftest import until  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

BAR_MS = 16
ZOOMS = (10.5, 11.5, 12.5, 13, 13.5, 14, 14.5, 15)

TIME = """async ([zooms, rounds]) => {
  const { map, ranking } = window.mapapp;
  const start = performance.getEntriesByType('resource').map((entry) => entry.name).find((name) => name.endsWith('/map/start.js'));
  const load = (name) => import(new URL(name, start).href);
  const [{ arrange }, { forgetLayout, layOut }, { paint }, { canvasOf }] = await Promise.all(['./arrange.js', './layout.js', './paint.js', './leaflet_internals.js'].map(load));
  const timed = (act) => { const before = performance.now(); act(); return performance.now() - before; };
  const points = ranking.filter((mark) => mark.kind === 'point'), middle = points[Math.floor(points.length / 2)].box[0];
  const found = [];
  for (let round = 0; round < rounds; round++) {
    for (const zoom of zooms) {
      map.setView(middle, zoom, { animate: false });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
      forgetLayout();
      const place = timed(() => { arrange(); layOut(canvasOf(window.mapapp.canvas).bounds); });
      forgetLayout();
      const all = timed(paint);
      const numbers = Float64Array.from({ length: 200000 }, (_, index) => Math.sin(index * 12.9898) * 43758.5453);
      const fixed = timed(() => numbers.sort());
      found.push({ round, zoom, place, all, fixed, names: window.mapapp.placedNames.length, crowds: window.mapapp.crowds.length });
    }
  }
  return found;
}"""


def measure(points: int, rounds: int, browser_path: str) -> list[dict[str, Any]]:
    """Walk the zooms and give every timing, the first round left out."""
    with tempfile.TemporaryDirectory(prefix="mapapp-bench-") as name, sync_playwright() as playwright:
        server, url = serve(points, Path(name))
        try:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(url)
            frame = open_map(page)
            until(frame, "window.mapapp.painted > 0")
            found: list[dict[str, Any]] = frame.evaluate(TIME, [list(ZOOMS), rounds + 1])
            browser.close()
        finally:
            server.terminate()
            server.wait()
    return [item for item in found if item["round"] > 0]


def main() -> int:
    """Print one line per zoom; exit 1 when the median of any zoom is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=12)
    options = parser.parse_args()
    browser_path = find_browser()
    if browser_path is None:
        print(HELP, file=sys.stderr)
        return 2
    found = measure(options.points, options.rounds, browser_path)
    print(
        f"{options.points} projects at 1920 x 1080: milliseconds to find places for marks and names, and with painting them"
    )
    missed = []
    for zoom in ZOOMS:
        here = [item for item in found if item["zoom"] == zoom]
        place, whole, fixed = (statistics.median(item[key] for item in here) for key in ("place", "all", "fixed"))
        least = min(item["all"] for item in here)
        verdict = "" if place <= BAR_MS else "  NOT met"
        print(
            f"  zoom {zoom:<5} places {place:5.1f} (bar {BAR_MS})  with painting {whole:5.1f}, least {least:5.1f}"
            f"  {whole / fixed:4.2f} x fixed work  names {here[-1]['names']}, crowds {here[-1]['crowds']}{verdict}"
        )
        missed += [str(zoom)] if verdict else []
    print(f"bar: {'met' if not missed else 'NOT met at zoom ' + ', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
