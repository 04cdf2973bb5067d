/* The search box: what is typed is looked up here, in an index fetched once per state of the data, so a list stands before
 * the next letter. Every word becomes a text node. */
import { button, el } from "../../layers/map/dom.js";
import { find, ONE_WRONG, prepare, readMask } from "./search_match.js";
import { translator } from "./translate.js";
import { loadLooks, teller, wear, ZH } from "./streamlit_parts.js";

const LONGEST = 60;
const looks = await loadLooks(new URL("./search_box.css", import.meta.url));

/* What listens on the page ends when the box is drawn anew. */
let listeners = new AbortController();
/** Indices by address: all components of a page share the one in use. */
const indices = new Map();

export function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  const root = parentElement.querySelector(".search");
  if (!root) return;
  const box = (root.box = root.box || begin(root));
  box.tell = teller(component);
  box.t = translator("search", data.lang);
  box.input.placeholder = box.t("hint");
  box.input.setAttribute("aria-label", box.t("search"));
  box.list.setAttribute("aria-label", box.t("results"));
  box.clear.title = box.t("clear");
  box.clear.setAttribute("aria-label", box.t("clear"));
  // What is being typed stays; what the page searches for is shown when that changes.
  if (!box.data || box.data.text !== data.text) box.input.value = data.text;
  box.data = data;
  box.shown = readMask(data.mask);
  box.clear.hidden = !box.input.value;
  if (document.activeElement && box.input.matches(":focus")) void load(box);
  if (!box.list.hidden) show(box);
}

function begin(root) {
  const box = { root, tell: null, t: null, data: null, index: null, shown: null, hits: [], at: 0, wants: false };
  const heard = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found" };
  box.input = el("input", { type: "text", maxlength: LONGEST, autocomplete: "off", spellcheck: "false", ...heard });
  box.clear = button({ class: "empty", hidden: true }, () => empty(box), "×");
  box.list = el("div", { class: "found", id: "found", role: "listbox", hidden: true });
  box.note = el("p", { class: "note", role: "status", hidden: true });
  box.drop = el("div", { class: "drop", hidden: true }, box.list, box.note);
  root.append(box.input, box.clear, box.drop);
  box.input.addEventListener(
    "focus",
    () =>
      void load(box).then(
        () => box.input.value && box.input.matches(":focus") && box.input.value !== box.data.text && show(box),
      ),
  );
  box.input.addEventListener("pointerenter", () => void load(box));
  box.input.addEventListener("input", () => typed(box));
  box.input.addEventListener("keydown", (event) => press(box, event));
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const elsewhere = (event) => event.composedPath().includes(root) || close(box);
  document.addEventListener("pointerdown", elsewhere, { capture: true, signal });
  window.addEventListener("blur", () => close(box), { signal });
  root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || close(box));
  return box;
}

/** Fetch the index of the present state, once; the words typed meanwhile are looked up when it is there. */
async function load(box) {
  const address = box.data.index;
  if (!indices.has(address)) {
    indices.clear();
    const got = fetch(new URL(address, document.baseURI))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(prepare);
    indices.set(address, got);
    got.catch(() => indices.delete(address));
  }
  try {
    box.index = await indices.get(address);
  } catch {
    box.index = null;
    if (box.input.value) tellNote(box, box.t("failed"));
  }
}

function typed(box) {
  box.at = 0;
  box.wants = false;
  box.clear.hidden = !box.input.value;
  if (!box.input.value.trim()) return close(box);
  if (box.index) return show(box);
  tellNote(box, box.t("waiting"));
  void load(box).then(() => box.index && box.input.value.trim() && show(box));
}

function show(box) {
  if (!box.index) return;
  const groups = find(box.index, box.input.value, box.shown, { filterFirst: box.data.filterFirst });
  box.hits = groups.flatMap((group) => group.hits);
  box.at = Math.min(box.at, Math.max(0, box.hits.length - 1));
  const rows = groups.map((group, index) => {
    const head = el("div", { class: "head", id: `group-${index}`, role: "presentation" }, box.t(`group_${group.kind}`));
    const own = group.hits.map((hit) => row(box, hit, box.hits.indexOf(hit)));
    return el("div", { class: "group", role: "group", "aria-labelledby": `group-${index}` }, head, own);
  });
  box.list.replaceChildren(...rows);
  box.list.hidden = !box.hits.length;
  const n = box.hits.length;
  tellNote(box, n ? box.t("found", { n }) : box.t("none", { text: box.input.value.trim() }));
  box.drop.classList.toggle("full", n > 0);
  box.input.setAttribute("aria-expanded", String(n > 0));
  stand(box, box.at);
  if (box.wants) choose(box, box.at);
}

