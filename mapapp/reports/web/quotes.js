/* The quote panel: what was clicked, with every sentence it rests on. Strings become text nodes, never markup. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const player = (window.player = window.player || {});
  const { el, button } = player;
  const ROWS = 60;

  /* Take what the map reported: ids of everything under the click. */
  player.open = function (found) {
    player.hold(player.scene.held);
    const here = [...found.pids.map((id) => "project:" + id), ...found.zones.map((id) => "zone:" + id), found.area].filter(Boolean);
    if (!here.length) return player.close();
    player.show(here[0], here);
  };

  player.show = function (focus, here) {
    player.stopYears();
    player.panelOpen = focus;
    player.here = here && here.length > 1 ? here : [];
    app.focus = focus;
    app.paint();
    app.markFocus();
    player.hold(player.scene.held);
    const card = make(focus);
    const tabs = player.here.slice(0, 8).map((item) => button(name(item), item === focus ? "tab on" : "tab", () => player.show(item, player.here)));
    const close = button("×", "close", () => player.close());
    close.setAttribute("aria-label", "关闭（Esc）");
    player.parts.body.replaceChildren(...[close, tabs.length ? el("nav", "tabs", tabs) : "", card].filter(Boolean));
    player.parts.body.scrollTop = 0;
  };

  player.close = function () {
    if (!player.panelOpen) return;
    player.panelOpen = "";
    player.refresh();
    player.drawBody();
  };

  function name(focus) {
    const [kind, id] = app.split(focus);
    if (kind === "project") return (player.byId.get(id) || { name: id }).name;
    if (kind === "zone") return (player.book.zones.find((zone) => zone.id === id) || { name: id }).name;
    return id;
  }

  function make(focus) {
    const [kind, id] = app.split(focus);
    return kind === "project" && player.byId.has(id) ? project(player.byId.get(id)) : area(kind, id);
  }

  function project(item) {
    const mark = app.marks.find((other) => other.id === item.id);
    const look = app.config.stages[mark ? mark.stage : -1] || app.config.noStage;
    const all = (item.promises || []).filter((row) => row[4] <= player.year);
    const promises = all.filter((row) => !row[5]), intentions = all.length - promises.length;
    return el("article", "card",
      el("h2", "", item.name),
      el("p", "state", player.symbol(look, 22), look.term, item.certain ? "" : "　存疑"),
      item.aliases ? el("p", "soft", "又名：" + item.aliases.join("、")) : "",
      item.zones ? el("p", "soft", "片区：" + item.zones.join("、")) : "",
      el("p", "soft", item.place),
      promises.length ? el("h3", "", "承诺与兑现") : "",
      promises.map(([verdict, year, stage, reason]) => el("p", "promise", player.verdictMark(verdict), el("b", "", year + " 年" + player.book.stages[stage]), "　" + reason)),
      intentions ? el("p", "soft", "另有意向 " + intentions + " 条，没有终点，不计兑现") : "",
      el("h3", "", "原句"),
      (item.events || []).map(quote)
    );
  }

  function quote([stage, year, planned, doc, start, end, text, certain]) {
    const head = (year === null ? "年份不明" : year + " 年") + player.book.stages[stage] + (planned ? "（计划）" : "") + (certain ? "" : "（存疑）");
    const cite = el("cite", "", (player.book.docs[doc] || "") + "，第" + start + "–" + end + "字");
    cite.title = player.book.fullTitles[doc] || "";
    return el("blockquote", "", el("b", "", head), el("p", "", text), cite);
  }

  function area(kind, id) {
    const zone = kind === "zone" ? player.book.zones.find((item) => item.id === id) : null;
    const belongs = kind === "zone" ? (item) => (item.zones || []).includes(id) || item.area === "zone:" + id : (item) => item.area === kind + ":" + id;
    const shown = app.marks.filter((mark) => mark.shown && belongs(player.byId.get(mark.id) || {})).sort((a, b) => b.stage - a.stage || a.index - b.index);
    const figures = zone ? player.book.figures.filter((row) => row.region === zone.id || row.region === zone.name) : [];
    return el("article", "card",
      el("h2", "", zone ? zone.name : id),
      el("p", "soft", zone ? [zone.note, zone.area + " km²", "示意，误差约 " + zone.accuracy + " 米"].filter(Boolean).join("　") : "只知道在此范围内、没有具体地点"),
      el("p", "", el("b", "", String(shown.length)), " 个项目"),
      shown.slice(0, ROWS).map((mark) => button([player.symbol(app.config.stages[mark.stage] || app.config.noStage, 20), el("span", "", mark.name)], "row", () => player.show("project:" + mark.id, []))),
      shown.length > ROWS ? el("p", "soft", "另有 " + (shown.length - ROWS) + " 个，请放大后在图上点选。") : "",
      figures.length ? el("h3", "", "指标") : "",
      figures.slice(0, 20).map((row) => el("blockquote", "", el("b", "", row.name + " " + row.value + "（" + row.period + " " + row.kind + "）"), el("p", "", row.quote), el("cite", "", (player.book.docs[row.doc] || "") + "，第" + row.at[0] + "–" + row.at[1] + "字")))
    );
  }
})();
