/* The page around the map's frame. The two talk by messages, {mapapp: kind, …}; nothing reaches into the other.
 *
 * To the page: hello (the map is there and wants its first command), click, view (where the map looks now), options,
 * edit (what is drawn on it).
 * From the page: command (what changed), look (an entry of the history came back). */
import { switchedLayers } from "./layer_panel.js";
import { presentView } from "./view.js";
import { state } from "./state.js";

const post = (kind, content = {}) => window.parent.postMessage({ mapapp: kind, ...content }, window.origin);

/**
 * Greet the page around and listen to it.
 * @param {{command: (command: any) => void, look: (entry: {camera: string, focus: string, options: any}) => void}} hears
 * @returns {Promise<{command: any, camera: string, options: any}>} what the page answers first
 */
export function joinPage(hears) {
  return new Promise((resolve) => {
    let started = false;
    window.addEventListener("message", (event) => {
      const message = event.data;
      if (event.source !== window.parent || !message || typeof message !== "object") return;
      if (message.mapapp === "look") hears.look(message);
      if (message.mapapp !== "command") return;
      if (started) {
        hears.command(message.command);
        tellView(); // the command may have begun a new entry of the history
      } else {
        started = true;
        resolve(message);
      }
    });
    state.tell = (found) => post("click", { found });
    state.tellEdit = (said) => post("edit", { said });
    state.map.on("moveend", tellView);
    state.map.on("options", () => post("options", { options: switchedLayers() }));
    post("hello");
  });
}

/** Tell the page where the map looks. */
export function tellView() {
  post("view", presentView());
}
