/* The projects: one canvas layer of points, lines and areas; a stage is how full the mark is. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});

  const NEAR_PX = 9; // how close to a mark a click counts as on it: a mark is 7 px wide, a finger is not
  const SPREAD_PX = 8.5; // marks of one site stand beside each other, not on top of each other

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
      mark.rings = app.rings(geometry);
      const bounds = L.latLngBounds(parts.flat().map(([lon, lat]) => [lat, lon]));
      mark.box = [[bounds.getSouth(), bounds.getWest()], [bounds.getNorth(), bounds.getEast()]];
      return mark;
    });
    app.sites = [...sites.values()].filter((site) => site.length > 1);
    const renderer = L.canvas({ pane: "marks", padding: 0.35 });
    app.canvas = renderer;
    renderer.addTo(map);
    renderer.on("update", paint);
    // A view set without animation ends with Leaflet clearing the canvas for its own (absent) paths.
    map.on("viewreset", paint);
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
    for (const site of app.sites) {
      let rank = 0;
      for (const mark of site) mark.rank = mark.shown ? rank++ : 0;
    }
  }

  function paint() {
    const renderer = app.canvas;
    if (!renderer || !app.map || !renderer._ctx) return;
    const ctx = renderer._ctx, bounds = renderer._bounds, size = bounds.getSize();
    ctx.clearRect(bounds.min.x, bounds.min.y, size.x, size.y);
    const scale = app.map.options.crs.scale(app.map.getZoom()) / 256;
    const origin = app.map.getPixelOrigin();
    const chosen = choice();
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
    app.paintedChoice = chosen;
    app.painted = (app.painted || 0) + 1;
  }

  const choice = () => (app.focus.startsWith("project:") ? app.split(app.focus)[1] : "");

  /* Choosing a zone changes nothing on this layer. */
  function paintChoice() {
    if (choice() !== app.paintedChoice) paint();
  }

  function drawMark(ctx, mark, place, bounds, chosen) {
    const look = app.config.stages[mark.stage] || app.config.noStage;
    if (mark.kind === "point") {
      const [x, y] = spread(mark, ...place(mark));
      mark.sx = x;
      mark.sy = y;
      if (x < bounds.min.x || y < bounds.min.y || x > bounds.max.x || y > bounds.max.y) return;
      if (chosen) glyph(ctx, x, y, radius(), look, true);
      else stamp(ctx, x, y, radius(), look);
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
      ctx.globalAlpha = mark.stage < 0 ? 0.35 : 0.7;
      ctx.fill("evenodd");
      ctx.globalAlpha = 1;
    } else {
      ctx.strokeStyle = "rgba(255,255,255,.85)";
      ctx.lineWidth = (mark.stage < 1 ? 3 : 5) * slim();
      ctx.stroke();
    }
    if (chosen) {
      ctx.strokeStyle = app.config.accent;
      ctx.lineWidth = (mark.kind === "line" ? 8 : 4) * big();
      ctx.globalAlpha = mark.kind === "line" ? 0.55 : 1;
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    ctx.setLineDash(look.dash.map((length) => length * big()));
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = (mark.kind === "line" ? [1.6, 2, 2.4, 2.7, 3, 3, 3, 3][mark.stage + 1] * slim() : (mark.stage < 0 ? 0.9 : 1.4) * big());
    ctx.stroke();
    ctx.restore();
  }

  /* How much larger than on a desk everything is drawn: a wall is read from further away. */
  const big = () => app.config.markScale || 1;

  /* Seen whole, lines of one corridor lie on top of each other: thinner, they stay apart. */
  const slim = () => big() * Math.max(0.62, Math.min(1, (app.map.getZoom() - 8.5) / 3.5));

  const radius = () => Math.max(4, Math.min(8, app.map.getZoom() * 0.9 - 4.6)) * big();

  function spread(mark, x, y) {
    if (!mark.site || mark.site.length < 2) return [x, y];
    if (mark.rank < 1) return [x, y];
    const turn = mark.rank * 2.39996, far = SPREAD_PX * Math.sqrt(mark.rank) * (radius() / 5.5);
    return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
  }

  /* The same mark thousands of times: drawn once per stage and size, then copied. */
  const stamps = new Map();
  function stamp(ctx, x, y, r, look) {
    const ratio = L.Browser.retina ? 2 : 1, key = look.term + r + ratio;
    const half = Math.ceil(r + 5);
    if (!stamps.has(key)) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = half * 2 * ratio;
      const own = canvas.getContext("2d");
      own.scale(ratio, ratio);
      glyph(own, half, half, r, look, false);
      stamps.set(key, canvas);
    }
    ctx.drawImage(stamps.get(key), Math.round(x) - half, Math.round(y) - half, half * 2, half * 2);
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
      ctx.arc(x, y, Math.max(1.2, r * 0.36), 0, 7);
      ctx.fillStyle = look.colour;
      ctx.fill();
    }
    ctx.restore();
  }

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
      else if (app.inside(mark.rings, ...lonLat(point))) far = NEAR_PX - 0.5;
      if (far <= NEAR_PX * big()) found.push([far, mark]);
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

  Object.assign(app, { glyph, lonLat, marksAt, paint, paintChoice, readMask, readProjects });
})();
