/* The way into drawing: a button for those who may, and the tools themselves, fetched when somebody first draws. */
import { button } from "./dom.js";
import { addControl } from "./furniture.js";
import { state } from "./state.js";
import { say } from "./words.js";

/** The module of the tools, once asked for. @type {Promise<any> | null} */
let tools = null;
let offer = null;

/** Put the button on the map; it is seen by those who may draw. */
export function addDrawSwitch(map) {
  addControl(map, "topleft", () => {
    const box = L.DomUtil.create("div", "switches");
    offer = button(
      { class: "switch draw", title: say("draw_hint") },
      () => state.tellEdit({ begin: true }),
      say("draw"),
    );
    offer.hidden = true;
    box.append(offer);
    L.DomEvent.disableClickPropagation(box);
    return box;
  });
}

/** Follow a command: offer drawing or not, begin, go on or leave. @param {import("./types.d.ts").Command} command */
export function followEdit({ may_edit: may, edit }) {
  if (offer) offer.hidden = !may || Boolean(edit);
  if (!edit && !tools) return;
  state.editing = Boolean(edit);
  if (!tools) tools = import(new URL("../drawing/tools.js", import.meta.url).href);
  tools.then((made) => made.show(state.map, state.command.edit || null));
}
