/* Where the map looks, as the page keeps it: in the address of the present entry of the history, and for a map that is
 * built again while the visit lasts. A page that is opened anew remembers nothing: its address says all. */

/** What the map told last: {camera, lon, lat, zoom, width, height}; null before the first. */
let told = null;

/** What the visitor switched on the map, for one that is built again. */
let options = {};

/** Take over what the map told, and write it into the address. */
export function takeView(view) {
  told = view;
  writeView();
}

/** Return what the map of this visit looked at last, null when nobody has moved it. */
export function lastView() {
  return told;
}

/** Take over what the visitor switched on the map. */
export function takeOptions(switched) {
  options = switched;
}

/** Return what the visitor switched on the map of this visit. */
export function lastOptions() {
  return options;
}

/** Return an address without its view, or with another. @param {string} address @param {string} camera */
export function withCamera(address, camera) {
  const url = new URL(address);
  const rest = url.search
    .slice(1)
    .split("&")
    .filter((part) => part && !part.startsWith("camera="));
  url.search = (camera ? [...rest, `camera=${camera}`] : rest).join("&");
  return url.href;
}

/** Write the view into the present entry of the history: no new entry, no message to the server. */
export function writeView() {
  if (!told) return;
  const address = withCamera(location.href, told.camera);
  if (address !== location.href) history.replaceState(history.state, "", address);
}

/** Return the view and the chosen thing in an address, and whether it is the map's page. @param {string} address */
export function readAddress(address) {
  const asked = new URL(address).searchParams;
  const page = asked.get("page") || "map";
  return { camera: asked.get("camera") || "", focus: asked.get("focus") || "", map: page === "map" };
}
