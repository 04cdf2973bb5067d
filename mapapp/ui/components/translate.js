/* How a component speaks. The words of every component, by page, language and key, are a module Python writes. */
import { fill } from "../../layers/map/words.js";
import { WORDS } from "../words/words.js";

/**
 * Return a function that says one entry of a page in a language; of a pair, `n` tells one from many.
 * @param {string} page @param {string} lang
 */
export function translator(page, lang) {
  return (/** @type {string} */ key, /** @type {Record<string, any>} */ values = {}) => {
    const found = WORDS[page][lang][key];
    return fill(Array.isArray(found) ? found[values.n === 1 ? 0 : 1] : found, values);
  };
}
