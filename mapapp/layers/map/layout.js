/* Who stands where in the present view: marks first, then names by importance, none over another. */
import { pointsAlong } from "./anchors.js";
import { radius } from "./arrange.js";
import { Board, boxAround } from "./board.js";
import { placer } from "./marks.js";
import { FIRST_ORDER, marginOfMarks, measureLabels, placeLabels } from "./names.js";
import { marksToName, placeNames } from "./project_names.js";
import { state } from "./state.js";

// Names keep so far from the edge of the frame.
const EDGE_PX = 6;
// Nearer together than a name is high.
const LINE_STEP_PX = 10;

let done = "";
/** Boxes of what lies over the map, in pixels from its corner. @type {number[][]} */
let controls = [];

/** Let the next drawing find places anew though the view is the same: what is drawn has changed. */
export function forgetLayout() {
  done = "";
  state.namesZoom = 0;
}

/** Find places for all names, unless the view and what it shows are those of the last time. @param {any} bounds */
export function layOut(bounds) {
  const { map } = state;
  const origin = map.getPixelOrigin();
  const view = [map.getZoom(), origin.x, origin.y, bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y, state.focus];
  if (view.join() === done) return;
  done = view.join();
  const place = placer();
  const frames = { drawn: [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y], seen: inSight(map) };
  const board = () => new Board(frames.drawn);
  const boards = { texts: board(), marks: board(), counts: board(), lines: board() };
  takeControls(boards.texts);
  takeMarks(boards, frames.drawn);
  takeLines(boards.lines, frames.drawn, place);
  measureLabels();
  const marks = marksToName();
  placeLabels(boards, frames, place, (label) => label.kind === "zone");
  const first = state.focus.startsWith("project:") ? marks.slice(0, 1) : [];
  const placed = placeNames(first, boards, frames, place);
  placeLabels(boards, frames, place, (label) => label.kind !== "zone" && label.order <= FIRST_ORDER);
  placed.push(...placeNames(marks.slice(first.length), boards, frames, place));
  placeLabels(boards, frames, place, (label) => label.order > FIRST_ORDER);
  state.placedNames = placed;
  state.namesZoom = map.getZoom();
}

/** Return what is in sight, in layer pixels, a little away from the edge. */
function inSight(map) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const { x, y } = map.getSize();
  return [corner.x + EDGE_PX, corner.y + EDGE_PX, corner.x + x - EDGE_PX, corner.y + y - EDGE_PX];
}

/**
 * Measure what lies over the map (legend, scale, buttons) when it may have changed, and not at each drawing: asking the
 * browser for a box makes it lay out the page at once.
 */
export function watchControls(map) {
  measureControls();
  map.on("resize", measureControls);
  map.getContainer().addEventListener("toggle", measureControls, { capture: true });
}

/** Measure what lies over the map: one of the boxes has changed. */
export function measureControls() {
  const container = state.map.getContainer();
  const frame = container.getBoundingClientRect();
  const boxes = [...container.querySelectorAll(".leaflet-control")].map((control) => control.getBoundingClientRect());
  controls = boxes
    .filter(({ width }) => width > 0)
    .map(({ left, top, right, bottom }) => [
      left - frame.left,
      top - frame.top,
      right - frame.left,
      bottom - frame.top,
    ]);
}

function takeControls(texts) {
  for (const [left, top, right, bottom] of controls) {
    const { x, y } = state.map.containerPointToLayerPoint([left, top]);
    texts.add([x, y, x + right - left, y + bottom - top]);
  }
}

/** @param {any} boards @param {number[]} frame */
function takeMarks({ marks, counts }, frame) {
  const [left, top, right, bottom] = frame;
  const size = 2 * (radius() + marginOfMarks());
  for (const { kind, sx, sy, crowd } of state.ranking)
    if (kind === "point" && !crowd && sx >= left && sx <= right && sy >= top && sy <= bottom)
      marks.add(boxAround(sx, sy, size, size));
  for (const { x, y, radius: r } of state.crowds)
    for (const board of [marks, counts]) board.add(boxAround(x, y, 2 * r + 2, 2 * r + 2));
}

/** @param {any} lines @param {number[]} frame */
function takeLines(lines, frame, place) {
  for (const { kind, parts } of state.ranking) {
    if (kind !== "line") continue;
    for (const { x, y } of parts.flatMap((part) => pointsAlong(part.map(place), LINE_STEP_PX)))
      if (x >= frame[0] && x <= frame[2] && y >= frame[1] && y <= frame[3]) lines.add([x - 1, y - 1, x + 1, y + 1]);
  }
}
