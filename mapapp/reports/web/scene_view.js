/* A saved view in another window: the zoom at which it shows at least what it showed. No map: tested by itself. */

/**
 * Return the zoom for a window of `size` pixels; the very same window gets the very zoom that was saved.
 * @param {{zoom: number, width?: number, height?: number}} camera
 * @param {{x: number, y: number}} size
 * @param {number} snap steps in which the map zooms
 */
export function zoomFor(camera, size, snap) {
  const known = camera.width && camera.height;
  if (!known || (camera.width === size.x && camera.height === size.y)) return camera.zoom;
  const grow = Math.log2(Math.min(size.x / camera.width, size.y / camera.height));
  return Math.floor((camera.zoom + grow) / snap + 0.001) * snap;
}
