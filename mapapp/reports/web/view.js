/* The player's map: marks and names at a size for the back row, camera by scene, zones held in outline. */
import { markCanvas } from "../../layers/map/stage_mark.js";
import { forgetLayout } from "../../layers/map/layout.js";
import { forgetSizes } from "../../layers/map/names.js";
import { state } from "../../layers/map/state.js";
import { fillOf } from "../../layers/map/zone_colours.js";
import { player } from "./player.js";
import { zoomFor } from "./scene_view.js";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const FLIGHT_S = 1.3;
const MARGIN_PX = 36;
// A map drawn at twice its printed size has marks and names of twice the size.
const PRINT_GROWTH = 1.25;

/** One unit for everything drawn: a mark that is 7 px on a desk is 10 px on a wall. */
export function setScale() {
  // A picture is printed small: on a page of A4 its names come out at 8 points.
  const grow = document.body.classList.contains("bare") ? 1.45 : player.mode === "picture" ? 1.1 : 1;
  const wide = player.printing ? state.map.getSize().x * PRINT_GROWTH : window.innerWidth * grow;
  state.config.markScale = Math.max(0.6, wide / 1250);
  document.documentElement.style.setProperty("--map-unit", Math.max(7, wide / 112) + "px");
  forgetSizes();
  forgetLayout();
}

/** Return centre and zoom of a scene for the window at hand; the same window gives back the very view that was saved. */
export function target(camera) {
  const { map } = state;
  if (!camera.fit) {
    const zoom = clamp(zoomFor(camera, map.getSize(), map.options.zoomSnap || 1));
    return { center: L.latLng(camera.lat, camera.lon), zoom };
  }
  const bounds = L.latLngBounds([]);
  for (const zone of state.zones) if (camera.fit.includes(zone.id)) bounds.extend(zone.layer.getBounds());
  const box = bounds.isValid() ? bounds : state.home;
  const zoom = clamp(map.getBoundsZoom(box, false, L.point(MARGIN_PX * 2, MARGIN_PX * 2)));
  const middle = map.project(box.getSouthWest(), zoom).add(map.project(box.getNorthEast(), zoom)).divideBy(2);
  return { center: map.unproject(middle, zoom), zoom };
}

const clamp = (zoom) => Math.max(state.map.getMinZoom(), Math.min(state.map.getMaxZoom(), zoom));

/** Look where a scene says, with a flight or at once. */
export function look(camera, animate) {
  const { center, zoom } = target(camera);
  const { map } = state;
  const from = map.project(map.getCenter(), zoom);
  const far = from.distanceTo(map.project(center, zoom));
  if (animate && !calm.matches && (far > 2 || Math.abs(zoom - map.getZoom()) > 0.01)) fly(center, zoom);
  else {
    player.flying = false;
    map.setView(center, zoom, { animate: false });
  }
}

function fly(center, zoom) {
  state.map.flyTo(center, zoom, { duration: FLIGHT_S });
  player.flying = true;
  state.map.once("moveend", () => {
    player.flying = false;
  });
}

/** Return the present view with the size of the window it is seen in. */
export function camera() {
  const { map } = state;
  const center = map.getCenter();
  const size = map.getSize();
  const round = (value) => Math.round(value * 1e7) / 1e7;
  return { lon: round(center.lng), lat: round(center.lat), zoom: map.getZoom(), width: size.x, height: size.y };
}

/** Held zones keep their outline whatever is clicked. */
export function hold(ids) {
  state.marked = ""; // what is drawn here, the next choice draws over
  for (const zone of state.zones) {
    if (!ids.includes(zone.id)) continue;
    const fillOpacity = zone.props.outline_only ? 0.06 : 0.26;
    const look = { color: zone.props.outline, weight: 4.5, opacity: 1, fillOpacity, dashArray: null };
    zone.layer.setStyle({ ...look, ...fillOf(zone) });
    zone.layer.bringToFront();
  }
  for (const label of state.labels)
    label.box.classList.toggle(
      "held",
      ids.some((id) => label.area === `zone:${id}`),
    );
}

/** The same mark as on the map, `px` wide. */
export function symbol(look, px) {
  const made = markCanvas(look, px);
  made.className = "symbol";
  return made;
}
