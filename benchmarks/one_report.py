"""What one report costs a person: decisions, keys, clicks and seconds from dropping the file to every record signed.

A browser drops the file on a server over an empty store, accepts what is new, and signs every record on the desk with one key each.
That is the least a person does: whoever corrects a record types besides, and whoever reads takes his own time.

    python benchmarks/one_report.py FILE
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mapapp.contracts import SubjectKind  # noqa: E402
from mapapp.store import close_databases, open_store  # noqa: E402
from tests.browser.conftest import start_server, until  # noqa: E402
from tests.browser.install import HELP, find_browser  # noqa: E402

WAIT_MS: Final = 180_000
RECORDS: Final = "() => document.querySelector('.desk')?.desk?.file?.records.length ?? 0"


class Person:
    """Who sits before the page: counts what he does, and how long each step takes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.clicks = 0
        self._began = time.perf_counter()

    def click(self, name: str) -> None:
        """Press a button."""
        self.clicks += 1
        self.page.get_by_role("button", name=name).click()

    def sign(self) -> None:
        """Write a name and leave the field."""
        self.keys += 3
        field = self.page.get_by_label("您的姓名")
        field.fill("王工")
        field.press("Enter")

    def press(self, key: str) -> None:
        """Press a key."""
        self.keys += 1
        self.page.keyboard.press(key)

    def done(self, step: str) -> None:
        """Say how long a step took."""
        now = time.perf_counter()
        print(f"{step:<42} {now - self._began:6.1f} s")
        self._began = now


def bring_in(person: Person, url: str, file: Path) -> None:
    """Drop the report, wait for what is new, and accept it."""
    page = person.page
    page.goto(f"{url}/?page=docs")
    page.locator(".sheet").wait_for()
    person.done("the page stands (server just started)")
    person.clicks += 1
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator(".st-key-docs_accept").wait_for()
    page.locator(".sheet").wait_for()
    person.done("dropped, read, what is new is shown")
    kinds = page.locator(".st-key-problemkind button").all_inner_texts()
    print("   " + "  ".join(" ".join(text.split()) for text in kinds))
    person.sign()
    person.click("全部接受")
    page.get_by_test_id("stAlertContentSuccess").wait_for()
    person.done("accepted, shown everywhere")


def sign_all(person: Person, url: str) -> int:
    """Sign every record of the report from the keyboard, and return how many there are."""
    page = person.page
    page.goto(f"{url}/?page=desk")
    page.locator(".desk-record").wait_for()
    person.sign()
    until(page, "() => document.querySelector('.desk').desk.data.signer !== ''", timeout=WAIT_MS)
    page.locator(".desk").focus()
    records = int(page.evaluate(RECORDS))
    person.done("the desk stands")
    slowest = 0.0
    for _ in range(records):
        before = time.perf_counter()
        person.press("a")
        slowest = max(slowest, time.perf_counter() - before)
    person.done(f"{records} keys (slowest {1000 * slowest:.0f} ms)")
    until(page, "() => document.querySelector('.desk').desk.pending.length === 0", timeout=WAIT_MS)
    person.done("all of it kept")
    return records


def main() -> int:
    """Print the seconds of each step, and how many decisions, keys and clicks it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    if (browser := find_browser()) is None:
        print(HELP)
        return 2
    with tempfile.TemporaryDirectory(prefix="mapapp-report-") as name, sync_playwright() as playwright:
        store = f"sqlite:///{name}/store.sqlite"
        own = {"MAPAPP_STORE": store, "MAPAPP_DATA": name, "MAPAPP_CACHE": f"{name}/cache"}
        server, url = start_server(ROOT / "mapapp" / "app.py", Path(name) / "log", **own)
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        try:
            page = chromium.new_page(viewport={"width": 1366, "height": 768})
            page.set_default_timeout(WAIT_MS)
            began = time.perf_counter()
            person = Person(page)
            bring_in(person, url, options.file)
            records = sign_all(person, url)
            took = time.perf_counter() - began
        finally:
            chromium.close()
            server.terminate()
            server.wait()
        kept = sum(1 for _ in open_store(store).journal.as_of().standing(SubjectKind.RECORD))
        close_databases()
    chars = len(options.file.read_text(encoding="utf-8")) if options.file.suffix == ".txt" else 0
    print(
        f"{chars} characters, {records} records, {kept} kept: {person.keys} keys, {person.clicks} clicks, {took:.0f} s"
    )
    return 0 if kept == records else 1


if __name__ == "__main__":
    sys.exit(main())
