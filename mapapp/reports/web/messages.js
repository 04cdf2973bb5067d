/* The page around the player, when there is one. The player's origin is opaque (a sandboxed frame), so messages can name
 * no target origin ("*"); both sides look at who sent one. */
import { state } from "../../layers/map/state.js";
import { inFrame, player } from "./player.js";
import { camera } from "./view.js";

/** Tell the page around where the deck stands. @param {string} kind */
export function tell(kind) {
  if (!inFrame || !player.deck) return;
  const where = { index: player.index, year: player.year, camera: camera(), focus: state.focus };
  window.parent.postMessage({ mapapp: kind, ...where }, "*");
}

/** Listen to the page around. @param {Record<string, (message: any) => void>} hears by kind of message */
export function listenToPage(hears) {
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (!inFrame || event.source !== window.parent || !message || typeof message !== "object") return;
    if (Object.hasOwn(hears, message.mapapp)) hears[message.mapapp](message);
  });
}
