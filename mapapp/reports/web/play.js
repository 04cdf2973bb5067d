/* Scenes and clocks: which scene, which year, and what runs by itself when it is asked to. */
import { takeLayers } from "../../layers/map/layer_panel.js";
import { apply } from "../../layers/map/start.js";
import { state } from "../../layers/map/state.js";
import { tell } from "./messages.js";
import { inFrame, player } from "./player.js";
import { show } from "./quotes.js";
import { drawRail } from "./rail.js";
import { hold, look, setScale } from "./view.js";

const YEAR_MS = 1100;
const RESIZE_MS = 60;

/** Take a deck and go to one of its scenes. */
export function setDeck(deck, index) {
  player.deck = deck;
  document.body.classList.toggle("dark", deck.theme === "dark" && player.mode !== "picture");
  document.title = `${deck.title} · ${player.book.title}`;
  go(Math.max(0, Math.min(index || 0, deck.scenes.length - 1)), { still: true });
}

/** Go to a scene; `still` without flight and without running years. */
export function go(index, { still = false } = {}) {
  if (!player.deck || index < 0 || index >= player.deck.scenes.length) return;
  stopYears();
  player.index = index;
  player.scene = player.deck.scenes[index];
  player.panelOpen = "";
  player.black.hidden = true;
  setScale();
  takeLayers({ hide: player.scene.hide, base: player.scene.base });
  setYear(player.scene.year);
  player.parts.body.scrollTop = 0;
  look(player.scene.camera, !still && player.mode !== "picture");
  if (player.scene.play && !still && player.mode === "present") playYears();
  if (player.auto) plan();
  tell("scene");
}

/** Go to the next scene or the one before; after the last one the deck stands still. */
export function step(by) {
  const to = player.index + by;
  if (to >= player.deck.scenes.length) stopAuto();
  else go(Math.max(0, to));
}

/** Show the scene as of a year. */
export function setYear(year) {
  const first = state.config.firstYear;
  const last = first + player.scene.frames.length - 1;
  player.year = Math.max(first, Math.min(last, year));
  player.frame = player.scene.frames[player.year - first];
  refresh();
  drawRail();
  if (player.panelOpen) show(player.panelOpen, player.here);
}

/** Put the present frame on the map. */
export function refresh() {
  const { scene, frame } = player;
  apply({
    year: frame.year,
    clock: scene.clock,
    mask: frame.mask,
    focus: player.panelOpen || scene.focus,
    fly: "",
    filtered: scene.filters.length > 0,
    within: scene.within,
    colour: frame.colour || null,
  });
  hold(scene.held);
}

/** Let the years of the scene run by, or stop them. */
export function playYears() {
  if (player.running) {
    stopYears();
    return;
  }
  const [from, to] = player.scene.play || [state.config.firstYear, player.scene.year];
  if (from >= to) return;
  setYear(from);
  player.yearTool.classList.add("on");
  player.running = setInterval(() => {
    if (player.year >= to) stopYears();
    else setYear(player.year + 1);
  }, YEAR_MS);
}

/** Stop running years. */
export function stopYears() {
  clearInterval(player.running);
  player.running = 0;
  if (player.yearTool) player.yearTool.classList.remove("on");
}

/** Plan the next scene of a deck that plays by itself. */
function plan() {
  clearTimeout(player.timer);
  const { play, seconds } = player.scene;
  const needed = play ? (play[1] - play[0] + 2) * YEAR_MS : 0;
  player.timer = setTimeout(() => step(1), Math.max(seconds * 1000, needed));
}

/** Let the deck play by itself, or stop it. */
export function toggleAuto() {
  if (player.auto) {
    stopAuto();
    return;
  }
  player.auto = true;
  player.autoTool.classList.add("on");
  plan();
}

/** Stop a deck that plays by itself. */
export function stopAuto() {
  clearTimeout(player.timer);
  player.auto = false;
  player.autoTool.classList.remove("on");
}

export const toggleTheme = () => document.body.classList.toggle("dark");
export const toggleHelp = () => toggle(player.help);
export const toggleNotes = () => toggle(player.notes);
export const toggleBlack = () => toggle(player.black);

function toggle(box) {
  box.hidden = !box.hidden;
}

/** Fill the screen, or stop filling it; inside the app the page around does. */
export function toggleFull() {
  const refused = () => {}; // a browser may refuse; then the window stays as it is
  if (inFrame) tell("full");
  else if (document.fullscreenElement) document.exitFullscreen().catch(refused);
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(refused);
}

let due = 0;

/** Draw the scene again for a window of another size. */
export function onResize() {
  clearTimeout(due);
  // A picture is taken the moment the page is laid out; a window being dragged can wait.
  if (player.mode === "picture") drawAgain();
  else due = window.setTimeout(drawAgain, RESIZE_MS);
}

function drawAgain() {
  // Paper has its own size; what it fits into is no resized window.
  if (player.printing) return;
  refreshView();
}

/** Draw map and rail again for the size the map has now. */
export function refreshView() {
  if (!player.scene) return;
  state.map.invalidateSize({ animate: false });
  setScale();
  refresh();
  drawRail();
  look(player.scene.camera, false);
}
