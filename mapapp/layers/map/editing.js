/* The way into drawing: a tool of the column for those who may, and what draws, fetched when somebody first does. */
import { state } from "./state.js";
import { addTool, take } from "./tools.js";
import { t } from "./words.js";

/** The module of the drawing, once asked for. @type {Promise<any> | null} */
let drawing = null;
let offer = null;

/** Put the tool into the column; it is seen by those who may draw. */
export function addDrawTool(column) {
  const start = () => state.tellEdit({ begin: true });
  offer = addTool(column, "draw", { words: t("draw"), hint: t("draw_hint"), start, stop: () => {} });
  offer.hidden = true;
}

/** Follow a command: offer drawing or not, begin, go on or leave. @param {import("./types.d.ts").Command} command */
export function followEdit({ may_edit: may, edit }) {
  if (offer) offer.hidden = !may || Boolean(edit);
  if (!edit && !drawing) return;
  // What was in hand is put down: from here on the drawing has the pointer.
  if (edit && !state.editing) take("");
  state.editing = Boolean(edit);
  if (!drawing) drawing = import(new URL("../drawing/tools.js", import.meta.url).href);
  drawing.then((made) => made.show(state.map, state.command.edit || null));
}
