/* Names of projects beside their marks: which fit, where, and their ink. */
import { radius } from "./arrange.js";
import { boxAround, isWithin, overlaps } from "./board.js";
import { linesOfName } from "./lines_of_name.js";
import { chosenProject } from "./marks.js";
import { isOn } from "./shown_layers.js";
import { scaleOfMarks, state } from "./state.js";
import { t } from "./words.js";

// From here on there is room for names beside marks; nearer to nothing, only few marks are named.
const NAMES_FROM_ZOOM = 12.5;
// So few marks that somebody asked for are named at any zoom.
const FEW = 40;
const MOST_SEEN_WHOLE = 24;
const FONT_PX = 12;
const CHOSEN_FONT_PX = 13.5;
// On a wall, at a width of 1,920 pixels, nothing is smaller than 20.
const DECK_FONT_PX = 13.2;
const LINE_HEIGHT = 1.22;
const GAP_PX = 4;
// So far the name of a line keeps from other names.
const LINE_GAP_PX = 6;
// Where a name stands around its mark, as steps to the right and down.
const AROUND = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
];
// An area smaller than its name is named only when it is chosen.
const LEAST_AREA_SHARE = 0.9;
const FAMILY = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const INK = "#243b4e";
const HALO = "rgba(255,255,255,.75)";
const HALO_PX = 1.3;

/** Return the marks that may be named in the present view, most important first. */
export function marksToName() {
  const chosen = chosenProject();
  const picked = state.ranking.filter((mark) => mark.id === chosen);
  return [...picked, ...(wantsNames() ? withoutFollowers(state.ranking).filter((mark) => mark.id !== chosen) : [])];
}

/** Of a crowd only the first is named, and how many it stands for. */
function withoutFollowers(marks) {
  const first = new Map();
  for (const mark of marks) if (mark.crowd && !first.has(mark.crowd)) first.set(mark.crowd, mark);
  return marks.filter((mark) => !mark.crowd || first.get(mark.crowd) === mark);
}

/** Return how many names may stand on the map at most: seen whole, a wall of words says less than a few. */
function mostNames() {
  return state.map.getZoom() >= NAMES_FROM_ZOOM || state.command.filtered ? Infinity : MOST_SEEN_WHOLE;
}

function wantsNames() {
  if (state.alwaysNames) return true;
  if (!isOn("names")) return false;
  return state.map.getZoom() >= NAMES_FROM_ZOOM || (state.command.filtered && state.ranking.length <= FEW);
}

/**
 * Place the names of marks on boards that hold what is taken; what is placed is taken from then on.
 * @param {import("./types.d.ts").Mark[]} marks most important first
 * @param {{texts: any, marks: any, lines: any}} boards
 * @param {{drawn: number[], seen: number[]}} frames what is drawn and what of it is in sight, in layer pixels
 */
export function placeNames(marks, boards, { drawn, seen }, place) {
  const chosen = chosenProject();
  const placed = [];
  const most = mostNames();
  const steady = state.map.getZoom() === state.namesZoom;
  // While the map is only moved, a name that comes into sight takes no room from one that is there.
  const there = steady ? marks.filter((mark) => mark.placed >= 0) : [];
  const coming = steady ? marks.filter((mark) => !(mark.placed >= 0)) : marks;
  for (const mark of [...there, ...coming]) {
    if (placed.length >= most) break;
    const isChosen = mark.id === chosen;
    const before = mark.placed ?? -1;
    mark.placed = -1;
    if (mark.shared === -1 && !isChosen) continue;
    if (mark.kind === "point" && !isInside(mark, drawn) && !isChosen) continue;
    const label = labelOf(mark, isChosen);
    const places = placesOf(mark, label, place, isChosen);
    const room = roomOf(mark, boards);
    const found = choosePlace(places, before, room, { drawn, seen, steady, isChosen });
    if (!found) continue;
    mark.placed = found.at;
    boards.texts.add(room.reserved(found.box));
    placed.push({ mark, label, box: found.box, chosen: isChosen });
  }
  return placed;
}

/**
 * Return what a name takes and whether it is free there. The name of a line keeps a distance from other names, and where it
 * can from other lines: on one corridor it must be seen which is whose.
 */
function roomOf(mark, { texts, marks, lines }) {
  const gap = mark.kind === "line" ? LINE_GAP_PX * scaleOfMarks() : 0;
  const reserved = ([left, top, right, bottom]) => [left - gap, top - gap, right + gap, bottom + gap];
  const isFree = (box) => marks.isFree(box) && texts.isFree(reserved(box));
  return { reserved, isFree, isClear: (box) => !gap || lines.isFree(box) };
}

/**
 * Return the place a name takes and its number, null for none: where it was while the map is only moved, else whole in
 * sight, or wholly out of sight to be there when the map is moved; never cut by the edge, unless it is the chosen one's.
 */
