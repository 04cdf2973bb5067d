/* The player inside the page: a preview of one scene, and the whole deck over the whole screen.
 *
 * The player itself is the file a presenter leaves behind, in a frame of its own that may run its script and nothing
 * else; the two talk by messages. Keys pressed anywhere reach it while a meeting is on. */

/* What listens on the window ends when the page is drawn with another player: a page that is left must not be kept alive. */
let ears = new AbortController();

export default function (component) {
  const { data, parentElement, tell } = component;
  const root = parentElement.querySelector(".present");
  const live = (root.live = root.live || build(root));
  document.documentElement.lang = data.tag;
  live.say = speaker(data.lang);
  root.setAttribute("aria-label", live.say("region"));
  live.frame.title = live.say("frame");
  for (const [node, key] of live.buttons) node.textContent = live.say(key);
  live.report = tell;
  live.index = data.index;
  live.most = data.most;
  const serial = JSON.stringify([data.deck, data.index]);
  if (live.serial !== serial) {
    live.serial = serial;
    live.deck = data.deck;
    if (live.ready) live.send({ mapapp: "deck", deck: data.deck, index: data.index });
  }
  if (live.url !== data.url) {
    live.url = data.url;
    live.ready = false;
    fetch(new URL(data.url, document.baseURI))
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then((text) => (live.frame.srcdoc = text))
      .catch(() => (live.note.textContent = live.say("failed")));
  }

  function build(root) {
    const live = { ready: false, on: false, buttons: [] };
    const box = document.createElement("div");
    box.className = "stage";
    live.frame = document.createElement("iframe");
    live.frame.setAttribute("sandbox", "allow-scripts");
    live.note = document.createElement("p");
    live.note.className = "note";
    const bar = document.createElement("div");
    bar.className = "bar";
    const button = (key, className, act) => {
      const node = document.createElement("button");
      node.type = "button";
      node.className = className;
      live.buttons.push([node, key]);
      node.addEventListener("click", act);
      bar.append(node);
    };
    button("start", "go", () => start(live, box));
    button("save", "plain", () => live.report("save", { ...(mapView() || live.camera) }));
    button("open", "plain", () => live.file.click());
    live.file = document.createElement("input");
    live.file.type = "file";
    live.file.accept = ".json,application/json";
    live.file.hidden = true;
    live.file.addEventListener("change", () => bring(live));
    bar.append(live.file);
    button("look", "plain", () => live.camera && live.report("look", live.camera));
    box.append(live.frame);
    root.append(bar, live.note, box);
    live.send = (message) => live.frame.contentWindow?.postMessage(message, "*");

    ears.abort();
    ears = new AbortController();
    const { signal } = ears;
    window.addEventListener("message", (event) => {
      if (event.source !== live.frame.contentWindow || !event.data) return;
      const { mapapp: kind, camera, index } = event.data;
      if (camera) live.camera = camera;
      if (kind === "ready") {
        live.ready = true;
        live.send({ mapapp: "deck", deck: live.deck, index: live.index });
      }
      if (kind === "moved" || kind === "scene") live.at = index;
      if (kind === "exit" && live.on) leave(live, box);
      if (kind === "full" && live.on) toggleFull(box);
    }, { signal });
    window.addEventListener(
      "keydown",
      (event) => {
        if (!live.on || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        live.send({ mapapp: "key", key: event.key });
      },
      { capture: true, signal }
    );
    document.addEventListener("fullscreenchange", () => {
      if (live.on && live.wasFull && !document.fullscreenElement) leave(live, box);
      live.wasFull = Boolean(document.fullscreenElement);
    }, { signal });
    return live;
  }

  /* A file too large to be a deck is refused here, before it travels. */
  async function bring(live) {
    const [file] = live.file.files;
    live.file.value = "";
    if (!file) return;
    const most = live.most;
    live.note.textContent = "";
    if (file.size > most) live.note.textContent = live.say("too_large", { size: Math.round(file.size / 1e6), most: most / 1e6 });
    else live.report("file", { text: await file.text() });
  }

  /* What the map page looked at last, kept by the map itself for this tab. */
  function mapView() {
    try {
      const [lat, lon, zoom, width, height] = JSON.parse(sessionStorage.getItem("mapapp.view"));
      return { lat, lon, zoom, width: width || 0, height: height || 0 };
    } catch (error) {
      return null;
    }
  }

  function start(live, box) {
    if (!live.ready) return;
    live.on = true;
    box.classList.add("cover");
    live.send({ mapapp: "mode", mode: "present" });
    live.frame.focus();
    toggleFull(box);
  }

  function toggleFull(box) {
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    else if (box.requestFullscreen) box.requestFullscreen().catch(() => {});
  }

  function leave(live, box) {
    live.on = false;
    box.classList.remove("cover");
    live.send({ mapapp: "mode", mode: "preview" });
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    if (live.at !== undefined && live.at !== live.index) live.report("index", live.at);
  }
}
