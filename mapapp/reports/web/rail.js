/* The rail beside the map: scene, year, caption, counts that are also the legend. All strings become text nodes. */
(function () {
  "use strict";
  const app = (window.mapapp = window.mapapp || {});
  const player = (window.player = window.player || {});
  const { el, button } = player;

  player.buildRail = function () {
    const rail = (player.rail = el("aside", "rail"));
    rail.setAttribute("aria-label", "场景说明");
    player.parts = {
      kicker: el("p", "kicker"),
      title: el("h1", ""),
      when: el("div", "when"),
      body: el("div", "body"),
      foot: el("footer", "foot"),
      tools: el("nav", "tools"),
    };
    player.parts.body.tabIndex = 0;
    const p = player.parts;
    rail.append(p.kicker, p.title, p.when, p.body, p.foot, p.tools);
    document.body.append(rail);
    player.black = el("div", "black");
    player.black.hidden = true;
    player.notes = el("section", "notes");
    player.notes.hidden = true;
    player.help = buildHelp();
    document.body.append(player.notes, player.help, player.black);
    buildTools(p.tools);
  };

  function buildTools(box) {
    const tool = (words, title, act) => {
      const node = button(words, "tool", act);
      node.title = title;
      node.setAttribute("aria-label", title);
      box.append(node);
      return node;
    };
    tool("‹", "上一场景（PageUp、←）", () => player.step(-1));
    tool("›", "下一场景（PageDown、→、空格）", () => player.step(1));
    player.yearTool = tool("▷ 年", "播放年份（Y）", () => player.playYears());
    player.autoTool = tool("自动", "自动播放（A）", () => player.toggleAuto());
    tool("◐", "亮场、暗场（T）", () => player.toggleTheme());
    tool("全屏", "全屏（F）", () => player.toggleFull());
    tool("?", "按键说明（H）", () => player.toggleHelp());
  }

  function buildHelp() {
    const box = el("section", "help");
    box.hidden = true;
    const keys = [
      ["PageDown → ↓ 空格", "下一场景"], ["PageUp ← ↑", "上一场景"], ["Home、End", "第一个、最后一个"], ["B", "黑屏"],
      ["Y", "播放年份"], ["A", "自动播放"], ["N", "备注"], ["T", "亮场、暗场"], ["F", "全屏"], ["Esc", "关闭、退出"],
    ];
    box.append(el("h2", "", "按键"), el("dl", "", keys.map(([key, words]) => [el("dt", "", key), el("dd", "", words)])));
    box.addEventListener("click", () => (box.hidden = true));
    return box;
  }

  player.drawRail = function () {
    const { scene, frame, parts, deck, book } = player;
    parts.kicker.textContent = deck.title + "　" + (player.index + 1) + " / " + deck.scenes.length;
    parts.title.textContent = scene.title;
    parts.when.replaceChildren(
      button("‹", "year-step", () => player.setYear(player.year - 1)),
      el("span", "year", "截至 ", el("b", "", String(player.year))),
      button("›", "year-step", () => player.setYear(player.year + 1)),
      el("span", "clock", scene.clockTerm)
    );
    parts.foot.replaceChildren(
      el("span", "", "已上图 ", el("b", "", String(frame.mapped)), " / 未上图 ", el("b", "", String(frame.unmapped)), " / 共 ", el("b", "", String(frame.total))),
      el("span", "", book.caveat),
      el("span", "", book.reviewNumber),
      el("span", "sources", book.sources)
    );
    player.notes.replaceChildren(el("h2", "", "备注"), el("p", "", scene.notes || "这个场景没有备注。"));
    if (!player.panelOpen) drawBody();
  };

  function drawBody() {
    const { scene, frame, parts } = player;
    const words = scene.caption.split("\n").filter(Boolean).map((line) => el("p", "caption", line));
    parts.body.replaceChildren(
      ...words,
      scene.filters.length ? el("p", "filters", scene.filters.join("　")) : "",
      heldTable(frame.held) || "",
      verdictsLine(frame.verdicts) || "",
      player.stageRows(frame.stages)
    );
  }

  player.drawBody = drawBody;

  /* The verdicts with a mark: kept, reached, late, overdue, to be verified. */
  const FINDINGS = [0, 1, 2, 3, 4];

  /* Zones overlap, so they stand beside each other and are never added up. */
  function heldTable(held) {
    // One zone that is the whole selection says nothing the counts below do not say.
    if (!held.length || (held.length === 1 && held[0].total === player.frame.total)) return null;
    const { verdicts } = player.book;
    const head = el("tr", "", el("th", "", "片区"), el("th", "", "项目"), el("th", "", "在建"), el("th", "", "建成"), ...FINDINGS.map((i) => el("th", "", verdictMark(i))));
    const rows = held.map((row) => {
      const name = el("td", "", el("i", "swatch"), row.zone);
      name.firstChild.style.background = (app.zones.find((zone) => zone.id === row.zone) || { props: {} }).props.outline || "#66727d";
      return el("tr", "", name, ...[row.total, row.building, row.done, ...FINDINGS.map((i) => row.verdicts[i])].map((value) => el("td", "number", String(value))));
    });
    const note = held.length > 1 ? el("caption", "", "片区互相重叠，不可相加") : "";
    const table = el("table", "held", note, head, rows);
    table.title = FINDINGS.map((i) => verdicts[i].symbol + " " + verdicts[i].term).join("，");
    return table;
  }

  const verdictMark = (index) => {
    const verdict = player.book.verdicts[index], mark = el("i", "verdict verdict-" + index, verdict.symbol);
    mark.style.color = "var(--verdict-" + index + ", " + verdict.colour + ")";
    return mark;
  };
  player.verdictMark = verdictMark;

  function verdictsLine(counts) {
    if (!counts.some(Boolean)) return null;
    const said = counts.map((count, index) => [count, index]).filter(([count, index]) => player.book.verdicts[index].symbol || count);
    return el("p", "verdicts", said.map(([count, index]) => el("span", "", verdictMark(index), el("b", "", String(count)), el("small", "", player.book.verdicts[index].term))));
  }

  player.stageRows = function (counts) {
    const looks = [...app.config.stages, app.config.noStage], most = Math.max(1, ...counts);
    const px = Math.round(parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--unit")) * 1.25) || 20;
    const rows = looks.map((look, index) => {
      const bar = el("i", "bar");
      bar.style.width = (100 * counts[index]) / most + "%";
      bar.style.background = look.colour;
      return el("div", "stage" + (counts[index] ? "" : " none"), player.symbol(look, px), el("span", "term", look.term), el("span", "track", bar), el("b", "", String(counts[index])));
    });
    const badge = el("span", "badge-key", "3");
    return el("div", "legend-rows", rows.reverse(), el("div", "stage", badge, el("span", "note", "圆圈数字：只知道在此范围内")));
  };
})();
