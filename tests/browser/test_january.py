"""Next January: a report is dropped, seen, put right and signed, a project put, a boundary redrawn; all is found again, and undone."""

from __future__ import annotations

import re

import pytest

from mapapp.contracts import SubjectKind
from mapapp.live_atlas import build_live_atlas
from mapapp.pipeline import build_atlas
from mapapp.selection import Selection, select
from mapapp.settings import GEODATA_DIR, SEEDS_DIR
from mapapp.store import open_store
from tests.browser.conftest import until
from tests.browser.test_accessible import faults
from tests.browser.test_drawing import built, on_map, own
from tests.browser.test_review_desk import decided, heard, shown, sit_down
from tests.documents.docx.word import docx, p
from tests.documents.pdf.paper import Page, pdf

__all__ = ["own"]

REPORT = [
    "青浦区2027年政府工作报告",
    "一、2026年工作回顾",
    "区污泥干化焚烧项目于2025年12月建成。上达中央公园建成开放。",
    "朱家角镇淀峰湾滨水廊道建成开放。青浦区公共卫生中心未能按期启用，推迟至2028年。",
    "二、2027年主要任务",
    "金泽镇雪米文化中心年内开工。",
]


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


def place_of(visitor, name):
    """Return where the map draws a project, [lat, lon]; None while it does not."""
    return visitor.map().evaluate(
        "(name) => { const mark = window.mapapp.marks.find((one) => one.name === name); return mark && mark.box ? mark.box[0] : null; }",
        name,
    )


def drag_shared_corner(visitor):
    """Move a corner that two areas share by a few pixels, and say that it is drawn."""
    page = visitor.page
    frame = visitor.map()
    until(frame, "document.querySelector('[data-shape=ready] .handle.shared') !== null")
    # A solid corner well inside the map, away from its controls.
    spot = frame.evaluate(
        """() => [...document.querySelectorAll('.handle.corner.shared')].map((one) => one.getBoundingClientRect())
          .map((box) => [box.x + box.width / 2, box.y + box.height / 2])
          .find(([x, y]) => x > 250 && x < 600 && y > 150 && y < 450
            && document.elementFromPoint(x, y).closest('.handle.corner.shared'))"""
    )
    assert spot
    box = page.locator(".st-key-mapbox iframe").bounding_box()
    x, y = box["x"] + spot[0], box["y"] + spot[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 14, y + 14, steps=6)
    page.mouse.up()
    frame.locator(".switch.ready").click()


def put_on_map(visitor, address, project):
    """Put a project that stands nowhere on the map with the mouse, drag the pin, and keep it; return where it was put, [lat, lon]."""
    page = visitor.open(f"?page=problems&text={project.name.strip('“”')}").page
    page.locator(".sheet").wait_for()
    page.get_by_role("button", name="放到图上").first.click()
    page.locator(".st-key-editbox").get_by_text("在图上点一下项目的位置").wait_for()
    until(visitor.map(), "window.mapapp.editing && document.querySelector('.drawing') !== null")
    page.mouse.click(*on_map(visitor, 121.10, 31.10))
    page.locator(".st-key-editbox").get_by_text("东经 121.").wait_for()
    pin = visitor.map().locator(".pin").bounding_box()
    # The point of the pin is 34 px below its upper edge, in its middle.
    tip = (pin["x"] + pin["width"] / 2, pin["y"] + 20)
    page.mouse.move(*tip)
    page.mouse.down()
    page.mouse.move(tip[0] + 30, tip[1] + 10, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="存入").click()
    page.get_by_text("还缺：可能偏差、核实来源、您的姓名").wait_for()
    page.get_by_label("可能偏差").click()
    page.get_by_role("option", name="100 米以内").click()
    page.get_by_label("核实来源").fill("现场踏勘")
    page.get_by_label("您的姓名").fill("王工")
    page.get_by_role("button", name="存入").click()
    page.get_by_text(f"已放置：{project.name}").wait_for()
    page.locator(".panel").get_by_text("人工放置：王工于").wait_for()
    store = open_store(address)
    (entry,) = store.journal.entries(kind=SubjectKind.FEATURE)
    feature = store.features.read(entry.new)
    lon, lat = feature["geometry"]["coordinates"]
    assert (entry.who.name, entry.reason, feature["properties"]["accuracy_m"]) == ("王工", "现场踏勘", 100)
    # Thirty pixels east and ten south of the click, within the pixel the mouse may miss.
    (x, y), first = on_map(visitor, lon, lat), on_map(visitor, 121.10, 31.10)
    assert (x - first[0], y - first[1]) == pytest.approx((30, 10), abs=3)
    assert place_of(visitor, project.name) == pytest.approx([lat, lon], abs=1e-6)
    return [lat, lon]


def redraw_boundary(visitor):
    """Move a corner of a town together with its neighbour's."""
    page = visitor.open("?focus=town:练塘镇").page
    page.locator(".panel").get_by_role("button", name="改边界").click()
    form = page.locator(".st-key-editbox")
    form.get_by_text("改边界：练塘镇").wait_for()
    drag_shared_corner(visitor)
    form.get_by_text("→").first.wait_for()
    assert form.get_by_text("→").count() >= 2
    page.get_by_label("核实来源").fill("区划核定图")
    page.get_by_label("您的姓名").fill("王工")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="存入").click()
    page.get_by_text("边界已存入：练塘镇").wait_for()


