/* What a clicker or a keyboard asks, wherever the focus is. */
import { tell } from "./messages.js";
import * as play from "./play.js";
import { inFrame, player } from "./player.js";
import { close } from "./quotes.js";

const next = () => play.step(1);
const before = () => play.step(-1);

const KEYS = {
  PageDown: next,
  ArrowRight: next,
  ArrowDown: next,
  " ": next,
  PageUp: before,
  ArrowLeft: before,
  ArrowUp: before,
  Backspace: before,
  Home: () => play.go(0),
  End: () => play.go(player.deck.scenes.length - 1),
  Escape: escape,
  b: play.toggleBlack,
  ".": play.toggleBlack,
  y: play.playYears,
  a: play.toggleAuto,
  n: play.toggleNotes,
  t: play.toggleTheme,
  f: play.toggleFull,
  h: play.toggleHelp,
  "?": play.toggleHelp,
};

/** Do what a key means; false when it means nothing here. @param {string} key */
export function press(key) {
  const act = KEYS[key.length === 1 ? key.toLowerCase() : key];
  if (!act || !player.scene) return false;
  act();
  return true;
}

/** Listen for keys before anything else on the page does. */
export function listenForKeys() {
  const hear = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || player.mode === "picture") return;
    if (player.mode === "preview" && event.key === "Escape") return;
    if (!press(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", hear, true);
}

/** Close what lies on top; with nothing there, stop what runs and leave the full screen. */
function escape() {
  const open = [player.black, player.help, player.notes].find((box) => !box.hidden);
  if (open) open.hidden = true;
  else if (player.panelOpen) close();
  else {
    play.stopYears();
    play.stopAuto();
    if (inFrame) tell("exit");
    else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }
}
