/* Painting the projects: one canvas of areas, lines, points and crowds, the chosen one on top. */
import { arrange, radius } from "./arrange.js";
import { paintCrowd } from "./crowd_mark.js";
import { layOut } from "./layout.js";
import { canvasOf } from "./leaflet_internals.js";
import { chosenProject, placer } from "./marks.js";
import { paintNames } from "./project_names.js";
import { paintMark } from "./stage_mark.js";
import { lookOf, scaleOfMarks, state } from "./state.js";

// Line widths by stage, the one without a reported stage first: the further along, the heavier.
const LINE_PX = [1.6, 2, 2.4, 2.7, 3, 3, 3, 3];
// An area is hatched where it fills a thumb, and not before the view is near enough to look into areas at all.
const HATCH_FROM_ZOOM = 12;
const THUMB_PX = 56;
// The table's distances between hatch lines, drawn wider apart: names and marks inside an area stay readable.
const HATCH_LEAST_PX = 4.5;
const HATCH_SHARE = 0.62;
// From here on a line has a white edge that lifts it off what it crosses; seen whole, edges would only add ink.
const EDGE_FROM_ZOOM = 11.5;

/** Put the canvas of the projects on the map. */
export function addCanvas(map) {
  state.canvas = L.canvas({ pane: "marks", padding: 0.35 });
  state.canvas.addTo(map);
  state.canvas.on("update", paint);
  // A view set without animation ends with Leaflet clearing the canvas for its own (absent) paths.
  map.on("viewreset", paint);
}

/** Paint every visible project. */
export function paint() {
  const sheet = canvasOf(state.canvas);
  if (!sheet || !state.command) return;
  arrange();
  const { ctx, bounds } = sheet;
  const size = bounds.getSize();
  ctx.clearRect(bounds.min.x, bounds.min.y, size.x, size.y);
  const pen = { ctx, place: placer(), bounds };
  const chosen = chosenProject();
  const picked = state.marks.find((mark) => mark.shown && mark.kind && mark.id === chosen);
  for (const kind of ["area", "line", "point"]) {
    for (const mark of state.marks) {
      if (
        !mark.shown ||
        mark === picked ||
        mark.shared === -1 ||
        (mark.kind === "points" ? "point" : mark.kind) !== kind
      )
        continue;
      paintProject(pen, mark, false);
    }
  }
  for (const crowd of state.crowds)
    if (bounds.contains(L.point(crowd.x, crowd.y)))
      paintCrowd(ctx, crowd.x, crowd.y, crowd.radius, crowd.mix, crowd.marks.length);
  layOut(bounds);
  paintNames(ctx);
  if (picked) paintProject(pen, picked, true);
  state.paintedChoice = chosen;
  state.painted += 1;
}

/** Paint again where another project is chosen; choosing a zone changes nothing on this layer. */
export function paintChoice() {
  if (chosenProject() !== state.paintedChoice) paint();
}

/** Take note of the mark under the pointer; an area is hatched while it is. */
export function hover(mark) {
  if (state.hovered === mark) return;
  const areas = [state.hovered, mark].some((one) => one && one.kind === "area");
  state.hovered = mark;
  if (areas) paint();
}

function paintProject(pen, mark, chosen) {
  const look = lookOf(mark.stage);
  if (mark.kind === "point") paintPoint(pen, mark, look, chosen);
  else if (mark.kind === "points") {
    for (const [first] of mark.parts) {
      const { x, y } = pen.place(first);
      paintMark(pen.ctx, x, y, radius(), look, chosen ? state.config.accent : "");
    }
  } else if (mark.kind === "line") paintLine(pen, mark, look, chosen);
  else paintArea(pen, mark, look, chosen);
}

function paintPoint({ ctx, place, bounds }, mark, look, chosen) {
  if (chosen) {
    const at = mark.crowd ? place(mark) : { x: mark.sx, y: mark.sy };
    paintMark(ctx, at.x, at.y, radius(), look, state.config.accent);
  } else if (!mark.crowd && bounds.contains(L.point(mark.sx, mark.sy))) stamp(ctx, mark.sx, mark.sy, radius(), look);
}

