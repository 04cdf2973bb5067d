/* The projects: read once, shown by year and filter, found under the pointer. */
import { anchorOfArea, anchorsOfLine } from "./anchors.js";
import { boxOf, distanceToLines, inside, partsOf, rings, world } from "./geometry.js";
import { readMask, stageAt } from "./mask.js";
import { showsMark } from "./shown_layers.js";
import { scaleOfMarks, split, state } from "./state.js";

/** How close to a mark a click counts as on it, in pixels: a mark is 7 px wide, and a finger four times that. */
const NEAR_PX = 9;
const NEAR_FINGER_PX = 18;
const NEAR_LINE_PX = 7;

/** Read the GeoJSON of projects into marks; those of one place share a site. */
export function readProjects(projects) {
  const sites = new Map();
  state.marks = projects.features.map((feature, index) => markOf(feature, index, sites));
  state.sites = [...sites.values()].filter((site) => site.length > 1);
  state.grounds = groundsOf(state.marks);
}

/** Return the marks that are drawn as the very same area or line, by its outline. */
function groundsOf(marks) {
  const found = new Map();
  for (const mark of marks) {
    if (mark.kind !== "area" && mark.kind !== "line") continue;
    const key = JSON.stringify(mark.parts);
    found.set(key, [...(found.get(key) || []), mark]);
  }
  return [...found.values()].filter((ground) => ground.length > 1);
}

/** @returns {import("./types.d.ts").Mark} */
function markOf({ properties: p, geometry }, index, sites) {
  /** @type {import("./types.d.ts").Mark} */
  const mark = { index, id: p.id, name: p.name, h: p.h, p: p.p, area: p.area || "", kind: "", stage: -1, shown: false };
  mark.doubt = Boolean(p.doubt);
  mark.sort = p.k;
  if (!geometry) return mark;
  if (geometry.type === "Point") {
    const [lon, lat] = geometry.coordinates;
    const key = geometry.coordinates.join();
    if (!sites.has(key)) sites.set(key, []);
    sites.get(key).push(mark);
    const box = boxOf([[[lon, lat]]]);
    return Object.assign(mark, { kind: "point", ...world(lon, lat), box, site: sites.get(key) });
  }
  const parts = partsOf(geometry);
  const kind = geometry.type.endsWith("LineString") ? "line" : geometry.type.endsWith("Polygon") ? "area" : "points";
  const lines = parts.map((part) => part.map(([lon, lat]) => world(lon, lat)));
  return Object.assign(mark, {
    kind,
    parts: lines,
    anchors: kind === "line" ? anchorsOfLine(lines) : [kind === "area" ? anchorOfArea(lines) : lines[0][0]],
    rings: rings(geometry),
    box: boxOf(parts),
  });
}

/** Take over what is visible and how far each project is. @param {import("./types.d.ts").Command} command */
export function takeCommand(command) {
  const shown = readMask(command.mask, state.marks.length);
  const column = command.year - state.config.firstYear;
  for (const mark of state.marks) {
    mark.shown = shown[mark.index] && showsMark(mark);
    mark.stage = stageAt(command.clock === "promised" ? mark.p : mark.h, column);
  }
  for (const site of state.sites) {
    let rank = 0;
    for (const mark of site) mark.rank = mark.shown ? rank++ : 0;
  }
  // Further along first, certain before doubtful: who gets room for a name, and who comes first at one place.
  state.ranking = state.marks.filter((mark) => mark.shown && mark.kind);
  for (const mark of state.ranking) mark.shared = 0;
  state.ranking.sort((a, b) => b.stage - a.stage || Number(a.doubt) - Number(b.doubt) || a.index - b.index);
  const order = new Map(state.ranking.map((mark, index) => [mark, index]));
  for (const ground of state.grounds) {
    const shown = ground.filter((mark) => mark.shown).sort((a, b) => order.get(a) - order.get(b));
    shown.forEach((mark, index) => (mark.shared = index ? -1 : shown.length));
  }
}

/** Return the id of the chosen project, empty when something else or nothing is chosen. */
export function chosenProject() {
  const [kind, id] = split(state.focus);
  return kind === "project" ? id : "";
}

/** Return a function that puts world pixels of zoom 0 on the present view, in layer pixels. */
export function placer() {
  const scale = state.map.options.crs.scale(state.map.getZoom()) / 256;
  const origin = state.map.getPixelOrigin();
  return (at) => ({ x: at.x * scale - origin.x, y: at.y * scale - origin.y });
}

/**
 * Return the marks at a point of the map (container pixels), nearest first; a crowd stands for all its marks, and a name
 * for its mark.
 */
export function marksAt(point, { finger = false } = {}) {
  const place = placer();
  const at = state.map.containerPointToLayerPoint(point);
  const [lon, lat] = lonLat(point);
  const near = (finger ? NEAR_FINGER_PX : NEAR_PX) * scaleOfMarks();
  const found = [];
  for (const mark of state.marks) {
    if (!mark.shown || !mark.kind) continue;
    const far = distance(mark, at, place, lon, lat);
    if (far <= near) found.push({ far, mark });
  }
  const marks = found.sort((a, b) => a.far - b.far).map(({ mark }) => mark);
  return marks.length ? marks : marksNamedAt(at);
}

/** Return the mark whose name is written at a point (layer pixels), and those it stands for. */
function marksNamedAt({ x, y }) {
  const name = state.placedNames.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
  if (!name) return [];
  const others = name.mark.crowd && !name.chosen ? name.mark.crowd.marks : [];
  return [name.mark, ...others.filter((mark) => mark !== name.mark)];
}

function distance(mark, at, place, lon, lat) {
  switch (mark.kind) {
    case "point": {
      const far = Math.hypot(mark.sx - at.x, mark.sy - at.y);
      return mark.crowd ? Math.max(0, far - mark.crowd.radius + NEAR_PX / 2) : far;
    }
    case "points":
      return Math.min(...mark.parts.map(([first]) => Math.hypot(place(first).x - at.x, place(first).y - at.y)));
    case "line":
      return NEAR_PX - NEAR_LINE_PX + distanceToLines(mark.parts, at, place);
    default: // what lies in an area comes before the area
      return inside(mark.rings, lon, lat) ? NEAR_PX - 0.5 : Infinity;
  }
}

/** Return longitude and latitude of a point of the map, in container pixels. */
export function lonLat(point) {
  const at = state.map.containerPointToLatLng(point);
  return [at.lng, at.lat];
}
