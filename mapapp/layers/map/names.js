/* Names of the ground and of zones, with a white halo, and the hollow badges that count what is known only to an area. */
import { boxAround, firstFree, isWithin } from "./board.js";
import { inside, world } from "./geometry.js";
import { hang } from "./name_anchors.js";
import { report } from "./pointing.js";
import { showsLabel } from "./shown_layers.js";
import { scaleOfMarks, state } from "./state.js";
import { showWhole } from "./view.js";
import { t } from "./words.js";

// The more important name stays where two would overlap. Names of projects come after those that orient (below 4).
const ORDER = {
  zone: 0,
  town: 1,
  district: 2,
  "place-city": 2.2,
  "place-seat": 2.4,
  part: 3,
  "place-town": 3.5,
  station: 4,
  rail: 5,
  water: 6,
  road: 7,
  "place-place": 8,
};
export const FIRST_ORDER = 3;
const FROM_ZOOM = {
  zone: 0,
  district: 0,
  "place-city": 0,
  "place-seat": 0,
  town: 10.4,
  "place-town": 10.4,
  water: 10.5,
  rail: 11.75,
  part: 12,
  station: 12,
  "place-place": 12,
  road: 12.5,
};
// A zone without a spot in sight is named where the view shows it; so many places are tried each way.
const GRID_STEPS = 7;
// How far a name steps aside from a mark, in its own heights.
const ASIDE = 1.25;
// A badge hides nothing by being near to a name; names keep this distance from each other.
const MARGIN_PX = 2;
// A badge and the gap before it.
const BADGE_PX = 23;

/** Put every name on the map; which are seen depends on the view. */
export function drawLabels(labels) {
  state.areaPoints = {};
  state.labels = labels.map(makeLabel);
  state.labels.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
}

function makeLabel(label) {
  const box = document.createElement("div");
  box.className = `name name-${label.kind}`;
  box.style.display = "none";
  const text = document.createElement("span");
  text.textContent = label.text;
  text.lang = "zh-CN";
  box.appendChild(text);
  const badge = document.createElement("button");
  badge.type = "button";
  badge.className = "badge";
  badge.hidden = true;
  badge.addEventListener("click", (event) => {
    event.stopPropagation();
    report({ zones: [], pids: [], area: label.area });
  });
  L.DomEvent.disableClickPropagation(badge);
  const said = document.createElement("div");
  said.className = "said";
  if (label.area) {
    box.appendChild(badge);
    state.areaPoints[label.area] = L.latLng(label.lat, label.lon);
  }
  if (label.kind === "zone") {
    openByName(text, label);
    box.appendChild(said);
  }
  const zone = state.zones.find((item) => `zone:${item.id}` === label.area);
  if (zone) text.style.color = darker(zone.props.outline);
  const anchor = hang(box, L.latLng(label.lat, label.lon));
  const spots = (label.spots || [[label.lon, label.lat]]).map(([lon, lat]) => ({ lon, lat, ...world(lon, lat) }));
  return {
    ...label,
    order: ORDER[label.kind],
    box,
    badge,
    said,
    anchor,
    spots,
    spot: null,
    aside: 0,
    shown: false,
    size: null,
  };
}

