/* The zones: outlines that can be pointed at, clicked and reached by keyboard. */
import { rings } from "./geometry.js";
import { report, tip } from "./pointing.js";
import { isOn } from "./shown_layers.js";
import { split, state } from "./state.js";
import { t } from "./words.js";
import { fillOf } from "./zone_colours.js";
import { ROUGH_M } from "./zone_scale.js";

// As wide as a name is high: seen as a border, not as a line.
const BAND_PX = 9;

/** Draw the zones as SVG, so that each is an element of the page. */
export function drawZones(map, zones) {
  const renderer = L.svg({ pane: "zones", padding: 0.4 });
  L.geoJSON(zones, {
    pane: "zones",
    interactive: false,
    style: (feature) => zoneStyle(feature.properties),
    onEachFeature: (feature, /** @type {any} */ layer) => {
      layer.options.renderer = renderer;
      const { id, name } = feature.properties;
      state.zones.push({ id, name, props: feature.properties, layer, rings: rings(feature.geometry) });
    },
  }).addTo(map);
  drawBands(map, zones);
  state.zones.sort((a, b) => a.props.area_km2 - b.props.area_km2);
  for (const zone of state.zones) makeButton(zone);
}

/** A zone over most of smaller ones shows by a band along its edge: fills would mix. */
function drawBands(map, zones) {
  const renderer = L.svg({ pane: "bands", padding: 0.4 });
  L.geoJSON(zones, {
    pane: "bands",
    interactive: false,
    filter: (feature) => Boolean(feature.properties.outline_only) && !feature.properties.part,
    style: (feature) => {
      const look = { color: feature.properties.tint, weight: BAND_PX, opacity: 0.5, fill: false };
      return /** @type {any} */ ({ renderer, interactive: false, lineJoin: "round", ...look });
    },
  }).addTo(map);
}

function makeButton(zone) {
  const path = zone.layer.getElement();
  if (!path) return;
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "button");
  path.setAttribute("aria-label", t("zone", { name: zone.name, area: zone.props.area_km2 }));
  path.dataset.zone = zone.id;
  path.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    report({ zones: [zone.id], pids: [], area: "" });
  });
  path.addEventListener("focus", () => tip({ text: zone.name, latlng: zone.layer.getBounds().getCenter() }));
  path.addEventListener("blur", () => tip(null));
}

/** How a zone looks when nothing is chosen; a boundary nobody has fixed is dashed. @returns {import("leaflet").PathOptions} */
export function zoneStyle(p) {
  const part = Boolean(p.part);
  return {
    color: p.outline,
    weight: part ? 1.2 : 2,
    opacity: 0.9,
    dashArray: part || p.accuracy_m > ROUGH_M ? "5 4" : null,
    fillColor: p.tint,
    fillOpacity: part || p.outline_only ? 0 : 0.16,
    lineJoin: "round",
  };
}

/** Show the zones, or hide them with their bands. */
export function showZones() {
  for (const pane of ["zones", "bands"]) state.map.getPane(pane).style.display = isOn("zones") ? "" : "none";
}

/** Show which zone is chosen and which are held for comparison. */
export function markFocus() {
  const [kind, id] = split(state.focus);
  const held = (state.command && state.command.held) || [];
  const marked = [state.focus, held, state.colourText].join();
  if (marked === state.marked) return;
  state.marked = marked;
  for (const zone of state.zones) {
    const chosen = kind === "zone" && zone.id === id;
    const style = zoneStyle(zone.props);
    if (held.includes(zone.id)) Object.assign(style, { weight: 3.4, opacity: 1, fillOpacity: 0.3 });
    if (chosen) Object.assign(style, { color: state.config.accent, weight: 3.4, opacity: 1, fillOpacity: 0.22 });
    Object.assign(style, fillOf(zone));
    zone.layer.setStyle(style);
    const path = zone.layer.getElement();
    if (path) path.setAttribute("aria-pressed", String(chosen));
    // Moving an element takes the keyboard's focus from it.
    if (chosen && path !== document.activeElement) zone.layer.bringToFront();
  }
  for (const label of state.labels)
    label.box.classList.toggle("chosen", label.area !== "" && label.area === state.focus);
}
