/* The rail beside the map: scene, year, caption, counts that are also the legend. All strings become text nodes. */
import { button, el } from "../../layers/map/dom.js";
import { state } from "../../layers/map/state.js";
import { playYears, setYear, step, toggleAuto, toggleFull, toggleHelp, toggleTheme } from "./play.js";
import { player } from "./player.js";
import { symbol } from "./view.js";

/* The verdicts with a mark: kept, reached, late, overdue, to be verified. */
const FINDINGS = [0, 1, 2, 3, 4];

const KEYS = [
  ["PageDown → ↓ 空格", "下一场景"],
  ["PageUp ← ↑", "上一场景"],
  ["Home、End", "第一个、最后一个"],
  ["B", "黑屏"],
  ["Y", "播放年份"],
  ["A", "自动播放"],
  ["N", "备注"],
  ["T", "亮场、暗场"],
  ["F", "全屏"],
  ["Esc", "关闭、退出"],
];

/** Put the rail, notes, help and the black sheet on the page. */
export function buildRail() {
  player.parts = {
    kicker: el("p", "kicker"),
    title: el("h1", ""),
    when: el("div", "when"),
    body: el("div", { class: "body", tabindex: "0" }),
    foot: el("footer", "foot"),
    tools: el("nav", "deck-tools"),
  };
  const { kicker, title, when, body, foot, tools } = player.parts;
  player.rail = el("aside", { class: "rail", "aria-label": "场景说明" }, kicker, title, when, body, foot, tools);
  player.black = el("div", { class: "black", hidden: true });
  player.notes = el("section", { class: "notes", hidden: true });
  player.help = buildHelp();
  document.body.append(player.rail, player.notes, player.help, player.black);
  buildTools(tools);
}

function buildTools(box) {
  const tool = (words, title, act) => {
    const made = button({ class: "deck-tool", title, "aria-label": title }, act, words);
    box.append(made);
    return made;
  };
  tool("‹", "上一场景（PageUp、←）", () => step(-1));
  tool("›", "下一场景（PageDown、→、空格）", () => step(1));
  player.yearTool = tool("▷ 年", "播放年份（Y）", playYears);
  player.autoTool = tool("自动", "自动播放（A）", toggleAuto);
  tool("◐", "亮场、暗场（T）", toggleTheme);
  tool("全屏", "全屏（F）", toggleFull);
  tool("?", "按键说明（H）", toggleHelp);
}

function buildHelp() {
  const rows = KEYS.map(([key, words]) => [el("dt", "", key), el("dd", "", words)]);
  const box = el("section", { class: "help", hidden: true }, el("h2", "", "按键"), el("dl", "", rows));
  box.addEventListener("click", () => {
    box.hidden = true;
  });
  return box;
}

/** Write what the present scene and year say. */
export function drawRail() {
  const { scene, frame, parts, deck, book } = player;
  parts.kicker.textContent = `${deck.title}　${player.index + 1} / ${deck.scenes.length}`;
  parts.title.textContent = scene.title;
  parts.when.replaceChildren(
    button("year-step", () => setYear(player.year - 1), "‹"),
    el("span", "year", "截至 ", el("b", "", String(player.year))),
    button("year-step", () => setYear(player.year + 1), "›"),
    el("span", "clock", scene.clockTerm),
  );
  const number = (value) => el("b", "", String(value));
  parts.foot.replaceChildren(
    el(
      "span",
      "",
      "已上图 ",
      number(frame.mapped),
      " / 未上图 ",
      number(frame.unmapped),
      " / 共 ",
      number(frame.total),
    ),
    el("span", "", book.caveat),
    el("span", "", book.reviewNumber),
    el("span", "sources", book.sources),
  );
  player.notes.replaceChildren(el("h2", "", "备注"), el("p", "", scene.notes || "这个场景没有备注。"));
  if (!player.panelOpen) drawBody();
}

/** Write captions and counts into the body of the rail. */
export function drawBody() {
  const { scene, frame, parts } = player;
  const words = scene.caption.split("\n").filter(Boolean);
  parts.body.replaceChildren(
    ...words.map((line) => el("p", "caption", line)),
    scene.filters.length ? el("p", "filters", scene.filters.join("　")) : "",
    heldTable(frame.held) || "",
    verdictsLine(frame.verdicts) || "",
    stageRows(frame.stages),
  );
}

/* Zones overlap, so they stand beside each other and are never added up. */
function heldTable(held) {
  // One zone that is the whole selection says nothing the counts below do not say.
  if (!held.length || (held.length === 1 && held[0].total === player.frame.total)) return null;
  const { verdicts } = player.book;
  const titles = ["片区", "项目", "在建", "建成", ...FINDINGS.map(verdictMark)];
  const head = el(
    "tr",
    "",
    titles.map((title) => el("th", "", title)),
  );
  const rows = held.map((row) => {
    const zone = state.zones.find((item) => item.id === row.zone);
    const swatch = el("i", { class: "swatch", style: { background: zone ? zone.props.outline : "#66727d" } });
    const numbers = [row.total, row.building, row.done, ...FINDINGS.map((i) => row.verdicts[i])];
    return el(
      "tr",
      "",
      el("td", "", swatch, row.zone),
      numbers.map((value) => el("td", "number", String(value))),
    );
  });
  const note = held.length > 1 ? el("caption", "", "片区互相重叠，不可相加") : "";
  const title = FINDINGS.map((i) => `${verdicts[i].symbol} ${verdicts[i].term}`).join("，");
  return el("table", { class: "held", title }, note, head, rows);
}

/** The mark of a verdict by its place in the list. */
export function verdictMark(index) {
  const { symbol: shape, colour } = player.book.verdicts[index];
  return el("i", { class: `verdict verdict-${index}`, style: { color: `var(--verdict-${index}, ${colour})` } }, shape);
}

function verdictsLine(counts) {
  if (!counts.some(Boolean)) return null;
  const { verdicts } = player.book;
  const said = counts.map((count, index) => ({ count, index }));
  const part = ({ count, index }) =>
    el("span", "", verdictMark(index), el("b", "", String(count)), el("small", "", verdicts[index].term));
  return el("p", "verdicts", said.filter(({ count, index }) => verdicts[index].symbol || count).map(part));
}

function stageRows(counts) {
  const looks = [...state.config.stages, state.config.noStage];
  const most = Math.max(1, ...counts);
  const unit = getComputedStyle(document.documentElement).getPropertyValue("--unit");
  const px = Math.round(parseFloat(unit) * 1.25) || 20;
  const rows = looks.map((look, index) => {
    const bar = el("i", {
      class: "bar",
      style: { width: `${(100 * counts[index]) / most}%`, background: look.colour },
    });
    const name = counts[index] ? "stage" : "stage none";
    const count = el("b", "", String(counts[index]));
    return el("div", name, symbol(look, px), el("span", "term", look.term), el("span", "track", bar), count);
  });
  const badge = el("div", "stage", el("span", "badge-key", "3"), el("span", "deck-note", "圆圈数字：只知道在此范围内"));
  return el("div", "legend-rows", rows.reverse(), badge);
}
