/* The player inside the page: a preview of one scene, and the whole deck over the whole screen.
 *
 * The player itself is the file a presenter leaves behind, in a frame of its own that may run its script and nothing
 * else; the two talk by messages. Its origin is opaque, so messages can name no target origin ("*"); both sides look at
 * who sent one. Keys pressed anywhere reach it while a meeting is on. */
import { button, el } from "../../layers/map/dom.js";
import { lastOptions, lastView } from "./page_view.js";
import { translator } from "./translate.js";
import { loadLooks, speakPage, teller, wear } from "./streamlit_parts.js";

/* What listens on the window ends when the page is drawn with another player: a page that is left must not be kept alive. */
let listeners = new AbortController();

const looks = await loadLooks(new URL("./player.css", import.meta.url));

export function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  speakPage(data.tag);
  const root = parentElement.querySelector(".present");
  const live = (root.live = root.live || build(root));
  live.t = translator("player", data.lang);
  live.tell = teller(component);
  live.index = data.index;
  live.most = data.most;
  root.setAttribute("aria-label", live.t("region"));
  live.frame.title = live.t("frame");
  for (const [node, key] of live.buttons) node.textContent = live.t(key);
  takeDeck(live, data);
}

function takeDeck(live, data) {
  const serial = JSON.stringify([data.deck, data.index]);
  if (live.serial !== serial) {
    live.serial = serial;
    live.deck = data.deck;
    if (live.ready) live.send({ mapapp: "deck", deck: data.deck, index: data.index });
  }
  if (live.url === data.url) return;
  live.url = data.url;
  live.ready = false;
  fetch(new URL(data.url, document.baseURI))
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
    .then((text) => {
      live.frame.srcdoc = text;
    })
    .catch(() => {
      live.note.textContent = live.t("failed");
    });
}

function build(root) {
  /** @type {any} */
  const live = { ready: false, on: false, buttons: [], note: el("p", "note") };
  live.frame = el("iframe", { sandbox: "allow-scripts" });
  live.box = el("div", "stage", live.frame);
  live.file = el("input", {
    type: "file",
    accept: ".json,application/json",
    hidden: true,
    change: () => openFile(live),
  });
  const add = (key, look, act) => {
    const made = button(look, act);
    live.buttons.push([made, key]);
    return made;
  };
  const bar = el(
    "div",
    "bar",
    add("start", "go", () => start(live)),
    add("save", "plain", () => live.tell("save", { ...(lastView() || live.camera), ...lastOptions() })),
    add("open", "plain", () => live.file.click()),
    live.file,
    add("look", "plain", () => live.camera && live.tell("look", live.camera)),
  );
  root.append(bar, live.note, live.box);
  live.send = (message) => live.frame.contentWindow && live.frame.contentWindow.postMessage(message, "*");
  listen(live);
  return live;
}

function listen(live) {
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const hear = (event) => {
    if (event.source === live.frame.contentWindow && event.data) take(live, event.data);
  };
  const press = (event) => {
    if (!live.on || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    live.send({ mapapp: "key", key: event.key });
  };
  const turn = () => {
    if (live.on && live.wasFull && !document.fullscreenElement) leave(live);
    live.wasFull = Boolean(document.fullscreenElement);
  };
  window.addEventListener("message", hear, { signal });
  window.addEventListener("keydown", press, { capture: true, signal });
  document.addEventListener("fullscreenchange", turn, { signal });
}

function take(live, { mapapp: kind, camera, index }) {
  if (camera) live.camera = camera;
  if (kind === "ready") {
    live.ready = true;
    live.send({ mapapp: "deck", deck: live.deck, index: live.index });
  }
  if (kind === "moved" || kind === "scene") live.at = index;
  if (kind === "exit" && live.on) leave(live);
  if (kind === "full" && live.on) toggleFull(live.box);
}

/** Read a file somebody opened; one too large to be a deck is refused here, before it travels. */
async function openFile(live) {
  const [file] = live.file.files;
  live.file.value = "";
  if (!file) return;
  const { most, t } = live;
  live.note.textContent = "";
  if (file.size > most) live.note.textContent = t("too_large", { size: Math.round(file.size / 1e6), most: most / 1e6 });
  else live.tell("file", { text: await file.text() });
}

function start(live) {
  if (!live.ready) return;
  live.on = true;
  live.box.classList.add("cover");
  live.send({ mapapp: "mode", mode: "present" });
  live.frame.focus();
  toggleFull(live.box);
}

function toggleFull(box) {
  const refused = () => {}; // the browser may refuse; the deck then covers the page only
  if (document.fullscreenElement) document.exitFullscreen().catch(refused);
  else if (box.requestFullscreen) box.requestFullscreen().catch(refused);
}

function leave(live) {
  live.on = false;
  live.box.classList.remove("cover");
  live.send({ mapapp: "mode", mode: "preview" });
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  if (live.at !== undefined && live.at !== live.index) live.tell("index", live.at);
}
