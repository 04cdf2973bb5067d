/* The handle of the panel on a small screen, where it lies over the map as a sheet: pulled by the finger, moved on by a tap,
 * by arrow keys, Home and End. Three heights; theme.css says what each of them is. */
import { el } from "../../layers/map/dom.js";
import { nextHeight, settle } from "./sheet_heights.js";
import { loadLooks, wear } from "./streamlit_parts.js";

// A finger that moves less has tapped.
const TAP_PX = 8;
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, Home: -9, End: 9 };

const looks = await loadLooks(new URL("./sheet_handle.css", import.meta.url));

/* As high as the visitor left it, whatever is drawn anew. */
let height = 0;
/* What listens on the page ends when the handle is drawn anew. */
let listeners = new AbortController();

export function draw({ data, parentElement }) {
  wear(parentElement, looks);
  const host = parentElement.querySelector(".sheet-host");
  if (!host) return;
  const handle = (host.handle = host.handle || begin(host));
  handle.words = data.heights;
  handle.node.setAttribute("aria-label", data.words);
  put(handle, height);
}

function begin(host) {
  const look = { class: "handle", role: "slider", tabindex: "0", "aria-orientation": "vertical" };
  const range = { "aria-valuemin": "0", "aria-valuemax": "2" };
  const handle = { words: [], drag: null, pulled: false, node: el("div", { ...look, ...range }, el("i", "")) };
  host.append(handle.node);
  handle.node.addEventListener("click", () => handle.pulled || put(handle, nextHeight(height)));
  handle.node.addEventListener("keydown", (event) => press(handle, event));
  handle.node.addEventListener("pointerdown", (event) => take(handle, event));
  handle.node.addEventListener("pointermove", (event) => pull(handle, event));
  handle.node.addEventListener("pointerup", (event) => letGo(handle, event));
  handle.node.addEventListener("pointercancel", () => drop(handle));
  listeners.abort();
  listeners = new AbortController();
  // Whoever walks into the details with the keyboard sees where he is.
  const entered = (event) => {
    const path = event.composedPath();
    if (height || path.includes(handle.node) || !path.includes(sheetOf())) return;
    if (path[0].matches(":focus-visible")) put(handle, 1);
  };
  document.addEventListener("focusin", entered, { signal: listeners.signal });
  return handle;
}

/** Show the sheet at one of its heights. */
function put(handle, wanted) {
  height = wanted;
  document.documentElement.dataset.sheet = ["peek", "half", "full"][height];
  handle.node.setAttribute("aria-valuenow", String(height));
  handle.node.setAttribute("aria-valuetext", handle.words[height] || "");
}

function press(handle, event) {
  const step = KEYS[event.key];
  if (step) put(handle, Math.max(0, Math.min(2, height + step)));
  else if (event.key === "Enter" || event.key === " ") put(handle, nextHeight(height));
  else return;
  event.preventDefault();
}

const sheetOf = () => document.querySelector(".st-key-panelbox");

function take(handle, event) {
  const sheet = sheetOf();
  if (!sheet || event.button) return;
  handle.node.setPointerCapture(event.pointerId);
  handle.pulled = false;
  handle.drag = { from: event.clientY, at: event.clientY, height: sheet.getBoundingClientRect().height, moved: false };
}

function pull(handle, event) {
  const { drag } = handle;
  if (!drag) return;
  drag.moved = drag.moved || Math.abs(event.clientY - drag.from) >= TAP_PX;
  drag.speed = event.clientY - drag.at;
  drag.at = event.clientY;
  if (!drag.moved) return;
  document.documentElement.dataset.sheetPulled = "";
  document.documentElement.style.setProperty("--pulled", `${Math.round(drag.height + drag.from - event.clientY)}px`);
}

function letGo(handle, event) {
  const { drag } = handle;
  if (!drag) return;
  drop(handle);
  if (!drag.moved) return; // a tap: the click that follows moves the sheet, and finds nothing else under the finger
  handle.pulled = true;
  put(handle, settle(drag.height + drag.from - event.clientY, endsOf(sheetOf()), drag.speed || 0));
}

function drop(handle) {
  handle.drag = null;
  delete document.documentElement.dataset.sheetPulled;
  document.documentElement.style.removeProperty("--pulled");
}

/** The three heights in pixels, asked of the page. */
function endsOf(sheet) {
  const { sheet: before } = document.documentElement.dataset;
  const ends = ["peek", "half", "full"].map((name) => {
    document.documentElement.dataset.sheet = name;
    return sheet.getBoundingClientRect().height;
  });
  document.documentElement.dataset.sheet = before;
  return ends;
}