/** A zone's own colour, half way to ink: as words it needs more contrast than as a line. @param {string} colour "#rrggbb" */
export function darker(colour) {
  const ink = [0x1f, 0x29, 0x33];
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.map((part, index) => Math.round((part + ink[index]) / 2)).join(",")})`;
}

/** The name of a zone opens it, and shows it whole where part of it lies outside the view. */
function openByName(text, label) {
  text.title = t("zone_whole", { name: label.text });
  text.classList.add("open");
  L.DomEvent.disableClickPropagation(text);
  text.addEventListener("click", () => {
    report({ zones: [label.area.slice("zone:".length)], pids: [], area: "" });
    showWhole(label.area);
  });
}

/** Count what is known only to an area, at the area's name. */
export function countAreas() {
  const counts = {};
  for (const mark of state.marks) if (mark.shown && mark.area) counts[mark.area] = (counts[mark.area] || 0) + 1;
  state.areaCounts = counts;
  for (const label of state.labels) {
    const count = counts[label.area] || 0;
    if (label.count === count) continue;
    label.count = count;
    label.size = null;
    label.badge.hidden = count === 0;
    label.badge.textContent = String(count);
    label.badge.setAttribute("aria-label", t("badge", { name: label.text, count }));
    label.badge.title = t("badge_hint", { name: label.text });
  }
}

/** Measure again what is measured: letters have another size now. */
export function forgetSizes() {
  for (const label of state.labels) label.size = null;
}

/** Measure every name that is not measured yet; all at once, so that the browser lays out once. */
export function measureLabels() {
  const fresh = state.labels.filter((label) => !label.size);
  for (const label of fresh) label.box.style.display = "";
  for (const label of fresh) {
    label.size = { width: label.box.offsetWidth + MARGIN_PX * 2, height: label.box.offsetHeight };
    // Whether a zone is small goes by its name alone, not by what is said under it.
    const name = label.box.firstChild;
    label.core = label.kind === "zone" ? { width: name.offsetWidth + BADGE_PX, height: name.offsetHeight } : label.size;
    label.shown = true;
  }
}

/**
 * Place names of the ground on boards that hold what is taken.
 * @param {{texts: any, marks: any}} boards
 * @param {{drawn: number[], seen: number[]}} frames what is drawn and what of it is in sight, in layer pixels
 * @param {(label: any) => boolean} which
 */
export function placeLabels(boards, frames, place, which) {
  const zoom = state.map.getZoom();
  for (const label of state.labels) {
    if (!which(label)) continue;
    const wanted = showsLabel(label) && (zoom >= FROM_ZOOM[label.kind] || label.count > 0);
    const box = wanted ? placeOf(label, boards, frames, place) : null;
    if (box) boards.texts.add(box);
    show(label, Boolean(box));
  }
}

function placeOf(label, boards, frames, place) {
  if (label.kind === "zone" || label.kind === "part") return placeOfZone(label, boards, frames.seen, place);
  return placeOfGround(label, boards, frames.drawn, place);
}

/** A zone is named where it is in sight; the name rather covers a mark than is missing, and the count of a crowd last of all. */
function placeOfZone(label, boards, seen, place) {
  const { width, height } = label.size;
  const spots = spotsInSight(label, seen, place);
  const boxOf = (spot) => {
    const { x, y } = place(spot);
    return boxAround(x, y, width, height);
  };
  const boxes = spots.map(boxOf);
  const before = spots.indexOf(label.spot);
  let at = firstFree(boxes, [boards.texts, boards.marks], before);
  if (at < 0) at = firstFree(boxes, [boards.texts, boards.counts], before);
  if (at < 0) at = firstFree(boxes, [boards.texts], before);
  if (at < 0) {
    // What lies over the map covers its spots: anywhere else in the zone is as good.
    const more = inSightOf(label, seen, place);
    const found = firstFree(more.map(boxOf), [boards.texts]);
    if (found < 0) return null;
    at = spots.push(more[found]) - 1;
    boxes.push(boxOf(more[found]));
  }
  if (spots[at] !== label.spot) {
    label.spot = spots[at];
    label.anchor.move(L.latLng(label.spot.lat, label.spot.lon));
  }
  return boxes[at];
}

/** Return where a zone may be named in the present view: on its spots, beside it where it is small, anywhere in it. */
function spotsInSight(label, seen, place) {
  const { width, height } = label.size;
  const fits = (spot) => {
    const { x, y } = place(spot);
    return isWithin(boxAround(x, y, width, height), seen);
  };
  const zone = zoneOf(label);
  const spots = [...(label.spot && !label.spots.includes(label.spot) ? [label.spot] : []), ...label.spots];
  const small = zone ? besideSmall(zone, label, place) : [];
  const found = [...small, ...spots].filter(fits);
  return found.length ? found : inSightOf(label, seen, place);
}

const zoneOf = (label) => state.zones.find((item) => item.id === label.area.slice("zone:".length));

/** Return spots anywhere in a zone where its name lies in sight. */
function inSightOf(label, seen, place) {
  const zone = zoneOf(label);
  const { width, height } = label.size;
  const fits = (spot) => {
    const { x, y } = place(spot);
    return isWithin(boxAround(x, y, width, height), seen);
  };
  return zone ? insideOf(zone, seen).filter(fits) : [];
}

/** Return spots around a zone that is smaller than its name. */
function besideSmall(zone, { core, size: { width, height } }, place) {
  const bounds = zone.layer.getBounds();
  const [a, b] = [bounds.getNorthWest(), bounds.getSouthEast()].map(({ lng, lat }) => place(world(lng, lat)));
  if (b.x - a.x > core.width * 1.6 && b.y - a.y > core.height * 3) return [];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  const gap = 6;
  return [
    [x, b.y + height / 2 + gap],
    [x, a.y - height / 2 - gap],
    [b.x + width / 2 + gap, y],
    [a.x - width / 2 - gap, y],
  ].map(spotAt);
}

/** Return spots of a zone in sight, where no smaller zone lies over it. */
function insideOf(zone, [left, top, right, bottom]) {
  const smaller = state.zones.slice(0, state.zones.indexOf(zone));
  const steps = Array.from({ length: GRID_STEPS }, (_, step) => (step + 0.5) / GRID_STEPS);
  const middle = (share) => Math.abs(share - 0.5);
  const grid = steps.flatMap((x) => steps.map((y) => ({ x, y, far: middle(x) + middle(y) })));
  grid.sort((a, b) => a.far - b.far);
  return grid
    .map(({ x, y }) => spotAt([left + (right - left) * x, top + (bottom - top) * y]))
    .filter(({ lon, lat }) => inside(zone.rings, lon, lat) && !smaller.some((item) => inside(item.rings, lon, lat)));
}

function spotAt([x, y]) {
  const { lng: lon, lat } = state.map.layerPointToLatLng([x, y]);
  return { lon, lat, ...world(lon, lat) };
}

/**
 * A name of the ground steps aside for marks; one that counts something goes further, and stays where nothing is free:
 * over a mark rather than over the count of a crowd.
 */
function placeOfGround(label, boards, frame, place) {
  const { width, height } = label.size;
  const { x, y } = place(label.spots[0]);
  const far = height * ASIDE;
  const below = label.kind === "station" ? far * 0.75 : 0;
  const steps = [
    [0, below],
    [0, -far],
    [0, far],
    [far + width / 4, 0],
    [-far - width / 4, 0],
    ...(label.count > 0 ? fartherSteps(width, far) : []),
  ];
  const places = steps.map(([dx, dy]) => boxAround(x + dx, y + dy, width, height));
  if (!places.some((box) => isWithin(box, frame))) return null;
  let at = firstFree(places, [boards.texts, boards.marks], label.aside);
  if (at < 0 && label.count > 0) at = firstFree(places, [boards.texts, boards.counts], label.aside);
  if (at < 0 && label.count > 0) at = firstFree(places.slice(0, 1), [boards.texts]);
  if (at < 0) return null;
  if (label.aside !== at || !label.stepped) {
    label.aside = at;
    label.stepped = true;
    label.box.style.left = `${steps[at][0]}px`;
    label.box.style.top = `${steps[at][1]}px`;
  }
  return places[at];
}

/** Return the steps of a name that is not left out lightly: to its corners, and twice as far up and down. */
function fartherSteps(width, far) {
  const side = width / 2 + far / 2;
  const corners = [-far, far].flatMap((dy) => [side, -side].map((dx) => [dx, dy]));
  return [...corners, [0, -2 * far], [0, 2 * far], [side + far, 0], [-side - far, 0]];
}

function show(label, shown) {
  if (label.shown === shown) return;
  label.shown = shown;
  label.box.style.display = shown ? "" : "none";
}

/** How far names keep from the marks of a deck grows with everything else. */
export const marginOfMarks = () => 1.5 * scaleOfMarks();
