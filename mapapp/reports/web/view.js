/* The player's map: marks and names at a size for the back row, camera by scene, zones held in outline. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const player = (window.player = window.player || {});

  /* Nothing listens for clicks but this page. */
  app.tell = (found) => player.open && player.open(found);

  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const FLIGHT_S = 1.3;
  const MARGIN_PX = 36;

  /* One unit for everything drawn: a mark that is 7 px on a desk is 10 px on a wall. */
  player.setScale = function () {
    // A picture is printed small: on a page of A4 its names come out at 8 points.
    const grow = document.body.classList.contains("bare") ? 1.45 : player.mode === "picture" ? 1.1 : 1;
    const wide = window.innerWidth * grow;
    app.config.markScale = Math.max(0.6, wide / 1250);
    document.documentElement.style.setProperty("--map-unit", Math.max(7, wide / 112) + "px");
  };

  /* Give centre and zoom of a scene for the window at hand; the same window gives back the very view that was saved. */
  player.target = function (camera) {
    const map = app.map, size = map.getSize(), snap = map.options.zoomSnap || 1;
    if (!camera.fit) {
      let zoom = camera.zoom;
      if (camera.width && camera.height && (camera.width !== size.x || camera.height !== size.y)) {
        const grow = Math.log2(Math.min(size.x / camera.width, size.y / camera.height));
        zoom = Math.floor((zoom + grow) / snap + 0.001) * snap;
      }
      return { center: L.latLng(camera.lat, camera.lon), zoom: clamp(zoom) };
    }
    const bounds = L.latLngBounds([]);
    for (const zone of app.zones) if (camera.fit.includes(zone.id)) bounds.extend(zone.layer.getBounds());
    const box = bounds.isValid() ? bounds : app.home;
    const zoom = clamp(map.getBoundsZoom(box, false, L.point(MARGIN_PX * 2, MARGIN_PX * 2)));
    const middle = map.project(box.getSouthWest(), zoom).add(map.project(box.getNorthEast(), zoom)).divideBy(2);
    return { center: map.unproject(middle, zoom), zoom };
  };

  const clamp = (zoom) => Math.max(app.map.getMinZoom(), Math.min(app.map.getMaxZoom(), zoom));

  player.look = function (camera, animate) {
    const { center, zoom } = player.target(camera);
    const map = app.map;
    const from = map.project(map.getCenter(), zoom), far = from.distanceTo(map.project(center, zoom));
    if (animate && !calm.matches && (far > 2 || Math.abs(zoom - map.getZoom()) > 0.01)) fly(center, zoom);
    else {
      player.flying = false;
      map.setView(center, zoom, { animate: false });
      app.countAreas(); // names stand at their new places only now, so which of them overlap is decided again
    }
  };

  function fly(center, zoom) {
    app.map.flyTo(center, zoom, { duration: FLIGHT_S });
    player.flying = true;
    app.map.once("moveend", () => {
      player.flying = false;
      app.countAreas();
    });
  }

  player.camera = function () {
    const map = app.map, center = map.getCenter(), size = map.getSize();
    const round = (value) => Math.round(value * 1e7) / 1e7;
    return { lon: round(center.lng), lat: round(center.lat), zoom: map.getZoom(), width: size.x, height: size.y };
  };

  /* Held zones keep their outline whatever is clicked. */
  player.hold = function (ids) {
    for (const zone of app.zones) {
      if (!ids.includes(zone.id)) continue;
      zone.layer.setStyle({ color: zone.props.outline, weight: 4.5, opacity: 1, fillOpacity: zone.props.outline_only ? 0.06 : 0.26, dashArray: null });
      zone.layer.bringToFront();
    }
    for (const label of app.labels) label.box.classList.toggle("held", ids.some((id) => label.area === "zone:" + id));
  };

  player.el = function (tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== "") node.append(child);
    return node;
  };

  player.button = function (words, className, act) {
    const node = player.el("button", className, words);
    node.type = "button";
    node.addEventListener("click", act);
    return node;
  };

  /* The same mark as on the map, `px` wide, sharp on any screen. */
  player.symbol = function (look, px) {
    const ratio = Math.max(2, window.devicePixelRatio || 1), canvas = document.createElement("canvas");
    canvas.width = canvas.height = px * ratio;
    canvas.style.width = canvas.style.height = px + "px";
    canvas.className = "symbol";
    const ctx = canvas.getContext("2d");
    ctx.scale((ratio * px) / 18, (ratio * px) / 18);
    app.glyph(ctx, 9, 9, 5.2, look, false);
    return canvas;
  };
})();
