/* Names with a white halo, and the hollow badges that count what is known only to an area. */
import { report } from "./pointing.js";
import { state } from "./state.js";
import { say } from "./words.js";

// The more important name stays where two would overlap.
const ORDER = {
  zone: 0,
  town: 1,
  district: 2,
  "place-city": 2.2,
  "place-seat": 2.4,
  part: 3,
  "place-town": 3.5,
  station: 4,
  rail: 5,
  water: 6,
  road: 7,
  "place-place": 8,
};
const FROM_ZOOM = {
  zone: 0,
  district: 0,
  "place-city": 0,
  "place-seat": 0,
  town: 10.4,
  "place-town": 10.4,
  water: 10.5,
  rail: 11.75,
  part: 12,
  station: 12,
  "place-place": 12,
  road: 12.5,
};

/** Put every name on the map; which are seen depends on the view. */
export function drawLabels(map, labels) {
  state.areaPoints = {};
  state.labels = labels.map((label) => makeLabel(map, label));
  state.labels.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  map.on("zoomend moveend", thinLabels);
}

function makeLabel(map, label) {
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
    report({ zones: [], pids: [], area: label.area });
  });
  L.DomEvent.disableClickPropagation(badge);
  if (label.area) {
    box.appendChild(badge);
    state.areaPoints[label.area] = L.latLng(label.lat, label.lon);
  }
  const icon = L.divIcon({ html: box, className: "name-anchor", iconSize: [0, 0] });
  const options = { icon, pane: "names", interactive: false, keyboard: false };
  const marker = L.marker([label.lat, label.lon], options).addTo(map);
  return { ...label, box, badge, marker };
}

/** Count what is known only to an area, at the area's name. */
export function countAreas() {
  const counts = {};
  for (const mark of state.marks) if (mark.shown && mark.area) counts[mark.area] = (counts[mark.area] || 0) + 1;
  state.areaCounts = counts;
  for (const label of state.labels) {
    const count = counts[label.area] || 0;
    label.badge.hidden = count === 0;
    label.badge.textContent = String(count);
    label.badge.setAttribute("aria-label", say("badge", { name: label.text, count }));
    label.badge.title = say("badge_hint", { name: label.text });
  }
  thinLabels();
}

/** Leave out the less important of two names that overlap. */
function thinLabels() {
  const zoom = state.map.getZoom();
  const controls = state.map.getContainer().querySelectorAll(".leaflet-control");
  const taken = [...controls].map((box) => box.getBoundingClientRect());
  // All are measured before any is hidden: a name that goes moves no other, and the browser lays out once.
  for (const label of state.labels) {
    const shown = zoom >= FROM_ZOOM[label.kind] || !label.badge.hidden;
    label.box.style.display = shown ? "" : "none";
  }
  const shown = state.labels.filter((label) => label.box.style.display !== "none");
  const boxes = shown.map((label) => label.box.getBoundingClientRect());
  shown.forEach((label, index) => {
    const b = boxes[index];
    if (taken.some((other) => overlap(b, other))) label.box.style.display = "none";
    else taken.push(b);
  });
}

/** Whether two boxes lie closer than names may. */
export function overlap(a, b) {
  return a.left < b.right + 3 && a.right > b.left - 3 && a.top < b.bottom + 1 && a.bottom > b.top - 1;
}
