/* Where the pointer is, in WGS 84, to be copied: by a click with the right button, a long press, or from the box itself. */
import { button } from "./dom.js";
import { state } from "./state.js";
import { t } from "./words.js";

const SAID_MS = 1600;

/** Return the box of coordinates. */
export function makePointerPlace(map) {
  const box = button({ class: "pointer-place", title: t("place_hint"), hidden: true }, () => copy(), "");
  L.DomEvent.disableClickPropagation(box);
  let at = null;
  let due = false;
  const write = () => {
    due = false;
    if (!at) return;
    box.hidden = false;
    box.textContent = wordsOf(at);
  };
  const move = (latlng) => {
    at = latlng;
    if (!due) requestAnimationFrame(write);
    due = true;
  };
  const copy = async () => {
    const words = wordsOf(at || map.getCenter());
    box.hidden = false;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      // Pages without https may not use the clipboard; a marked text can be copied in the old way.
      if (!copyMarked(words)) return;
    }
    box.textContent = t("place_copied", { place: words });
    setTimeout(() => box.isConnected && write(), SAID_MS);
  };
  map.on("mousemove", (event) => map.dragging.moving() || move(event.latlng));
  map.on("contextmenu", (event) => {
    if (state.tool) return;
    at = event.latlng;
    copy();
  });
  return box;
}

/** Return a place in words: lon, lat in degrees (EPSG:4326); five decimals are one metre. */
function wordsOf({ lng, lat }) {
  return `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
}

function copyMarked(words) {
  const field = document.createElement("textarea");
  field.value = words;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
