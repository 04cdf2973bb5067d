/* The column of buttons under the zoom. Tools that take the pointer (measure, select, draw) stand here; one is in hand at a
 * time, and while one is, clicks choose nothing. Esc puts it down. */
import { button, el } from "./dom.js";
import { state } from "./state.js";

/** @type {Map<string, any>} */
const tools = new Map();

/** Return the column, with nothing in it yet. */
export function makeColumn() {
  const box = el("div", { class: "tools", role: "toolbar", "aria-orientation": "vertical" });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  return box;
}

/** Add a button that does something at once. @param {any} column @param {string} id a class name, too */
export function addAction(column, id, words, hint, act) {
  const made = button({ class: `tool ${id}`, title: hint, "aria-label": hint }, act, words);
  column.append(made);
  return made;
}

/**
 * Add a button that takes a tool in hand and puts it down again.
 * @param {any} column @param {string} id
 * @param {{words: string, hint: string, start: () => void, stop: () => void}} tool `stop` undoes what `start` did
 */
export function addTool(column, id, tool) {
  const made = addAction(column, id, tool.words, tool.hint, () => {
    if (!state.editing) take(state.tool === id ? "" : id);
  });
  made.setAttribute("aria-pressed", "false");
  tools.set(id, { ...tool, button: made });
  return made;
}

/** Take a tool in hand, after putting down the one before; empty puts it down only. @param {string} id */
export function take(id) {
  const before = tools.get(state.tool);
  state.tool = "";
  if (before) {
    before.button.setAttribute("aria-pressed", "false");
    before.stop();
  }
  const next = tools.get(id);
  state.map.getContainer().classList.toggle("tool-in-hand", Boolean(next));
  if (!next) return;
  state.tool = id;
  next.button.setAttribute("aria-pressed", "true");
  next.start();
}

/** Return a box beside the column for what a tool says; shown and hidden with `hidden`. */
export function makeSheet(column, id, label) {
  const sheet = el("div", { class: `sheet-of-tool ${id}`, role: "group", "aria-label": label, hidden: true });
  column.append(sheet);
  return sheet;
}
