/* Which layers of the map are seen. What is hidden is listed by name in `state.options.hide`; the page around writes it into
 * the address, a scene of a deck brings its own. */
import { state } from "./state.js";

/** The layers a visitor can switch, in the order of the panel; kinds of projects follow ("kind:works"). */
export const LAYERS = ["zones", "towns", "points", "lines", "areas", "roads", "rail", "water", "places", "names"];

const LAYER_OF_GROUND = { towns: "towns", areas: "towns", roads: "roads", rail: "rail", water: "water" };
const LAYER_OF_KIND = { river: "water", lake: "water", metro: "rail", railway: "rail", station: "rail" };
const LAYER_OF_LABEL = {
  zone: "zones",
  part: "zones",
  town: "towns",
  road: "roads",
  water: "water",
  rail: "rail",
  station: "rail",
};
const LAYER_OF_MARK = { point: "points", points: "points", line: "lines", area: "areas" };

/** Whether a layer is seen. @param {string} id */
export const isOn = (id) => !state.options.hide.includes(id);

/** Whether a feature of the ground is seen; districts always are. @param {{layer: string, kind: string}} properties */
export function showsGround({ layer, kind }) {
  const id = layer === "around" ? LAYER_OF_KIND[kind] || "roads" : LAYER_OF_GROUND[layer];
  return !id || isOn(id);
}

/** Whether a name of the ground is seen; one that counts projects always is, for a count without a name says nothing. */
export function showsLabel({ kind, count }) {
  const id = LAYER_OF_LABEL[kind];
  return count > 0 || ((!id || isOn(id)) && (id === "zones" || isOn("places")));
}

/** Whether a project is seen: by its shape on the map and by its kind. @param {import("./types.d.ts").Mark} mark */
export function showsMark(mark) {
  const shape = LAYER_OF_MARK[mark.kind];
  return (!shape || isOn(shape)) && isOn(`kind:${mark.sort}`);
}

/** Return the names that are layers, in the order of the panel; strangers write addresses. @param {unknown} names */
export function knownLayers(names) {
  const asked = Array.isArray(names) ? names : [];
  return [...LAYERS, ...state.config.kinds.map(([id]) => `kind:${id}`)].filter((id) => asked.includes(id));
}