function choosePlace(places, before, { isFree, isClear }, { drawn, seen, steady, isChosen }) {
  const old = before >= 0 && before < places.count ? places.box(before) : null;
  if (old && isWithin(old, steady ? drawn : seen) && isFree(old)) return { at: before, box: old };
  const fits = (box) => isWithin(box, seen) || (isWithin(box, drawn) && !overlaps(box, seen));
  let second = null;
  for (let at = 0; at < places.count; at++) {
    const box = places.box(at);
    if (!fits(box) || !isFree(box)) continue;
    if (isClear(box)) return { at, box };
    second = second || { at, box };
  }
  return second || (isChosen ? { at: 0, box: places.box(0) } : null);
}

/** @type {(mark: any, frame: number[]) => boolean} */
const isInside = ({ sx, sy }, [left, top, right, bottom]) => sx >= left && sx <= right && sy >= top && sy <= bottom;

let ruler = null;

/** Return a name in lines with its size in pixels. */
function labelOf(mark, chosen) {
  const plain = state.alwaysNames ? DECK_FONT_PX : FONT_PX;
  const font = (chosen ? Math.max(CHOSEN_FONT_PX, plain) : plain) * scaleOfMarks();
  const count = mark.crowd ? mark.crowd.marks.length : mark.shared;
  const text = count > 1 && !chosen ? t("and_more", { name: mark.name, count }) : mark.name;
  if (mark.label && mark.label.font === font && mark.label.text === text) return mark.label;
  ruler = ruler || document.createElement("canvas").getContext("2d");
  ruler.font = fontOf(font, chosen);
  const lines = linesOfName(text, chosen ? 3 : 2);
  const width = Math.max(...lines.map((line) => ruler.measureText(line).width)) + 2;
  mark.label = { text, lines, font, width, height: lines.length * font * LINE_HEIGHT };
  return mark.label;
}

const fontOf = (px, chosen) => `${chosen ? 600 : 400} ${px}px ${FAMILY}`;

/**
 * Return the boxes a name may stand in, best first: right of a mark, left, above, below, then the corners.
 * @returns {{count: number, box: (index: number) => number[]}}
 */
function placesOf(mark, label, place, chosen) {
  const { width, height } = label;
  if (mark.kind === "line" || mark.kind === "area") return placesOfShape(mark, label, place, chosen);
  const crowd = chosen ? null : mark.crowd;
  const alone = mark.kind === "points" ? place(mark.anchors[0]) : mark.crowd ? place(mark) : { x: mark.sx, y: mark.sy };
  const at = crowd || alone;
  const r = (crowd ? crowd.radius : radius()) + (GAP_PX + (chosen ? 5 : 0)) * scaleOfMarks();
  const [dx, dy] = [r + width / 2, r + height / 2];
  const box = (index) => {
    const [right, down] = AROUND[index];
    const corner = right !== 0 && down !== 0;
    return boxAround(at.x + right * (corner ? dx - r / 2 : dx), at.y + down * (corner ? dy * 0.8 : dy), width, height);
  };
  return { count: AROUND.length, box };
}

function placesOfShape(mark, { width, height }, place, chosen) {
  if (mark.kind === "area" && !chosen && !isRoomy(mark, width, place)) return { count: 0, box: () => [] };
  const over = height / 2 + 5 * scaleOfMarks();
  const steps = mark.kind === "line" ? [-over, over] : [0, -height, height, -2 * height, 2 * height];
  const points = mark.anchors.map(place);
  const box = (index) => {
    const { x, y } = points[Math.floor(index / steps.length)];
    return boxAround(x, y + steps[index % steps.length], width, height);
  };
  return { count: points.length * steps.length, box };
}

function isRoomy(mark, width, place) {
  const xs = mark.parts.flat().map((at) => place(at).x);
  return Math.max(...xs) - Math.min(...xs) >= width * LEAST_AREA_SHARE;
}

/** Write the names that are placed. */
export function paintNames(ctx) {
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  // Letters laid around in white: stroking their outlines would take ten times as long.
  for (const [right, down] of AROUND)
    write(ctx, HALO, right * HALO_PX * scaleOfMarks(), down * HALO_PX * scaleOfMarks());
  write(ctx, INK, 0, 0);
  ctx.restore();
}

function write(ctx, ink, right, down) {
  let font = "";
  for (const { label, box, chosen } of state.placedNames) {
    const wanted = fontOf(label.font, chosen);
    if (wanted !== font) ctx.font = font = wanted;
    ctx.fillStyle = ink === INK && chosen ? state.config.accent : ink;
    const x = Math.round((box[0] + box[2]) / 2) + right;
    for (let index = 0; index < label.lines.length; index++)
      ctx.fillText(label.lines[index], x, Math.round(box[1] + (index + 0.5) * label.font * LINE_HEIGHT) + down);
  }
}
