/* The quote panel: what was clicked, with every sentence it rests on. Strings become text nodes, never markup. */
import { button, el } from "../../layers/map/dom.js";
import { paint } from "../../layers/map/paint.js";
import { lookOf, split, state } from "../../layers/map/state.js";
import { t } from "../../layers/map/words.js";
import { markFocus } from "../../layers/map/zones.js";
import { refresh, stopYears } from "./play.js";
import { player } from "./player.js";
import { drawBody, verdictMark } from "./rail.js";
import { hold, symbol } from "./view.js";

const MOST_ROWS = 60;
const MOST_TABS = 8;
const MOST_FIGURES = 20;

/** Take what the map reported: ids of everything under the click. */
export function open(found) {
  hold(player.scene.held);
  const things = [...found.pids.map((id) => `project:${id}`), ...found.zones.map((id) => `zone:${id}`), found.area];
  const here = things.filter(Boolean);
  if (here.length) show(here[0], here);
  else close();
}

/** Show a thing in the rail, with tabs for what else was under the click. */
export function show(focus, here) {
  stopYears();
  player.panelOpen = focus;
  player.here = here && here.length > 1 ? here : [];
  state.focus = focus;
  paint();
  markFocus();
  hold(player.scene.held);
  const tab = (item) => button(item === focus ? "tab on" : "tab", () => show(item, player.here), nameOf(item));
  const tabs = player.here.slice(0, MOST_TABS).map(tab);
  const parts = [button({ class: "deck-close", "aria-label": "关闭（Esc）" }, close, "×")];
  if (tabs.length) parts.push(el("nav", "tabs", tabs));
  player.parts.body.replaceChildren(...parts, cardOf(focus));
  player.parts.body.scrollTop = 0;
}

/** Close the panel; the rail says again what the scene says. */
export function close() {
  if (!player.panelOpen) return;
  player.panelOpen = "";
  refresh();
  drawBody();
}

function nameOf(focus) {
  const [kind, id] = split(focus);
  if (kind === "project") return (player.byId.get(id) || { name: id }).name;
  if (kind === "zone") return (player.book.zones.find((zone) => zone.id === id) || { name: id }).name;
  return id;
}

function cardOf(focus) {
  const [kind, id] = split(focus);
  if (kind === "figure") return measureCard(id);
  return kind === "project" && player.byId.has(id) ? projectCard(player.byId.get(id)) : areaCard(kind, id);
}

function projectCard(item) {
  const mark = state.marks.find((other) => other.id === item.id);
  const look = lookOf(mark ? mark.stage : -1);
  const all = (item.promises || []).filter((row) => row[4] <= player.year);
  const promises = all.filter((row) => !row[5]);
  const intentions = all.length - promises.length;
  const promise = ([verdict, year, stage, reason]) =>
    el("p", "promise", verdictMark(verdict), el("b", "", `${year} 年${player.book.stages[stage]}`), `　${reason}`);
  return el(
    "article",
    "card",
    el("h2", "", item.name),
    el("p", "state", symbol(look, 22), look.term, item.certain ? "" : "　存疑"),
    item.aliases ? el("p", "soft", `又名：${item.aliases.join("、")}`) : "",
    el("p", "soft", `类别：${item.kind}　${item.looked}`),
    item.zones ? el("p", "soft", `片区：${item.zones.join("、")}`) : "",
    el("p", "soft", item.place),
    promises.length ? el("h3", "", "承诺与兑现") : "",
    promises.map(promise),
    intentions ? el("p", "soft", `另有意向 ${intentions} 条，没有终点，不计兑现`) : "",
    el("h3", "", "原句"),
    (item.events || []).map(quote),
  );
}

function quote([stage, year, planned, doc, start, end, text, certain]) {
  const { docs, fullTitles, stages } = player.book;
  const when = year === null ? "年份不明" : `${year} 年`;
  const head = when + stages[stage] + (planned ? "（计划）" : "") + (certain ? "" : "（存疑）");
  const cite = el("cite", { title: fullTitles[doc] || "" }, `${docs[doc] || ""}，第${start}–${end}字`);
  return el("blockquote", "", el("b", "", head), el("p", "", text), cite);
}

function areaCard(kind, id) {
  const zone = kind === "zone" ? player.book.zones.find((item) => item.id === id) : null;
  const belongs = (item) =>
    kind === "zone" ? (item.zones || []).includes(id) || item.area === `zone:${id}` : item.area === `${kind}:${id}`;
  const shown = state.marks
    .filter((mark) => mark.shown && belongs(player.byId.get(mark.id) || {}))
    .sort((a, b) => b.stage - a.stage || a.index - b.index);
  const figures = zone ? player.book.figures.filter((row) => row.region === zone.id || row.region === zone.name) : [];
  const about = () => [zone.note, `${zone.area} km²`, `示意，误差约 ${zone.accuracy} 米`].filter(Boolean).join("　");
  const row = (mark) => {
    const parts = [symbol(lookOf(mark.stage), 20), el("span", "", mark.name)];
    return button("row", () => show(`project:${mark.id}`, []), ...parts);
  };
  const rest = shown.length - MOST_ROWS;
  return el(
    "article",
    "card",
    el("h2", "", zone ? zone.name : id),
    el("p", "soft", zone ? about() : "只知道在此范围内、没有具体地点"),
    el("p", "", el("b", "", String(shown.length)), " 个项目"),
    shown.slice(0, MOST_ROWS).map(row),
    rest > 0 ? el("p", "soft", `另有 ${rest} 个，请放大后在图上点选。`) : "",
    figures.length ? el("h3", "", "指标") : "",
    figures.slice(0, MOST_FIGURES).map(figure),
  );
}

/** Show the sentence a zone's figure stands in. @param {any} row of the legend of colours */
export const openQuote = (row) => show(`figure:${row.id}`, []);

/** The figure a zone is coloured by, in the year that is shown. */
function measureCard(id) {
  const row = state.colour && state.colour.zones.find((item) => item.id === id);
  if (!row || !row.quote) return el("article", "card", el("h2", "", id), el("p", "soft", t("no_data")));
  const head = `${state.colour.name} ${row.text}（${row.period} 年）`;
  const cite = el("cite", "", `${row.title}，第${row.start}–${row.end}字`);
  const quote = el("blockquote", "", el("b", "", head), el("p", "", row.quote), cite);
  return el("article", "card", el("h2", "", id), quote);
}

function figure(row) {
  const head = `${row.name} ${row.value}（${row.period} ${row.kind}）`;
  const cite = `${player.book.docs[row.doc] || ""}，第${row.at[0]}–${row.at[1]}字`;
  return el("blockquote", "", el("b", "", head), el("p", "", row.quote), el("cite", "", cite));
}
