"""Names of projects stand beside their marks without covering anything; marks that fall together are a count that opens."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import until

CLOSE = "?camera=121.1219,31.1514,14"

# Every name, mark and crowd in sight as boxes in pixels of the window, measured from what is on the page.
BOXES = """() => {
  const { map, placedNames, ranking, crowds, labels } = window.mapapp;
  const origin = map.getContainer().getBoundingClientRect(), size = map.getSize();
  const at = (x, y) => map.layerPointToContainerPoint([x, y]);
  const boxOf = ([l, t, r, b]) => { const a = at(l, t), c = at(r, b); return [a.x, a.y, c.x, c.y]; };
  const seen = ([l, t, r, b]) => r > 0 && b > 0 && l < size.x && t < size.y;
  const names = placedNames.map(({ mark, box }) => ({ what: mark.name, kind: mark.kind, box: boxOf(box) }));
  const zones = labels.filter((label) => label.shown && label.box.isConnected).map((label) => {
    const r = label.box.getBoundingClientRect();
    return { what: label.kind + ' ' + label.text, box: [r.left - origin.left, r.top - origin.top, r.right - origin.left, r.bottom - origin.top] };
  });
  const marks = ranking.filter((mark) => mark.kind === 'point' && !mark.crowd).map((mark) => {
    const p = at(mark.sx, mark.sy);
    return { what: 'mark ' + mark.name, box: [p.x - 5, p.y - 5, p.x + 5, p.y + 5] };
  });
  const counts = crowds.map((crowd) => {
    const p = at(crowd.x, crowd.y);
    return { what: 'crowd ' + crowd.marks.length, box: [p.x - crowd.radius, p.y - crowd.radius, p.x + crowd.radius, p.y + crowd.radius] };
  });
  return Object.fromEntries(Object.entries({ names, zones, marks, counts }).map(([key, list]) => [key, list.filter(({ box }) => seen(box))]));
}"""


def overlapping(ones, others):
    """List what overlaps by more than a pixel."""
    return [
        (one["what"], other["what"])
        for one in ones
        for other in others
        if one is not other
        and min(one["box"][2], other["box"][2]) - max(one["box"][0], other["box"][0]) > 1
        and min(one["box"][3], other["box"][3]) - max(one["box"][1], other["box"][1]) > 1
    ]


@pytest.mark.parametrize("query", [CLOSE, "?camera=121.44,31.02,13", "?camera=121.3,31.18,12.5", "?stage=building"])
def test_a_name_covers_no_other_name_no_mark_and_no_name_of_the_ground(visit, app_url, query):
    found = visit(app_url).open(query).map().evaluate(BOXES)
    assert len(found["names"]) >= 5
    assert overlapping(found["names"], found["names"]) == []
    assert overlapping(found["names"], found["zones"]) == []
    # The name of an area stands inside it, where marks may lie.
    points = [name for name in found["names"] if name["kind"] != "area"]
    assert overlapping(points, [*found["marks"], *found["counts"]]) == []


def test_names_of_towns_and_zones_leave_the_counts_of_crowds_readable(visit, app_url):
    for query in ("", "?camera=121.25,31.16,11", "?focus=zone:新城"):
        found = visit(app_url).open(query).map().evaluate(BOXES)
        assert overlapping(found["zones"], found["counts"]) == [], query


def test_a_crowd_is_named_by_its_first_project_and_how_many_there_are(visit, app_url):
    visitor = visit(app_url).open("?focus=zone:新城")
    frame = visitor.map()
    text, count, ids, x, y = frame.evaluate("""() => {
      const { placedNames, map } = window.mapapp, size = map.getSize();
      const middle = (box) => map.layerPointToContainerPoint([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
      const inSight = ({ x, y }) => x > 80 && y > 60 && x < size.x - 80 && y < size.y - 60;
      const { mark, label, box } = placedNames.find(({ mark, box }) => mark.crowd && inSight(middle(box)));
      const at = middle(box);
      return [label.text, mark.crowd.marks.length, mark.crowd.marks.map(({ id }) => id), at.x, at.y];
    }""")
    assert text.endswith(f"等 {count} 项")
    # Its name opens the project and lists the others beside it.
    visitor.click_at(x, y)
    until(frame, "(ids) => ids.some((id) => window.mapapp.focus === 'project:' + id)", ids)
    until(visitor.page, "location.search.includes('focus=project')")
    visitor.page.locator(".panel nav.here button").nth(count - 1).wait_for()


LINES_CROSSED = """() => {
  const { placedNames, ranking, map } = window.mapapp, scale = map.options.crs.scale(map.getZoom()) / 256, origin = map.getPixelOrigin();
  const crosses = ([l, t, r, b], mark) => mark.parts.some((part) => part.some((to, index) => {
    if (!index) return false;
    const from = part[index - 1];
    return Array.from({ length: 60 }, (_, at) => at / 59).some((share) => {
      const x = (from.x + (to.x - from.x) * share) * scale - origin.x, y = (from.y + (to.y - from.y) * share) * scale - origin.y;
      return x > l && x < r && y > t && y < b;
    });
  }));
  const lines = ranking.filter(({ kind }) => kind === 'line');
  return placedNames.filter(({ mark }) => mark.kind === 'line').map(({ mark, box }) =>
    [mark.name, lines.filter((other) => other !== mark && crosses(box, other)).map(({ name }) => name)]);
}"""


def test_the_name_of_a_line_stands_by_its_own_line_and_away_from_names_of_others(visit, app_url):
    frame = visit(app_url).open("?camera=121.2,31.16,12.5&stage=building").map()
    crossed = dict(frame.evaluate(LINES_CROSSED))
    # Where two run side by side from end to end there is no such place.
    assert [name for name, others in crossed.items() if others] in ([], ["嘉闵线"])
    assert {"G50拓宽改建", "示范区城际线", "崧泽高架西延伸"} <= crossed.keys()
    found = frame.evaluate(BOXES)
    lines = [name for name in found["names"] if name["kind"] == "line"]
    apart = [
        {**name, "box": [name["box"][0] - 5, name["box"][1] - 5, name["box"][2] + 5, name["box"][3] + 5]}
        for name in lines
    ]
    assert overlapping(apart, [*found["zones"], *(name for name in found["names"] if name not in lines)]) == []


def test_scale_and_north_stand_in_one_row_above_a_zone_shown_whole(visit, app_url):
    for zone in ("新城", "大零号湾"):
        frame = visit(app_url).open(f"?focus=zone:{zone}").map()
        low, top = frame.evaluate(
            """(zone) => {
          const bottoms = [...document.querySelectorAll('.leaflet-top.leaflet-right > *')].map((box) => box.getBoundingClientRect().bottom);
          const { map, zones } = window.mapapp;
          return [Math.max(...bottoms), map.latLngToContainerPoint(zones.find(({ id }) => id === zone).layer.getBounds().getNorthWest()).y];
        }""",
            zone,
        )
        assert low <= top


def test_seen_whole_the_map_names_no_project_until_one_is_chosen(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    assert frame.evaluate("window.mapapp.placedNames.length") == 0
    visitor.page.locator(".panel .zone").first.click()
    visitor.page.locator(".panel .row").first.click()
    until(frame, "window.mapapp.placedNames.some(({ chosen }) => chosen)")


def test_every_zone_is_named_in_the_first_view_and_in_one_that_lies_inside_it(visit, app_url):
    frame = visit(app_url).open().map()
    shown = frame.evaluate("window.mapapp.labels.filter((l) => l.kind === 'zone' && l.shown).map((l) => l.text)")
    assert set(shown) == {"新城", "青东", "青西", "示范区", "大零号湾"}
    frame.evaluate("void window.mapapp.map.setView([31.06, 120.98], 14, { animate: false })")
    until(frame, "window.mapapp.labels.find((label) => label.text === '青西').shown")
    box = frame.evaluate("""() => { const r = window.mapapp.labels.find((l) => l.text === '青西').box.getBoundingClientRect();
      return r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight; }""")
    assert box


PLACES = """() => Object.fromEntries(window.mapapp.placedNames.filter(({ mark }) => mark.kind === 'point')
  .map(({ mark, box }) => [mark.id, [box[0] - mark.sx, box[1] - mark.sy]]))"""


def test_names_stay_where_they_are_while_the_map_is_moved(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = visitor.map()
    before = frame.evaluate(PLACES)
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    visitor.page.mouse.move(box["x"] + 500, box["y"] + 420)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 430, box["y"] + 380, steps=8)
    visitor.page.mouse.up()
    visitor.page.wait_for_timeout(600)
    after = frame.evaluate(PLACES)
    stayed = before.keys() & after.keys()
    assert len(stayed) >= 8
    moved = [item for item in stayed if before[item] != pytest.approx(after[item], abs=0.6)]
    # One that stood at the edge may step to its other side; the rest stands still.
    assert len(moved) <= 1
    # They lie in the plane: moved in space, each of hundreds would be a layer the browser puts together with every frame.
    styles = frame.evaluate("[...document.querySelectorAll('.name-anchor')].map((node) => node.style.transform)")
    assert len(styles) > 100
    assert all(re.fullmatch(r"translate\(-?\d+px(, -?\d+px)?\)", style) for style in styles)


def test_names_can_be_switched_off_and_stay_off_until_the_visit_ends(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = visitor.map()
    assert frame.evaluate("window.mapapp.placedNames.length") > 5
    frame.locator(".tool.layers").click()
    frame.locator("[data-layer=names]").uncheck()
    assert frame.evaluate("window.mapapp.placedNames.length") == 0
    visitor.page.get_by_role("radio", name="台账").or_(visitor.page.get_by_role("button", name="台账")).first.click()
    visitor.page.locator(".sheet").wait_for()
    visitor.page.get_by_role("radio", name="地图").or_(visitor.page.get_by_role("button", name="地图")).first.click()
    frame = visitor.map()
    assert frame.evaluate("[window.mapapp.placedNames.length, window.mapapp.options.hide]") == [0, ["names"]]
    assert visit(app_url).open(CLOSE).map().evaluate("window.mapapp.placedNames.length") > 5


def test_a_crowd_counts_its_marks_and_a_click_sets_them_apart(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    counted = frame.evaluate("""() => { const { crowds, ranking } = window.mapapp;
      return [crowds.reduce((sum, crowd) => sum + crowd.marks.length, 0), ranking.filter((mark) => mark.crowd).length,
              Math.min(...crowds.map((crowd) => crowd.marks.length))]; }""")
    assert counted[0] == counted[1] > 10
    assert counted[2] >= 3
    zoom, ids, x, y = frame.evaluate("""() => { const { crowds, map } = window.mapapp;
      const crowd = [...crowds].sort((a, b) => b.marks.length - a.marks.length)[0], p = map.layerPointToContainerPoint([crowd.x, crowd.y]);
      return [map.getZoom(), crowd.marks.map((mark) => mark.id), p.x, p.y]; }""")
    title = visitor.title()
    visitor.click_at(x, y)
    until(frame, "(zoom) => window.mapapp.map.getZoom() > zoom + 0.9", zoom)
    visitor.page.wait_for_timeout(900)
    for _ in range(4):
        crowded = frame.evaluate(
            "(ids) => window.mapapp.marks.find((m) => ids.includes(m.id) && m.crowd)?.id || ''", ids
        )
        if not crowded:
            break
        x, y = frame.evaluate(
            """(id) => { const { marks, map } = window.mapapp, { crowd } = marks.find((m) => m.id === id);
          const p = map.layerPointToContainerPoint([crowd.x, crowd.y]); return [p.x, p.y]; }""",
            crowded,
        )
        visitor.click_at(x, y)
        visitor.page.wait_for_timeout(1200)
    spots = frame.evaluate(
        "(ids) => window.mapapp.marks.filter((m) => ids.includes(m.id)).map((m) => [m.sx, m.sy, m.crowd])", ids
    )
    assert all(crowd is None for _, _, crowd in spots)
    apart = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for index, a in enumerate(spots) for b in spots[:index]]
    assert min(apart) > 5
    assert visitor.title() == title  # opening a crowd chooses nothing


def test_marks_and_crowds_are_reached_by_keyboard_and_enter_opens(visit, app_url):
    visitor = visit(app_url).open(CLOSE)
    frame = visitor.map()
    keys = frame.locator(".mark-keys")
    keys.focus()
    first = frame.locator("#mark-option").inner_text()
    assert first
    assert frame.locator(".mark-ring").is_visible()
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "End", "Home"):
        keys.press(key)
        seen.add(frame.locator("#mark-option").inner_text())
    assert len(seen) >= 4
    name = frame.evaluate("document.getElementById('mark-option').textContent")
    keys.press("Enter")
    until(frame, "window.mapapp.focus.startsWith('project:')")
    visitor.page.wait_for_timeout(600)
    assert name.startswith(visitor.title())


def test_every_single_mark_in_sight_is_reached_by_walking(visit, app_url):
    frame = visit(app_url).open(CLOSE).map()
    keys = frame.locator(".mark-keys")
    keys.focus()
    wanted = frame.evaluate("""() => { const { ranking, map } = window.mapapp, size = map.getSize();
      return ranking.filter((m) => { if (m.kind !== 'point' || m.crowd) return false; const p = map.layerPointToContainerPoint([m.sx, m.sy]);
        return p.x >= 0 && p.y >= 0 && p.x <= size.x && p.y <= size.y; }).map((m) => m.name); }""")
    walked = set()
    for start in ("Home", "End"):
        keys.press(start)
        for key in (
            *["ArrowRight"] * 12,
            *["ArrowDown"] * 6,
            *["ArrowLeft"] * 12,
            *["ArrowUp"] * 6,
            *["ArrowRight", "ArrowDown"] * 10,
        ):
            walked.add(frame.evaluate("document.getElementById('mark-option').textContent"))
            keys.press(key)
    reached = [name for name in wanted if any(text.startswith(name) for text in walked)]
    assert len(reached) >= 0.6 * len(wanted)


def test_a_finger_needs_less_aim_than_a_mouse(browser, app_url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        from tests.browser.conftest import Visit

        visitor = Visit(context.new_page(), app_url).open(CLOSE)
        frame = visitor.map()
        spot = frame.evaluate("""() => { const { ranking, marksAt, map } = window.mapapp, size = map.getSize();
          for (const m of ranking) { if (m.kind !== 'point' || m.crowd) continue;
            const p = map.layerPointToContainerPoint([m.sx, m.sy]), beside = L.point(p.x, p.y + 14);
            if (p.x < 30 || p.y < 60 || p.x > size.x - 30 || p.y > size.y - 80) continue;
            if (marksAt(beside).length || document.elementFromPoint(beside.x, beside.y).closest('.leaflet-control, .badge, .open')) continue;
            return [m.id, beside.x, beside.y]; } return null; }""")
        assert spot is not None
        box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
        visitor.page.touchscreen.tap(box["x"] + spot[1], box["y"] + spot[2])
        until(frame, "(id) => window.mapapp.focus === 'project:' + id", spot[0])
    finally:
        context.close()


INK = """([lon, lat, side]) => { const { map, canvas } = window.mapapp, ratio = L.Browser.retina ? 2 : 1;
  const at = map.latLngToLayerPoint([lat, lon]), { min } = canvas._bounds;
  const data = canvas._ctx.getImageData((at.x - min.x - side / 2) * ratio, (at.y - min.y - side / 2) * ratio, side * ratio, side * ratio).data;
  let inked = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 20) inked += 1;
  return inked / (data.length / 4); }"""
# A piece of 青浦工业园区 without marks, roads or names.
INSIDE_AREA = [121.1, 31.2155, 14]


def test_areas_are_outlines_seen_whole_and_hatched_near_or_when_pointed_at(visit, app_url):
    visitor = visit(app_url).open()
    frame = visitor.map()
    assert frame.evaluate(INK, INSIDE_AREA) < 0.05
    x, y = frame.evaluate(
        "([lon, lat]) => { const p = window.mapapp.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
        INSIDE_AREA,
    )
    box = visitor.page.locator(".st-key-mapbox iframe").bounding_box()
    visitor.page.mouse.move(box["x"] + x, box["y"] + y)
    until(frame, "window.mapapp.hovered && window.mapapp.hovered.kind === 'area'")
    assert frame.evaluate(INK, INSIDE_AREA) > 0.05
    visitor.page.mouse.move(box["x"] + x, box["y"] - 40)
    frame.evaluate("void window.mapapp.map.setView([31.2155, 121.1], 13, { animate: false })")
    until(frame, f"({INK})({INSIDE_AREA}) > 0.05")
