/* Redrawing an area: its corners are dragged, and whatever shares them follows; the outline before stays dashed. */
import { button } from "../map/dom.js";
import { t } from "../map/words.js";
import * as coverage from "./coverage.js";

const CATCH_PX = 10;
// More corners than this in view are too many to aim at.
const MOST_HANDLES = 300;
const BEFORE = { color: "#52606d", weight: 1.5, dashArray: "5 4", fill: false, interactive: false };
const AFTER = { color: "#c2410c", weight: 2.4, fillColor: "#c2410c", fillOpacity: 0.08, interactive: false };
const EARLIER = { color: "#1d4ed8", weight: 2, dashArray: "2 5", fill: false, interactive: false };
const round = (at) => [Number(at.lng.toFixed(6)), Number(at.lat.toFixed(6))];
const flip = (polygons) => polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
/** @returns {any} */
const middleOf = ([from, to]) => [0, 1].map((axis) => Number(((from[axis] + to[axis]) / 2).toFixed(6)));

/** Return the tool. @param {any} map @param {any} edit @param {(said: any) => void} tell */
export function shapeTool(map, edit, tell) {
  if (!map.getPane("drawn")) map.createPane("drawn").style.zIndex = "640";
  const renderer = L.svg({ pane: "drawn", padding: 0.5 });
  const [old, fresh] = [BEFORE, AFTER].map((look) => L.polygon([], { ...look, pane: "drawn", renderer }).addTo(map));
  const earlier = L.polygon([], { ...EARLIER, pane: "drawn", renderer }).addTo(map);
  let compared = "";
  const handles = L.layerGroup().addTo(map);
  /** The features before, now, and every step between. @type {any} */
  const drawn = { before: [], now: [], steps: [], subject: -1 };
  const bar = new L.Control({ position: "topleft" });
  const told = document.createElement("div");
  told.className = "drawn-area";
  const hint = document.createElement("div");
  hint.className = "drawn-hint";
  hint.setAttribute("role", "status");
  const back = button({ class: "switch" }, () => undo(), t("step_back"));
  const ready = button({ class: "switch ready" }, () => hand(), t("drawn_ready"));
  bar.onAdd = () => {
    const box = L.DomUtil.create("div", "switches");
    box.append(told, back, ready, hint);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  bar.addTo(map);

  const subject = () => drawn.now[drawn.subject];
  const place = ([lon, lat]) => map.latLngToContainerPoint([lat, lon]);

  function begin(features) {
    drawn.before = features;
    drawn.now = coverage.copyOf(features);
    drawn.subject = features.findIndex((one) => one.layer === edit.layer && one.id === edit.id);
    if (drawn.subject < 0) return;
    old.setLatLngs(flip(features[drawn.subject].polygons));
    map.fitBounds(old.getBounds(), { padding: [30, 30], animate: false });
    paint();
    map.on("moveend", showHandles);
    map.getContainer().dataset.shape = "ready";
  }

  function paint() {
    fresh.setLatLngs(flip(subject().polygons));
    const [was, is] = [drawn.before[drawn.subject], subject()].map(coverage.areaKm2);
    const sign = is >= was ? "+" : "−";
    told.textContent = t("drawn_area", { area: is.toFixed(2), change: sign + Math.abs(is - was).toFixed(2) });
    back.disabled = !drawn.steps.length;
    ready.disabled = !drawn.steps.length;
    showHandles();
  }

  /** Remember how it was, change it, and show it; what was handed over no longer holds. */
  function step(change) {
    drawn.steps.push(coverage.copyOf(drawn.now));
    change();
    tell({ outlines: null });
    paint();
  }

  function undo() {
    if (!drawn.steps.length) return;
    drawn.now = drawn.steps.pop();
    tell({ outlines: null });
    paint();
  }

  function hand() {
    const changed = coverage.changedSince(drawn.before, drawn.now);
    tell({ outlines: changed.map(({ layer, id, polygons }) => ({ layer, id, polygons })) });
  }

  function showHandles() {
    handles.clearLayers();
    const view = map.getBounds();
    const corners = coverage.cornersOf(subject()).filter(([lon, lat]) => view.contains([lat, lon]));
    hint.textContent = corners.length > MOST_HANDLES ? t("drawn_zoom") : "";
    if (corners.length > MOST_HANDLES) return;
    for (const point of corners) addCorner(point);
    const edges = coverage
      .edgesOf(subject())
      .filter((edge) => view.contains(L.latLng(middleOf(edge)[1], middleOf(edge)[0])));
    const apart = ([from, to]) => Math.hypot(place(from).x - place(to).x, place(from).y - place(to).y) > 26;
    for (const edge of edges.filter(apart)) addMiddle(edge);
  }

  function addCorner(point) {
    const shared = coverage.sharers(drawn.now, point).length > 1;
    const marker = handleAt(point, shared ? "corner shared" : "corner");
    marker.on("dragend", () => drop(point, round(marker.getLatLng())));
    marker.on("dblclick", () => {
      if (coverage.dropPoint(coverage.copyOf(drawn.now), point)) step(() => coverage.dropPoint(drawn.now, point));
      else hint.textContent = t("drawn_keep");
    });
  }

  function addMiddle(edge) {
    const middle = middleOf(edge);
    const marker = handleAt(middle, "middle");
    marker.on("dragend", () => {
      const to = round(marker.getLatLng());
      step(() => {
        coverage.splitEdge(drawn.now, edge[0], edge[1], middle);
        settle(middle, to);
      });
    });
  }

  function handleAt([lon, lat], kind) {
    const icon = L.divIcon({ className: `handle ${kind}`, iconSize: [14, 14] });
    return L.marker([lat, lon], { draggable: true, icon, alt: t("corner") }).addTo(handles);
  }

  const drop = (from, to) => step(() => settle(from, to));

  /** Move a point, onto a neighbour's corner or edge where it comes near one. */
  function settle(from, to) {
    const own = coverage.sharers(drawn.now, from);
    const caught = coverage.catchAt(
      drawn.now.filter((feature) => !own.includes(feature)),
      to,
      place,
      CATCH_PX,
    );
    if (caught && caught.edge) coverage.splitEdge(drawn.now, caught.edge[0], caught.edge[1], caught.point);
    coverage.movePoint(drawn.now, from, caught ? caught.point : to);
  }

  fetch(edit.data)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(begin)
    .catch((error) => {
      told.textContent = `${t("failed")} (${error.message})`;
    });

  /** Lay the version somebody looks at over what is drawn. @param {string} address empty for none */
  function compare(address) {
    if (address === compared) return;
    compared = address;
    const fetched = address ? fetch(address).then((answer) => (answer.ok ? answer.json() : [])) : null;
    Promise.resolve(fetched || []).then((polygons) => {
      if (compared === address) earlier.setLatLngs(flip(polygons));
      hint.textContent = address ? t("drawn_earlier") : "";
    });
  }

  return {
    show(now) {
      compare(now.compare || "");
    },
    leave() {
      map.off("moveend", showHandles);
      delete map.getContainer().dataset.shape;
      for (const layer of [old, fresh, earlier, handles, renderer]) layer.remove();
      bar.remove();
    },
  };
}
