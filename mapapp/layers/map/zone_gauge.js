/* The small bar at a zone's name: a mix, or a value against the largest; hatched where nothing is known. Map and legend draw the
 * same. */
import { svg } from "./dom.js";
import { state } from "./state.js";
import { classOf, isSilent, limitsOf, shares } from "./zone_scale.js";

// In units of its own; how large it is on the page is said in map.css.
const WIDTH = 64;
const HEIGHT = 9;
// The ink of sums.
const SUM_CLASS = 3;
/** What is hatched: nothing known of a zone, and promises to be verified. */
export const NO_DATA = "no-data";
const UNVERIFIED = "unverified";

/** Put the patterns on the page, where both the zones and the bars find them. */
export function addPatterns(map) {
  const hatch = (id, ink, paper, width) =>
    svg(
      "pattern",
      { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 6, height: 6, fill: paper }),
      svg("rect", { width, height: 6, fill: ink }),
    );
  const sheet = svg(
    "svg",
    { class: "unseen", "aria-hidden": "true" },
    svg(
      "defs",
      {},
      hatch(NO_DATA, "#8d98a1", "rgba(255,255,255,.5)", 1),
      hatch(UNVERIFIED, state.config.mixes.kept[2], "#fff", 2.2),
    ),
  );
  map.getContainer().append(sheet);
}

/** Return the inks of a measure's parts, in their order. @param {string} by */
export function inksOf(by) {
  const inks = state.config.mixes[by];
  return by === "kept" ? [inks[0], inks[1], `url(#${UNVERIFIED})`] : inks;
}

/** Return the limits of the classes of a measure; sums are one class, told apart by the length of their bars. */
export const limits = (colour) =>
  colour.fills ? limitsOf(colour.low, colour.top, state.config.ramp.length) : [0, limitsOf(0, colour.top, 1)[1]];

/** Return the ink of a value. @param {any} colour what the command says @param {number} value */
export function valueInk(colour, value) {
  const { ramp } = state.config;
  return ramp[colour.fills ? classOf(value, limits(colour)) : SUM_CLASS];
}

/** Return the bar of a zone as SVG. @param {any} colour @param {any} row */
export function gauge(colour, row) {
  const box = svg("svg", { class: "gauge", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const bar = (from, to, fill) =>
    box.append(svg("rect", { x: from * WIDTH, y: 0, width: (to - from) * WIDTH, height: HEIGHT, fill }));
  bar(0, 1, "#fff");
  if (isSilent(row)) bar(0, 1, `url(#${NO_DATA})`);
  else if (row.parts) {
    // The further along, the further left: bars of several zones are compared from one edge.
    const order = colour.by === "stage" ? [6, 5, 4, 3, 2, 1, 0, 7] : [0, 1, 2];
    const inks = inksOf(colour.by);
    shares(order.map((at) => row.parts[at])).forEach(
      ([from, to], index) => to > from && bar(from, to, inks[order[index]]),
    );
  } else bar(0, row.value / limits(colour).at(-1), valueInk(colour, row.value));
  box.append(svg("rect", { x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1, fill: "none", stroke: "#52606d" }));
  return box;
}
