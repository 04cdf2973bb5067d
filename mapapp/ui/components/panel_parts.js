/* Parts every card is made of: marks, verdicts, links, sections, bars, quotes, lists of projects. */
import { button, el } from "../../layers/map/dom.js";
import { markSvg } from "../../layers/map/stage_mark.js";
import { ZH } from "./streamlit_parts.js";

/**
 * @typedef {{t: (key: string, values?: Record<string, any>) => string, style: any, lang: string, editable: boolean,
 *   tell: (what: string, value: any) => void, open: (focus: string) => void}} Kit
 */

// As many rows as a page of the list holds (ROWS_PER_PAGE in views/cards.py).
const ROWS_PER_PAGE = 40;
// Stages before this have no ground broken: pale in every bar.
const FIRST_FULL_STAGE = 2;

/** The mark of a stage, the same as on the map; null is a project without a reported stage. */
export function glyph(kit, stage, size = 16, planned = false) {
  return markSvg(lookOf(kit, stage), size, { planned });
}

const lookOf = (kit, stage) => (stage === null || stage === undefined ? kit.style.noStage : kit.style.stages[stage]);
const isPale = (stage) => stage === null || stage < FIRST_FULL_STAGE;

/** The mark of a verdict; one without a symbol is said in words elsewhere. */
export function verdict(kit, key) {
  const look = kit.style.verdicts[key];
  if (!look || !look.symbol) return el("span", "verdict");
  const heard = { title: look.term, role: "img", "aria-label": look.term };
  return el("span", { class: "verdict", style: { color: look.colour }, ...heard }, look.symbol);
}

/** Words that open something. */
export function link(kit, focus, ...children) {
  return button({ class: "link", "data-focus": focus }, () => kit.open(focus), ...children);
}

/** A headed part of a card; without content there is none. */
export function section(title, ...children) {
  return children.flat(2).filter(Boolean).length ? el("section", "", el("h3", "", title), ...children) : null;
}

/** How many projects stand at which stage: a bar and its key. */
export function stageBar(kit, stages) {
  const parts = stages.filter((item) => item.count);
  if (!parts.length) return null;
  const piece = (item) => {
    const { colour } = lookOf(kit, item.stage);
    const pale = `repeating-linear-gradient(135deg, ${colour}40 0 2px, #fff 2px 5px)`;
    const style = { flex: String(item.count), background: isPale(item.stage) ? pale : colour };
    return el("i", { style, title: `${item.term} ${item.count}` });
  };
  const heard = parts.map((item) => `${item.term} ${item.count}`).join(kit.t("comma"));
  const key = (item) => el("span", "", glyph(kit, item.stage, 16), item.term, el("b", "", String(item.count)));
  return el(
    "div",
    "stages",
    el("div", { class: "bar", role: "img", "aria-label": heard }, parts.map(piece)),
    el("div", "keys", parts.map(key)),
  );
}

/** The same in a row of a list. */
export function miniBar(kit, stages) {
  const piece = (item) => {
    const { colour } = lookOf(kit, item.stage);
    return el("i", { style: { flex: String(item.count), background: isPale(item.stage) ? `${colour}40` : colour } });
  };
  return el("span", { class: "mini", "aria-hidden": "true" }, stages.filter((item) => item.count).map(piece));
}

/** How many promises came to which verdict. */
export function verdictLine(kit, verdicts) {
  if (!verdicts.some((item) => item.count)) return null;
  const marked = (item) => Boolean(kit.style.verdicts[item.verdict].symbol);
  const part = (item) =>
    el(
      "span",
      { title: item.term },
      marked(item) ? verdict(kit, item.verdict) : null,
      el("b", "", String(item.count)),
      el("small", "", item.term),
    );
  const shown = verdicts.filter((item) => marked(item) || item.count);
  return el("div", "verdicts", el("span", "soft", kit.t("delivery")), shown.map(part));
}

/** The way to a passage of a document. */
export function reading(kit, row) {
  return link(kit, row.read, el("span", { lang: ZH }, row.doc), kit.t("read"));
}

/** A sentence with the way to its passage and to its citation. */
export function quote(kit, row) {
  const foot = el("footer", "", reading(kit, row), row.cite ? copy(kit, row.cite) : null);
  return el("blockquote", "", el("p", { lang: ZH }, marked(row.quote, row.name)), foot);
}

function marked(text, name) {
  const at = name ? text.indexOf(name) : -1;
  return at < 0 ? [text] : [text.slice(0, at), el("mark", "", name), text.slice(at + name.length)];
}

/** A button that copies a citation; where a browser refuses to, the citation stands there to be copied by hand. */
export function copy(kit, text) {
  const made = button(
    "link soft",
    async () => {
      try {
        await navigator.clipboard.writeText(text);
        made.textContent = kit.t("copied");
      } catch {
        made.replaceWith(el("textarea", { rows: 3, readonly: true, "aria-label": kit.t("cite_text"), lang: ZH }, text));
      }
    },
    kit.t("cite"),
  );
  return made;
}

/** The list of projects, with a button for the next page of it. */
export function projectRows(kit, card) {
  const rest = card.total - card.rows.length;
  const more = () => kit.tell("more", card.rows.length);
  const words = kit.t("more", { count: Math.min(ROWS_PER_PAGE, rest), total: card.total });
  return el(
    "div",
    { class: "rows", role: "list" },
    card.rows.map((row) => el("div", { role: "listitem" }, projectRow(kit, row))),
    rest > 0 ? el("div", { role: "listitem" }, button("more", more, words)) : null,
  );
}

function projectRow(kit, row) {
  return button(
    { class: row.vague ? "row vague" : "row", "data-focus": row.focus },
    () => kit.open(row.focus),
    glyph(kit, row.stage, 18),
    el("span", "what", el("span", { lang: ZH }, row.name), row.certain ? null : el("small", "", kit.t("doubtful"))),
    verdict(kit, row.verdict),
    el("span", "when", row.term, row.year ? el("b", "", String(row.year)) : null),
  );
}
