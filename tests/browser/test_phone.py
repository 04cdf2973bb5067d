"""A small screen: the map fills it, the bar is one row that unfolds, the panel is a sheet that is pulled up and down."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit, until
from tests.browser.test_accessible import faults

UPRIGHT, ON_ITS_SIDE = (390, 844), (844, 390)
SIZES = pytest.mark.parametrize("size", [UPRIGHT, ON_ITS_SIDE], ids=["upright", "on its side"])
THUMB_PX = 44

# What can be tapped and is smaller than a thumb, down through shadow roots. Links inside a sentence are as high as its line,
# and what lies on the map lies where the ground has it.
TOO_SMALL = """(least) => {
  const found = [];
  const seen = (node, box) => box.width > 0 && box.height > 0 && node.checkVisibility({ visibilityProperty: true });
  const walk = (root) => { for (const node of root.querySelectorAll('*')) {
    if (node.shadowRoot) walk(node.shadowRoot);
    if (!node.matches('button, summary, input:not([type=range]), select, [role=slider].handle, .leaflet-bar a')) continue;
    if (node.matches('.link, .badge, .open') || node.closest('label')) continue;
    const box = node.getBoundingClientRect();
    if (seen(node, box) && (box.width < least || box.height < least) && box.top < innerHeight && box.bottom > 0)
      found.push(node.className + ' ' + node.textContent.slice(0, 20) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height));
  } };
  walk(document);
  return found;
}"""


@pytest.fixture
def phone(browser: Browser, app_url: str) -> Iterator[Callable[..., Visit]]:
    """Open the app on a phone, by finger; nothing may ask another machine, no script may fail."""
    made: list[Visit] = []

    def make(size: tuple[int, int], query: str = "") -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
        made.append(Visit(context.new_page(), app_url).open(query))
        if "page=" not in query:
            made[-1].map()
        return made[-1]

    yield make
    for visitor in made:
        visitor.page.context.close()
        assert visitor.outside == []
        assert visitor.errors == []


def box_of(page: Page, selector: str) -> dict[str, float]:
    """Return where something lies."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box


def sheet_height(page: Page) -> float:
    """Return how high the sheet is."""
    return box_of(page, ".st-key-panelbox")["height"]


@SIZES
def test_the_map_fills_the_screen_under_one_row(phone, size):
    page = phone(size).page
    width, height = size
    bar, frame, foot = (box_of(page, name) for name in (".st-key-top", ".st-key-mapbox iframe", ".st-key-foot"))
    assert bar["height"] <= 56
    assert (frame["x"], frame["width"]) == (0, width)
    assert frame["y"] <= 57
    peek = sheet_height(page)
    assert peek <= 100
    covered = peek if size == UPRIGHT else 0
    assert frame["height"] >= height - 56 - covered - foot["height"] - 2
    assert page.get_by_role("combobox", name="搜索").is_visible()
    # Title of the panel, counts and caveat are in sight, and nothing sticks out sideways.
    title = page.locator(".panel h2").bounding_box()
    assert title["y"] + title["height"] <= foot["y"]
    assert page.get_by_text("示意边界，非法定界线").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_the_row_unfolds_over_the_map_and_folds_again(phone, size):
    visitor = phone(size)
    page = visitor.page
    frame = box_of(page, ".st-key-mapbox iframe")
    opener = page.locator(".opener")
    stages = page.get_by_role("button", name="阶段")
    assert not stages.is_visible()
    opener.tap()
    stages.tap()
    page.locator(".option").filter(has_text="建成").tap()
    page.locator(".chip").filter(has_text="建成").wait_for()
    assert opener.get_attribute("aria-expanded") == "true"
    assert box_of(page, ".st-key-mapbox iframe") == frame
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    stages.wait_for(state="hidden")
    assert opener.inner_text().split() == ["地图", "2025", "1"]
    assert "1 个条件" in opener.get_attribute("aria-label")
    # A touch of the map folds it, too; another page leads away with the bar folded.
    opener.tap()
    stages.wait_for()
    page.touchscreen.tap(frame["x"] + frame["width"] / 4, frame["y"] + frame["height"] - 70)
    stages.wait_for(state="hidden")
    opener.tap()
    page.get_by_role("radio", name="台账").or_(page.get_by_role("button", name="台账")).first.tap()
    page.locator(".sheet").wait_for()
    stages.wait_for(state="hidden")
    assert opener.inner_text().split()[0] == "台账"


