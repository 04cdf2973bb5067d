"""What an impatient visitor does in half an hour: seeded random actions in one browser, and nothing may break or grow.

The lasting tab is never loaded anew, so that whatever its page keeps by mistake adds up; a second tab comes and goes and
tries bad addresses. Requests that would leave this machine are refused and counted. After every action the page may show
no error and its counts must add up; at rest panel, map and address must name the same thing. Every minute it prints the
server's resident memory (Streamlit collects garbage after each run) and, after the browser's own collection, the size of
the page's script heap, its nodes and its listeners, always in the same state: the map page without filters.

    python benchmarks/soak.py [--minutes 30] [--seed 1]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Error, Locator, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.server_load import memory_mb  # noqa: E402
from tests.browser.conftest import map_frame, start_server  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

MOST_MINUTES: Final = 60
# A person waits this long for something to click before giving up.
PATIENCE_MS: Final = 1500
REST_TIMEOUT_MS: Final = 15_000
PAUSE_S: Final = (0.02, 0.5)
# What may be added after the warm-up: answers are remembered up to a limit, so the server fills for a while.
WARM_UP_SHARE: Final = 0.25
SERVER_BAR_MB, PAGE_BAR_MB = 60.0, 12.0
WIDTHS: Final = ((1366, 768), (1920, 1080), (1024, 700), (390, 844), (1366, 768))
SEARCHES: Final = (
    "",
    "hwyf",
    "方厅",
    "水厂",
    "１３号线",
    "<img src=x onerror=alert(1)>",
    "' OR 1=1 --",
    "\\u4e2d ${x} `y`",
    "🙂🙂",
    "무",
    "a" * 60,
    "(.*)+",
    "%00%ff",
)
ADDRESSES: Final = (
    "?focus=zone:火星",
    "?focus=project:%00&page=nowhere&year=1",
    "?zone=%E9%9D%92%E8%A5%BF,&stage=%3Cscript%3E&camera=1,2,3",
    "?camera=999,999,99&held=a,b,c,d,e,f",
    "?focus=read:001@0-99999999&clock=",
    "?text=" + "x" * 3000,
    "?page=ledger&verdict=red&year=2019",
    "?year=abc&doc=..%2F..%2Fetc",
)
CLICKABLE: Final = {
    "panel": ".panel button",
    "table": ".sheet button",
    "chip": ".filters .chips button",
    "row": ".panel .row",
}
FOOT = re.compile(r"已上图\s*(\d+)\s*/\s*未上图\s*(\d+)\s*/\s*共\s*(\d+)")
HOME = "[data-testid='stApp'][data-test-script-state='notRunning']"


@dataclass(slots=True)
class Log:
    """What went wrong, how much was done, and what could not be reached in time."""

    faults: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    missed: int = 0
    checks: int = 0


class Visitor:
    """One tab and the hand that uses it."""

    def __init__(self, context: BrowserContext, url: str, dice: random.Random, log: Log) -> None:
        self.page, self.url, self.dice, self.log = context.new_page(), url, dice, log
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("pageerror", lambda error: log.faults.append(f"script error: {error}"))
        self.page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.log.faults.append(f"console: {message.text[:200]} {message.location.get('url', '')[-80:]}")

    def choose(self, things: Locator) -> Locator:
        """Choose one of the things that stand on the page; IndexError when there is none."""
        count = things.count()
        if not count:
            raise IndexError
        return things.nth(self.dice.randrange(count))

    def open(self, query: str = "") -> None:
        """Load the app."""
        self.page.goto(f"{self.url}/{query}", timeout=60_000)
        self.page.locator(".st-key-foot").wait_for(timeout=60_000)

    def act(self) -> str:
        """Do one random thing and say which."""
        chosen: list[tuple[int, str, Callable[[], None]]] = [
            (18, "click map", self.click_map),
            (6, "move map", self.move_map),
            (3, "type on map", self.type_on_map),
            (16, "click panel", lambda: self.click_one("panel")),
            (8, "click row", lambda: self.click_one("row")),
            (5, "click table", lambda: self.click_one("table")),
            (7, "click chip", lambda: self.click_one("chip")),
            (9, "choose filter", self.choose_filter),
            (8, "change page", self.change_page),
            (8, "step year", self.step_year),
            (4, "change clock", self.change_clock),
            (4, "play", self.play),
            (5, "search", self.search),
            (6, "back", self.back),
            (4, "forward", self.forward),
            (2, "resize", self.resize),
            (2, "fold foot", self.fold_foot),
        ]
        _, name, action = self.dice.choices(chosen, [weight for weight, _, _ in chosen])[0]
        try:
            action()
        except (Error, IndexError):
            self.log.missed += 1
        return name

    def click_map(self) -> None:
        """Click anywhere on the map, sometimes twice in a hurry."""
        box = self.page.locator(".st-key-mapbox iframe").bounding_box()
        if box is None:
            return
        for _ in range(self.dice.choice((1, 1, 1, 2, 3))):
            x, y = self.dice.uniform(30, box["width"] - 30), self.dice.uniform(30, box["height"] - 60)
            self.page.mouse.click(box["x"] + x, box["y"] + y)

    def move_map(self) -> None:
        """Drag the map or turn the wheel over it."""
        box = self.page.locator(".st-key-mapbox iframe").bounding_box()
        if box is None:
            return
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        if self.dice.random() < 0.5:
            self.page.mouse.wheel(0, self.dice.choice((-300, 300)))
            return
        self.page.mouse.down()
        self.page.mouse.move(x + self.dice.uniform(-200, 200), y + self.dice.uniform(-150, 150), steps=4)
        self.page.mouse.up()

    def type_on_map(self) -> None:
        """Reach a zone with the keyboard, choose it, or leave it."""
        zone = self.page.frame_locator(".st-key-mapbox iframe").locator("path[data-zone]")
        zone.nth(self.dice.randrange(5)).focus()
        self.page.keyboard.press(self.dice.choice(("Enter", "Escape", "Tab", "ArrowLeft")))

    def click_one(self, kind: str) -> None:
        """Click one of the things of a kind that stand on the page."""
        self.choose(self.page.locator(CLICKABLE[kind])).click()

    def choose_filter(self) -> None:
        """Unfold a filter and take or drop one value."""
        self.choose(self.page.locator(".filters button.name")).click()
        pills = self.page.locator(".filters .fold:not([hidden]) button.option")
        pills.first.wait_for()
        self.choose(pills).click()
        if self.dice.random() < 0.8:
            self.page.keyboard.press("Escape")

    def change_page(self) -> None:
        """Go to another page, most often the map."""
        pages = self.page.locator(".st-key-page button")
        (pages.first if self.dice.random() < 0.5 else self.choose(pages)).click()

    def step_year(self) -> None:
        """Step through the years with the keyboard."""
        slider = self.page.get_by_role("slider").first
        slider.focus()
        for _ in range(self.dice.randint(1, 4)):
            slider.press(self.dice.choice(("ArrowLeft", "ArrowRight")))

    def change_clock(self) -> None:
        """Turn to the other clock."""
        self.page.locator(".st-key-clock button").nth(self.dice.randrange(2)).click()

    def play(self) -> None:
        """Start or stop the years."""
        self.page.locator(".st-key-play button >> visible=true").first.click()

    def search(self) -> None:
        """Write something odd."""
        box = self.page.get_by_role("combobox", name="搜索")
        box.fill(self.dice.choice(SEARCHES))
        box.press("Enter")

    def back(self) -> None:
        """Go back, but not out of the app."""
        if self.page.evaluate("navigation.entries()[navigation.currentEntry.index - 1]?.sameDocument === true"):
            self.page.evaluate("history.back()")

    def forward(self) -> None:
        """Go forward where there is something."""
        if self.page.evaluate("navigation.entries()[navigation.currentEntry.index + 1]?.sameDocument === true"):
            self.page.evaluate("history.forward()")

    def resize(self) -> None:
        """Return the window another size."""
        width, height = self.dice.choice(WIDTHS)
        self.page.set_viewport_size({"width": width, "height": height})

    def fold_foot(self) -> None:
        """Look into a fold-out of the foot."""
        self.page.locator(".st-key-foot [data-testid='stPopover'] button").nth(self.dice.randrange(2)).click()
        self.page.keyboard.press("Escape")

    def check(self) -> None:
        """Write down every error the page shows, and counts that do not add up."""
        self.log.checks += 1
        for name in ("stException", "stAlertContentError"):
            for text in self.page.get_by_test_id(name).all_inner_texts():
                self.log.faults.append(f"the page shows: {text[:200]}")
        foot = self.page.locator(".st-key-foot")
        words = foot.first.inner_text() if foot.count() else ""
        found = FOOT.search(words)
        if found and int(found[1]) + int(found[2]) != int(found[3]):
            self.log.faults.append(f"the counts do not add up: {words[:80]}")

    def rest(self) -> None:
        """Stop the years, fold what is unfolded, and wait until nothing runs."""
        self.page.keyboard.press("Escape")
        for _ in range(3):
            playing = self.page.locator(".st-key-play button >> visible=true", has_text="❚❚").first
            if playing.count():
                with contextlib.suppress(Error):
                    playing.click()
            self.page.wait_for_timeout(400)
            self.page.locator(HOME).wait_for(timeout=REST_TIMEOUT_MS)
        self.page.locator(".st-key-foot").wait_for(timeout=REST_TIMEOUT_MS)

    def agree(self) -> None:
        """At rest panel, map and address must name the same thing; only on the map page."""
        self.rest()
        query = parse_qs(urlsplit(self.page.url).query)
        if "page" in query:
            return
        self.page.locator(".panel h2").first.wait_for(timeout=REST_TIMEOUT_MS)
        asked = query.get("focus", [""])[0]
        shown = self.page.locator(".panel").evaluate("(node) => node.dataset.focus")
        marked = map_frame(self.page).evaluate("window.mapapp?.ready ? window.mapapp.focus : null")
        if asked != shown or (marked not in (None, shown) and not shown.startswith("read:")):
            self.log.faults.append(f"address {asked!r}, panel {shown!r}, map {marked!r}")

    def go_home(self) -> None:
        """Come back to the map page without filters, the state in which memory is compared."""
        self.page.set_viewport_size({"width": WIDTHS[0][0], "height": WIDTHS[0][1]})
        self.rest()
        self.page.locator(".st-key-page button").first.click(timeout=REST_TIMEOUT_MS)
        with contextlib.suppress(Error):
            self.page.locator(".filters .clear").click(timeout=800)
        self.rest()
        close = self.page.locator(".panel .close")
        if close.count():
            close.click(timeout=REST_TIMEOUT_MS)
        self.rest()


def measure(visitor: Visitor, server: subprocess.Popen[bytes]) -> tuple[float, float, int, int]:
    """Return server MB, script heap MB, DOM nodes and listeners of the lasting tab, after garbage collection."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    counters = session.send("Memory.getDOMCounters")
    session.detach()
    return memory_mb(server), heap, counters["nodes"], counters["jsEventListeners"]


