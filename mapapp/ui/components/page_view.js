/* Where the map looks, as the page keeps it: in the address of the present entry of the history, and for a map that is
 * built again while the visit lasts. A page that is opened anew remembers nothing: its address says all. */

/** What the map told last: {camera, lon, lat, zoom, width, height}; null before the first. */
let told = null;

/** The layers the visitor hid and the base layer chosen, for a map that is built again and for the address. */
let options = { hide: [], base: "" };

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
  writeView();
}

/** Return what the visitor switched on the map of this visit. */
export function lastOptions() {
  return options;
}

/** Return an address without its view, or with another. @param {string} address @param {string} camera */
export function withCamera(address, camera) {
  return withParts(address, { camera });
}

/** Return an address with other hidden layers and another base layer. @param {string} address */
export function withLayers(address, { hide, base }) {
  return withParts(address, { hide: hide.join(","), base: encodeURIComponent(base) });
}

/** Replace parameters and leave the rest letter by letter; an empty one is taken out. */
function withParts(address, parts) {
  const url = new URL(address);
  const names = Object.keys(parts);
  const rest = url.search
    .slice(1)
    .split("&")
    .filter((part) => part && !names.some((name) => part.startsWith(`${name}=`)));
  const written = names.filter((name) => parts[name]).map((name) => `${name}=${parts[name]}`);
  url.search = [...rest, ...written].join("&");
  return url.href;
}

/** Write view and layers into the present entry of the history: no new entry, no message to the server. */
export function writeView() {
  if (!told) return;
  const address = withLayers(withCamera(location.href, told.camera), options);
  if (address !== location.href) history.replaceState(history.state, "", address);
}

/** Return the view, the layers and the chosen thing in an address, and whether it is the map's page. @param {string} address */
export function readAddress(address) {
  const asked = new URL(address).searchParams;
  const page = asked.get("page") || "map";
  const layers = { hide: (asked.get("hide") || "").split(",").filter(Boolean), base: asked.get("base") || "" };
  return { camera: asked.get("camera") || "", focus: asked.get("focus") || "", layers, map: page === "map" };
}
