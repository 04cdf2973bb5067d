/* Everything of Leaflet that its documentation does not promise, one function each. tests/browser/test_leaflet_internals.py
 * fails when an upgrade takes one away. */

/** Return the 2d context a canvas renderer draws with, and the part of the world it covers, in layer pixels. */
export function canvasOf(renderer) {
  return renderer && renderer._ctx ? { ctx: renderer._ctx, bounds: renderer._bounds } : null;
}

/** Return the canvas element of a canvas renderer. */
export function canvasElement(renderer) {
  return renderer._container;
}