def soak(context: BrowserContext, url: str, server: subprocess.Popen[bytes], minutes: float, seed: int) -> int:
    """Act for so many minutes; print a line a minute and give the exit code."""
    dice, log = random.Random(seed), Log()

    def gate(route: Route) -> None:
        if route.request.url.startswith((url, "data:", "blob:")):
            route.continue_()
        else:
            log.outside.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    lasting = Visitor(context, url, dice, log)
    lasting.open()
    guest: Visitor | None = None
    rows: list[tuple[float, float, float]] = []
    begun = last = time.monotonic()
    print(
        f"{'minute':>6} {'actions':>7} {'missed':>6} {'faults':>6} {'server MB':>9} {'page MB':>8} {'nodes':>7} listeners"
    )
    count = 0
    while time.monotonic() - begun < minutes * 60:
        if guest is None and dice.random() < 0.02:
            guest = Visitor(context, url, dice, log)
            with contextlib.suppress(Error):
                guest.open(dice.choice(ADDRESSES))
        elif guest is not None and dice.random() < 0.06:
            guest.page.close()
            guest = None
        visitor = guest if guest is not None and dice.random() < 0.4 else lasting
        name, before = visitor.act(), len(log.faults)
        log.done[name] = log.done.get(name, 0) + 1
        count += 1
        with contextlib.suppress(Error):
            visitor.check()
            if count % 12 == 0:
                visitor.agree()
        for fault in log.faults[before : before + 2]:
            print(f"       after {name} at {visitor.page.url[-150:]}: {fault}", flush=True)
        time.sleep(dice.uniform(*PAUSE_S))
        if time.monotonic() - last >= 60:
            last = time.monotonic()
            try:
                lasting.go_home()
            except Error as error:
                log.faults.append(f"no way home: {str(error)[:900]}")
                print(f"       at {lasting.page.url[-150:]}: {log.faults[-1]}", flush=True)
            figures = measure(lasting, server)
            rows.append(((last - begun) / 60, *figures[:2]))
            print(
                f"{rows[-1][0]:6.1f} {count:7} {log.missed:6} {len(log.faults):6} {figures[0]:9.0f} {figures[1]:8.1f}"
                f" {figures[2]:7} {figures[3]:9}",
                flush=True,
            )
    return report(log, rows)


