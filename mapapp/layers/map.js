/* The map in the browser: draws what `specs.py` decided, reports what was clicked, keeps view and selection.
 *
 * Names arrive as JSON and become text nodes (textContent, fillText), never markup. Nothing here asks another server.
 * Python talks to it with two calls: mapapp.start(map, config) once, and mapapp.apply(command) after each change.
 */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const NEAR_PX = 9; // how close to a mark a click counts as on it: a mark is 7 px wide, a finger is not
  const SPREAD_PX = 8.5; // marks of one site stand beside each other, not on top of each other

  app.start = function (map, config) {
    if (app.map === map) return;
    Object.assign(app, { map, config, marks: [], zones: [], areaCounts: {}, focus: "", command: null, ready: false });
    setUpPanes(map);
    restoreView(map, config);
    map.on("moveend", () => saveView(map));
    addFurniture(map, config);
    app.settled = Promise.all([config.groundUrl, config.zonesUrl, config.projectsUrl, config.labelsUrl].map(load)).then(
      ([ground, zones, projects, labels]) => {
        drawGround(map, ground, config);
        drawZones(map, zones, config);
        readProjects(map, projects);
        drawLabels(map, labels);
        app.ready = true;
        if (app.command) app.apply(app.command);
      },
      (error) => say("地图数据没有取到，请刷新页面；仍不行请重新启动应用。" + String(error))
    );
    map.on("click", onClick);
    map.on("mousemove", onMove);
    map.on("mouseout", () => tip(null));
    map.getContainer().addEventListener("keydown", onKey);
  };

  /* What changes travels here: year, clock, visible marks, chosen thing, where to look. */
  app.apply = function (command) {
    app.command = command;
    if (!app.ready) return;
    readMask(command);
    app.focus = command.focus || "";
    paint();
    countAreas();
    markFocus();
    if (command.fly && command.fly !== app.flown) {
      app.flown = command.fly;
      flyTo(command.fly.split("@")[0]);
    }
  };

  function load(url) {
    return fetch(url).then((answer) => {
      if (!answer.ok) throw new Error("（" + answer.status + "）");
      return answer.json();
    });
  }

  function say(text) {
    const box = document.createElement("div");
    box.className = "map-note";
    box.textContent = text;
    app.map.getContainer().appendChild(box);
  }

  function setUpPanes(map) {
    const order = { ground: 210, zones: 320, areas: 380, marks: 450, names: 610 };
    for (const [name, z] of Object.entries(order)) {
      map.createPane(name).style.zIndex = z;
      map.getPane(name).style.pointerEvents = "none";
    }
  }

  /* ---- view ------------------------------------------------------------------------------------------------ */
  function saveView(map) {
    const c = map.getCenter();
    try {
      sessionStorage.setItem("mapapp.view", JSON.stringify([c.lat, c.lng, map.getZoom()]));
    } catch (error) {
      /* a browser without storage only forgets the view */
    }
  }

  function restoreView(map, config) {
    const [west, south, east, north] = config.bounds;
    const home = L.latLngBounds([south, west], [north, east]);
    app.home = home;
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem("mapapp.view"));
    } catch (error) {
      kept = null;
    }
    if (Array.isArray(kept) && kept.length === 3 && kept.every(Number.isFinite)) map.setView([kept[0], kept[1]], kept[2]);
    else map.fitBounds(home, { padding: [12, 12], animate: false });
    map.setMaxBounds(home.pad(0.8));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(map.getContainer());
  }

  function flyTo(focus) {
    const [kind, id] = split(focus);
    if (kind === "zone") {
      const zone = app.zones.find((item) => item.id === id);
      if (zone && !app.map.getBounds().contains(zone.layer.getBounds())) app.map.fitBounds(zone.layer.getBounds(), { padding: [24, 24] });
      return;
    }
    if (kind !== "project") return;
    const mark = app.marks.find((item) => item.id === id);
    if (!mark) return;
    if (mark.box) {
      const bounds = L.latLngBounds(mark.box);
      if (!app.map.getBounds().pad(-0.05).contains(bounds)) app.map.flyToBounds(bounds, { maxZoom: 14, duration: 0.6, padding: [40, 40] });
    } else if (mark.area) {
      const point = app.areaPoints[mark.area];
      if (point && !app.map.getBounds().pad(-0.05).contains(point)) app.map.flyTo(point, Math.max(11, app.map.getZoom()), { duration: 0.6 });
    }
  }

  function split(focus) {
    const at = (focus || "").indexOf(":");
    return at < 0 ? ["", ""] : [focus.slice(0, at), focus.slice(at + 1)];
  }

  /* ---- ground and zones ------------------------------------------------------------------------------------ */
  function drawGround(map, ground, config) {
    const g = config.ground;
    const renderer = L.canvas({ pane: "ground", padding: 0.4 });
    const looks = {
      districts: () => ({ color: g.district, weight: 1.4, fillColor: g.land, fillOpacity: 1 }),
      water: (p, line) => (line ? { color: g.water_line, weight: 1.6, opacity: 0.9 } : { color: g.water_line, weight: 0.6, fillColor: g.water, fillOpacity: 1 }),
      towns: () => ({ color: g.town, weight: 0.9, fill: false }),
      areas: () => ({ color: g.town, weight: 0.8, dashArray: "2 3", fill: false }),
      roads: () => ({ color: g.road, weight: 2.2, opacity: 0.95 }),
      rail: () => ({ color: g.rail, weight: 1.3, opacity: 0.85 }),
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
        const dot = L.circleMarker(latlng, { renderer, pane: "ground", interactive: false, radius: 2.6, weight: 1.2, color: g.rail, fillColor: "#fff", fillOpacity: 1 });
        if (feature.properties.layer === "rail") app.stations.addLayer(dot);
        return feature.properties.layer === "rail" ? L.layerGroup() : dot;
      },
    }).addTo(map);
    const byZoom = () => (map.getZoom() >= 12 ? app.stations.addTo(map) : app.stations.remove());
    map.on("zoomend", byZoom);
    byZoom();
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
      path.setAttribute("aria-label", zone.name + "，片区，" + zone.props.area_km2 + " 平方公里，按回车查看");
      path.dataset.zone = zone.id;
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.stopPropagation();
          report({ zones: [zone.id], pids: [], area: "" });
        }
      });
      path.addEventListener("focus", () => tip({ text: zone.name, latlng: zone.layer.getBounds().getCenter() }));
      path.addEventListener("blur", () => tip(null));
    }
  }

  function zoneStyle(p) {
    const part = Boolean(p.part);
    return { color: p.outline, weight: part ? 1.2 : 2, opacity: 0.9, dashArray: part || p.accuracy_m > 400 ? "5 4" : null, fillColor: p.tint, fillOpacity: part ? 0.05 : 0.16, lineJoin: "round" };
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

  /* ---- projects: one canvas layer -------------------------------------------------------------------------- */
  const world = (lon, lat) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);

  function readProjects(map, projects) {
    const sites = new Map();
    app.marks = projects.features.map((feature, index) => {
      const p = feature.properties;
      const mark = { index, id: p.id, name: p.name, h: p.h, p: p.p, area: p.area || "", kind: "", stage: -1, shown: false, ring: 0 };
      const geometry = feature.geometry;
      if (!geometry) return mark;
      if (geometry.type === "Point") {
        const at = world(geometry.coordinates[0], geometry.coordinates[1]);
        mark.kind = "point";
        mark.x = at.x;
        mark.y = at.y;
        mark.box = [[geometry.coordinates[1], geometry.coordinates[0]], [geometry.coordinates[1], geometry.coordinates[0]]];
        const key = geometry.coordinates.join();
        if (!sites.has(key)) sites.set(key, []);
        mark.site = sites.get(key);
        mark.site.push(mark);
        return mark;
      }
      mark.kind = geometry.type.endsWith("LineString") ? "line" : geometry.type.endsWith("Polygon") ? "area" : "points";
      const parts = parts2d(geometry);
      mark.parts = parts.map((part) => part.map(([lon, lat]) => world(lon, lat)));
      mark.rings = rings(geometry);
      const bounds = L.latLngBounds(parts.flat().map(([lon, lat]) => [lat, lon]));
      mark.box = [[bounds.getSouth(), bounds.getWest()], [bounds.getNorth(), bounds.getEast()]];
      return mark;
    });
    const renderer = L.canvas({ pane: "marks", padding: 0.35 });
    app.canvas = renderer;
    renderer.addTo(map);
    renderer.on("update", paint);
  }

  function parts2d(geometry) {
    switch (geometry.type) {
      case "LineString": return [geometry.coordinates];
      case "MultiLineString": case "Polygon": return geometry.coordinates;
      case "MultiPolygon": return geometry.coordinates.flat();
      case "MultiPoint": return geometry.coordinates.map((point) => [point]);
      default: return [];
    }
  }

  function readMask(command) {
    const bytes = Uint8Array.from(atob(command.mask || ""), (c) => c.charCodeAt(0));
    const column = command.year - app.config.firstYear;
    for (const mark of app.marks) {
      mark.shown = Boolean(bytes[mark.index >> 3] & (1 << (mark.index & 7)));
      const code = (command.clock === "promised" ? mark.p : mark.h)[column];
      mark.stage = code >= "0" && code <= "6" ? Number(code) : -1;
    }
  }

  function paint() {
    const renderer = app.canvas;
    if (!renderer || !app.map || !renderer._ctx) return;
    const ctx = renderer._ctx, bounds = renderer._bounds, size = bounds.getSize();
    ctx.clearRect(bounds.min.x, bounds.min.y, size.x, size.y);
    const scale = app.map.options.crs.scale(app.map.getZoom()) / 256;
    const origin = app.map.getPixelOrigin();
    const [, chosen] = split(app.focus.startsWith("project:") ? app.focus : "");
    const place = (at) => [at.x * scale - origin.x, at.y * scale - origin.y];
    let picked = null;
    for (const kind of ["area", "line", "point"]) {
      for (const mark of app.marks) {
        if (!mark.shown || !mark.kind || (mark.kind === "points" ? "point" : mark.kind) !== kind) continue;
        if (mark.id === chosen) { picked = mark; continue; }
        drawMark(ctx, mark, place, bounds, false);
      }
    }
    if (picked) drawMark(ctx, picked, place, bounds, true);
    app.painted = (app.painted || 0) + 1;
  }

  function drawMark(ctx, mark, place, bounds, chosen) {
    const look = app.config.stages[mark.stage] || app.config.noStage;
    if (mark.kind === "point") {
      const [x, y] = spread(mark, ...place(mark));
      mark.sx = x;
      mark.sy = y;
      if (x < bounds.min.x || y < bounds.min.y || x > bounds.max.x || y > bounds.max.y) return;
      glyph(ctx, x, y, radius(), look, chosen);
      return;
    }
    if (mark.kind === "points") {
      for (const part of mark.parts) glyph(ctx, ...place(part[0]), radius(), look, chosen);
      return;
    }
    ctx.save();
    ctx.beginPath();
    for (const part of mark.parts) {
      part.forEach((at, i) => (i ? ctx.lineTo(...place(at)) : ctx.moveTo(...place(at))));
      if (mark.kind === "area") ctx.closePath();
    }
    ctx.lineJoin = ctx.lineCap = mark.kind === "line" && look.dash.length && look.dash[0] < 3 ? "round" : "butt";
    if (mark.kind === "area") {
      ctx.fillStyle = hatch(ctx, look);
      ctx.globalAlpha = 0.75;
      ctx.fill("evenodd");
      ctx.globalAlpha = 1;
    } else {
      ctx.strokeStyle = "rgba(255,255,255,.9)";
      ctx.lineWidth = 6;
      ctx.stroke();
    }
    if (chosen) {
      ctx.strokeStyle = app.config.accent;
      ctx.lineWidth = mark.kind === "line" ? 8 : 4;
      ctx.globalAlpha = mark.kind === "line" ? 0.55 : 1;
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    ctx.setLineDash(look.dash);
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = mark.kind === "line" ? 3 : 1.4;
    ctx.stroke();
    ctx.restore();
  }

  const radius = () => Math.max(4, Math.min(8, app.map.getZoom() * 0.9 - 4.6));

  function spread(mark, x, y) {
    if (!mark.site || mark.site.length < 2) return [x, y];
    const shown = mark.site.filter((other) => other.shown);
    const rank = shown.indexOf(mark);
    if (rank < 1) return [x, y];
    const turn = rank * 2.39996, far = SPREAD_PX * Math.sqrt(rank) * (radius() / 5.5);
    return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
  }

  /* A stage is how full the mark is. */
  function glyph(ctx, x, y, r, look, chosen) {
    ctx.save();
    ctx.setLineDash([]);
    if (chosen) {
      ctx.beginPath();
      ctx.arc(x, y, r + 6, 0, 7);
      ctx.fillStyle = "rgba(255,255,255,.95)";
      ctx.fill();
      ctx.strokeStyle = app.config.accent;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
    ctx.beginPath();
    ctx.arc(x, y, r + (look.halo ? 3.6 : 1.4), 0, 7);
    ctx.fillStyle = "rgba(255,255,255,.92)";
    ctx.fill();
    if (look.halo) {
      ctx.beginPath();
      ctx.arc(x, y, r + 2.6, 0, 7);
      ctx.strokeStyle = look.colour;
      ctx.lineWidth = 1.1;
      ctx.stroke();
    }
    if (look.fill > 0) {
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + look.fill * 2 * Math.PI);
      ctx.closePath();
      ctx.fillStyle = look.colour;
      ctx.fill();
    }
    ctx.beginPath();
    ctx.arc(x, y, r - 0.6, 0, 2 * Math.PI);
    if (look.ring === "dashed") ctx.setLineDash([2.4, 2]);
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = 1.5;
    ctx.stroke();
    if (look.ring === "dot") {
      ctx.beginPath();
      ctx.arc(x, y, 1.2, 0, 7);
      ctx.fillStyle = look.colour;
      ctx.fill();
    }
    ctx.restore();
  }
  app.glyph = glyph;

  const hatches = {};
  function hatch(ctx, look) {
    if (hatches[look.colour]) return hatches[look.colour];
    const step = Math.max(3, look.hatch), tile = document.createElement("canvas");
    tile.width = tile.height = step * 2;
    const t = tile.getContext("2d");
    t.strokeStyle = look.colour;
    t.lineWidth = 0.9;
    for (let i = -2; i <= 4; i++) {
      t.beginPath();
      t.moveTo(i * step, step * 2);
      t.lineTo(i * step + step * 2, 0);
      t.stroke();
    }
    return (hatches[look.colour] = ctx.createPattern(tile, "repeat"));
  }

  /* ---- names and badges ------------------------------------------------------------------------------------ */
  const ORDER = { zone: 0, town: 1, district: 2, part: 3, station: 4, rail: 5, water: 6, road: 7 };
  const FROM_ZOOM = { zone: 0, town: 10.4, district: 0, part: 12, station: 12, rail: 11, water: 10.5, road: 12.5 };

  function drawLabels(map, labels) {
    app.areaPoints = {};
    app.labels = labels.map((label) => {
      const box = document.createElement("div");
      box.className = "name name-" + label.kind;
      const text = document.createElement("span");
      text.textContent = label.text;
      box.appendChild(text);
      const badge = document.createElement("button");
      badge.type = "button";
      badge.className = "badge";
      badge.hidden = true;
      badge.addEventListener("click", (event) => {
        event.stopPropagation();
        report({ zones: [], pids: [], area: label.area });
      });
      L.DomEvent.disableClickPropagation(badge);
      if (label.area) {
        box.appendChild(badge);
        app.areaPoints[label.area] = L.latLng(label.lat, label.lon);
      }
      const icon = L.divIcon({ html: box, className: "name-anchor", iconSize: [0, 0] });
      const marker = L.marker([label.lat, label.lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(map);
      return { ...label, box, badge, marker };
    });
    app.labels.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
    map.on("zoomend", thinLabels);
  }

  function countAreas() {
    const counts = {};
    for (const mark of app.marks) if (mark.shown && mark.area) counts[mark.area] = (counts[mark.area] || 0) + 1;
    app.areaCounts = counts;
    for (const label of app.labels) {
      const count = counts[label.area] || 0;
      label.badge.hidden = count === 0;
      label.badge.textContent = String(count);
      label.badge.setAttribute("aria-label", label.text + "：只知道在此范围内的项目 " + count + " 个");
      label.badge.title = "只知道在" + label.text + "范围内、没有具体地点的项目";
    }
    thinLabels();
  }

  /* Fewer names when small: the more important one stays where two would overlap. */
  function thinLabels() {
    const zoom = app.map.getZoom(), taken = [];
    for (const label of app.labels) label.box.style.display = zoom >= FROM_ZOOM[label.kind] || !label.badge.hidden ? "" : "none";
    for (const label of app.labels) {
      if (label.box.style.display === "none") continue;
      const b = label.box.getBoundingClientRect();
      const hit = taken.some((t) => b.left < t.right + 3 && b.right > t.left - 3 && b.top < t.bottom + 1 && b.bottom > t.top - 1);
      if (hit) label.box.style.display = "none";
      else taken.push(b);
    }
  }

  /* ---- pointing, clicking, keys ---------------------------------------------------------------------------- */
  function marksAt(point) {
    const found = [];
    const origin = app.map.getPixelOrigin(), scale = app.map.options.crs.scale(app.map.getZoom()) / 256;
    const at = app.map.containerPointToLayerPoint(point);
    for (const mark of app.marks) {
      if (!mark.shown || !mark.kind) continue;
      let far = Infinity;
      if (mark.kind === "point") far = Math.hypot(mark.sx - at.x, mark.sy - at.y);
      else if (mark.kind === "points") for (const part of mark.parts) far = Math.min(far, Math.hypot(part[0].x * scale - origin.x - at.x, part[0].y * scale - origin.y - at.y));
      else if (mark.kind === "line") far = 2 + lineDistance(mark, at, scale, origin);
      else if (inside(mark.rings, ...lonLat(point))) far = NEAR_PX - 0.5;
      if (far <= NEAR_PX) found.push([far, mark]);
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, mark]) => mark);
  }

  function lonLat(point) {
    const ll = app.map.containerPointToLatLng(point);
    return [ll.lng, ll.lat];
  }

  function lineDistance(mark, at, scale, origin) {
    let best = Infinity;
    for (const part of mark.parts) {
      for (let i = 1; i < part.length; i++) {
        const a = L.point(part[i - 1].x * scale - origin.x, part[i - 1].y * scale - origin.y);
        const b = L.point(part[i].x * scale - origin.x, part[i].y * scale - origin.y);
        best = Math.min(best, L.LineUtil.pointToSegmentDistance(at, a, b));
      }
    }
    return best;
  }

  function onClick(event) {
    if (!app.ready) return;
    const point = event.containerPoint || app.map.latLngToContainerPoint(event.latlng);
    const marks = marksAt(point).slice(0, 30);
    const [lon, lat] = lonLat(point);
    const zones = app.zones.filter((zone) => inside(zone.rings, lon, lat)).map((zone) => zone.id);
    report({ zones, pids: marks.map((mark) => mark.id), area: "" });
  }

  let counter = 0;
  function report(found) {
    const first = found.pids.length ? "project:" + found.pids[0] : found.area || (found.zones.length ? "zone:" + found.zones[0] : "");
    app.focus = first;
    paint();
    markFocus();
    counter += 1;
    window.Streamlit.setComponentValue({ ...found, focus: first, t: Date.now() + counter / 1000 });
  }

  function onKey(event) {
    if (event.key === "Escape") report({ zones: [], pids: [], area: "" });
  }

  function markFocus() {
    const [kind, id] = split(app.focus);
    for (const zone of app.zones) {
      const chosen = kind === "zone" && zone.id === id;
      zone.layer.setStyle(Object.assign(zoneStyle(zone.props), chosen ? { color: app.config.accent, weight: 3.4, opacity: 1, fillOpacity: 0.3 } : {}));
      const path = zone.layer.getElement();
      if (path) path.setAttribute("aria-pressed", String(chosen));
      if (chosen) zone.layer.bringToFront();
    }
    for (const label of app.labels) label.box.classList.toggle("chosen", label.area !== "" && label.area === app.focus);
  }

  let waiting = null;
  function onMove(event) {
    waiting = event.containerPoint;
    requestAnimationFrame(() => {
      if (!waiting || !app.ready) return;
      const point = waiting;
      waiting = null;
      const [mark, ...more] = marksAt(point);
      app.map.getContainer().style.cursor = mark ? "pointer" : "";
      tip(mark ? { text: mark.name + (more.length ? "，另 " + more.length + " 项" : ""), note: stageWord(mark), point } : null);
    });
  }

  const stageWord = (mark) => (app.config.stages[mark.stage] || app.config.noStage).term;

  let tipBox = null;
  function tip(what) {
    if (!tipBox) {
      tipBox = document.createElement("div");
      tipBox.className = "map-tip";
      app.map.getContainer().appendChild(tipBox);
    }
    tipBox.hidden = !what;
    if (!what) return;
    const point = what.point || app.map.latLngToContainerPoint(what.latlng);
    tipBox.textContent = what.text;
    if (what.note) {
      const note = document.createElement("span");
      note.textContent = what.note;
      tipBox.appendChild(note);
    }
    const right = point.x > app.map.getSize().x - 240;
    tipBox.style.left = right ? "" : point.x + 14 + "px";
    tipBox.style.right = right ? app.map.getSize().x - point.x + 14 + "px" : "";
    tipBox.style.top = Math.max(4, point.y - 12) + "px";
  }

  /* ---- furniture: scale, north, legend --------------------------------------------------------------------- */
  function addFurniture(map, config) {
    L.control.scale({ imperial: false, position: "bottomright", maxWidth: 120 }).addTo(map);
    const north = L.control({ position: "topright" });
    north.onAdd = () => {
      const box = L.DomUtil.create("div", "north");
      box.textContent = "北";
      box.title = "上方为正北";
      return box;
    };
    north.addTo(map);
    const home = L.control({ position: "topleft" });
    home.onAdd = () => {
      const button = L.DomUtil.create("button", "home");
      button.type = "button";
      button.textContent = "全图";
      button.title = "回到全部片区";
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", () => map.flyToBounds(app.home, { padding: [12, 12], duration: 0.5 }));
      return button;
    };
    home.addTo(map);
    const legend = L.control({ position: "bottomleft" });
    legend.onAdd = () => drawLegend(config);
    legend.addTo(map);
  }

  function drawLegend(config) {
    const box = document.createElement("details");
    box.className = "legend";
    box.open = window.innerHeight > 420;
    const title = document.createElement("summary");
    title.textContent = "图例";
    box.appendChild(title);
    const rows = [...config.stages.map((look) => look), config.noStage];
    for (const look of rows) box.appendChild(legendRow(symbol(look), look.term));
    const badge = document.createElement("i");
    badge.className = "badge";
    badge.textContent = "3";
    box.appendChild(legendRow(badge, "只知道在此范围"));
    const note = document.createElement("p");
    note.textContent = "边界为示意，非法定界线";
    box.appendChild(note);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  function legendRow(mark, text) {
    const row = document.createElement("div");
    const words = document.createElement("span");
    words.textContent = text;
    row.append(mark, words);
    return row;
  }

  function symbol(look) {
    const ratio = window.devicePixelRatio || 1, canvas = document.createElement("canvas");
    canvas.width = 52 * ratio;
    canvas.height = 20 * ratio;
    canvas.style.width = "52px";
    canvas.style.height = "20px";
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    glyph(ctx, 10, 10, 5.5, look, false);
    ctx.setLineDash(look.dash);
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = 2.6;
    ctx.beginPath();
    ctx.moveTo(24, 10);
    ctx.lineTo(52, 10);
    ctx.stroke();
    return canvas;
  }
})();