function paintLine({ ctx, place }, mark, look, chosen) {
  ctx.save();
  trace(ctx, mark.parts, place, false);
  ctx.lineJoin = ctx.lineCap = look.dash.length && look.dash[0] < 3 ? "round" : "butt";
  if (chosen) underline(ctx, 8, 0.55);
  else if (state.map.getZoom() >= EDGE_FROM_ZOOM) {
    ctx.strokeStyle = "rgba(255,255,255,.85)";
    ctx.lineWidth = (mark.stage < 1 ? 3 : 5) * slim();
    ctx.stroke();
  }
  ctx.setLineDash(look.dash.map((length) => length * Math.max(0.8 * scaleOfMarks(), slim())));
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = LINE_PX[mark.stage + 1] * slim();
  ctx.stroke();
  ctx.restore();
}

function paintArea({ ctx, place }, mark, look, chosen) {
  ctx.save();
  trace(ctx, mark.parts, place, true);
  if (chosen || isHatched(mark, place)) {
    ctx.fillStyle = hatch(ctx, look);
    ctx.globalAlpha = mark.stage < 0 ? 0.28 : 0.42;
    ctx.fill("evenodd");
    ctx.globalAlpha = 1;
  }
  if (chosen) underline(ctx, 4, 1);
  ctx.setLineDash(look.dash.map((length) => length * scaleOfMarks()));
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = (mark.stage < 0 ? 0.8 : 1.1) * scaleOfMarks();
  ctx.stroke();
  ctx.restore();
}

function underline(ctx, width, alpha) {
  ctx.strokeStyle = state.config.accent;
  ctx.lineWidth = width * scaleOfMarks();
  ctx.globalAlpha = alpha;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Whether an area is hatched: pointed at, asked for, or large enough to look into. */
function isHatched(mark, place) {
  if (mark === state.hovered || (state.command && state.command.filtered)) return true;
  if (state.map.getZoom() < HATCH_FROM_ZOOM) return false;
  const corners = mark.parts.flat().map(place);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const thumb = THUMB_PX * scaleOfMarks();
  return Math.max(...xs) - Math.min(...xs) >= thumb && Math.max(...ys) - Math.min(...ys) >= thumb;
}

function trace(ctx, parts, place, closed) {
  ctx.beginPath();
  for (const part of parts) {
    part.forEach((at, index) => {
      const { x, y } = place(at);
      if (index) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
    });
    if (closed) ctx.closePath();
  }
}

/** Seen whole, lines of one corridor lie on top of each other: thinner, they stay apart. */
const slim = () => scaleOfMarks() * Math.max(0.45, Math.min(1, (state.map.getZoom() - 9) / 3));

/* The same mark thousands of times: drawn once per stage and size, then copied. */
const stamps = new Map();

function stamp(ctx, x, y, r, look) {
  const ratio = L.Browser.retina ? 2 : 1;
  const key = look.term + r + ratio;
  const half = Math.ceil(r + 5);
  if (!stamps.has(key)) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = half * 2 * ratio;
    const own = canvas.getContext("2d");
    own.scale(ratio, ratio);
    paintMark(own, half, half, r, look);
    stamps.set(key, canvas);
  }
  ctx.drawImage(stamps.get(key), Math.round(x) - half, Math.round(y) - half, half * 2, half * 2);
}

const hatches = new Map();

function hatch(ctx, look) {
  if (hatches.has(look.colour)) return hatches.get(look.colour);
  const step = HATCH_LEAST_PX + look.hatch * HATCH_SHARE;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(step * 2);
  const pen = tile.getContext("2d");
  pen.strokeStyle = look.colour;
  pen.lineWidth = 0.8;
  for (let i = -2; i <= 4; i++) {
    pen.beginPath();
    pen.moveTo(i * step, step * 2);
    pen.lineTo(i * step + step * 2, 0);
    pen.stroke();
  }
  hatches.set(look.colour, ctx.createPattern(tile, "repeat"));
  return hatches.get(look.colour);
}
