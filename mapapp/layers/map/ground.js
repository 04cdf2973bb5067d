/* The ground: what stays still under the findings. */
import { state } from "./state.js";

// Stations of the railway appear from here on.
const STATIONS_FROM_ZOOM = 12;
const WATERS = ["river", "lake"];
const RAILS = ["metro", "railway", "station"];

/** Draw the ground, and the base layer under it where a setting asks for one. */
export function drawGround(map, ground, config) {
  if (config.tiles) layTiles(map, config.tiles);
  const renderer = L.canvas({ pane: "ground", padding: 0.4 });
  const looks = looksOf(config.ground, Boolean(config.tiles));
  state.stations = L.layerGroup();
  L.geoJSON(ground, {
    pane: "ground",
    interactive: false,
    filter: (feature) => Boolean(feature.geometry) && feature.properties.layer in looks,
    style: (feature) => {
      const line = feature.geometry.type.endsWith("LineString");
      const look = looks[feature.properties.layer](feature.properties, line);
      return { renderer, interactive: false, lineJoin: "round", ...look, ...(line ? { fill: false } : {}) };
    },
    onEachFeature: (feature, /** @type {any} */ layer) => {
      if (feature.properties.area) state.areaBounds[feature.properties.area] = layer.getBounds();
    },
    pointToLayer: (feature, at) => pointOf(feature, at, renderer, config.ground),
  }).addTo(map);
  const byZoom = () => (map.getZoom() >= STATIONS_FROM_ZOOM ? state.stations.addTo(map) : state.stations.remove());
  map.on("zoomend", byZoom);
  byZoom();
}

/** How each layer of the ground looks; over a base layer fills step aside. */
function looksOf(g, bare) {
  const fillOpacity = bare ? 0 : 1;
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

/** Only where a setting asks for it; whose tiles they are stands on the map as text. */
function layTiles(map, tiles) {
  const pane = map.createPane("tiles");
  pane.style.zIndex = "150";
  pane.style.opacity = "0.75";
  const options = { pane: "tiles", subdomains: tiles.subdomains || "a", maxNativeZoom: tiles.maxZoom, maxZoom: 24 };
  for (const url of tiles.urls) L.tileLayer(url, options).addTo(map);
  const credit = new L.Control({ position: "topright" });
  credit.onAdd = () => {
    const box = L.DomUtil.create("div", "credit");
    box.textContent = tiles.attribution;
    return box;
  };
  credit.addTo(map);
}
