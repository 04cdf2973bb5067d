/* Where names hang on the map. A marker of Leaflet's is moved in space, and the browser keeps a layer of its own for each such
 * element, which it puts together anew with every frame: with hundreds of names that took longer than everything else a click
 * does. These are moved in the plane and lie in one layer. */
import { el } from "./dom.js";
import { state } from "./state.js";

/** @type {{node: any, at: any}[]} */
const anchors = [];

/** Hang something on the map at a place; `move` takes it to another. @param {any} content @param {any} at Leaflet's LatLng */
export function hang(content, at) {
  const node = el("div", "name-anchor leaflet-zoom-animated", content);
  const anchor = { node, at };
  if (!anchors.length) follow(state.map);
  anchors.push(anchor);
  state.map.getPane("names").append(node);
  put(anchor);
  return {
    move: (to) => {
      anchor.at = to;
      put(anchor);
    },
  };
}

function follow(map) {
  map.on("zoom viewreset", () => anchors.forEach(put));
  map.on("zoomanim", ({ center, zoom }) => {
    // Layer points at the end of the flight, while the pane stays where it is.
    const shift = map.project(center, zoom).subtract(map.getSize().divideBy(2));
    const corner = map.containerPointToLayerPoint([0, 0]);
    for (const { node, at } of anchors) moveTo(node, map.project(at, zoom).subtract(shift).add(corner));
  });
}

const put = ({ node, at }) => moveTo(node, state.map.latLngToLayerPoint(at));

function moveTo(node, { x, y }) {
  node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
