/* The legend of what the zones are coloured by: title with its unit, what each colour means, and each zone's value with what it
 * rests on. */
import { button, el, svg } from "./dom.js";
import { measureControls } from "./layout.js";
import { basisOf, kindOf, noteOf, titleOf, wordsOf } from "./measure_words.js";
import { darker } from "./names.js";
import { report } from "./pointing.js";
import { lookOf, state } from "./state.js";
import { t } from "./words.js";
import { gauge, inksOf, limits, NO_DATA, valueInk } from "./zone_gauge.js";
import { short } from "./zone_scale.js";

// Under a lower map the values of each zone start folded: they stand at the names, too.
const ROWS_OPEN_FROM_HEIGHT_PX = 800;

// On a phone the legend is a low strip: what is said besides unfolds with the values.
const NARROW_PX = 600;

/* Nothing is on the map before a measure is chosen. */
let box = null;

/** Return the empty legend for a corner of the map. */
export function makeColourLegend(open) {
  box = el("details", { class: "colour-legend", hidden: true });
  box.open = open;
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  return box;
}

/** Say what the zones are coloured by now. */
export function showColourLegend() {
  const { colour } = state;
  if (!box) return;
  const rows = box.querySelector(".by-zone");
  const open = rows ? rows.open : window.innerHeight >= ROWS_OPEN_FROM_HEIGHT_PX;
  box.hidden = !colour;
  box.replaceChildren(...(colour ? contentOf(colour, open) : []));
  measureControls();
}

function contentOf(colour, open) {
  const rows = colour.zones.map((row) => rowOf(colour, row));
  const note = el("p", "note", noteOf(colour));
  const narrow = window.innerWidth <= NARROW_PX;
  const values = [el("summary", "", t("colour_by_zone")), narrow ? note : "", el("table", "", rows)];
  const keys = el("div", "keys", keysOf(colour));
  return [
    el("summary", "", titleOf(colour)),
    el("div", "strip", keys, narrow ? "" : note, el("details", { class: "by-zone", open: open && !narrow }, values)),
  ];
}

const swatch = (fill) =>
  svg(
    "svg",
    { class: "ink", viewBox: "0 0 16 10", "aria-hidden": "true" },
    svg("rect", { width: 16, height: 10, fill: "#fff" }),
    svg("rect", { x: 0.5, y: 0.5, width: 15, height: 9, fill, stroke: "#52606d" }),
  );
const key = (fill, words) => el("span", "key", swatch(fill), words);

function keysOf(colour) {
  const silent = key(`url(#${NO_DATA})`, t("no_data"));
  const kind = kindOf(colour);
  if (kind === "stage") {
    const inks = inksOf("stage");
    const seen = inks.map((_, at) => at).filter((at) => colour.zones.some((row) => row.parts && row.parts[at]));
    const order = [...seen.filter((at) => at < 7).reverse(), ...seen.filter((at) => at === 7)];
    return [order.map((at) => key(inks[at], lookOf(at === 7 ? -1 : at).term)), silent];
  }
  if (kind === "kept") {
    const words = [t("promise_kept"), t("promise_decided"), t("promise_unverified")];
    return [inksOf("kept").map((ink, at) => key(ink, words[at])), silent];
  }
  const at = limits(colour).map(short);
  if (!colour.fills)
    return [key(valueInk(colour, 0), t("colour_full_bar", { n: at.at(-1), unit: colour.unit })), silent];
  const words = (index) => (at[index] === "0" ? `≤ ${at[1]}` : `${at[index]}–${at[index + 1]}`);
  const classes = state.config.ramp.map((ink, index) => key(ink, words(index)));
  return [classes, silent];
}

function rowOf(colour, row) {
  const zone = state.zones.find(({ id }) => id === row.id);
  const name = button("zone", () => report({ zones: [row.id], pids: [], area: "" }), row.id);
  if (zone) name.style.color = darker(zone.props.outline);
  const source = row.quote
    ? button({ class: "source", title: row.quote }, () => state.openQuote && state.openQuote(row), t("quote"))
    : "";
  return el(
    "tr",
    "",
    el("th", { scope: "row" }, name),
    row.parts ? el("td", "mix", gauge(colour, row)) : "",
    el("td", "value", wordsOf(colour, row)),
    el("td", "basis", basisOf(colour, row), source),
  );
}
