/* Where the map looks: at the start, until somebody moves it, and when it is asked to go somewhere. */
import { cameraOf, readCamera } from "./camera.js";
import { split, state } from "./state.js";

/* Who asked his system for less motion is taken there at once. */
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const FLIGHT = { duration: 0.6 };
// On a phone the column of tools takes a sixth of the width: what is shown whole lies beside it.
const NARROW_PX = 600;
const COLUMN_PX = 62;
const leftOf = (wide) => (isNarrow() ? COLUMN_PX : wide);
// North and scale stand in a row above, the legend below; on a phone it is a strip that can be unfolded.
const ROW_PX = 34;
const LEGEND_PX = 46;
const STRIP_PX = 170;
const isNarrow = () => state.map.getSize().x < NARROW_PX && state.config.hosted;
const legendPx = () => (isNarrow() ? STRIP_PX : LEGEND_PX);
/** @returns {import("leaflet").FitBoundsOptions} room for the legend below, and for the tools */
const homePadding = () => ({ paddingTopLeft: [leftOf(14), 10], paddingBottomRight: [14, legendPx()] });
/** @param {number} px @returns {import("leaflet").FitBoundsOptions} */
const padding = (px) => ({
  paddingTopLeft: [leftOf(px), Math.max(px, ROW_PX)],
  paddingBottomRight: [isNarrow() ? 14 : px, Math.max(px, legendPx())],
});
const FOCUS_PX = 40;
// Going to a thing, the map goes at most so near; what is only a point needs its surroundings.
const NEAREST_ZOOM = 14;
const CLOSER_ZOOM = 13;

/** Set up panes, limits and the first view: everything, until the page around says otherwise. */
export function prepareView(map, config) {
  setUpPanes(map);
  const [west, south, east, north] = config.bounds;
  state.home = L.latLngBounds([south, west], [north, east]);
  showStart();
  map.setMaxBounds(state.home.pad(2));
  // The frame gets its real size late; until the visitor moves the map, the first view follows it.
  new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (state.untouched) showStart();
  }).observe(map.getContainer());
  const touched = () => {
    state.untouched = false;
  };
  for (const hand of ["mousedown", "wheel", "keydown", "touchstart"])
    map.getContainer().addEventListener(hand, touched, { capture: true, passive: true });
}

function setUpPanes(map) {
  const order = { ground: 210, bands: 310, zones: 320, areas: 380, marks: 450, names: 610 };
  for (const [name, z] of Object.entries(order)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(z);
    pane.style.pointerEvents = "none";
  }
}

/**
 * Look where a link or an entry of the history says: at its view, else at its focus whole, else at everything.
 * @param {string} camera "lon,lat,zoom" or empty
 * @param {string} focus
 */
export function lookAt(camera, focus) {
  const view = readCamera(camera);
  if (view) {
    state.untouched = false;
    state.map.setView([view.lat, view.lon], view.zoom, { animate: false });
    return;
  }
  state.untouched = true;
  state.startFocus = focus;
  showStart();
}

/** Show the first view: the focus a link names as a whole, or everything. */
function showStart() {
  const bounds = boundsOf(state.startFocus || "");
  if (bounds) state.map.fitBounds(bounds, { ...padding(FOCUS_PX), maxZoom: NEAREST_ZOOM, animate: false });
  else state.map.fitBounds(state.home, { ...homePadding(), animate: false });
}

/** Return the view in words with the size of the window it is seen in; empty while nobody has moved the map. */
export function presentView() {
  const { lng: lon, lat } = state.map.getCenter();
  const zoom = state.map.getZoom();
  const { x: width, y: height } = state.map.getSize();
  return { camera: state.untouched ? "" : cameraOf(lon, lat, zoom), lon, lat, zoom, width, height };
}

/** Return the bounds of a thing, null when it is nothing on the map. */
export function boundsOf(focus) {
  const [kind, id] = split(focus);
  if (kind === "zone") {
    const zone = state.zones.find((item) => item.id === id);
    return zone ? zone.layer.getBounds() : null;
  }
  if (kind !== "project") return state.areaBounds[focus] || pointBounds(state.areaPoints[focus]);
  const mark = state.marks.find((item) => item.id === id);
  if (!mark) return null;
  return mark.box ? L.latLngBounds(mark.box) : pointBounds(state.areaPoints[mark.area]);
}

const pointBounds = (point) => (point ? L.latLngBounds(point, point) : null);

/** Bring something into view; `closer` means near it, though it may be in view already. */
export function flyTo(focus, closer) {
  state.untouched = false;
  const { map } = state;
  const [kind, id] = split(focus);
  const bounds = boundsOf(focus);
  if (!bounds) return;
  if (kind === "zone") {
    if (!map.getBounds().contains(bounds)) map.fitBounds(bounds, padding(24));
  } else if (kind === "town" || kind === "district") {
    map.flyTo(bounds.getCenter(), Math.max(kind === "town" ? 12 : 10.5, map.getZoom()), FLIGHT);
  } else if (closer || !map.getBounds().pad(-0.05).contains(bounds)) {
    const mark = state.marks.find((item) => item.id === id);
    if (!mark.box) map.flyTo(bounds.getCenter(), Math.max(11, map.getZoom()), FLIGHT);
    else {
      const maxZoom = closer ? Math.max(CLOSER_ZOOM, map.getZoom()) : NEAREST_ZOOM;
      map.flyToBounds(bounds, { maxZoom, ...padding(FOCUS_PX), ...FLIGHT });
    }
  }
}

/** Show everything again. */
export function goHome() {
  state.untouched = false;
  move(state.home, homePadding());
}

/** Show a thing whole where part of it lies outside the view. @param {string} focus */
export function showWhole(focus) {
  const bounds = boundsOf(focus);
  if (!bounds || state.map.getBounds().contains(bounds)) return;
  state.untouched = false;
  move(bounds, padding(24));
}

/** Go nearer to a part of the map: at least one level, and from `zoom` on no nearer than that shows it whole. */
export function showNearer(bounds, zoom) {
  state.untouched = false;
  const { map } = state;
  const whole = map.getBoundsZoom(bounds, false, L.point(120, 120));
  const nearer = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, Math.min(whole, zoom)));
  if (calm.matches) map.setView(bounds.getCenter(), nearer, { animate: false });
  else map.flyTo(bounds.getCenter(), nearer, FLIGHT);
}

function move(bounds, options) {
  if (calm.matches) state.map.fitBounds(bounds, { ...options, animate: false });
  else state.map.flyToBounds(bounds, { ...options, ...FLIGHT });
}
