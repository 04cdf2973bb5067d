"""A download is what the screen shows; mapped and unmapped make the total."""

from __future__ import annotations

import json
import re
from pathlib import Path


def counts(text: str) -> tuple[int, int, int]:
    """Read 已上图 A / 未上图 B / 共 C out of the foot."""
    found = re.search(r"已上图\s*(\d+)\s*/\s*未上图\s*(\d+)\s*/\s*共\s*(\d+)", text)
    assert found is not None, text
    return int(found[1]), int(found[2]), int(found[3])


def test_the_file_holds_exactly_what_is_counted(visit, app_url, tmp_path):
    visitor = visit(app_url).open("?zone=青西&year=2024")
    frame = visitor.map()
    mapped, unmapped, total = counts(visitor.page.locator(".st-key-foot").inner_text())
    assert mapped + unmapped == total > 0

    visitor.page.locator(".st-key-foot").get_by_role("button", name="下载").click()
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_test_id("stPopoverBody").get_by_role("button", name=re.compile("GeoJSON")).click()
    path = tmp_path / "shown.geojson"
    waiting.value.save_as(path)
    features = json.loads(Path(path).read_text(encoding="utf-8"))["features"]

    assert len(features) == total
    # To know only the district is not to know where: such a project has an outline in the file and counts as unmapped.
    known = [item for item in features if item["geometry"] is not None]
    assert sum(1 for item in known if item["properties"]["placement_precision"] != "district") == mapped
    in_file = {feature["properties"]["project_id"] for feature in features}
    on_map = set(frame.evaluate("window.mapapp.marks.filter((mark) => mark.shown).map((mark) => mark.id)"))
    assert in_file == on_map


def test_an_impossible_question_says_what_to_drop(visit, app_url):
    visitor = visit(app_url).open("?text=没有这样的项目名")
    words = visitor.page.get_by_test_id("stAlert").inner_text()
    assert "搜索" in words
    assert counts(visitor.page.locator(".st-key-foot").inner_text()) == (0, 0, 0)


def test_a_wrong_link_gives_a_sentence_and_the_rest(visit, app_url):
    visitor = visit(app_url).open("?zone=青西,火星&focus=project:nobody&year=1066")
    words = " ".join(visitor.page.get_by_test_id("stAlert").all_inner_texts())
    assert "火星" in words
    assert "nobody" in words
    assert "1066" in words
    assert visitor.page.locator(".chip").filter(has_text="青西").inner_text() == "青西 ×"


def test_sharing_copies_the_address_that_reopens_the_screen(visit, app_url):
    visitor = visit(app_url).open("?zone=青西&year=2024&stage=building")
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown = counts(visitor.page.locator(".st-key-foot").inner_text())
    visitor.page.locator("button.share").click()
    visitor.page.locator("button.share").filter(has_text="链接已复制").wait_for()
    address = visitor.page.evaluate("navigator.clipboard.readText()")
    assert len(address) < 2000
    again = visit(app_url).open(address.removeprefix(f"{app_url}/"))
    assert counts(again.page.locator(".st-key-foot").inner_text()) == shown


def test_what_stands_there_to_be_clicked_hears_the_click(visit, app_url):
    """A script that comes late once left a button that did nothing."""
    visitor = visit(app_url)
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    waiting = []
    visitor.page.route("**/components/share.js", lambda route: waiting.append(route))
    visitor.open()
    while not waiting:
        visitor.page.wait_for_timeout(50)
    assert visitor.page.locator("button.share").count() == 0
    waiting[0].continue_()
    visitor.page.locator("button.share").click()
    visitor.page.locator("button.share").filter(has_text="链接已复制").wait_for()