def restore_boundary(visitor):
    """Lay the workspace's own version over the town's, and go back to it."""
    page = visitor.open("?focus=town:练塘镇").page
    page.locator(".panel").get_by_role("button", name="改边界").click()
    form = page.locator(".st-key-editbox")
    form.get_by_text("工作区自带").wait_for()
    page.get_by_label("您的姓名").fill("李工")
    page.keyboard.press("Tab")
    form.get_by_role("button", name="对照").click()
    form.get_by_role("button", name="恢复这一版").wait_for()
    until(visitor.map(), "document.querySelector('.drawn-hint')?.textContent.includes('对照')")
    assert form.get_by_text("→").count() >= 2
    form.get_by_role("button", name="恢复这一版").click()
    page.get_by_text("已恢复到这一版：工作区自带").wait_for()


def test_next_january_is_brought_in_found_after_a_restart_and_taken_back_without_a_trace(visit, own, tmp_path):
    start, stop, address = own
    shipped = build_atlas(SEEDS_DIR, GEODATA_DIR)
    before = built(shipped, tmp_path / "before")
    project = next(
        one for one in select(shipped, Selection()).projects if not shipped.placement_by_project[one.project_id].mapped
    )
    visitor = visit(start()).open("?page=docs")
    page = visitor.page

    # A report is dropped, and what is new is seen before anything counts.
    page.locator(".sheet").wait_for()
    drop(page, "报告.docx", docx(*(p(line) for line in REPORT)))
    page.locator(".st-key-docs_accept").wait_for(timeout=60_000)
    page.locator(".sheet").wait_for()
    told = kinds(page)
    assert (told["首次出现"], told["有进展"], told["承诺有结果"] >= 3) == (2, 2, True)
    assert open_store(address).journal.revision() == 0
    assert faults(page) == []

    # Its title is put right, one record left out, and it is accepted under a name.
    page.get_by_role("button", name="更正").click()
    page.get_by_label("标题").fill("青浦区二〇二七年政府工作报告")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("《青浦区二〇二七年政府工作报告》").wait_for()
    page.locator(".st-key-docs_accept").wait_for()
    page.get_by_label("计入：金泽镇雪米文化中心").uncheck()
    page.get_by_role("button", name="接受，1 条不计入").click()
    page.get_by_text("请先填写您的姓名").wait_for()
    page.get_by_label("您的姓名").fill("王工")
    page.get_by_role("button", name="接受，1 条不计入").click()
    success(page, "已添加 1 份文件")
    row = page.locator(".sheet tr").filter(has_text="青浦区二〇二七年政府工作报告")
    row.filter(has_text="王工").wait_for()

    # Names are corrected and records signed from the keyboard, a project is put, a boundary redrawn.
    page = sit_down(visitor, "王工")
    signed = [shown(page)]
    page.keyboard.press("e")
    page.locator(".desk-form input[name=name]").fill("区污泥资源化利用中心")
    page.keyboard.press("Enter")
    for _ in range(2):
        signed.append(shown(page))
        page.keyboard.press("a")
    heard(page)
    expected = dict(zip(signed, ("correct", "accept", "accept"), strict=True))
    assert {key: decided(address)[key] for key in signed} == expected
    place = put_on_map(visitor, address, project)
    redraw_boundary(visitor)
    drawn = open_store(address).journal.as_of()
    changed = build_live_atlas(open_store(address), drawn, SEEDS_DIR, GEODATA_DIR)
    assert [problem for problem in changed.problems if problem.code.startswith("geo")] == []
    assert changed.geodata.layer("towns") != shipped.geodata.layer("towns")

    # After a restart everything is there.
    stop()
    again = visit(start())
    assert ledger_has(again, "区污泥资源化利用中心")
    assert not ledger_has(again, "雪米文化中心")
    assert {key: decided(address)[key] for key in signed} == expected
    page = again.open(f"?focus=project:{project.project_id}").page
    page.locator(".panel").get_by_text("人工放置：王工于").wait_for()
    assert place_of(again, project.name) == pytest.approx(place, abs=1e-6)

    # It is all taken back: the pin, the boundary, the document with every word about it.
    page.locator(".panel").get_by_role("button", name="改位置").click()
    page.get_by_label("您的姓名").fill("李工")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="撤销").click()
    page.get_by_text("已撤销，恢复原状").wait_for()
    restore_boundary(again)
    page = again.open("?page=docs").page
    page.locator(".sheet").wait_for()
    drop(page, "另一个名字.docx", docx(*(p(line) for line in REPORT)))
    page.get_by_text("内容与《青浦区二〇二七年政府工作报告》相同").wait_for()
    page.get_by_role("button", name="全部丢弃").click()
    page.get_by_label("选一份文件来更正或移除").click()
    page.get_by_role("option", name="二〇二七").click()
    page.get_by_role("button", name="移除").first.click()
    page.get_by_label("您的姓名").fill("李工")
    page.get_by_role("button", name="确认移除").click()
    success(page, "已移除")
    store = open_store(address)
    assert built(build_live_atlas(store, store.journal.as_of(), SEEDS_DIR, GEODATA_DIR), tmp_path / "after") == before


def test_a_scan_and_a_foreign_file_say_what_to_do_and_text_can_be_pasted(visit, app_url):
    page = visit(app_url).open("?page=docs").page
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
