/* The ground and the zones: what stays still under the findings. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const WATERS = ["river", "lake"], RAILS = ["metro", "railway", "station"];

  function drawGround(map, ground, config) {
    const g = config.ground;
    if (config.tiles) layTiles(map, config.tiles);
    const bare = Boolean(config.tiles);
    const renderer = L.canvas({ pane: "ground", padding: 0.4 });
    const looks = {
      districts: () => ({ color: g.district, weight: 1.4, fillColor: g.land, fillOpacity: bare ? 0 : 1 }),
      water: (p, line) => (line ? { color: g.water_line, weight: 1.6, opacity: 0.9 } : { color: g.water_line, weight: 0.6, fillColor: g.water, fillOpacity: bare ? 0 : 1 }),
      towns: () => ({ color: g.town, weight: 0.9, fill: false }),
      areas: () => ({ color: g.town, weight: 0.8, dashArray: "2 3", fill: false }),
      roads: (p) => ({ color: g.road, weight: p.kind === "primary" || p.kind === "trunk" ? 1.5 : 2.6, opacity: 0.95 }),
      rail: () => ({ color: g.rail, weight: 1.3, opacity: 0.85 }),
      /* What lies around tells where one is and no more: fainter than the same thing within. */
      around: (p, line) => (WATERS.includes(p.kind) ? looks.water(p, line) : RAILS.includes(p.kind) ? { color: g.rail, weight: 1, opacity: 0.45 } : { color: g.road, weight: p.kind === "motorway" ? 1.8 : 1.1, opacity: 0.7 }),
    };
    app.stations = L.layerGroup();
    L.geoJSON(ground, {
      pane: "ground",
      interactive: false,
      filter: (feature) => feature.geometry && feature.properties.layer in looks,
      style: (feature) => {
        const line = feature.geometry.type.endsWith("LineString");
        return Object.assign({ renderer, interactive: false, lineJoin: "round" }, looks[feature.properties.layer](feature.properties, line), line ? { fill: false } : {});
      },
      pointToLayer: (feature, latlng) => {
        const dot = L.circleMarker(latlng, { renderer, pane: "ground", interactive: false, radius: 4.6, weight: 1.3, color: g.rail, fillColor: "#fff", fillOpacity: 1 });
        const station = feature.properties.layer === "rail" || feature.properties.kind === "station";
        if (station) app.stations.addLayer(dot);
        return station ? L.layerGroup() : dot;
      },
    }).addTo(map);
    const byZoom = () => (map.getZoom() >= 12 ? app.stations.addTo(map) : app.stations.remove());
    map.on("zoomend", byZoom);
    byZoom();
  }

  /* Only where a setting asks for it; whose tiles they are stands on the map as text. */
  function layTiles(map, tiles) {
    const pane = map.createPane("tiles");
    pane.style.zIndex = 150;
    pane.style.opacity = 0.75;
    for (const url of tiles.urls)
      L.tileLayer(url, { pane: "tiles", subdomains: tiles.subdomains || "a", maxNativeZoom: tiles.maxZoom, maxZoom: 24 }).addTo(map);
    const credit = L.control({ position: "topright" });
    credit.onAdd = () => {
      const box = L.DomUtil.create("div", "credit");
      box.textContent = tiles.attribution;
      return box;
    };
    credit.addTo(map);
  }

  function drawZones(map, zones, config) {
    const renderer = L.svg({ pane: "zones", padding: 0.4 });
    L.geoJSON(zones, {
      pane: "zones",
      interactive: false,
      style: (feature) => zoneStyle(feature.properties),
      onEachFeature: (feature, layer) => {
        layer.options.renderer = renderer;
        app.zones.push({ id: feature.properties.id, name: feature.properties.name, props: feature.properties, layer, rings: rings(feature.geometry) });
      },
    }).addTo(map);
    app.zones.sort((a, b) => a.props.area_km2 - b.props.area_km2);
    for (const zone of app.zones) {
      const path = zone.layer.getElement();
      if (!path) continue;
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", app.say("zone", { name: zone.name, area: zone.props.area_km2 }));
      path.dataset.zone = zone.id;
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.stopPropagation();
          app.report({ zones: [zone.id], pids: [], area: "" });
        }
      });
      path.addEventListener("focus", () => app.tip({ text: zone.name, latlng: zone.layer.getBounds().getCenter() }));
      path.addEventListener("blur", () => app.tip(null));
    }
  }

  function zoneStyle(p) {
    const part = Boolean(p.part);
    return { color: p.outline, weight: part ? 1.2 : 2, opacity: 0.9, dashArray: part || p.accuracy_m > 400 ? "5 4" : null, fillColor: p.tint, fillOpacity: part || p.outline_only ? 0 : 0.16, lineJoin: "round" };
  }

  function rings(geometry) {
    if (!geometry) return [];
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  }

  function inside(polygons, lon, lat) {
    return polygons.some((polygon) => {
      let odd = false;
      for (const ring of polygon) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
          const [xi, yi] = ring[i], [xj, yj] = ring[j];
          if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd;
        }
      }
      return odd;
    });
  }

  Object.assign(app, { drawGround, drawZones, inside, rings, zoneStyle });
})();
