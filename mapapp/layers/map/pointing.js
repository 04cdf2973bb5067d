/* Pointing, clicking, keys: what was meant is reported by id, at once. */
import { crowdAt, CROWDS_UNTIL_ZOOM } from "./arrange.js";
import { inside } from "./geometry.js";
import { lonLat, marksAt } from "./marks.js";
import { hover, paintChoice } from "./paint.js";
import { isOn } from "./shown_layers.js";
import { lookOf, state } from "./state.js";
import { showNearer } from "./view.js";
import { t } from "./words.js";
import { markFocus } from "./zones.js";

// More than this under one click is no choice any more; the rest is found by zooming in.
const MOST_MARKS = 30;

/** Listen for pointer and keys on the map. */
export function listen(map) {
  map.on("click", onClick);
  map.on("mousemove", onMove);
  map.on("mouseout", () => tip(null));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !state.tool && !state.editing) report({ zones: [], pids: [], area: "" });
  });
}

function onClick(event) {
  if (!state.ready || state.tool || state.editing) return;
  const point = event.containerPoint || state.map.latLngToContainerPoint(event.latlng);
  const crowd = crowdAt(point);
  if (crowd) {
    openCrowd(crowd);
    return;
  }
  const finger = event.originalEvent && event.originalEvent.pointerType === "touch";
  const marks = marksAt(point, { finger }).slice(0, MOST_MARKS);
  const [lon, lat] = lonLat(point);
  const zones = (isOn("zones") ? state.zones : [])
    .filter((zone) => inside(zone.rings, lon, lat))
    .map((zone) => zone.id);
  report({ zones, pids: marks.map((mark) => mark.id), area: "" });
}

/** Choose what was meant and tell it: a mark before an area's badge before a zone. */
export function report(found) {
  const zone = found.zones.length ? `zone:${found.zones[0]}` : "";
  state.focus = found.pids.length ? `project:${found.pids[0]}` : found.area || zone;
  paintChoice();
  markFocus();
  if (state.tell) state.tell({ ...found, focus: state.focus });
}

// As many names as a tip can hold.
const NAMES_IN_TIP = 3;

/** What is said of a crowd: how many, the first names, and what a click does. */
export function wordsOfCrowd({ marks }) {
  const names = marks.slice(0, NAMES_IN_TIP).map((mark) => mark.name);
  return { text: t("crowd", { count: marks.length, names: names.join(t("join")) }), note: t("crowd_hint") };
}

/** Go so near that the marks of a crowd stand apart. */
export function openCrowd({ marks }) {
  const corners = marks.flatMap((mark) => mark.box);
  showNearer(L.latLngBounds(corners), CROWDS_UNTIL_ZOOM);
}

let waiting = null;

function onMove(event) {
  if (state.tool) return;
  waiting = event.containerPoint;
  requestAnimationFrame(() => {
    if (!waiting || !state.ready || state.editing) return;
    const point = waiting;
    waiting = null;
    const crowd = crowdAt(point);
    const [mark, ...more] = crowd ? [] : marksAt(point);
    state.map.getContainer().style.cursor = mark || crowd ? "pointer" : "";
    hover(mark || null);
    const rest = more.length ? t("more", { count: more.length }) : "";
    if (crowd) tip({ ...wordsOfCrowd(crowd), point });
    else tip(mark ? { text: mark.name + rest, note: lookOf(mark.stage).term, point } : null);
  });
}

let tipBox = null;

/** Show a tip at a point (container pixels) or at a place; null takes it away. */
export function tip(what) {
  if (!tipBox) {
    tipBox = document.createElement("div");
    tipBox.className = "map-tip";
    state.map.getContainer().appendChild(tipBox);
  }
  tipBox.hidden = !what;
  if (!what) return;
  const point = what.point || state.map.latLngToContainerPoint(what.latlng);
  tipBox.textContent = what.text;
  if (what.note) {
    const note = document.createElement("span");
    note.textContent = what.note;
    tipBox.appendChild(note);
  }
  const right = point.x > state.map.getSize().x - 240;
  tipBox.style.left = right ? "" : point.x + 14 + "px";
  tipBox.style.right = right ? state.map.getSize().x - point.x + 14 + "px" : "";
  tipBox.style.top = Math.max(4, point.y - 12) + "px";
}
