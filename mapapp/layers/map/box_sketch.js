/* A box being drawn: dragged with the mouse, or by a click or tap on each of two opposite corners; Esc goes away. */
import { LINE } from "./sketch.js";
import { state } from "./state.js";

// A hand that moves less than this has clicked.
const DRAG_PX = 6;

/**
 * Begin to draw a box.
 * @param {{drawn: (ring: number[][]) => void, away: () => void}} tool `drawn` hears its four corners, lon, lat in degrees
 * @returns {{end: () => void}}
 */
export function sketchBox({ drawn, away }) {
  const { map } = state;
  const shape = L.polygon([], { ...LINE, dashArray: "4 4" });
  let first = null;
  let pressed = null;
  // With a mouse the box is dragged; a finger goes on moving the map and taps the corners.
  const drags = map.dragging.enabled() && window.matchMedia("(pointer: fine)").matches;
  if (drags) map.dragging.disable();

  const from = () => first || pressed;
  const draw = (latlng) => {
    const ring = boxBetween(from(), latlng);
    shape.setLatLngs(ring.map(([lon, lat]) => L.latLng(lat, lon))).addTo(map);
  };
  const far = (a, b) => map.latLngToContainerPoint(a).distanceTo(map.latLngToContainerPoint(b)) >= DRAG_PX;
  const press = (event) => {
    pressed = event.latlng;
  };
  const move = (event) => {
    const begun = first || (drags && event.originalEvent.buttons === 1 && pressed);
    if (begun) draw(event.latlng);
  };
  const click = (event) => {
    const start = pressed && drags && far(pressed, event.latlng) ? pressed : first;
    pressed = null;
    if (start && far(start, event.latlng)) drawn(boxBetween(start, event.latlng));
    else first = event.latlng;
  };
  const key = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    away();
  };
  const hears = { mousedown: press, mousemove: move, click };
  map.on(hears);
  window.addEventListener("keydown", key, { capture: true });
  return {
    end: () => {
      map.off(hears);
      window.removeEventListener("keydown", key, { capture: true });
      if (drags) map.dragging.enable();
      shape.remove();
    },
  };
}

/** Return the corners of the box between two places, counterclockwise from the south-west, lon, lat. */
function boxBetween(a, b) {
  return ringOf(L.latLngBounds([a, b]));
}

/** Return bounds as a ring. @param {any} bounds */
export function ringOf(bounds) {
  const [west, south] = [bounds.getWest(), bounds.getSouth()];
  const [east, north] = [bounds.getEast(), bounds.getNorth()];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}
