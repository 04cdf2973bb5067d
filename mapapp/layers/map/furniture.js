/* Scale, north, the way home, and the legend, drawn from the same table as the marks. */
import { markCanvas } from "./stage_mark.js";
import { state } from "./state.js";
import { say } from "./words.js";

const LEGEND_MARK_PX = 18;
// Narrower than this the legend starts folded: it would cover the map.
const LEGEND_OPEN_FROM_PX = 600;

/** A frame is a page of its own to those who hear it: it has a main part and a title. */
function nameFrame(map) {
  const box = map.getContainer();
  box.setAttribute("role", "main");
  box.setAttribute("aria-label", say("map"));
  if (document.querySelector("h1")) return;
  const title = document.createElement("h1");
  title.className = "unseen";
  title.textContent = say("map");
  box.prepend(title);
}

/** Put the furniture on the map. */
export function addFurniture(map, config) {
  nameFrame(map);
  addControl(map, "topright", () => {
    const box = L.DomUtil.create("div", "north");
    box.textContent = say("north");
    box.title = say("north_hint");
    return box;
  });
  L.control.scale({ imperial: false, position: "topright", maxWidth: 110 }).addTo(map);
  addControl(map, "topleft", () => {
    const button = L.DomUtil.create("button", "home");
    button.type = "button";
    button.textContent = say("home");
    button.title = say("home_hint");
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => map.flyToBounds(state.home, { padding: [12, 12], duration: 0.5 }));
    return button;
  });
  addControl(map, "bottomleft", () => drawLegend(config));
}

/** Put one control into a corner. */
export function addControl(map, position, draw) {
  const control = new L.Control({ position });
  control.onAdd = draw;
  control.addTo(map);
}

function drawLegend(config) {
  const box = document.createElement("details");
  box.className = "legend";
  box.open = window.innerWidth > LEGEND_OPEN_FROM_PX;
  const title = document.createElement("summary");
  title.textContent = say("legend");
  const rows = document.createElement("div");
  rows.className = "rows";
  box.append(title, rows);
  for (const look of [...config.stages, config.noStage])
    rows.append(legendRow(markCanvas(look, LEGEND_MARK_PX), look.term));
  const badge = document.createElement("i");
  badge.className = "badge";
  badge.textContent = "3";
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = say("legend_note");
  rows.append(legendRow(badge, say("legend_badge")), note);
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