function row(box, hit, at) {
  const { t } = box;
  const doubt = hit.rank === ONE_WRONG ? t("maybe") : "";
  const notes = [hit.note && el("span", { lang: ZH }, hit.note), doubt, hit.hidden ? t("hidden") : ""].filter(Boolean);
  const label =
    hit.kind === "filter" ? t("filter", { text: hit.label }) : emphasized(hit.label, box.input.value.trim());
  const n = hit.count;
  const counted = hit.kind === "projects" ? t("sentences", { n }) : t("projects", { n });
  const look = {
    class: `hit ${hit.kind}${hit.hidden ? " apart" : ""}`,
    id: `hit-${at}`,
    role: "option",
    "aria-selected": "false",
  };
  return el(
    "div",
    {
      ...look,
      // Not click: the box keeps the focus, and the list is still there when the button is let go.
      pointerdown: (event) => event.preventDefault(),
      click: () => choose(box, at),
      pointermove: () => stand(box, at),
    },
    el("span", { class: "label", lang: hit.kind === "filter" ? null : ZH }, label),
    notes.length
      ? el(
          "small",
          "notes",
          notes.flatMap((note, index) => (index ? [" · ", note] : [note])),
        )
      : null,
    hit.kind === "quotes" ? null : el("span", "count", counted),
  );
}

/** The words with what was typed set off, where it stands there as typed. */
function emphasized(label, text) {
  const from = text ? label.toLowerCase().indexOf(text.toLowerCase()) : -1;
  if (from < 0) return [label];
  const start = Math.max(0, from - 12); // of a long sentence, the part that holds the words
  return [
    start && label.length > 28 ? `…${label.slice(start, from)}` : label.slice(0, from),
    el("b", "", label.slice(from, from + text.length)),
    label.slice(from + text.length),
  ];
}

function stand(box, at) {
  box.at = at;
  const rows = box.list.querySelectorAll(".hit");
  rows.forEach((node, index) => {
    node.setAttribute("aria-selected", String(index === at));
    node.classList.toggle("on", index === at);
  });
  if (rows[at]) {
    box.input.setAttribute("aria-activedescendant", `hit-${at}`);
    rows[at].scrollIntoView({ block: "nearest" });
  } else box.input.removeAttribute("aria-activedescendant");
}

function press(box, event) {
  if (event.isComposing) return; // the keys belong to the input method
  const open = !box.list.hidden;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && open) stand(box, (box.at + step + box.hits.length) % box.hits.length);
  else if (step === 1 && box.input.value.trim()) typed(box);
  else if (event.key === "Enter") enter(box, open);
  else if (event.key === "Escape") leave(box);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Enter takes the first; before the index has come it waits for it. */
function enter(box, open) {
  if (!box.input.value.trim()) empty(box);
  else if (open) choose(box, box.at);
  else {
    typed(box);
    if (box.list.hidden) box.wants = true;
    else choose(box, box.at);
  }
}

function leave(box) {
  if (box.drop.hidden) empty(box);
  else close(box);
}

function choose(box, at) {
  const hit = box.hits[at];
  box.wants = false;
  if (!hit) return;
  close(box);
  if (hit.act.focus) {
    box.input.value = "";
    box.clear.hidden = true;
    box.tell("go", hit.act.focus);
  } else box.tell("filter", hit.act.text);
}

/** Take the words away, here and as a condition. */
function empty(box) {
  box.input.value = "";
  box.clear.hidden = true;
  close(box);
  if (box.data.text) box.tell("filter", "");
  box.input.focus();
}

function close(box) {
  box.list.hidden = box.drop.hidden = true;
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function tellNote(box, text) {
  box.note.textContent = text;
  box.note.hidden = box.drop.hidden = false;
  // On a phone the list is as wide as the page and hangs below the box.
  box.drop.style.setProperty("--drop-top", `${box.input.getBoundingClientRect().bottom + 4}px`);
  box.drop.classList.remove("full");
}
