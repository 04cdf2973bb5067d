/* Pointing, clicking, keys: what was meant is reported by id, at once. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});

  function onClick(event) {
    if (!app.ready) return;
    const point = event.containerPoint || app.map.latLngToContainerPoint(event.latlng);
    const marks = app.marksAt(point).slice(0, 30);
    const [lon, lat] = app.lonLat(point);
    const zones = app.zones.filter((zone) => app.inside(zone.rings, lon, lat)).map((zone) => zone.id);
    report({ zones, pids: marks.map((mark) => mark.id), area: "" });
  }

  function report(found) {
    const first = found.pids.length ? "project:" + found.pids[0] : found.area || (found.zones.length ? "zone:" + found.zones[0] : "");
    app.focus = first;
    app.paintChoice();
    markFocus();
    if (app.tell) app.tell({ ...found, focus: first });
  }

  function onKey(event) {
    if (event.key === "Escape") report({ zones: [], pids: [], area: "" });
  }

  function markFocus() {
    const [kind, id] = app.split(app.focus);
    const held = (app.command && app.command.held) || [];
    for (const zone of app.zones) {
      const chosen = kind === "zone" && zone.id === id;
      zone.layer.setStyle(Object.assign(app.zoneStyle(zone.props), held.includes(zone.id) ? { weight: 3.4, opacity: 1, fillOpacity: 0.3 } : {}, chosen ? { color: app.config.accent, weight: 3.4, opacity: 1, fillOpacity: 0.22 } : {}));
      const path = zone.layer.getElement();
      if (path) path.setAttribute("aria-pressed", String(chosen));
      // Moving an element takes the keyboard's focus from it.
      if (chosen && path !== document.activeElement) zone.layer.bringToFront();
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
      const [mark, ...more] = app.marksAt(point);
      app.map.getContainer().style.cursor = mark ? "pointer" : "";
      tip(mark ? { text: mark.name + (more.length ? app.say("more", { count: more.length }) : ""), note: stageWord(mark), point } : null);
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

  Object.assign(app, { markFocus, onClick, onKey, onMove, report, tip });
})();
