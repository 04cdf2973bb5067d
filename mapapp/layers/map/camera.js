/* A view in words, as it stands in the address: "lon,lat,zoom" in EPSG:4326; no map, no page: tested by itself. */

const CAMERA = /^(\d+(?:\.\d+)?),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/;

/** Return a view in words: four decimals are ten metres. */
export function cameraOf(lon, lat, zoom) {
  return `${lon.toFixed(4)},${lat.toFixed(4)},${Number(zoom.toFixed(2))}`;
}

/** Return {lon, lat, zoom}, null for anything that is no view. @param {string | null} text */
export function readCamera(text) {
  const found = CAMERA.exec(text || "");
  if (!found) return null;
  const [lon, lat, zoom] = found.slice(1).map(Number);
  return { lon, lat, zoom };
}
