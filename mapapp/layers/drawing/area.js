/* Drawing an area that is not there yet: a click adds a corner, which catches on neighbours; between two corners that lie on one
 * neighbour the outline runs along it, so that the edge is shared. */
import { button } from "../map/dom.js";
import { t } from "../map/words.js";
import * as coverage from "./coverage.js";

const CATCH_PX = 10;
const LOOK = { color: "#c2410c", weight: 2.4, fillColor: "#c2410c", fillOpacity: 0.08, interactive: false };
const NEIGHBOURS = { color: "#52606d", weight: 1, fill: false, interactive: false };
const round = (at) => [Number(at.lng.toFixed(6)), Number(at.lat.toFixed(6))];
const flip = (ring) => ring.map(([lon, lat]) => [lat, lon]);

/** Return the tool. @param {any} map @param {any} edit @param {(said: any) => void} tell */
export function areaTool(map, edit, tell) {
  if (!map.getPane("drawn")) map.createPane("drawn").style.zIndex = "640";
  const renderer = L.svg({ pane: "drawn", padding: 0.5 });
  const own = { pane: "drawn", renderer };
  const fresh = L.polygon([], { ...LOOK, ...own }).addTo(map);
  const around = L.layerGroup().addTo(map);
  const corners = L.layerGroup().addTo(map);
  /** The neighbours before and now, the corners set so far, and every step between. @type {any} */
  const drawn = { before: [], now: [], ring: [], steps: [] };
  const bar = new L.Control({ position: "topleft" });
  const told = document.createElement("div");
  told.className = "drawn-area";
  told.setAttribute("role", "status");
  const back = button({ class: "switch" }, () => undo(), t("step_back"));
  const ready = button({ class: "switch ready" }, () => hand(), t("drawn_ready"));
  bar.onAdd = () => {
    const box = L.DomUtil.create("div", "switches");
    box.append(told, back, ready);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  bar.addTo(map);
  const place = ([lon, lat]) => map.latLngToContainerPoint([lat, lon]);

  function paint() {
    const ring = drawn.ring;
    fresh.setLatLngs(flip(ring));
    corners.clearLayers();
    const icon = L.divIcon({ className: "handle corner", iconSize: [10, 10] });
    for (const [lon, lat] of ring) L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(corners);
    const area = ring.length > 2 ? coverage.areaKm2({ polygons: [[[...ring, ring[0]]]] }) : 0;
    told.textContent = ring.length > 2 ? t("drawn_size", { area: area.toFixed(2) }) : t("drawn_begin");
    back.disabled = !drawn.steps.length;
    ready.disabled = ring.length < 3;
    map.getContainer().dataset.corners = String(ring.length);
  }

  function onClick(event) {
    const at = round(event.latlng);
    drawn.steps.push({ ring: [...drawn.ring], now: coverage.copyOf(drawn.now) });
    const caught = coverage.catchAt(drawn.now, at, place, CATCH_PX);
    if (caught && caught.edge) coverage.splitEdge(drawn.now, caught.edge[0], caught.edge[1], caught.point);
    const to = caught ? [...caught.point] : at;
    const last = drawn.ring.at(-1);
    if (last) drawn.ring.push(...coverage.pathAlong(drawn.now, last, to));
    drawn.ring.push(to);
    tell({ outline: null });
    paint();
  }

  function undo() {
    const step = drawn.steps.pop();
    if (!step) return;
    [drawn.ring, drawn.now] = [step.ring, step.now];
    tell({ outline: null });
    paint();
  }

  function hand() {
    const closing = coverage.pathAlong(drawn.now, drawn.ring.at(-1), drawn.ring[0]);
    const changed = coverage.changedSince(drawn.before, drawn.now);
    const outlines = changed.map(({ layer, id, polygons }) => ({ layer, id, polygons }));
    tell({ outline: [...drawn.ring, ...closing, drawn.ring[0]], outlines });
  }

  fetch(edit.data)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((features) => {
      drawn.before = features;
      drawn.now = coverage.copyOf(features);
      for (const one of features)
        for (const rings of one.polygons) L.polygon(rings.map(flip), { ...NEIGHBOURS, ...own }).addTo(around);
      paint();
      map.on("click", onClick);
      map.doubleClickZoom.disable();
      map.getContainer().dataset.area = "ready";
    })
    .catch((error) => {
      told.textContent = `${t("failed")} (${error.message})`;
    });

  return {
    show() {},
    leave() {
      map.off("click", onClick);
      map.doubleClickZoom.enable();
      delete map.getContainer().dataset.area;
      delete map.getContainer().dataset.corners;
      for (const layer of [fresh, around, corners, renderer]) layer.remove();
      bar.remove();
    },
  };
}
