/* Starts the map, takes commands, keeps the view. Names arrive as JSON and become text nodes (textContent,
 * fillText), never markup; nothing here asks another server. Python talks to it with two calls:
 * mapapp.start(map, config) once, and mapapp.apply(command) after each change; clicks go out through mapapp.tell. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});


  app.start = function (map, config) {
    if (app.map === map) return;
    document.documentElement.lang = config.lang;
    /* folium forbids enlarging the page; whoever sees badly needs it. */
    for (const viewport of document.querySelectorAll('meta[name="viewport"]')) viewport.content = "width=device-width, initial-scale=1";
    Object.assign(app, { map, config, marks: [], zones: [], areaCounts: {}, focus: "", command: null, ready: false });
    setUpPanes(map);
    restoreView(map, config);
    map.on("moveend", () => app.untouched || saveView(map));
    app.addFurniture(map, config);
    app.settled = Promise.all([config.groundUrl, config.zonesUrl, config.projectsUrl, config.labelsUrl].map(load)).then(
      ([ground, zones, projects, labels]) => {
        app.drawGround(map, ground, config);
        app.drawZones(map, zones, config);
        app.readProjects(map, projects);
        app.drawLabels(map, labels);
        app.ready = true;
        if (app.command) app.apply(app.command);
      },
      (error) => note(app.say("failed") + " " + String(error))
    );
    map.on("click", app.onClick);
    map.on("mousemove", app.onMove);
    map.on("mouseout", () => app.tip(null));
    map.getContainer().addEventListener("keydown", app.onKey);
    takeOver(window.frameElement);
  };

  /* The page around the frame leaves two things on it: where clicks are told, and the command of the moment. */
  function takeOver(host) {
    if (!host || !host.mapHost) return; // a deck that stands alone has no page around it
    app.tell = (found) => host.mapHost.tell(found);
    app.apply(host.mapHost.command);
  }

  /* What changes travels here: year, clock, visible marks, chosen thing, where to look. */
  app.apply = function (command) {
    app.command = command;
    writeView(app.map);
    if (!app.ready) return;
    app.focus = command.focus || "";
    const what = [command.year, command.clock, command.mask].join();
    if (what !== app.shownWhat) {
      app.shownWhat = what;
      app.readMask(command);
      app.countAreas();
      app.paint();
    } else app.paintChoice();
    app.markFocus();
    if (command.fly && command.fly !== app.flown) {
      app.flown = command.fly;
      flyTo(command.fly.slice(0, command.fly.lastIndexOf("@")), command.fly.endsWith("+"));
    }
  };

  function load(url) {
    return fetch(url).then((answer) => {
      if (!answer.ok) throw new Error("(" + answer.status + ")");
      return answer.json();
    });
  }

  /* What the map says comes with its configuration; values are put in as they are. */
  app.say = (key, values = {}) => app.config.words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  function note(text) {
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
    const c = map.getCenter(), size = map.getSize();
    try {
      sessionStorage.setItem("mapapp.view", JSON.stringify([c.lat, c.lng, map.getZoom(), size.x, size.y]));
    } catch (error) {
      /* a browser without storage only forgets the view */
    }
    writeView(map);
  }

  /* The view as it stands in the address: centre (lon, lat) with four decimals, and zoom. */
  function cameraOf(map) {
    const c = map.getCenter();
    return c.lng.toFixed(4) + "," + c.lat.toFixed(4) + "," + Number(map.getZoom().toFixed(2));
  }

  /* Only the present entry of the history changes: no new one, no message to the server. */
  function writeView(map) {
    if (window.parent === window) return; // a deck that stands alone has no address to share
    try {
      const page = window.parent, url = new URL(page.location.href);
      const rest = url.search.slice(1).split("&").filter((part) => part && !part.startsWith("camera="));
      url.search = (app.untouched ? rest : [...rest, "camera=" + cameraOf(map)]).join("&");
      page.history.replaceState({ ...page.history.state, whole: Boolean(app.untouched) }, "", url);
    } catch (error) {
      /* inside a page of another origin the address is not ours to write */
    }
  }

  /* The view in the address, as [lat, lon, zoom]; [] when it says none, null when there is no address to read. */
  function viewInAddress() {
    if (window.parent === window) return null;
    try {
      const camera = new URLSearchParams(window.parent.location.search).get("camera");
      if (!/^\d+(\.\d+)?,\d+(\.\d+)?,\d+(\.\d+)?$/.test(camera || "")) return [];
      const [lon, lat, zoom] = camera.split(",").map(Number);
      return [lat, lon, zoom];
    } catch (error) {
      return null;
    }
  }

  /* Every entry of the browser's history carries the view it was left with: Back and Forward bring it again. */
  function followHistory(map) {
    if (viewInAddress() === null) return;
    const page = window.parent;
    const turn = () => {
      const view = viewInAddress();
      if (view && view.length) {
        app.untouched = false;
        map.setView([view[0], view[1]], view[2], { animate: false });
      } else if (page.history.state && page.history.state.whole) goHome(map);
    };
    page.addEventListener("popstate", turn);
    window.addEventListener("pagehide", () => page.removeEventListener("popstate", turn));
  }

  /* The view of a map that is built again: the address wins, then where this window last looked. */
  function keptView(address) {
    if (address && address.length) return address;
    try {
      if (window.parent.history.state && window.parent.history.state.whole) return null;
      const kept = JSON.parse(sessionStorage.getItem("mapapp.view"));
      return Array.isArray(kept) && kept.length >= 3 && kept.every(Number.isFinite) ? kept : null;
    } catch (error) {
      return null;
    }
  }

  function restoreView(map, config) {
    const [west, south, east, north] = config.bounds;
    const home = L.latLngBounds([south, west], [north, east]);
    app.home = home;
    const view = keptView(viewInAddress());
    if (view) map.setView([view[0], view[1]], view[2]);
    else goHome(map);
    map.setMaxBounds(home.pad(1.2));
    followHistory(map);
    /* The frame gets its real size late; until the visitor moves the map, the home view follows it. */
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (app.untouched) goHome(map);
    }).observe(map.getContainer());
    for (const hand of ["mousedown", "wheel", "keydown", "touchstart"])
      map.getContainer().addEventListener(hand, () => { app.untouched = false; }, { capture: true, passive: true });
  }

  function goHome(map) {
    app.untouched = true;
    map.fitBounds(app.home, { paddingTopLeft: [14, 10], paddingBottomRight: [14, 44], animate: false });
  }

  /* Bring something into view; closer means near it, though it may be in view already. */
  function flyTo(focus, closer) {
    app.untouched = false;
    const [kind, id] = split(focus);
    if (kind === "zone") {
      const zone = app.zones.find((item) => item.id === id);
      if (zone && !app.map.getBounds().contains(zone.layer.getBounds())) app.map.fitBounds(zone.layer.getBounds(), { padding: [24, 24] });
      return;
    }
    if (kind === "town" || kind === "district") {
      const point = app.areaPoints[focus];
      if (point) app.map.flyTo(point, Math.max(kind === "town" ? 12 : 10.5, app.map.getZoom()), { duration: 0.6 });
      return;
    }
    if (kind !== "project") return;
    const mark = app.marks.find((item) => item.id === id);
    if (!mark) return;
    if (mark.box) {
      const bounds = L.latLngBounds(mark.box);
      if (closer || !app.map.getBounds().pad(-0.05).contains(bounds))
        app.map.flyToBounds(bounds, { maxZoom: closer ? Math.max(13, app.map.getZoom()) : 14, duration: 0.6, padding: [40, 40] });
    } else if (mark.area) {
      const point = app.areaPoints[mark.area];
      if (point && (closer || !app.map.getBounds().pad(-0.05).contains(point))) app.map.flyTo(point, Math.max(11, app.map.getZoom()), { duration: 0.6 });
    }
  }

  function split(focus) {
    const at = (focus || "").indexOf(":");
    return at < 0 ? ["", ""] : [focus.slice(0, at), focus.slice(at + 1)];
  }

  Object.assign(app, { split });
})();
