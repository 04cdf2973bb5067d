/* The panel: draws a card from plain data. Every string becomes a text node; there is no markup in the data. */
const SVG = "http://www.w3.org/2000/svg";

export default function (component) {
  const { data, parentElement, tell } = component;
  const root = parentElement.querySelector(".panel");
  document.documentElement.lang = data.tag; // Streamlit always says "en"
  const say = speaker(data.lang);
  root.setAttribute("aria-label", say("details"));
  const zh = "zh-CN"; // what documents say, whatever language the page speaks
  const style = data.style;
  const open = (focus) => tell("open", focus);
  const serial = JSON.stringify(data);
  if (root.dataset.serial === serial) return;
  const sameCard = root.dataset.card === data.card.kind + data.card.title;
  root.dataset.serial = serial;
  root.dataset.card = data.card.kind + data.card.title;
  const top = sameCard ? root.scrollTop : 0;

  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "onclick") node.addEventListener("click", value);
      else node.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== "") node.append(child);
    return node;
  };
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };

  /* The same mark as on the map, drawn as SVG. */
  const glyph = (rank, size = 16, planned = false) => {
    const look = rank === null || rank === undefined ? style.noStage : style.stages[rank];
    const r = size * 0.34, c = size / 2, circle = 2 * Math.PI * (r / 2);
    const box = svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, class: "glyph", "aria-hidden": "true" });
    if (look.halo) box.append(svg("circle", { cx: c, cy: c, r: r + size * 0.12, fill: "none", stroke: look.colour, "stroke-width": 1 }));
    if (look.fill && !planned) box.append(svg("circle", { cx: c, cy: c, r: r / 2, fill: "none", stroke: look.colour, "stroke-width": r, "stroke-dasharray": `${circle * look.fill} ${circle}`, transform: `rotate(-90 ${c} ${c})` }));
    box.append(svg("circle", { cx: c, cy: c, r, fill: "none", stroke: look.colour, "stroke-width": 1.5, "stroke-dasharray": look.ring === "dashed" || planned ? "2.2 1.8" : "none" }));
    if (look.ring === "dot") box.append(svg("circle", { cx: c, cy: c, r: Math.max(1.2, r * 0.36), fill: look.colour }));
    return box;
  };
  const verdict = (key, label) => {
    const look = style.verdicts[key];
    return look && look.symbol ? el("span", { class: "verdict", style: `color:${look.colour}`, title: look.term, role: "img", "aria-label": look.term }, look.symbol) : el("span", { class: "verdict" });
  };
  const link = (focus, ...children) => el("button", { type: "button", class: "link", onclick: () => open(focus), "data-focus": focus }, ...children);
  const section = (title, ...children) => (children.flat(2).filter(Boolean).length ? el("section", {}, el("h3", {}, title), ...children) : null);

  const stageBar = (stages) => {
    const total = stages.reduce((sum, item) => sum + item.count, 0);
    if (!total) return null;
    const parts = stages.filter((item) => item.count);
    return el("div", { class: "stages" },
      el("div", { class: "bar", role: "img", "aria-label": parts.map((item) => `${item.term} ${item.count}`).join(say("comma")) },
        parts.map((item) => {
          const look = item.stage === null ? style.noStage : style.stages[item.stage];
          const fill = item.stage === null || item.stage < 2 ? `repeating-linear-gradient(135deg, ${look.colour}40 0 2px, #fff 2px 5px)` : look.colour;
          return el("i", { style: `flex:${item.count};background:${fill}`, title: `${item.term} ${item.count}` });
        })),
      el("div", { class: "keys" }, parts.map((item) => el("span", {}, glyph(item.stage, 14), item.term, el("b", {}, String(item.count))))));
  };
  const verdictLine = (verdicts) => {
    if (!verdicts.some((item) => item.count)) return null;
    return el("div", { class: "verdicts" }, el("span", { class: "soft" }, say("delivery")), verdicts.filter((item) => style.verdicts[item.verdict].symbol || item.count).map((item) => el("span", { title: item.term }, style.verdicts[item.verdict].symbol ? verdict(item.verdict) : null, el("b", {}, String(item.count)), el("small", {}, item.term))));
  };
  /* A verdict opens on the sentences that prove it; without a mark (not due) its word says it. */
  const promise = (row) => el("div", { class: "promise" }, verdict(row.verdict), el("div", {}, el("b", {}, row.what), el("small", {}, row.term), row.moved.length ? el("small", {}, say("moved", { years: row.moved.join(say("join")) })) : null,
    el("p", { lang: zh }, row.reason),
    row.bounds.length ? el("details", { open: row.verdict === "late" || row.verdict === "overdue" }, el("summary", {}, say("proof")), row.bounds.map((bound) => el("blockquote", {}, el("p", { class: "soft" }, bound.label), el("p", { lang: zh }, bound.quote), el("footer", {}, link(bound.read, el("span", { lang: zh }, bound.doc), say("read")))))) : null));
  const quote = (row) => el("blockquote", {},
    el("p", { lang: zh }, marked(row.quote, row.name)),
    el("footer", {}, link(row.read, el("span", { lang: zh }, row.doc), say("read")), row.cite ? copy(row.cite) : null));
  const marked = (text, name) => {
    const at = name ? text.indexOf(name) : -1;
    return at < 0 ? [text] : [text.slice(0, at), el("mark", {}, name), text.slice(at + name.length)];
  };
  const copy = (text) => {
    const button = el("button", { type: "button", class: "link soft" }, say("cite"));
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = say("copied");
      } catch (error) {
        button.replaceWith(el("textarea", { rows: 3, readonly: true, "aria-label": say("cite_text"), lang: zh }, text));
      }
    });
    return button;
  };
  const projectRows = (card) => el("div", { class: "rows", role: "list" },
    card.rows.map((row) => el("div", { role: "listitem" }, el("button", { type: "button", class: "row" + (row.vague ? " vague" : ""), onclick: () => open(row.focus), "data-focus": row.focus },
      glyph(row.stage, 18), el("span", { class: "what" }, el("span", { lang: zh }, row.name), row.certain ? null : el("small", {}, say("doubtful"))), verdict(row.verdict), el("span", { class: "when" }, row.term, row.year ? el("b", {}, String(row.year)) : null)))),
    card.total > card.rows.length ? el("div", { role: "listitem" }, el("button", { type: "button", class: "more", onclick: () => tell("more", card.rows.length) }, say("more", { count: Math.min(40, card.total - card.rows.length), total: card.total }))) : null);

  const figures = (card) => section(say("figures", { total: card.figure_total || "" }), card.figures.map((row) => el("details", { class: "figure" },
    el("summary", {}, el("span", { class: "what", lang: zh }, row.name), el("b", { lang: zh }, row.value), el("small", {}, `${row.kind} ${row.period}`)), quote(row))));

  /* Life strip: years across, stages upward; solid where reported, hollow where planned. */
  const life = (card) => {
    const points = card.life;
    if (!points.length) return null;
    const years = points.map((point) => point.year).concat(card.as_of);
    const first = Math.min(...years), last = Math.max(...years), wide = 360, tall = 112, left = data.lang === "zh" ? 36 : 54, right = 16;
    const x = (year) => left + ((wide - left - right) * (year - first + 0.5)) / (last - first + 1);
    const y = (stage) => tall - 20 - stage * ((tall - 32) / 6);
    const box = svg("svg", { viewBox: `0 0 ${wide} ${tall}`, class: "life", role: "img", "aria-label": points.map((point) => point.text).join(say("semicolon")) });
    for (const rank of [0, 3, 6]) {
      box.append(svg("line", { x1: left, x2: wide - right, y1: y(rank), y2: y(rank), class: "grid" }));
      const word = svg("text", { x: left - 6, y: y(rank) + 4, class: "axis", "text-anchor": "end" });
      word.textContent = say("axis_" + rank);
      box.append(word);
    }
    const step = Math.max(1, Math.ceil((last - first + 1) / 10));
    for (let year = first; year <= last; year += step) {
      const word = svg("text", { x: x(year), y: tall - 3, class: "axis", "text-anchor": "middle" });
      word.textContent = year;
      box.append(word);
    }
    box.append(svg("line", { x1: x(card.as_of), x2: x(card.as_of), y1: 6, y2: tall - 16, class: "now" }));
    const done = points.filter((point) => !point.planned).sort((a, b) => a.year - b.year || a.stage - b.stage);
    if (done.length > 1) box.append(svg("polyline", { points: done.map((point) => `${x(point.year)},${y(point.stage)}`).join(" "), class: "path" }));
    const stack = {};
    for (const point of points) {
      const key = `${point.year}-${point.stage}`;
      stack[key] = (stack[key] || 0) + 1;
      const shift = (stack[key] - 1) * 9;
      const mark = svg("circle", { cx: x(point.year) + shift, cy: y(point.stage), r: 4.5, class: point.planned ? "planned" : "reported" });
      const title = svg("title", {});
      title.textContent = point.text;
      mark.append(title);
      box.append(mark);
    }
    return el("figure", {}, box, el("figcaption", {}, el("span", { class: "dot reported" }), say("life_reported"), el("span", { class: "dot planned" }), say("life_planned"), el("span", { class: "tick" }), say("as_of", { year: card.as_of })));
  };

  const cards = {
    overview: (card) => [
      stageBar(card.stages), verdictLine(card.verdicts),
      card.rows.length ? section(say("projects", { total: card.total }), projectRows(card)) : null,
      section(say("zones"), el("div", { class: "zones" }, card.zones.map((zone) => el("button", { type: "button", class: "zone", onclick: () => open(zone.focus), "data-focus": zone.focus },
        el("span", { class: "what", lang: zh }, zone.name, el("small", {}, zone.note)), el("b", {}, String(zone.count), el("small", {}, say("zone_unit", { n: zone.count }))), miniBar(zone.stages))))),
      el("p", { class: "soft" }, card.note),
      el("p", { class: "soft" }, say("how"))],
    zone: (card) => [stageBar(card.stages), verdictLine(card.verdicts), card.total ? section(say("projects", { total: card.total }), projectRows(card)) : empty(card), apart(card), figures(card), documents(card), el("p", { class: "soft" }, card.note)],
    project: (card) => [
      el("p", { class: "state" }, glyph(card.stage, 20), card.state),
      el("p", { class: "soft looked" }, el("span", { lang: zh }, card.kind_of), " · ", card.looked),
      card.hidden ? el("p", { class: "warn" }, say("hidden")) : null,
      card.aliases.length ? el("p", { class: "soft" }, say("aliases", { names: card.aliases.join(say("join")) })) : null,
      life(card),
      section(say("promises"), card.promises.map((row) => promise(row))),
      section(say("intentions", { total: card.intentions.length }), card.intentions.map((row) => el("p", { class: "intention" }, el("span", { class: "soft" }, row.what), el("span", { lang: zh }, row.reason)))),
      section(say("where"), el("p", {}, card.place), el("p", {},
        say("by_text"), card.zones.length ? card.zones.map((zone) => el("span", { class: "item" }, link("zone:" + zone.zone, zone.zone), el("small", {}, zone.how))) : say("not_written"),
        el("br"), say("by_geometry"), card.zones_geometry.length ? card.zones_geometry.map((zone) => el("span", { class: "item" }, link("zone:" + zone.zone, zone.zone), zone.share < 100 ? el("small", {}, zone.share + "%") : null)) : say("none"))),
      section(say("sentences", { total: card.events.length }), card.events.map((row) => el("article", {},
        el("h4", {}, glyph(row.stage, 16, row.modality === "planned"), el("b", {}, row.year === null ? say("no_year") : say("year", { year: row.year })), row.term, el("small", {}, row.said), row.certain ? null : el("small", { class: "doubt" }, say("doubtful"))), row.amount ? el("p", { class: "soft", lang: zh }, row.amount) : null, quote(row)))),
      section(say("conflicts"), card.conflicts.map((text) => el("p", { class: "warn", lang: zh }, text))),
      section(say("related"), card.related.map((item) => link(item.focus, item.name)))],
    read: (card) => [
      el("div", { class: "passage", lang: zh }, card.cut_before ? say("ellipsis") : null, card.before, el("mark", { class: "here" }, card.quote), card.after, card.cut_after ? say("ellipsis") : null),
      el("p", {}, copy(card.cite))],
  };
  cards.town = cards.district = cards.zone;
  const miniBar = (stages) => el("span", { class: "mini", "aria-hidden": "true" }, stages.filter((item) => item.count).map((item) => {
    const look = item.stage === null ? style.noStage : style.stages[item.stage];
    return el("i", { style: `flex:${item.count};background:${item.stage === null || item.stage < 2 ? look.colour + "40" : look.colour}` });
  }));
  const documents = (card) => (card.docs.length ? section(say("documents"), el("p", { class: "docs" }, card.docs.map((doc) => el("span", {}, el("span", { lang: zh }, doc.name), el("b", {}, String(doc.count)))))) : null);
  /* Honours, services and plans: kept and listed, not counted among the projects of the zone. */
  const apart = (card) => (card.apart && card.apart.length ? el("section", {}, el("details", { class: "apart" }, el("summary", {}, say("apart", { total: card.apart.length })), card.apart.map((item) => el("p", {}, link(item.focus, el("span", { lang: zh }, item.name)), el("small", {}, item.term))))) : null);
  const empty = (card) => el("p", { class: "empty" }, card.empty || say("empty"));

  const tabs = data.here.length > 1 ? el("nav", { class: "here", "aria-label": say("under_click") }, data.here.map((item) => el("button", { type: "button", class: item.focus === data.focus ? "on" : "", onclick: () => open(item.focus), "data-focus": item.focus }, item.name))) : null;
  /* Held zones side by side: a column each, never a sum. */
  const compare = data.compare, inCompare = (zone) => compare.zones.some((item) => item.zone === zone);
  const hold = (zone) => tell("hold", zone);
  const drop = (item) => el("button", { type: "button", class: "drop", "aria-label": say("drop_named", { name: item.name }), title: say("drop"), onclick: () => hold(item.zone) }, "×");
  const holdButton = () => {
    const zone = data.focus.slice("zone:".length), on = inCompare(zone), full = !on && compare.zones.length >= compare.most;
    return el("button", { type: "button", class: "hold", disabled: full, onclick: () => hold(zone) }, on ? say("drop") : full ? say("full", { most: compare.most }) : say("hold"));
  };
  const comparison = () => {
    const zones = compare.zones;
    if (!zones.length || !["overview", "zone", "town", "district"].includes(data.card.kind)) return null;
    if (zones.length === 1) return el("p", { class: "compare soft" }, say("comparing"), link(zones[0].focus, zones[0].name), drop(zones[0]), say("compare_how"));
    const line = (title, cells) => el("tr", {}, el("th", { scope: "row" }, title), cells.map((cell) => el("td", {}, cell)));
    const counts = (list, key) => zones[0][list].map((row, at) => [row, zones.map((zone) => zone[list][at].count)]).filter(([, numbers]) => numbers.some(Boolean)).map(([row, numbers]) => line(key(row), numbers.map(String)));
    const fold = el("details", { class: "compare", open: root.dataset.folded !== "yes" }, el("summary", {}, say("compare_title", { count: zones.length })),
      el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("compare_table") }, el("table", {},
        el("thead", {}, el("tr", {}, el("td", {}), zones.map((zone) => el("th", { scope: "col" }, link(zone.focus, zone.name), drop(zone))))),
        el("tbody", {},
          line(say("stage_bar"), zones.map((zone) => miniBar(zone.stages))), line(say("row_projects"), zones.map((zone) => el("b", {}, String(zone.total)))),
          counts("stages", (row) => [glyph(row.stage, 14), row.term]), counts("verdicts", (row) => [verdict(row.verdict), row.term]),
          compare.figures.map((figure) => line(figure.name, figure.cells.map((cell) => (cell ? [link(cell.read, cell.value), el("small", {}, `${cell.kind} ${cell.period}`)] : el("small", {}, say("no_data"))))))))),
      el("p", { class: "soft" }, compare.note));
    fold.addEventListener("toggle", () => { root.dataset.folded = fold.open ? "no" : "yes"; });
    return fold;
  };
  const head = el("header", {},
    data.back ? el("button", { type: "button", class: "back", onclick: () => open(data.back.focus) }, "‹ ", data.back.name) : null,
    data.card.kind === "overview" ? null : el("button", { type: "button", class: "close", "aria-label": say("close"), title: say("close_hint"), onclick: () => open("") }, "×"),
    el("h2", { lang: data.card.kind === "overview" ? null : zh }, data.card.title), data.card.subtitle ? el("p", { class: "soft" }, data.card.subtitle) : null,
    data.card.kind === "zone" ? holdButton() : null);
  root.replaceChildren(...[tabs, comparison(), head, ...cards[data.card.kind](data.card)].flat().filter(Boolean));
  root.dataset.focus = data.focus;
  root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
  root.scrollTop = top;
  root.onkeydown = (event) => { if (event.key === "Escape") open(""); };
  const here = root.querySelector("mark.here");
  if (here) root.scrollTop = here.offsetTop - 180;
}
