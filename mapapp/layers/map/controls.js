/* Scale, north, the way home, and the legend, drawn from the same table as the marks. */
import { addAreaSelect } from "./area_select.js";
import { makeColourLegend } from "./colour_legend.js";
import { addColourPanel } from "./colour_panel.js";
import { crowdCanvas } from "./crowd_mark.js";
import { addDrawTool } from "./editing.js";
import { addFullScreen } from "./full_screen.js";
import { addLayerPanel } from "./layer_panel.js";
import { addMeasure } from "./measure.js";
import { makePointerPlace } from "./pointer_place.js";
import { markSvg } from "./stage_mark.js";
import { addAction, makeColumn } from "./tools.js";
import { goHome } from "./view.js";
import { t } from "./words.js";

const LEGEND_MARK_PX = 18;
const LEGEND_CROWD_PX = 24;
const LEGEND_CROWD = { count: 5, mix: [2, 1, 1, 1] };
// In a narrower or lower window the legend starts folded: it would cover the map.
const LEGEND_OPEN_FROM_PX = 600;
const LEGEND_OPEN_FROM_HEIGHT_PX = 380;

/** A frame is a page of its own to those who hear it: it has a main part and a title. */
function nameFrame(map) {
  const box = map.getContainer();
  box.setAttribute("role", "main");
  box.setAttribute("aria-label", t("map"));
  if (document.querySelector("h1")) return;
  const title = document.createElement("h1");
  title.className = "unseen";
  title.textContent = t("map");
  box.prepend(title);
}

/** Put the controls on the map. */
export function addControls(map, config) {
  nameFrame(map);
  addControl(map, "topright", () => {
    const box = L.DomUtil.create("div", "north");
    box.textContent = t("north");
    box.title = t("north_hint");
    return box;
  });
  L.control.scale({ imperial: false, position: "topright", maxWidth: 110 }).addTo(map);
  addControl(map, "topleft", () => drawColumn(map, config));
  if (config.hosted) addControl(map, "topright", () => makePointerPlace(map));
  // Leaflet puts what comes later at the bottom nearer to the map.
  addControl(map, "bottomleft", () => drawLegend(config));
  addControl(map, "bottomleft", () => makeColourLegend(hasRoom()));
}

/** The column under the zoom: the whole map, its layers, and tools. More of this kind find their place here (tools.js). */
function drawColumn(map, config) {
  const column = makeColumn();
  addAction(column, "home", t("home"), t("home_hint"), () => goHome());
  addLayerPanel(map, column);
  if (config.hosted) {
    addColourPanel(map, column);
    addMeasure(column);
    addAreaSelect(column);
    addFullScreen(column);
    addDrawTool(column);
  }
  return column;
}

/** Put one control into a corner. */
export function addControl(map, position, draw) {
  const control = new L.Control({ position });
  control.onAdd = draw;
  control.addTo(map);
}

const hasRoom = () => window.innerWidth > LEGEND_OPEN_FROM_PX && window.innerHeight > LEGEND_OPEN_FROM_HEIGHT_PX;

function drawLegend(config) {
  const box = document.createElement("details");
  box.className = "legend";
  box.open = hasRoom();
  const title = document.createElement("summary");
  title.textContent = t("legend");
  const rows = document.createElement("div");
  rows.className = "rows";
  box.append(title, rows);
  for (const look of [...config.stages, config.noStage])
    rows.append(legendRow(markSvg(look, LEGEND_MARK_PX), look.term));
  const badge = document.createElement("i");
  badge.className = "badge";
  badge.textContent = "3";
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = t("legend_note");
  const crowd = crowdCanvas(LEGEND_CROWD.count, LEGEND_CROWD.mix, LEGEND_CROWD_PX);
  title.title = t("legend_note");
  rows.append(legendRow(crowd, t("legend_crowd")), legendRow(badge, t("legend_badge")), note);
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
