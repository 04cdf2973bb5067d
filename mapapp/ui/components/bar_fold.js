/* On a small screen the bar is one row: the search box and this button, which opens pages, year and filters over the map.
 * Whether it is open stands on the page's root, where theme.css reads it. */
import { button, el } from "../../layers/map/dom.js";
import { loadLooks, wear } from "./streamlit_parts.js";

const looks = await loadLooks(new URL("./bar_fold.css", import.meta.url));

/* What listens on the page ends when the button is drawn anew. */
let listeners = new AbortController();

export function draw({ data, parentElement }) {
  wear(parentElement, looks);
  const host = parentElement.querySelector(".fold-host");
  if (!host) return;
  const made = (host.made = host.made || begin(host));
  made.page.textContent = data.page;
  made.year.textContent = String(data.year);
  made.count.textContent = data.conditions ? String(data.conditions) : "";
  made.opener.setAttribute("aria-label", data.words);
  made.opener.title = data.words;
  if (host.shown !== undefined && host.shown !== data.page) fold(made, false); // another page was chosen
  host.shown = data.page;
}

function begin(host) {
  const made = { page: el("b", ""), year: el("span", "year"), count: el("i", "count") };
  const act = () => fold(made, !isOpen());
  made.opener = button({ class: "opener", "aria-expanded": String(isOpen()) }, act, made.page, made.year, made.count);
  host.append(made.opener);
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const elsewhere = (event) => {
    const bar = document.querySelector(".st-key-top");
    const foot = document.querySelector(".st-key-foot");
    const kept = [bar, foot, ...document.querySelectorAll("[data-baseweb='popover'], [role='dialog']")];
    const path = event.composedPath();
    if (!kept.some((part) => part && path.includes(part))) fold(made, false);
  };
  document.addEventListener("pointerdown", elsewhere, { capture: true, signal });
  // A touch of the map is seen from here as a lost focus only.
  window.addEventListener("blur", () => fold(made, false), { signal });
  const escape = (event) => {
    if (event.key !== "Escape" || !isOpen() || event.defaultPrevented) return;
    fold(made, false);
    made.opener.focus();
  };
  document.addEventListener("keydown", escape, { signal });
  return made;
}

const isOpen = () => document.documentElement.dataset.bar === "open";

function fold(made, open) {
  if (open) document.documentElement.dataset.bar = "open";
  else delete document.documentElement.dataset.bar;
  made.opener.setAttribute("aria-expanded", String(open));
}
