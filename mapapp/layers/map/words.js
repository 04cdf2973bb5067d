/* Filling words: templates come from Python, values are put in as they are and never read as templates. */
import { state } from "./state.js";

/** Return a template with each {name} replaced. @param {string} template @param {Record<string, unknown>} values */
export function fill(template, values = {}) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Return one of the map's own words. @param {string} key @param {Record<string, unknown>} values */
export function t(key, values = {}) {
  return fill(state.config.words[key], values);
}
