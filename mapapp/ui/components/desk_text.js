/* The text on the desk with the places of its records marked; what is selected in it as offsets. */
import { el } from "../../layers/map/dom.js";
import { ZH } from "./streamlit_parts.js";

/** Write a document's text into a box; a click on a mark tells the first of its records. */
export function drawText(box, file, choose) {
  const chars = Array.from(file.text); // as Python counts
  const edges = new Set([0, chars.length]);
  for (const one of file.records) for (const span of one.spans) span.forEach((at) => edges.add(at));
  const cuts = [...edges].sort((a, b) => a - b);
  const starts = new Map(cuts.map((at) => [at, []]));
  for (const one of file.records)
    for (const [from, to] of one.spans)
      for (let n = cuts.indexOf(from); n < cuts.length && cuts[n] < to; n += 1) starts.get(cuts[n]).push(one.key);
  const pieces = cuts.slice(0, -1).map((from, n) => {
    const keys = starts.get(from);
    const piece = chars.slice(from, cuts[n + 1]).join("");
    if (!keys.length) return el("span", { "data-at": from }, piece);
    const attributes = { "data-at": from, "data-keys": keys.join(" "), click: () => isEmpty() && choose(keys[0]) };
    return el("mark", attributes, piece);
  });
  box.replaceChildren(el("div", { lang: ZH }, pieces));
}

const isEmpty = () => String(document.getSelection() || "") === "";

/** Return the words selected in a box with their half-open offsets in the text, null when nothing is. */
export function selectedWords(box) {
  const selection = document.getSelection();
  if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(box, range.startContainer, range.startOffset);
  const end = offsetOf(box, range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : { start, end, text: selection.toString() };
}

/** Return the offset in the text of a place in the page, null outside the box. */
function offsetOf(box, node, within) {
  const piece = (node instanceof Element ? node : node.parentElement).closest("[data-at]");
  if (!piece || !box.contains(piece)) return null;
  const before = node === piece ? (within ? piece.textContent : "") : piece.textContent.slice(0, within);
  return Number(piece.dataset.at) + Array.from(before).length;
}