def test_downloads_and_sharing_are_behind_the_button(phone):
    page = phone(UPRIGHT).page
    download = page.get_by_role("button", name="下载")
    assert not download.is_visible()
    page.locator(".opener").tap()
    download.tap()
    page.get_by_text("CSV").first.wait_for()
    assert page.locator(".opener").get_attribute("aria-expanded") == "true"


@SIZES
def test_the_sheet_is_tapped_through_its_three_heights(phone, size):
    visitor = phone(size, "?focus=zone:青西")
    page = visitor.page
    visitor.wait_title("青西")
    heights = [sheet_height(page)]
    handle = page.locator(".handle")
    for words in ("一半", "全部", "只露标题"):
        handle.tap(position={"x": 90, "y": 12})
        page.locator(f".handle[aria-valuetext='{words}']").wait_for()
        heights.append(sheet_height(page))
    assert heights[0] == heights[3] < heights[1] < heights[2]
    assert heights[2] >= size[1] - 56 - 36 - 10
    # A tap on the title that pulls the sheet up opens nothing that comes to lie under the finger.
    handle.tap(position={"x": 60, "y": 60})
    page.locator(".handle[aria-valuetext='一半']").wait_for()
    page.wait_for_timeout(400)
    assert visitor.title() == "青西"


def test_the_sheet_follows_the_finger_and_comes_to_rest(phone):
    page = phone(UPRIGHT).page
    peek = sheet_height(page)
    handle = box_of(page, ".handle")
    page.mouse.move(100, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(100, handle["y"] - 190, steps=60)
    assert abs(sheet_height(page) - (peek + 200)) <= 2
    page.mouse.move(100, handle["y"] - 260, steps=60)
    page.mouse.up()
    page.locator(".handle[aria-valuetext='一半']").wait_for()
    half = box_of(page, ".handle")
    page.mouse.move(100, half["y"] + 10)
    page.mouse.down()
    page.mouse.move(100, half["y"] - 300, steps=80)
    page.mouse.up()
    page.locator(".handle[aria-valuetext='全部']").wait_for()
    full = box_of(page, ".handle")
    page.mouse.move(100, full["y"] + 10)
    page.mouse.down()
    page.mouse.move(100, 830, steps=80)
    page.mouse.up()
    page.locator(".handle[aria-valuetext='只露标题']").wait_for()
    assert sheet_height(page) == peek


def test_the_sheet_obeys_the_keyboard(phone):
    page = phone(UPRIGHT, "?focus=zone:青西").page
    handle = page.locator(".handle")
    handle.focus()
    for key, words in (
        ("ArrowUp", "一半"),
        ("ArrowUp", "全部"),
        ("ArrowUp", "全部"),
        ("Home", "只露标题"),
        ("End", "全部"),
        ("ArrowDown", "一半"),
        ("Enter", "全部"),
        ("Enter", "只露标题"),
    ):
        page.keyboard.press(key)
        page.locator(f".handle[aria-valuetext='{words}']").wait_for()
    # Whoever walks on into the details sees where he is.
    page.keyboard.press("Tab")
    page.locator(".handle[aria-valuetext='一半']").wait_for()


def test_what_is_chosen_keeps_the_sheet_as_high_as_it_was_left(phone):
    visitor = phone(UPRIGHT)
    page = visitor.page
    page.locator(".handle").tap(position={"x": 90, "y": 12})
    page.locator(".panel .zone").filter(has_text="青西").first.tap()
    visitor.wait_title("青西")
    assert page.locator(".handle").get_attribute("aria-valuetext") == "一半"
    assert sheet_height(page) > 300


def test_a_zone_is_shown_whole_beside_the_tools(phone):
    frame = phone(UPRIGHT, "?focus=zone:青西").map()
    until(frame, "window.mapapp.focus === 'zone:青西'")
    edges = """() => [document.querySelector('.tools').getBoundingClientRect().right,
      document.querySelector("path[data-zone='青西']").getBoundingClientRect().left]"""
    tools, zone = frame.evaluate(edges)
    assert zone >= tools


@SIZES
def test_everything_is_as_large_as_a_thumb(phone, size):
    visitor = phone(size, "?focus=zone:青西")
    page = visitor.page
    visitor.wait_title("青西")
    assert visitor.map().evaluate(TOO_SMALL, THUMB_PX) == []
    assert page.evaluate(TOO_SMALL, THUMB_PX) == []
    page.locator(".handle").tap(position={"x": 90, "y": 12})
    assert page.evaluate(TOO_SMALL, THUMB_PX) == []
    page.locator(".opener").tap()
    page.get_by_role("button", name="阶段").tap()
    page.locator(".option").first.wait_for()
    assert page.evaluate(TOO_SMALL, THUMB_PX) == []
    # Negative control: a small button would be named.
    page.evaluate(
        "document.querySelector('.st-key-top1').insertAdjacentHTML('beforeend', '<button style=\"all: unset\">x</button>')"
    )
    assert len(page.evaluate(TOO_SMALL, THUMB_PX)) == 1


@SIZES
def test_nothing_serious_at_any_height(phone, size):
    visitor = phone(size, "?focus=zone:青西")
    page = visitor.page
    visitor.wait_title("青西")
    assert faults(page) == []
    for words in ("一半", "全部"):
        page.locator(".handle").tap(position={"x": 90, "y": 12})
        page.locator(f".handle[aria-valuetext='{words}']").wait_for()
        assert faults(page) == []
    page.locator(".opener").tap()
    page.get_by_role("button", name="阶段").wait_for()
    assert faults(page) == []


def test_an_open_legend_of_colours_is_a_low_strip_under_the_zones(phone):
    visitor = phone(UPRIGHT, "?colour=stage")
    frame = visitor.map()
    legend = frame.locator(".colour-legend")
    legend.locator("summary").first.tap()
    legend.locator(".keys").wait_for()
    box = frame.evaluate(
        "(({ top, height }) => ({ top, height }))(document.querySelector('.colour-legend').getBoundingClientRect())"
    )
    assert box["height"] <= 115
    assert "启用" in legend.inner_text()
    # Every zone lies above it, and the first third of the picture is not empty.
    spots = frame.evaluate(
        "['新城', '青东', '青西', '大零号湾'].map((id) => { const { map, zones } = window.mapapp, b = zones.find((z) => z.id === id).layer.getBounds();"
        " return [b.getNorthWest(), b.getSouthEast()].map((at) => map.latLngToContainerPoint(at).y); })"
    )
    assert max(low for _, low in spots) <= box["top"]
    assert min(top for top, _ in spots) <= frame.evaluate("innerHeight") / 3
    legend.locator(".by-zone summary").tap()
    assert "不可相加" in legend.inner_text()


# Where the first column lies and how high rows are, before and after the table is pushed aside.
LIES = """(table) => {
  const sheet = table.closest('.sheet');
  const first = [...table.querySelectorAll('tbody tr > th')].slice(0, 20);
  const lies = () => first.map((cell) => Math.round(cell.getBoundingClientRect().x - sheet.getBoundingClientRect().x));
  const before = lies();
  sheet.scrollLeft = 250;
  const heights = first.map((cell) => cell.parentNode.getBoundingClientRect().height);
  const widths = first.map((cell) => cell.getBoundingClientRect().width);
  const at = first[0].getBoundingClientRect();
  const [over] = sheet.getRootNode().elementsFromPoint(at.x + at.width / 2, at.y + 8);
  return { before, after: lies(), pushed: sheet.scrollLeft, highest: Math.max(...heights), widest: Math.max(...widths), seen: first[0].contains(over) };
}"""


@pytest.mark.parametrize("name", ["ledger", "indicators", "coverage", "docs"])
def test_a_table_has_low_rows_and_keeps_its_first_column_in_sight(phone, name):
    page = phone(UPRIGHT, f"?page={name}").page
    table = page.locator(".sheet table")
    table.locator("tbody tr").first.wait_for()
    lies = table.evaluate(LIES)
    assert lies["pushed"] == 250  # wider than the screen, so it can be pushed
    assert lies["after"] == lies["before"]
    assert lies["seen"]
    assert lies["widest"] <= 140
    # Four lines at most: three of a text, or of a name and one that tells it apart. The ledger's rows were 680 high.
    assert lies["highest"] <= 110
    fold = table.locator(".fold").first
    if name == "ledger":
        # How it is judged is three hundred characters: here they unfold.
        rule = page.locator(".sheet details.note")
        assert rule.bounding_box()["height"] <= 60
        rule.locator("summary").tap()
        assert "不等于未办" in rule.inner_text()
        assert rule.bounding_box()["height"] > 100
        rule.locator("summary").tap()
        fold.tap()
        quote = table.locator(".detail p").first.bounding_box()
        assert quote["x"] >= 0
        assert quote["x"] + quote["width"] <= UPRIGHT[0]