def report(log: Log, rows: list[tuple[float, float, float]]) -> int:
    """Print growth after the warm-up and everything that went wrong; give 0 when all is well."""
    print("actions:", ", ".join(f"{name} {number}" for name, number in sorted(log.done.items())))
    settled = rows[int(len(rows) * WARM_UP_SHARE) :]
    good = not log.faults and not log.outside
    if len(settled) >= 2:
        third = max(1, len(settled) // 3)
        for name, at, bar in (("server", 1, SERVER_BAR_MB), ("page", 2, PAGE_BAR_MB)):
            early = sorted(row[at] for row in settled[:third])[third // 2]
            late = sorted(row[at] for row in settled[-third:])[third // 2]
            good = good and late - early <= bar
            print(
                f"{name}: {early:.1f} MB after the warm-up, {late:.1f} MB at the end, {late - early:+.1f} MB (bar {bar})"
            )
    print(f"checks {log.checks}, outside requests {len(log.outside)}, faults {len(log.faults)}")
    for fault in sorted(set(log.faults))[:20]:
        print(f"  {log.faults.count(fault)} x {fault}")
    return 0 if good else 1


def main() -> int:
    """Serve the app, act, and look into the server's log."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not 0 < options.minutes <= MOST_MINUTES:
        parser.error(f"at most {MOST_MINUTES} minutes")
    path = find_browser()
    if path is None:
        print(HELP, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="mapapp-soak-") as name:
        log = Path(name) / "server.log"
        server, url = start_server(
            ROOT / "mapapp" / "app.py", log, MAPAPP_STORE=f"sqlite:///{(Path(name) / 'reviews.sqlite').as_posix()}"
        )
        try:
            with sync_playwright() as playwright:
                root = hasattr(os, "geteuid") and os.geteuid() == 0
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
                context = browser.new_context(viewport={"width": WIDTHS[0][0], "height": WIDTHS[0][1]})
                code = soak(context, url, server, options.minutes, options.seed)
                browser.close()
        finally:
            server.terminate()
            server.wait()
        said = log.read_text(encoding="utf-8", errors="replace")
        traces = said.count("Traceback (most recent call last)")
        print(f"server log: {traces} tracebacks, {len(said.splitlines())} lines")
        if traces or code:
            print(said[-3000:])
    return 1 if traces or code else 0


if __name__ == "__main__":
    sys.exit(main())
