/* The page around the map's frame. The two talk by messages, {mapapp: kind, …}; nothing reaches into the other. The hello brings
 * one end of a channel, through which everything else goes: the page's window has other listeners.
 *
 * To the page: hello (the map is there and wants its first command), click, view (where the map looks now), options,
 * edit (what is drawn on it), area (what to select by), colour (what to colour the zones by).
 * From the page: command (what changed), look (an entry of the history came back). */
import { switchedLayers } from "./layer_panel.js";
import { presentView } from "./view.js";
import { state } from "./state.js";

const channel = new MessageChannel();
const post = (kind, content = {}) => channel.port1.postMessage({ mapapp: kind, ...content });

/**
 * Greet the page around and listen to it.
 * @param {{command: (command: any) => void, look: (entry: {camera: string, focus: string, options: any}) => void}} hears
 * @returns {Promise<{command: any, camera: string, options: any}>} what the page answers first
 */
export function joinPage(hears) {
  return new Promise((resolve) => {
    let started = false;
    channel.port1.onmessage = ({ data: message }) => {
      if (message.mapapp === "look") hears.look(message);
      if (message.mapapp !== "command") return;
      if (started) {
        hears.command(message.command);
        tellView(); // the command may have begun a new entry of the history
      } else {
        started = true;
        resolve(message);
      }
    };
    state.tell = (found) => post("click", { found });
    state.tellEdit = (said) => post("edit", { said });
    state.tellArea = (ring) => post("area", { ring });
    state.tellColour = (by) => post("colour", { by });
    state.openQuote = ({ doc, start, end }) =>
      post("click", { found: { zones: [], pids: [], area: "", focus: `read:${doc}@${start}-${end}` } });
    state.map.on("moveend", tellView);
    state.map.on("options", () => post("options", { options: switchedLayers() }));
    window.parent.postMessage({ mapapp: "hello" }, window.origin, [channel.port2]);
  });
}

/** Tell the page where the map looks. */
export function tellView() {
  post("view", presentView());
}
