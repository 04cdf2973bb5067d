/* Selecting by drawing: a box, a polygon or the present view becomes a filter of the page around. */
import { ringOf, sketchBox } from "./box_sketch.js";
import { button, el } from "./dom.js";
import { crossesItself } from "./ellipsoid.js";
import { sketch } from "./sketch.js";
import { state } from "./state.js";
import { addTool, makeSheet, take } from "./tools.js";
import { t } from "./words.js";

// A link that holds the area stays short enough for every chat.
const MOST_CORNERS = 60;

/** Put the tool into the column. */
export function addAreaSelect(column) {
  const sheet = makeSheet(column, "area-select", t("select"));
  const hint = el("p", "hint");
  let polygon = false;
  let drawing = null;
  let ring = [];
  const tell = (places) => {
    state.tellArea(places);
    take("");
  };
  const changed = (places, done) => {
    ring = places;
    const crossed = done && crossesItself(places);
    hint.textContent = crossed ? t("select_crossed") : t("select_polygon_hint", { most: MOST_CORNERS });
    finish.disabled = places.length < 3;
    undo.disabled = !places.length;
    if (done && !crossed) tell(ring);
  };
  const begin = () => {
    if (drawing) drawing.end();
    const away = () => take("");
    for (const [made, is] of shapes) made.setAttribute("aria-pressed", String(is === polygon));
    finish.hidden = undo.hidden = !polygon;
    hint.textContent = t("select_box_hint");
    drawing = polygon ? sketch({ closed: true, most: MOST_CORNERS, changed, away }) : sketchBox({ drawn: tell, away });
  };
  const choose = (is) => {
    polygon = is;
    begin();
  };
  const shapes = [
    [button("shape-box", () => choose(false), t("select_box")), false],
    [button("shape-polygon", () => choose(true), t("select_polygon")), true],
  ];
  const finish = button("finish", () => drawing.finish(), t("finish"));
  const undo = button("undo", () => drawing.undo(), t("undo"));
  const view = button("view", () => tell(ringOf(state.map.getBounds())), t("select_view"));
  const none = button("none", () => tell([]), t("select_none"));
  const acts = el(
    "div",
    "acts",
    finish,
    undo,
    view,
    none,
    button("close", () => take(""), t("close")),
  );
  sheet.append(
    el("div", "acts shapes", ...shapes.map(([made]) => made)),
    hint,
    acts,
    el("p", "hint", t("select_rule")),
  );
  addTool(column, "select", {
    words: t("select"),
    hint: t("select_title"),
    start: () => {
      sheet.hidden = false;
      none.hidden = !shown;
      begin();
    },
    stop: () => {
      sheet.hidden = true;
      drawing.end();
      drawing = null;
    },
  });
}

const OUTLINE = { color: "#c2410c", weight: 2, dashArray: "7 4", fillOpacity: 0.04, interactive: false };

/** The area that is shown, as text; empty for none. */
let shown = "";
let outline = null;

/** Draw the area the question is limited to. @param {number[][][][] | undefined} within polygons of rings of lon, lat */
export function showArea(within) {
  const wanted = within && within.length ? JSON.stringify(within) : "";
  if (wanted === shown) return;
  shown = wanted;
  if (outline) outline.remove();
  outline = null;
  if (!wanted) return;
  const places = within.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => L.latLng(lat, lon))));
  outline = L.polygon(places, { ...OUTLINE, pane: "areas", renderer: L.svg({ pane: "areas", padding: 0.4 }) });
  outline.addTo(state.map);
}
