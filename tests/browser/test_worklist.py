"""The list goes out of the page and comes back filled: what nobody knew is then known, with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from mapapp.exports.worklist_book import LIST_SHEET
from tests.browser.conftest import ROOT, start_server, until


@pytest.fixture
def own_url(tmp_path: Path) -> Iterator[str]:
    """Serve the app with a store of this test's own."""
    script, log = ROOT / "mapapp" / "app.py", tmp_path / "server.log"
    server, url = start_server(script, log, MAPAPP_STORE=f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield url
    server.terminate()
    server.wait()


def open_count(page) -> int:
    """Return the number on the switch to what is to be found out."""
    return int(page.locator(".st-key-problemkind button").filter(has_text="待核实").inner_text().split()[-1])


def test_a_filled_list_is_taken_back_on_the_page(visit, own_url: str, tmp_path: Path) -> None:
    page = visit(own_url).open("?page=ledger").page
    page.locator(".st-key-problemkind button").filter(has_text="待核实").click()
    page.get_by_text("补上这些文件").wait_for()
    before = open_count(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载核实清单").click()
    out = tmp_path / "list.xlsx"
    download.value.save_as(out)
    workbook = openpyxl.load_workbook(out)
    sheet = workbook[LIST_SHEET]
    assert sheet.max_row - 1 == before
    heads = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    filled = {"是否达到": "是", "达到年份": 2021, "依据": "来函", "依据日期": "2026-03-02", "填写人": "张敏"}
    row = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, heads["承诺年份"]).value == 2021)
    for name, value in filled.items():
        sheet.cell(row, heads[name]).value = value
    workbook.save(out)
    page.get_by_role("button", name="交回填好的清单").click()
    page.locator('.st-key-worklist_file input[type="file"]').set_input_files(out)
    page.get_by_text("读到 1 条带依据的答复").wait_for()
    page.get_by_role("button", name="存为决定，重算判定").click()
    until(
        page,
        "before => [...document.querySelectorAll('.st-key-problemkind button')]"
        ".some(one => one.innerText.includes('待核实') && Number(one.innerText.trim().split(/\\s+/).pop()) < before)",
        before,
        60_000,
    )
    assert open_count(page) < before
