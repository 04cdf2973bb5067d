/* Scale, north, the way home, and the legend, drawn from the same table as the marks. */
import { crowdCanvas } from "./crowd_mark.js";
import { addFullScreen } from "./full_screen.js";
import { addLayerPanel } from "./layer_panel.js";
import { addMeasure } from "./measure.js";
import { makePointerPlace } from "./pointer_place.js";
import { markCanvas } from "./stage_mark.js";
import { addAction, makeColumn } from "./tools.js";
import { goHome } from "./view.js";
import { say } from "./words.js";

const LEGEND_MARK_PX = 18;
const LEGEND_CROWD_PX = 24;
const LEGEND_CROWD = { count: 5, mix: [2, 1, 1, 1] };
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
  addControl(map, "topleft", () => drawColumn(map, config));
  if (config.hosted) addControl(map, "topright", () => makePointerPlace(map));
  addControl(map, "bottomleft", () => drawLegend(config));
}

/** The column under the zoom: the whole map, its layers, and tools. More of this kind find their place here (tools.js). */
function drawColumn(map, config) {
  const column = makeColumn();
  addAction(column, "home", say("home"), say("home_hint"), () => goHome());
  addLayerPanel(map, column);
  if (config.hosted) {
    addMeasure(column);
    addFullScreen(column);
  }
  return column;
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
  const crowd = crowdCanvas(LEGEND_CROWD.count, LEGEND_CROWD.mix, LEGEND_CROWD_PX);
  title.title = say("legend_note");
  rows.append(legendRow(crowd, say("legend_crowd")), legendRow(badge, say("legend_badge")), note);
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
