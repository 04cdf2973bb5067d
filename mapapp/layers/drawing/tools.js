/* What is being drawn: one tool at a time, told by the page's command. */
import { state } from "../map/state.js";
import { areaTool } from "./area.js";
import { previewTool } from "./preview.js";
import { putTool } from "./put.js";
import { shapeTool } from "./shape.js";

const TOOLS = { put: putTool, shape: shapeTool, upload: previewTool, area: areaTool };

/** The tool at work: {turn, show, leave}. @type {any} */
let now = null;

/** Follow what the page says is being drawn; null ends it. @param {any} map @param {any} edit */
export function show(map, edit) {
  if (now && (!edit || edit.turn !== now.turn)) {
    now.leave();
    now = null;
    map.getContainer().classList.remove("drawing");
  }
  if (!edit) return;
  if (!now) {
    wearLooks();
    map.getContainer().classList.add("drawing");
    now = { turn: edit.turn, ...TOOLS[edit.tool](map, edit, (said) => state.tellEdit({ turn: edit.turn, ...said })) };
  }
  now.show(edit);
}

/** The looks of the tools come with them. */
function wearLooks() {
  if (document.querySelector("link[data-drawing]")) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./drawing.css", import.meta.url).href;
  link.dataset.drawing = "";
  document.head.append(link);
}
