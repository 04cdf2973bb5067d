/* Painting the projects: one canvas of areas, lines and points, the chosen one on top. */
import { canvasOf } from "./leaflet_internals.js";
import { chosenProject, placer } from "./marks.js";
import { spread } from "./spread.js";
import { paintMark } from "./stage_mark.js";
import { lookOf, scaleOfMarks, state } from "./state.js";

// Line widths by stage, the one without a reported stage first: the further along, the heavier.
const LINE_PX = [1.6, 2, 2.4, 2.7, 3, 3, 3, 3];

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
  if (!sheet || !state.map) return;
  const { ctx, bounds } = sheet;
  const size = bounds.getSize();
  ctx.clearRect(bounds.min.x, bounds.min.y, size.x, size.y);
  const place = placer();
  const chosen = chosenProject();
  let picked = null;
  for (const kind of ["area", "line", "point"]) {
    for (const mark of state.marks) {
      if (!mark.shown || !mark.kind || (mark.kind === "points" ? "point" : mark.kind) !== kind) continue;
      if (mark.id === chosen) picked = mark;
      else paintProject(ctx, mark, place, bounds, false);
    }
  }
  if (picked) paintProject(ctx, picked, place, bounds, true);
  state.paintedChoice = chosen;
  state.painted += 1;
}

/** Paint again where another project is chosen; choosing a zone changes nothing on this layer. */
export function paintChoice() {
  if (chosenProject() !== state.paintedChoice) paint();
}

function paintProject(ctx, mark, place, bounds, chosen) {
  const look = lookOf(mark.stage);
  if (mark.kind === "point") paintPoint(ctx, mark, place, bounds, look, chosen);
  else if (mark.kind === "points") {
    for (const [first] of mark.parts) {
      const { x, y } = place(first);
      paintMark(ctx, x, y, radius(), look, chosen ? state.config.accent : "");
    }
  } else paintShape(ctx, mark, place, look, chosen);
}

function paintPoint(ctx, mark, place, bounds, look, chosen) {
  const site = place(mark);
  const [dx, dy] = mark.site && mark.site.length > 1 ? spread(mark.rank, radius()) : [0, 0];
  mark.sx = site.x + dx;
  mark.sy = site.y + dy;
  if (mark.sx < bounds.min.x || mark.sy < bounds.min.y || mark.sx > bounds.max.x || mark.sy > bounds.max.y) return;
  if (chosen) paintMark(ctx, mark.sx, mark.sy, radius(), look, state.config.accent);
  else stamp(ctx, mark.sx, mark.sy, radius(), look);
}

function paintShape(ctx, mark, place, look, chosen) {
  const line = mark.kind === "line";
  ctx.save();
  trace(ctx, mark.parts, place, !line);
  ctx.lineJoin = ctx.lineCap = line && look.dash.length && look.dash[0] < 3 ? "round" : "butt";
  if (line) {
    ctx.strokeStyle = "rgba(255,255,255,.85)";
    ctx.lineWidth = (mark.stage < 1 ? 3 : 5) * slim();
    ctx.stroke();
  } else {
    ctx.fillStyle = hatch(ctx, look);
    ctx.globalAlpha = mark.stage < 0 ? 0.35 : 0.7;
    ctx.fill("evenodd");
    ctx.globalAlpha = 1;
  }
  if (chosen) {
    ctx.strokeStyle = state.config.accent;
    ctx.lineWidth = (line ? 8 : 4) * scaleOfMarks();
    ctx.globalAlpha = line ? 0.55 : 1;
    ctx.stroke();
    ctx.globalAlpha = 1;
  }
  ctx.setLineDash(look.dash.map((length) => length * scaleOfMarks()));
  ctx.strokeStyle = look.colour;
  ctx.lineWidth = line ? LINE_PX[mark.stage + 1] * slim() : (mark.stage < 0 ? 0.9 : 1.4) * scaleOfMarks();
  ctx.stroke();
  ctx.restore();
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
const slim = () => scaleOfMarks() * Math.max(0.62, Math.min(1, (state.map.getZoom() - 8.5) / 3.5));

/** Return the radius of a mark in the present view, in pixels. */
export const radius = () => Math.max(4, Math.min(8, state.map.getZoom() * 0.9 - 4.6)) * scaleOfMarks();

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
  const step = Math.max(3, look.hatch);
  const tile = document.createElement("canvas");
  tile.width = tile.height = step * 2;
  const pen = tile.getContext("2d");
  pen.strokeStyle = look.colour;
  pen.lineWidth = 0.9;
  for (let i = -2; i <= 4; i++) {
    pen.beginPath();
    pen.moveTo(i * step, step * 2);
    pen.lineTo(i * step + step * 2, 0);
    pen.stroke();
  }
  hatches.set(look.colour, ctx.createPattern(tile, "repeat"));
  return hatches.get(look.colour);
}
