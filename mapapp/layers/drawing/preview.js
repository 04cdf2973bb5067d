/* Outlines side by side: what is drawn now stays dashed, what would take its place is solid, and the map shows both whole. */
import { t } from "../map/words.js";

const BEFORE = { color: "#52606d", weight: 1.5, dashArray: "5 4", fill: false, interactive: false };
const AFTER = { color: "#c2410c", weight: 2.4, fillColor: "#c2410c", fillOpacity: 0.08, interactive: false };
const flip = (polygons) => polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])));

/** Return the tool. @param {any} map */
export function previewTool(map) {
  if (!map.getPane("drawn")) map.createPane("drawn").style.zIndex = "640";
  const renderer = L.svg({ pane: "drawn", padding: 0.5 });
  const outlines = L.featureGroup().addTo(map);
  const bar = new L.Control({ position: "topleft" });
  const legend = L.DomUtil.create("div", "drawn-area drawn-legend");
  bar.onAdd = () => legend;
  /** The address of what is shown, and of what is wanted while it is being fetched. */
  let shown = "";

  function draw(rows) {
    outlines.clearLayers();
    for (const { before, after } of rows) {
      if (before.length) L.polygon(flip(before), { ...BEFORE, pane: "drawn", renderer }).addTo(outlines);
      if (after.length) L.polygon(flip(after), { ...AFTER, pane: "drawn", renderer }).addTo(outlines);
    }
    legend.textContent = t("drawn_before_after");
    if (rows.length) {
      bar.addTo(map);
      map.fitBounds(outlines.getBounds(), { padding: [30, 30], animate: false });
    } else bar.remove();
    map.getContainer().dataset.preview = String(rows.length);
  }

  return {
    show(edit) {
      if (edit.data === shown) return;
      shown = edit.data;
      const fetched = edit.data ? fetch(edit.data).then((answer) => (answer.ok ? answer.json() : [])) : null;
      Promise.resolve(fetched || []).then((rows) => {
        if (shown === edit.data) draw(rows);
      });
    },
    leave() {
      shown = "";
      delete map.getContainer().dataset.preview;
      outlines.remove();
      renderer.remove();
      bar.remove();
    },
  };
}
