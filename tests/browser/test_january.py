"""Next January: a report comes in, is seen, put right, accepted, found, found again after a restart, and taken out."""

from __future__ import annotations

import re

import pytest

from mapapp.exports import write_build
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import close_databases, open_store
from tests.browser.conftest import ROOT, start_server
from tests.browser.test_accessible import faults
from tests.documents.docx.word import docx, p
from tests.documents.pdf.paper import Page, pdf

REPORT = [
    "青浦区2027年政府工作报告",
    "一、2026年工作回顾",
    "区污泥干化焚烧项目于2025年12月建成。上达中央公园建成开放。",
    "朱家角镇淀峰湾滨水廊道建成开放。青浦区公共卫生中心未能按期启用，推迟至2028年。",
    "二、2027年主要任务",
    "新建金泽镇雪米文化中心，年内开工。",
]


@pytest.fixture
def own(tmp_path):
    """Serve the app over a store of its own; give what starts it again and the store's address."""
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    servers = []

    def start():
        server, url = start_server(
            ROOT / "mapapp" / "app.py", tmp_path / "log", MAPAPP_STORE=store, MAPAPP_DATA=str(tmp_path)
        )
        servers.append(server)
        return url

    def stop():
        server = servers.pop()
        server.terminate()
        server.wait()

    yield start, stop, store
    while servers:
        stop()
    close_databases()


def built(atlas, folder):
    """Return every byte that `build` writes."""
    return {path.name: path.read_bytes() for path in write_build(atlas, select(atlas, Selection(as_of=2025)), folder)}


def drop(page, name, data, mime="application/octet-stream"):
    """Drop one file on the page."""
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": mime, "buffer": data})


def success(page, words):
    """Wait until the page says that something was done."""
    page.get_by_test_id("stAlertContentSuccess").filter(has_text=words).wait_for(timeout=60_000)


def kinds(page):
    """Return what is new by kind, with how many there are."""
    texts = page.locator(".st-key-problemkind button").all_inner_texts()
    return {words: int(count) for words, count in (re.fullmatch(r"(.+?)\s+(\d+)", text).groups() for text in texts)}


def ledger_has(visitor, name):
    """Whether the ledger lists a project."""
    visitor.open("?page=data&text=" + name)
    return visitor.sheet("data").get_by_text(name, exact=False).count() > 0


def test_a_report_is_seen_put_right_accepted_found_and_taken_out_without_a_trace(visit, own, tmp_path):
    start, stop, address = own
    before = built(build_atlas(SEEDS_DIR, GEODATA_DIR), tmp_path / "before")
    visitor = visit(start()).open("?page=docs")
    page = visitor.page
    page.locator(".sheet").wait_for(timeout=60_000)
    assert faults(page) == []
    drop(page, "报告.docx", docx(*(p(line) for line in REPORT)))
    page.locator(".st-key-docs_accept").wait_for(timeout=90_000)
    page.locator(".sheet").wait_for()
    told = kinds(page)
    assert told["首次出现"] == 2
    assert told["有进展"] == 2
    assert told["承诺有结果"] >= 3
    assert open_store(address).journal.revision() == 0
    assert faults(page) == []

    page.get_by_role("button", name="更正").click()
    page.get_by_label("标题").fill("青浦区二〇二七年政府工作报告")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("《青浦区二〇二七年政府工作报告》").wait_for(timeout=60_000)
    page.locator(".st-key-docs_accept").wait_for(timeout=60_000)
    page.get_by_label("计入：金泽镇雪米文化中心").uncheck()
    page.get_by_role("button", name="接受，1 条不计入").wait_for(timeout=30_000)
    page.get_by_role("button", name="接受，1 条不计入").click()
    page.get_by_text("请先填写您的姓名").wait_for(timeout=30_000)
    page.get_by_label("您的姓名").fill("王工")
    page.get_by_role("button", name="接受，1 条不计入").click()
    success(page, "已添加 1 份文件")
    row = page.locator(".sheet tr").filter(has_text="青浦区二〇二七年政府工作报告")
    row.filter(has_text="王工").wait_for(timeout=30_000)
    assert faults(page) == []
    assert ledger_has(visit(visitor.url), "淀峰湾滨水廊道")

    stop()
    again = visit(start())
    assert ledger_has(again, "淀峰湾滨水廊道")
    assert not ledger_has(again, "雪米文化中心")
    page = again.open("?page=docs").page
    page.locator(".sheet").wait_for(timeout=60_000)
    drop(page, "另一个名字.docx", docx(*(p(line) for line in REPORT)))
    page.get_by_text("内容与《青浦区二〇二七年政府工作报告》相同").wait_for(timeout=60_000)
    page.get_by_role("button", name="全部丢弃").click()

    page.get_by_label("选一份文件来更正或移除").click()
    page.get_by_role("option", name="二〇二七").click()
    page.get_by_role("button", name="移除").first.click()
    page.get_by_label("您的姓名").fill("李工")
    page.get_by_role("button", name="确认移除").click()
    success(page, "已移除")
    store = open_store(address)
    assert built(build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR), tmp_path / "after") == before


def test_a_scan_and_a_foreign_file_say_what_to_do_and_text_can_be_pasted(visit, own):
    start, _, _ = own
    page = visit(start()).open("?page=docs").page
    page.locator(".sheet").wait_for(timeout=60_000)
    drop(page, "扫描件.pdf", pdf(Page().rule(10, 10, 200, 200)))
    page.get_by_text("扫描件.pdf：PDF 没有文字层").wait_for(timeout=60_000)
    drop(page, "台账.xlsx", b"PK\x03\x04")
    page.get_by_text("台账.xlsx：不支持 .xlsx，是表格文件").wait_for(timeout=60_000)
    page.get_by_role("button", name="全部丢弃").click()
    page.get_by_role("button", name="粘贴文字").click()
    page.get_by_label("正文").fill("\n".join(REPORT))
    page.get_by_role("button", name="读这段文字").click()
    page.locator(".st-key-docs_accept").wait_for(timeout=90_000)
    page.get_by_role("button", name="全部丢弃").click()
    page.get_by_label("选一份文件来更正或移除").wait_for(timeout=30_000)
