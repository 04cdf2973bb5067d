/* A deck: the map with scenes. The file somebody opens, the preview inside the app, and a picture are this one page. */
import { state } from "../../layers/map/state.js";
import { start as startMap } from "../../layers/map/start.js";
import { listenForKeys, press } from "./keys.js";
import { listenToPage, tell } from "./messages.js";
import { go, onResize, setDeck, setYear, stopAuto, stopYears } from "./play.js";
import { player } from "./player.js";
import { open, openQuote, show } from "./quotes.js";
import { listenForPrinting } from "./print.js";
import { buildRail } from "./rail.js";
import { camera, target } from "./view.js";

/** Draw map and rail and go to the scene the address asks for. @param {any} map @param {any} config */
export async function start(map, config) {
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const scene = () => Number(asked().get("scene")) - 1 || 0;
  if (asked().get("mode") === "picture") document.body.dataset.mode = "picture";
  player.mode = document.body.dataset.mode;
  document.body.classList.toggle("bare", asked().get("bare") === "1");
  // The one global of a deck: what tests read and call.
  window.player = Object.assign(player, { camera, go, setYear, show, stopAuto, stopYears, target });
  player.book = readJson("book");
  player.byId = new Map(player.book.projects.map((item) => [item.id, item]));
  const drawn = startMap(map, config);
  state.tell = open;
  state.openQuote = openQuote;
  state.untouched = false; // the scene says where to look
  state.alwaysNames = true;
  buildRail();
  map.setMaxBounds(null);
  map.invalidateSize({ animate: false });
  map.keyboard.disable();
  listenForKeys();
  listenForPrinting();
  listenToPage({ deck: takeDeck, key: ({ key }) => press(String(key)), mode: takeMode });
  await drawn;
  setDeck(readJson("deck"), scene());
  window.addEventListener("hashchange", () => go(scene()));
  map.on("moveend", () => tell("moved"));
  new ResizeObserver(onResize).observe(map.getContainer());
  document.body.dataset.ready = "1";
  tell("ready");
}

const readJson = (id) => JSON.parse(document.getElementById(id).textContent);

function takeDeck({ deck, index }) {
  if (state.ready) setDeck(deck, index);
}

function takeMode({ mode }) {
  player.mode = document.body.dataset.mode = mode === "preview" ? "preview" : "present";
  onResize();
}
