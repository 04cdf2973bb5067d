/* The base layer a visitor chose, dimmed under everything; none by default, so that the map asks nobody for anything. */
import { state } from "./state.js";

const PANE_Z = "150";
const DIMMED = "0.75";

let laid = "none";
let sheets = [];
let credit = null;

/** Return the base layer that is chosen, null for none. */
export const baseInUse = () => state.config.bases.find(({ id }) => id === state.options.base) || null;

/** Lay the chosen base layer, or take the one before away; whose it is stands on the map as text. */
export function lay() {
  const { map } = state;
  const base = baseInUse();
  if (laid === (base ? base.id : "none")) return;
  laid = base ? base.id : "none";
  for (const sheet of sheets) sheet.remove();
  sheets = base ? base.sheets.map(({ url, wms }) => sheetOf(map, base, url, wms).addTo(map)) : [];
  if (credit) credit.remove();
  credit = base ? creditOf(base).addTo(map) : null;
}

function sheetOf(map, base, url, wms) {
  if (!map.getPane("tiles")) {
    const pane = map.createPane("tiles");
    pane.style.zIndex = PANE_Z;
    pane.style.opacity = DIMMED;
  }
  const options = {
    pane: "tiles",
    subdomains: base.subdomains || "a",
    minNativeZoom: base.minZoom,
    maxNativeZoom: base.maxZoom,
    maxZoom: 24,
    tms: base.tms,
  };
  // The frame is written into the page, so addresses of this server are relative to the page.
  const address = /^https?:/.test(url) ? url : new URL(".", document.baseURI).href + url;
  return wms ? L.tileLayer.wms(address, { ...options, ...wms }) : L.tileLayer(address, options);
}

function creditOf(base) {
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "credit");
    box.textContent = base.attribution;
    return box;
  };
  return control;
}
