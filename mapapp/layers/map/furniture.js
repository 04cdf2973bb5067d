/* Scale, north, the way home, and the legend, drawn from the same table as the marks. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});

  /* A frame is a page of its own to those who hear it: it has a main part and a title. */
  function nameFrame(map) {
    const box = map.getContainer();
    box.setAttribute("role", "main");
    box.setAttribute("aria-label", app.say("map"));
    if (document.querySelector("h1")) return;
    const title = document.createElement("h1");
    title.className = "unseen";
    title.textContent = app.say("map");
    box.prepend(title);
  }

  function addFurniture(map, config) {
    nameFrame(map);
    const north = L.control({ position: "topright" });
    north.onAdd = () => {
      const box = L.DomUtil.create("div", "north");
      box.textContent = app.say("north");
      box.title = app.say("north_hint");
      return box;
    };
    north.addTo(map);
    L.control.scale({ imperial: false, position: "topright", maxWidth: 110 }).addTo(map);
    const home = L.control({ position: "topleft" });
    home.onAdd = () => {
      const button = L.DomUtil.create("button", "home");
      button.type = "button";
      button.textContent = app.say("home");
      button.title = app.say("home_hint");
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", () => map.flyToBounds(app.home, { padding: [12, 12], duration: 0.5 }));
      return button;
    };
    home.addTo(map);
    const legend = L.control({ position: "bottomleft" });
    legend.onAdd = () => drawLegend(config);
    legend.addTo(map);
  }

  function drawLegend(config) {
    const box = document.createElement("details");
    box.className = "legend";
    box.open = window.innerWidth > 600;
    const title = document.createElement("summary");
    title.textContent = app.say("legend");
    box.appendChild(title);
    const rows = document.createElement("div");
    rows.className = "rows";
    box.appendChild(rows);
    for (const look of [...config.stages, config.noStage]) rows.appendChild(legendRow(symbol(look), look.term));
    const badge = document.createElement("i");
    badge.className = "badge";
    badge.textContent = "3";
    rows.appendChild(legendRow(badge, app.say("legend_badge")));
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = app.say("legend_note");
    rows.appendChild(note);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  }

  function legendRow(mark, text) {
    const row = document.createElement("div");
    const words = document.createElement("span");
    words.textContent = text;
    row.append(mark, words);
    return row;
  }

  function symbol(look) {
    const ratio = window.devicePixelRatio || 1, canvas = document.createElement("canvas");
    canvas.width = 18 * ratio;
    canvas.height = 18 * ratio;
    canvas.style.width = "18px";
    canvas.style.height = "18px";
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    app.glyph(ctx, 9, 9, 5.2, look, false);
    return canvas;
  }

  Object.assign(app, { addFurniture });
})();
