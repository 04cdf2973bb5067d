/* The projects: read once, shown by year and filter, found under the pointer. */
import { boxOf, distanceToLines, inside, partsOf, rings, world } from "./geometry.js";
import { readMask, stageAt } from "./mask.js";
import { scaleOfMarks, split, state } from "./state.js";

/** How close to a mark a click counts as on it, in pixels: a mark is 7 px wide, a finger is not. */
const NEAR_PX = 9;
const NEAR_LINE_PX = 7;

/** Read the GeoJSON of projects into marks; those of one place share a site. */
export function readProjects(projects) {
  const sites = new Map();
  state.marks = projects.features.map((feature, index) => markOf(feature, index, sites));
  state.sites = [...sites.values()].filter((site) => site.length > 1);
}

/** @returns {import("./types.d.ts").Mark} */
function markOf({ properties: p, geometry }, index, sites) {
  /** @type {import("./types.d.ts").Mark} */
  const mark = { index, id: p.id, name: p.name, h: p.h, p: p.p, area: p.area || "", kind: "", stage: -1, shown: false };
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
  return Object.assign(mark, {
    kind,
    parts: parts.map((part) => part.map(([lon, lat]) => world(lon, lat))),
    rings: rings(geometry),
    box: boxOf(parts),
  });
}

/** Take over what is visible and how far each project is. @param {import("./types.d.ts").Command} command */
export function takeCommand(command) {
  const shown = readMask(command.mask, state.marks.length);
  const column = command.year - state.config.firstYear;
  for (const mark of state.marks) {
    mark.shown = shown[mark.index];
    mark.stage = stageAt(command.clock === "promised" ? mark.p : mark.h, column);
  }
  for (const site of state.sites) {
    let rank = 0;
    for (const mark of site) mark.rank = mark.shown ? rank++ : 0;
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

/** Return the marks at a point of the map (container pixels), nearest first. */
export function marksAt(point) {
  const place = placer();
  const at = state.map.containerPointToLayerPoint(point);
  const [lon, lat] = lonLat(point);
  const near = NEAR_PX * scaleOfMarks();
  const found = [];
  for (const mark of state.marks) {
    if (!mark.shown || !mark.kind) continue;
    const far = distance(mark, at, place, lon, lat);
    if (far <= near) found.push({ far, mark });
  }
  return found.sort((a, b) => a.far - b.far).map(({ mark }) => mark);
}

function distance(mark, at, place, lon, lat) {
  switch (mark.kind) {
    case "point":
      return Math.hypot(mark.sx - at.x, mark.sy - at.y);
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
