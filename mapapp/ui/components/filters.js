/* The filters: fold-outs with counts, and chips of what is set. Nodes are kept from answer to answer, so that focus and a
 * click under way are never lost; every word becomes a text node. */
import { button, el } from "../../layers/map/dom.js";
import { loadLooks, teller, wear, ZH } from "./streamlit_parts.js";

/* What listens on the page ends when the filters are drawn anew: nodes that are gone must not be kept alive. */
let listeners = new AbortController();

const looks = await loadLooks(new URL("./filters.css", import.meta.url));

export function draw(component) {
  wear(component.parentElement, looks);
  const root = component.parentElement.querySelector(".filters");
  if (!root) return;
  root.bar = root.bar || begin(root);
  root.bar.tell = teller(component);
  drawBar(root.bar, component.data);
  root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
}

function begin(root) {
  const bar = { open: "", tell: null, facets: new Map(), row: el("div", { class: "facets", role: "group" }) };
  bar.chips = el("div", "chips");
  bar.clear = button("clear", () => bar.tell("drop", { key: "", value: "" }));
  root.append(bar.row, bar.chips);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.open) close(bar, { giveBack: true });
  });
  // Whoever goes on to something else is done choosing; a click in the map's frame only shows as a lost focus.
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const elsewhere = (event) => {
    const facet = bar.facets.get(bar.open);
    const path = event.composedPath();
    if (facet && !path.includes(facet.fold) && !path.includes(facet.button)) close(bar);
  };
  document.addEventListener("pointerdown", elsewhere, { capture: true, signal });
  window.addEventListener("blur", () => close(bar), { signal });
  return bar;
}

function drawBar(bar, data) {
  for (const facet of data.facets) {
    if (!bar.facets.has(facet.key)) bar.facets.set(facet.key, makeFacet(bar, facet.key));
    const made = bar.facets.get(facet.key);
    setText(made.words, facet.label);
    made.fold.setAttribute("aria-label", facet.name);
    made.button.classList.toggle("set", facet.label !== facet.name);
  }
  if (data.fold) fill(bar, bar.facets.get(data.fold.key), data.fold);
  drawChips(bar, data);
  // The question changed under an open fold-out: its counts are asked for again.
  if (bar.open && (!data.fold || data.fold.key !== bar.open)) bar.tell("fold", bar.open);
}

function makeFacet(bar, key) {
  const facet = { key, known: new Map(), words: el("span", "") };
  facet.options = el("div", "options");
  facet.note = el("p", "note");
  facet.fold = el("div", { class: "fold", role: "group", hidden: true }, facet.options, facet.note);
  const look = { class: "name", "aria-expanded": "false", "data-facet": key };
  const act = () => (bar.open === key ? close(bar) : unfold(bar, facet));
  facet.button = button(look, act, facet.words, el("span", "arrow"));
  bar.row.append(el("div", "facet", facet.button, facet.fold));
  return facet;
}

function unfold(bar, facet) {
  close(bar);
  bar.open = facet.key;
  facet.fold.hidden = false;
  facet.button.setAttribute("aria-expanded", "true");
  keepInside(facet);
  bar.tell("fold", facet.key);
}

function close(bar, { giveBack = false } = {}) {
  const facet = bar.facets.get(bar.open);
  bar.open = "";
  if (!facet) return;
  facet.fold.hidden = true;
  facet.button.setAttribute("aria-expanded", "false");
  if (giveBack) facet.button.focus();
}

function fill(bar, facet, fold) {
  const seen = new Set();
  for (const [value, word, count, chosen] of fold.options) {
    seen.add(value);
    if (!facet.known.has(value)) facet.known.set(value, makeOption(bar, facet));
    const option = facet.known.get(value);
    setText(option.words, word);
    setText(option.count, String(count));
    option.words.lang = fold.named ? ZH : "";
    option.button.setAttribute("aria-pressed", String(chosen));
    option.button.classList.toggle("none", count === 0 && !chosen);
  }
  for (const [value, option] of facet.known) {
    if (seen.has(value)) continue;
    option.button.remove();
    facet.known.delete(value);
  }
  setText(facet.note, fold.note);
  if (bar.open === facet.key) keepInside(facet);
}

function makeOption(bar, facet) {
  const option = { words: el("span", ""), count: el("span", "count") };
  const pressed = (one) => one.button.getAttribute("aria-pressed") === "true";
  const act = () => {
    option.button.setAttribute("aria-pressed", String(!pressed(option)));
    const values = [...facet.known].filter(([, other]) => pressed(other)).map(([value]) => value);
    bar.tell("pick", { key: facet.key, values });
  };
  option.button = button("option", act, option.words, " ", option.count);
  facet.options.append(option.button);
  return option;
}

function drawChips(bar, data) {
  const kept = new Map([...bar.chips.querySelectorAll(".chip")].map((chip) => [chip.dataset.chip, chip]));
  setText(bar.clear, data.clear);
  if (!data.chips.length) bar.clear.remove();
  else if (!bar.clear.isConnected) bar.chips.prepend(bar.clear);
  for (const chip of data.chips) {
    const id = `${chip.key}:${chip.value}`;
    const made = kept.get(id) || makeChip(bar, chip, id);
    kept.delete(id);
    setText(made.firstChild, chip.word);
    made.firstChild.lang = chip.named ? ZH : "";
    made.title = chip.title || "";
    if (bar.chips.lastChild !== made) bar.chips.append(made);
  }
  for (const gone of kept.values()) gone.remove();
}

function makeChip(bar, chip, id) {
  const act = () => bar.tell("drop", { key: chip.key, value: chip.value });
  return button({ class: "chip", "data-chip": id }, act, el("span", ""), el("span", "", " \u00D7"));
}

/** A fold-out that would leave the window moves to the left. */
function keepInside(facet) {
  facet.fold.style.left = "0px";
  const over = facet.fold.getBoundingClientRect().right - (document.documentElement.clientWidth - 12);
  if (over > 0) facet.fold.style.left = -over + "px";
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
