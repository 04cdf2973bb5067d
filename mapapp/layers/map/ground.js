/* The ground: what stays still under the findings. */
import { baseInUse } from "./base_layers.js";
import { isOn, showsGround } from "./shown_layers.js";
import { state } from "./state.js";

// Stations of the railway appear from here on.
const STATIONS_FROM_ZOOM = 12;
const WATERS = ["river", "lake"];
const RAILS = ["metro", "railway", "station"];

/** What each feature of the ground looks like when it is seen. @type {{layer: any, properties: any, look: any}[]} */
let drawn = [];

/** Draw the ground. */
export function drawGround(map, ground, config) {
  const renderer = L.canvas({ pane: "ground", padding: 0.4 });
  const looks = looksOf(config.ground);
  drawn = [];
  state.stations = L.layerGroup();
  L.geoJSON(ground, {
    pane: "ground",
    interactive: false,
    filter: (feature) => Boolean(feature.geometry) && feature.properties.layer in looks,
    style: (feature) => ({
      renderer,
      interactive: false,
      lineJoin: "round",
      ...lookOfGround(looks, feature),
    }),
    onEachFeature: (feature, /** @type {any} */ layer) => {
      const point = feature.geometry.type === "Point";
      if (!point) drawn.push({ layer, properties: feature.properties, look: lookOfGround(looks, feature) });
      if (feature.properties.area) state.areaBounds[feature.properties.area] = layer.getBounds();
    },
    pointToLayer: (feature, at) => pointOf(feature, at, renderer, config.ground),
  }).addTo(map);
  map.on("zoomend", showStations);
  showGround();
}

function lookOfGround(looks, { geometry, properties }) {
  const line = geometry.type.endsWith("LineString");
  const look = { stroke: true, fill: !line, ...looks[properties.layer](properties, line) };
  return line ? { ...look, fill: false } : look;
}

/** Show the layers of the ground that are switched on; over a base layer fills step aside. */
export function showGround() {
  const bare = baseInUse() !== null;
  for (const { layer, properties, look } of drawn) {
    const seen = showsGround(properties);
    layer.setStyle({ ...look, stroke: seen, fill: seen && look.fill && !bare });
  }
  showStations();
}

function showStations() {
  const seen = state.map.getZoom() >= STATIONS_FROM_ZOOM && isOn("rail");
  if (seen) state.stations.addTo(state.map);
  else state.stations.remove();
}

/** How each layer of the ground looks. */
function looksOf(g) {
  const fillOpacity = 1;
  const looks = {
    districts: () => ({ color: g.district, weight: 1.4, fillColor: g.land, fillOpacity }),
    water: (_, line) =>
      line
        ? { color: g.water_line, weight: 1.6, opacity: 0.9 }
        : { color: g.water_line, weight: 0.6, fillColor: g.water, fillOpacity },
    towns: () => ({ color: g.town, weight: 0.9, fill: false }),
    areas: () => ({ color: g.town, weight: 0.8, dashArray: "2 3", fill: false }),
    roads: (p) => ({ color: g.road, weight: p.kind === "primary" || p.kind === "trunk" ? 1.5 : 2.6, opacity: 0.95 }),
    rail: () => ({ color: g.rail, weight: 1.3, opacity: 0.85 }),
    // What lies around tells where one is and no more: fainter than the same thing within.
    around: (p, line) => {
      if (WATERS.includes(p.kind)) return looks.water(p, line);
      if (RAILS.includes(p.kind)) return { color: g.rail, weight: 1, opacity: 0.45 };
      return { color: g.road, weight: p.kind === "motorway" ? 1.8 : 1.1, opacity: 0.7 };
    },
  };
  return looks;
}

function pointOf(feature, at, renderer, g) {
  const look = { radius: 4.6, weight: 1.3, color: g.rail, fillColor: "#fff", fillOpacity: 1 };
  const dot = L.circleMarker(at, { renderer, pane: "ground", interactive: false, ...look });
  if (feature.properties.layer !== "rail" && feature.properties.kind !== "station") return dot;
  state.stations.addLayer(dot);
  return L.layerGroup();
}
