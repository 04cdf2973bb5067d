/* Scenes, keys and clocks: what a clicker asks, wherever the focus is. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const player = (window.player = window.player || {});
  const YEAR_MS = 1100;
  const inFrame = window.parent !== window;

  player.begin = function () {
    const hash = new URLSearchParams(location.hash.slice(1));
    player.mode = document.body.dataset.mode = hash.get("mode") === "picture" ? "picture" : document.body.dataset.mode || "present";
    if (hash.get("bare") === "1") document.body.classList.add("bare");
    player.book = JSON.parse(document.getElementById("book").textContent);
    player.byId = new Map(player.book.projects.map((item) => [item.id, item]));
    player.buildRail();
    app.map.setMaxBounds(null);
    app.map.invalidateSize({ animate: false });
    app.map.keyboard.disable();
    app.settled.then(() => {
      player.setDeck(JSON.parse(document.getElementById("deck").textContent), Number(hash.get("scene")) - 1 || 0);
      window.addEventListener("hashchange", () => player.go(Number(new URLSearchParams(location.hash.slice(1)).get("scene")) - 1 || 0));
      app.map.on("moveend", () => tell("moved"));
      new ResizeObserver(onResize).observe(app.map.getContainer());
      document.body.dataset.ready = "1";
      tell("ready");
    });
  };

  player.setDeck = function (deck, index) {
    player.deck = deck;
    document.body.classList.toggle("dark", deck.theme === "dark" && player.mode !== "picture");
    document.title = deck.title + " · " + player.book.title;
    player.go(Math.max(0, Math.min(index || 0, deck.scenes.length - 1)), { still: true });
  };

  /* Go to a scene; `still` without flight and without running years. */
  player.go = function (index, { still = false } = {}) {
    if (!player.deck || index < 0 || index >= player.deck.scenes.length) return;
    player.stopYears();
    player.index = index;
    player.scene = player.deck.scenes[index];
    player.panelOpen = "";
    player.black.hidden = true;
    player.setScale();
    player.setYear(player.scene.year);
    player.parts.body.scrollTop = 0;
    player.look(player.scene.camera, !still && player.mode !== "picture");
    if (player.scene.play && !still && player.mode === "present") player.playYears();
    if (player.auto) player.plan();
    tell("scene");
  };

  player.step = function (by) {
    const to = player.index + by;
    if (to >= player.deck.scenes.length) return player.stopAuto();
    player.go(Math.max(0, to));
  };

  player.setYear = function (year) {
    const first = app.config.firstYear, last = first + player.scene.frames.length - 1;
    player.year = Math.max(first, Math.min(last, year));
    player.frame = player.scene.frames[player.year - first];
    player.refresh();
    player.drawRail();
    if (player.panelOpen) player.show(player.panelOpen, player.here);
  };

  /* Put the present frame on the map. */
  player.refresh = function () {
    const { scene, frame } = player;
    app.apply({ year: frame.year, clock: scene.clock, mask: frame.mask, focus: player.panelOpen || scene.focus, fly: "" });
    player.hold(scene.held);
  };

  /* ---- years that run by ------------------------------------------------------------------------------------- */
  player.playYears = function () {
    if (player.running) return player.stopYears();
    const [from, to] = player.scene.play || [app.config.firstYear, player.scene.year];
    if (from >= to) return;
    player.setYear(from);
    player.yearTool.classList.add("on");
    player.running = setInterval(() => {
      if (player.year >= to) return player.stopYears();
      player.setYear(player.year + 1);
    }, YEAR_MS);
  };

  player.stopYears = function () {
    clearInterval(player.running);
    player.running = 0;
    if (player.yearTool) player.yearTool.classList.remove("on");
  };

  /* ---- autoplay ----------------------------------------------------------------------------------------------- */
  player.plan = function () {
    clearTimeout(player.timer);
    const { play, seconds } = player.scene;
    const needed = play ? (play[1] - play[0] + 2) * YEAR_MS : 0;
    player.timer = setTimeout(() => player.step(1), Math.max(seconds * 1000, needed));
  };

  player.toggleAuto = function () {
    if (player.auto) return player.stopAuto();
    player.auto = true;
    player.autoTool.classList.add("on");
    player.plan();
  };

  player.stopAuto = function () {
    clearTimeout(player.timer);
    player.auto = false;
    player.autoTool.classList.remove("on");
  };

  /* ---- keys --------------------------------------------------------------------------------------------------- */
  player.toggleTheme = () => document.body.classList.toggle("dark");
  player.toggleHelp = () => (player.help.hidden = !player.help.hidden);
  player.toggleNotes = () => (player.notes.hidden = !player.notes.hidden);
  player.toggleBlack = () => (player.black.hidden = !player.black.hidden);
  player.toggleFull = function () {
    if (inFrame) return tell("full");
    if (document.fullscreenElement) return document.exitFullscreen().catch(() => {});
    const asked = document.documentElement.requestFullscreen && document.documentElement.requestFullscreen();
    return asked && asked.catch(() => {});
  };

  function escape() {
    for (const box of [player.black, player.help, player.notes]) {
      if (!box.hidden) {
        box.hidden = true;
        return;
      }
    }
    if (player.panelOpen) return player.close();
    player.stopYears();
    player.stopAuto();
    if (inFrame) tell("exit");
    else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  }

  const KEYS = {
    PageDown: () => player.step(1), ArrowRight: () => player.step(1), ArrowDown: () => player.step(1), " ": () => player.step(1),
    PageUp: () => player.step(-1), ArrowLeft: () => player.step(-1), ArrowUp: () => player.step(-1), Backspace: () => player.step(-1),
    Home: () => player.go(0), End: () => player.go(player.deck.scenes.length - 1), Escape: escape,
    b: () => player.toggleBlack(), ".": () => player.toggleBlack(), y: () => player.playYears(), a: () => player.toggleAuto(),
    n: () => player.toggleNotes(), t: () => player.toggleTheme(), f: () => player.toggleFull(), h: () => player.toggleHelp(), "?": () => player.toggleHelp(),
  };

  player.press = function (key) {
    const act = KEYS[key.length === 1 ? key.toLowerCase() : key];
    if (!act || !player.scene) return false;
    act();
    return true;
  };

  window.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || player.mode === "picture") return;
      if (player.mode === "preview" && event.key === "Escape") return;
      if (player.press(event.key)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true
  );

  /* ---- the page around us, when there is one -------------------------------------------------------------------- */
  function tell(kind) {
    if (!inFrame || !player.deck) return;
    window.parent.postMessage({ mapapp: kind, index: player.index, year: player.year, camera: player.camera(), focus: app.focus }, "*");
  }

  window.addEventListener("message", (event) => {
    const what = event.data;
    if (!inFrame || event.source !== window.parent || !what || typeof what !== "object") return;
    if (what.mapapp === "deck" && player.book) player.setDeck(what.deck, what.index);
    if (what.mapapp === "key") player.press(String(what.key));
    if (what.mapapp === "mode") {
      player.mode = document.body.dataset.mode = what.mode === "preview" ? "preview" : "present";
      onResize();
    }
    if (what.mapapp === "where") tell("where");
  });

  let due = 0;
  function onResize() {
    clearTimeout(due);
    const again = () => {
      if (!player.scene) return;
      app.map.invalidateSize({ animate: false });
      player.setScale();
      player.refresh();
      player.drawRail();
      player.look(player.scene.camera, false);
    };
    // A picture is taken the moment the page is laid out; a window being dragged can wait.
    if (player.mode === "picture") again();
    else due = setTimeout(again, 60);
  }
})();
