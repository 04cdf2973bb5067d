"""How long the search box takes from a keystroke to the list that answers it, measured in the browser.

The projects are those of benchmarks/interaction.py. "First" includes fetching the index, which begins when the box is
entered; the others are typed one letter after the other into the same box. The time ends with the frame after the list was
put there.

    python benchmarks/search_box.py [--points 300 3000 30000]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.interaction import serve  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

BAR_MS, BAR_POINTS = 100, 3000
WORDS = ("合成项目29", "hcxm1", "hecheng", "青西", "qingxi", "某某项目", "合戌项目5", "火星基地")

# The browser itself notes when a letter came and when the next frame with its list was there.
OBSERVE = """() => {
  const root = [...document.querySelectorAll('*')].map((node) => node.shadowRoot && node.shadowRoot.querySelector('.search')).find(Boolean);
  window.waits = [];
  let typed = 0;
  root.querySelector('input').addEventListener('input', () => { typed = performance.now(); }, { capture: true });
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    if (typed && !root.querySelector('.note').textContent.startsWith('正在')) { window.waits.push(performance.now() - typed); typed = 0; }
  }))).observe(root, { childList: true, subtree: true, characterData: true });
}"""


def measure(page: Page) -> tuple[float, list[float]]:
    """Return the wait for the first list and for every later one, in milliseconds."""
    box = page.get_by_role("combobox", name="搜索")
    box.wait_for(timeout=60_000)
    page.evaluate(OBSERVE)
    box.click()
    for word in WORDS:
        box.fill("")
        page.wait_for_timeout(120)
        for letter in word:
            page.keyboard.insert_text(letter)
            page.wait_for_timeout(150)
    first, *later = page.evaluate("window.waits")
    return first, later


def run(browser: Browser, points: int) -> bool:
    """Print the waits at so many projects; whether the bar holds."""
    with tempfile.TemporaryDirectory() as folder:
        server, url = serve(points, Path(folder))
        try:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.goto(url)
            page.locator(".st-key-foot").wait_for(timeout=120_000)
            first, later = measure(page)
            page.close()
        finally:
            server.terminate()
            server.wait()
    worst, middle = max(later), statistics.median(later)
    print(
        f"{points:6d} projects: first list {first:6.1f} ms, later {middle:5.1f} ms (middle), {worst:5.1f} ms (worst of {len(later)})"
    )
    return points > BAR_POINTS or max(first, worst) <= BAR_MS


def main() -> int:
    """Measure at each number of projects; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, nargs="+", default=[300, 3000, 30000])
    points = parser.parse_args().points
    path = find_browser()
    if path is None:
        raise SystemExit(HELP)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        held = [run(browser, count) for count in points]
        browser.close()
    print(f"bar: {BAR_MS} ms up to {BAR_POINTS} projects: {'held' if all(held) else 'MISSED'}")
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
