/* A line or polygon being drawn, point by point: with mouse, finger or the keys Enter (done), Backspace (back) and Esc
 * (away). Tools say what becomes of it. */
import { state } from "./state.js";

const CLOSE_PX = 12;
export const LINE = { color: "#c2410c", weight: 2.5, fill: false, interactive: false };
const AREA = { ...LINE, fill: true, fillColor: "#c2410c", fillOpacity: 0.08 };
const POINT = { radius: 4, color: "#c2410c", weight: 2, fillColor: "#fff", fillOpacity: 1, interactive: false };

/**
 * Begin a sketch.
 * @param {{closed: boolean, changed: (places: number[][], done: boolean) => void, away: () => void, most?: number}} tool
 *   `closed` draws a polygon from three points on; `changed` hears every change with lon, lat in degrees; `away` hears Esc
 * @returns {{undo: () => void, finish: () => void, end: () => void}}
 */
export function sketch({ closed, changed, away, most = Infinity }) {
  const { map } = state;
  const group = L.layerGroup().addTo(map);
  const shape = L.polygon([], closed ? AREA : LINE);
  const line = L.polyline([], { ...LINE, dashArray: "4 4" }).addTo(group);
  const dots = L.layerGroup().addTo(group);
  let places = [];
  let done = false;
  const zooms = map.doubleClickZoom.enabled();
  map.doubleClickZoom.disable();

  const draw = (pointer) => {
    const at = places.map(([lon, lat]) => L.latLng(lat, lon));
    if (places.length >= 3 && (closed || done)) shape.setLatLngs(at).addTo(group);
    else shape.remove();
    line.setLatLngs(pointer && at.length && !done ? [...at, pointer] : at);
  };
  const tell = () => {
    dots.clearLayers();
    for (const [lon, lat] of places) L.circleMarker([lat, lon], POINT).addTo(dots);
    draw(null);
    changed(places, done);
  };
  const finish = () => {
    if (done || places.length < (closed ? 3 : 2)) return;
    done = true;
    tell();
  };
  const undo = () => {
    done = false;
    places = places.slice(0, -1);
    tell();
  };
  const add = (event) => {
    if (done) {
      done = false;
      places = [];
    }
    const here = map.latLngToContainerPoint(event.latlng);
    const near = (place) => place && here.distanceTo(map.latLngToContainerPoint([place[1], place[0]])) < CLOSE_PX;
    // A second click on the last point, or one on the first of a polygon, ends the drawing.
    if (near(places[places.length - 1]) || (closed && places.length >= 3 && near(places[0]))) finish();
    else if (places.length < most) {
      places = [...places, [round(event.latlng.lng), round(event.latlng.lat)]];
      tell();
    }
  };
  const press = (event) => {
    if (event.target.closest("input, textarea")) return;
    if (event.key === "Escape") away();
    else if (event.key === "Enter" && !event.target.closest("button")) finish();
    else if (event.key === "Backspace") undo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const move = (event) => draw(event.latlng);
  map.on("click", add);
  map.on("mousemove", move);
  window.addEventListener("keydown", press, { capture: true });
  tell();
  return {
    undo,
    finish,
    end: () => {
      map.off("click", add);
      map.off("mousemove", move);
      window.removeEventListener("keydown", press, { capture: true });
      if (zooms) map.doubleClickZoom.enable();
      group.remove();
    },
  };
}

// Six decimals are a decimetre.
const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
