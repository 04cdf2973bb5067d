/* Zones coloured by a measure: fills, bars at their names, and what is said of each. */
import { showColourLegend } from "./colour_legend.js";
import { button, el } from "./dom.js";
import { wordsOf } from "./measure_words.js";
import { isOn } from "./shown_layers.js";
import { state } from "./state.js";
import { gauge, valueInk, NO_DATA } from "./zone_gauge.js";
import { fillsZone, isSilent } from "./zone_scale.js";

const FILL_OPACITY = 0.62;
const HATCH_OPACITY = 0.75;

/** Take over what the zones are coloured by, null for their own colours; whether it is another than before. */
export function takeColour(colour) {
  const wanted = colour && isOn("zones") ? colour : null;
  const text = JSON.stringify(wanted);
  if (text === state.colourText) return false;
  state.colourText = text;
  state.colour = wanted;
  const rows = new Map(wanted ? wanted.zones.map((row) => [`zone:${row.id}`, row]) : []);
  for (const label of state.labels) {
    if (label.kind !== "zone") continue;
    const row = rows.get(label.area);
    label.said.replaceChildren(...(row ? saidAtName(wanted, row) : []));
    label.box.classList.toggle("measured", Boolean(row));
    label.size = null;
  }
  showColourLegend();
  return true;
}

/** Return the bar and the words under a zone's name; a zone that is filled needs no bar. */
function saidAtName(colour, row) {
  const zone = state.zones.find(({ id }) => id === row.id);
  const filled = zone && fillsZone(colour, zone.props);
  return [!filled && gauge(colour, row), measureOf(colour, row)].filter(Boolean);
}

/** Return a zone's value; a printed one opens its sentence. */
function measureOf(colour, row) {
  const words = wordsOf(colour, row);
  if (!row.quote) return el("span", "measure", words);
  const opener = button({ class: "measure", title: row.quote }, () => state.openQuote && state.openQuote(row), words);
  L.DomEvent.disableClickPropagation(opener);
  return opener;
}

/** Return how the measure changes a zone's look, nothing where it keeps its own. @returns {import("leaflet").PathOptions} */
export function fillOf(zone) {
  const { colour } = state;
  const row = colour && colour.fills && colour.zones.find(({ id }) => id === zone.id);
  if (!row) return {};
  // Its own tint among fills that mean something would mean something, too.
  if (!fillsZone(colour, zone.props)) return { fillOpacity: 0 };
  if (isSilent(row)) return { fillColor: `url(#${NO_DATA})`, fillOpacity: HATCH_OPACITY };
  return { fillColor: valueInk(colour, row.value), fillOpacity: FILL_OPACITY };
}
