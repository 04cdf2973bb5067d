/* Holds the map in a frame of its own, so that a run of the page never rebuilds it: hands it commands, tells its clicks,
 * keeps its view in the address. The two talk through a channel of their own (layers/map/host.js): what goes by way of the window,
 * Streamlit looks at, too. */
import { lastOptions, lastView, readAddress, takeOptions, takeView, writeView } from "./page_view.js";
import { teller } from "./streamlit_parts.js";

// A click waits so long for its answer; what the server says of the time before would undo it.
const ANSWER_MS = 5000;

/* What listens on the window ends when another map takes the place: a page that is left must not be kept alive. */
let listeners = new AbortController();

export function draw(component) {
  const { data, parentElement } = component;
  const known = parentElement.mapHost;
  const host = known && known.page === data.page ? known : (parentElement.mapHost = open(parentElement, data));
  host.tell = teller(component);
  host.command = data.command;
  const outdated =
    data.chosen_at < host.clickedAt && performance.timeOrigin + performance.now() < host.clickedAt + ANSWER_MS;
  // Streamlit draws more than once for an answer; the map hears of it once.
  const said = JSON.stringify([data.command, data.chosen_at]);
  if (host.port && !outdated && said !== host.said) {
    host.said = said;
    host.send({ mapapp: "command", command: data.command });
  }
  writeView(); // the present entry of the history may be a new one
}

/** Put a frame in its place and talk with the map in it. */
function open(parent, data) {
  const before = parent.mapHost && parent.mapHost.frame;
  const frame = document.createElement("iframe");
  frame.title = data.title;
  const host = { page: data.page, frame, port: null, said: "", clickedAt: 0, tell: null, command: null, send: null };
  host.send = (message) => host.port.postMessage(message);
  listen(host);
  // The page is written into the frame before the frame is put in its place: so it leaves no entry in the history.
  fetch(new URL(data.page, document.baseURI))
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
    .then((page) => {
      frame.srcdoc = page;
      if (before && before.isConnected) before.replaceWith(frame);
      else parent.append(frame);
    })
    .catch((error) => {
      const note = document.createElement("p");
      note.textContent = `${data.failed} (${error.message})`;
      parent.append(note);
    });
  return host;
}

function listen(host) {
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const hears = {
    options: ({ options }) => takeOptions(options),
    click: ({ found }) => {
      host.clickedAt = host.tell("click", found);
    },
    edit: ({ said }) => host.tell("edit", said),
    area: ({ ring }) => host.tell("area", ring),
    colour: ({ by }) => host.tell("colour", by),
    view: ({ camera, lon, lat, zoom, width, height }) => takeView({ camera, lon, lat, zoom, width, height }),
  };
  const hear = ({ data: message }) => {
    if (Object.hasOwn(hears, message.mapapp)) hears[message.mapapp](message);
  };
  // The map says hello by way of the window, and brings its end of the channel.
  const greet = (event) => {
    const { source, data: message, ports } = event;
    if (source !== host.frame.contentWindow || !message || message.mapapp !== "hello" || !ports.length) return;
    [host.port] = ports;
    host.port.onmessage = hear;
    host.send({ mapapp: "command", command: host.command, camera: firstCamera(), options: firstOptions() });
  };
  window.addEventListener("message", greet, { signal });
  // Every entry of the browser's history carries the view it was left with: Back and Forward bring it again.
  window.addEventListener(
    "popstate",
    () => {
      const { camera, focus, layers, map } = readAddress(location.href);
      if (map && host.port) host.send({ mapapp: "look", camera, focus, options: layers });
    },
    { signal },
  );
}

/** The layers of a map that is built: the address wins, then what was shown last in this visit. */
function firstOptions() {
  const { layers } = readAddress(location.href);
  return layers.hide.length || layers.base ? layers : lastOptions();
}

/** The view of a map that is built: the address wins, then where the map of this visit last looked. */
function firstCamera() {
  const { camera } = readAddress(location.href);
  const last = lastView();
  return camera || (last ? last.camera : "");
}
