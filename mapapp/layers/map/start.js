/* Starts the map and takes commands. Names arrive as JSON and become text nodes (textContent, fillText), never markup;
 * nothing here asks another server. Python calls `start(map, config)` once (folium_map.py); a deck calls `apply` itself. */
import { showArea } from "./area_select.js";
import { followEdit } from "./editing.js";
import { addControls } from "./controls.js";
import { inside } from "./geometry.js";
import { drawGround } from "./ground.js";
import { joinPage } from "./host.js";
import { takeLayers } from "./layer_panel.js";
import { forgetLayout, watchControls } from "./layout.js";
import { addMarkKeys } from "./mark_keys.js";
import { marksAt, readProjects, takeCommand } from "./marks.js";
import { countAreas, drawLabels } from "./names.js";
import { addCanvas, paint, paintChoice } from "./paint.js";
import { listen } from "./pointing.js";
import { paintMark } from "./stage_mark.js";
import { state } from "./state.js";
import { flyTo, lookAt, prepareView } from "./view.js";
import { t } from "./words.js";
import { takeColour } from "./zone_colours.js";
import { addPatterns } from "./zone_gauge.js";
import { drawZones, markFocus } from "./zones.js";

/**
 * Draw the map; resolves when it stands with its data.
 * @param {any} map Leaflet's map @param {any} config what `_config` in folium_map.py gives
 */
export async function start(map, config) {
  document.documentElement.lang = config.lang;
  allowZoomOfPage();
  Object.assign(state, { map, config });
  // The one global of the map: what tests, benchmarks and a look into the console read.
  window.mapapp = Object.assign(state, { apply, glyph: paintMark, inside, marksAt });
  prepareView(map, config);
  addPatterns(map);
  addControls(map, config);
  watchControls(map);
  listen(map);
  const greeted = config.hosted ? joinPage({ command: apply, look: lookBack }) : null;
  try {
    const addresses = [config.groundUrl, config.zonesUrl, config.projectsUrl, config.labelsUrl];
    const [ground, zones, projects, labels] = await Promise.all(addresses.map(load));
    state.options.base = config.base;
    drawGround(map, ground, config);
    drawZones(map, zones);
    readProjects(projects);
    addCanvas(map);
    drawLabels(labels);
    if (config.hosted) addMarkKeys(map);
  } catch (error) {
    note(`${t("failed")} ${error}`);
    return;
  }
  state.ready = true;
  takeLayers({});
  if (greeted) begin(await greeted);
}

/** Take the page's first command; a link without a view shows its focus whole. */
function begin({ command, camera, options }) {
  const linked = command.fly.endsWith("@0") ? command.fly.slice(0, -2) : "";
  if (linked) state.flown = command.fly;
  takeLayers(options || {});
  state.map.fire("options");
  lookAt(camera, linked);
  apply(state.command || command); // another may have come while the data were on their way
}

/** Look where an entry of the history looked, with the layers it showed. */
function lookBack({ camera, focus, options }) {
  if (state.ready && options) {
    takeLayers(options);
    state.map.fire("options");
  }
  lookAt(camera, focus);
}

/** Take over what changes: year, clock, visible projects, chosen thing, where to look. @param {any} command */
export function apply(command) {
  state.command = command;
  if (!state.ready) return;
  state.focus = command.focus || "";
  const what = [command.year, command.clock, command.mask, command.filtered].join();
  const coloured = takeColour(command.colour || null);
  if (what === state.shownWhat && !coloured) paintChoice();
  else {
    state.shownWhat = what;
    takeCommand(command);
    countAreas();
    forgetLayout();
    paint();
  }
  if (coloured) state.map.fire("colour");
  showArea(command.within);
  markFocus();
  followEdit(command);
  if (command.fly && command.fly !== state.flown) {
    state.flown = command.fly;
    flyTo(command.fly.slice(0, command.fly.lastIndexOf("@")), command.fly.endsWith("+"));
  }
}

async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`(${answer.status})`);
  return answer.json();
}

/** folium forbids enlarging the page; whoever sees badly needs it. */
function allowZoomOfPage() {
  for (const viewport of document.querySelectorAll('meta[name="viewport"]'))
    viewport.setAttribute("content", "width=device-width, initial-scale=1");
}

function note(text) {
  const box = document.createElement("div");
  box.className = "map-note";
  box.textContent = text;
  state.map.getContainer().appendChild(box);
}
