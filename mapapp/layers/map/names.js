/* Names with a white halo, and the hollow badges that count what is known only to an area. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});

  const ORDER = { zone: 0, town: 1, district: 2, "place-city": 2.2, "place-seat": 2.4, part: 3, "place-town": 3.5, station: 4, rail: 5, water: 6, road: 7, "place-place": 8 };
  const FROM_ZOOM = { zone: 0, town: 10.4, district: 0, part: 12, station: 12, rail: 11.75, water: 10.5, road: 12.5, "place-city": 0, "place-seat": 0, "place-town": 10.4, "place-place": 12 };

  function drawLabels(map, labels) {
    app.areaPoints = {};
    app.labels = labels.map((label) => {
      const box = document.createElement("div");
      box.className = "name name-" + label.kind;
      const text = document.createElement("span");
      text.textContent = label.text;
      text.lang = "zh-CN";
      box.appendChild(text);
      const badge = document.createElement("button");
      badge.type = "button";
      badge.className = "badge";
      badge.hidden = true;
      badge.addEventListener("click", (event) => {
        event.stopPropagation();
        app.report({ zones: [], pids: [], area: label.area });
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
    map.on("zoomend moveend", thinLabels);
  }

  function countAreas() {
    const counts = {};
    for (const mark of app.marks) if (mark.shown && mark.area) counts[mark.area] = (counts[mark.area] || 0) + 1;
    app.areaCounts = counts;
    for (const label of app.labels) {
      const count = counts[label.area] || 0;
      label.badge.hidden = count === 0;
      label.badge.textContent = String(count);
      label.badge.setAttribute("aria-label", app.say("badge", { name: label.text, count }));
      label.badge.title = app.say("badge_hint", { name: label.text });
    }
    thinLabels();
  }

  /* Fewer names when small: the more important one stays where two would overlap. */
  function thinLabels() {
    const zoom = app.map.getZoom();
    const taken = [...app.map.getContainer().querySelectorAll(".leaflet-control")].map((box) => box.getBoundingClientRect());
    /* All are measured before any is hidden: a name that goes moves no other, and the browser lays out once. */
    for (const label of app.labels) label.box.style.display = zoom >= FROM_ZOOM[label.kind] || !label.badge.hidden ? "" : "none";
    const shown = app.labels.filter((label) => label.box.style.display !== "none");
    const boxes = shown.map((label) => label.box.getBoundingClientRect());
    shown.forEach((label, index) => {
      const b = boxes[index];
      const hit = taken.some((t) => b.left < t.right + 3 && b.right > t.left - 3 && b.top < t.bottom + 1 && b.bottom > t.top - 1);
      if (hit) label.box.style.display = "none";
      else taken.push(b);
    });
  }

  Object.assign(app, { countAreas, drawLabels });
})();
