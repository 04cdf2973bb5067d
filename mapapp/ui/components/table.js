/* A table that explains itself: sorts in the browser, opens a row to its sentences, leads to the map.
 * Every string becomes a text node; there is no markup in the data. */
import { button, el } from "../../layers/map/dom.js";
import { translator } from "./translate.js";
import { loadLooks, speakPage, teller, wear, ZH } from "./streamlit_parts.js";
import { sortRows, textOf } from "./table_sort.js";

// Three lines on a phone.
const LONG_NOTE = 70;
const phone = window.matchMedia("(max-width: 760px)");

const looks = await loadLooks(new URL("./table.css", import.meta.url));

export function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  speakPage(data.tag);
  const root = parentElement.querySelector(".sheet");
  const t = translator("table", data.lang);
  root.setAttribute("aria-label", t("table"));
  // A tick the reader just set comes back with the next answer: nothing is drawn anew for it.
  const serial = JSON.stringify(data, (key, value) => (key === "ticked" ? undefined : value));
  if (root.dataset.serial === serial) return;
  root.dataset.serial = serial;
  const tell = teller(component);
  const open = (focus) => tell("open", focus);
  const ticks = new Map();
  const tick = (id, on) => tell("ticks", [...ticks.set(id, on)]);
  const act = (what) => tell("act", what);
  render({ root, data, t, open, act, ticks, tick, sort: -1, down: false, shown: data.page_size });
}

function render(sheet) {
  const { root, data, t } = sheet;
  const rows = sheet.sort < 0 ? data.rows : sortRows(data.rows, sheet.sort, sheet.down);
  const rest = data.rows.length - sheet.shown;
  const table = () =>
    el(
      "table",
      "",
      el("thead", "", headRow(sheet)),
      el(
        "tbody",
        "",
        rows.slice(0, sheet.shown).map((row) => bodyRow(sheet, row)),
      ),
    );
  const longer = () => {
    sheet.shown += data.page_size;
    render(sheet);
  };
  const parts = [
    data.summary.length ? el("p", "summary", data.summary.map(summaryPart)) : null,
    data.note ? noteOf(data.note, t) : null,
    data.rows.length ? table() : el("p", "empty", data.empty),
    rest > 0
      ? button("more", longer, t("more", { count: Math.min(data.page_size, rest), total: data.rows.length }))
      : null,
  ];
  root.replaceChildren(...parts.filter(Boolean));
  root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
}

/** How the table is to be read; on a phone a long note would push the table out of sight, so there it unfolds. */
function noteOf(note, t) {
  if (note.length <= LONG_NOTE || !phone.matches) return el("p", "note", note);
  return el("details", "note", el("summary", "", t("how")), note);
}

const summaryPart = (item) =>
  el(
    "span",
    "",
    item.symbol ? el("i", { style: { color: item.colour } }, item.symbol) : null,
    el("b", "", String(item.value)),
    item.text,
  );

function headRow(sheet) {
  return el(
    "tr",
    "",
    sheet.data.columns.map((column, at) => {
      const sorted = sheet.sort === at;
      const act = () => {
        sheet.down = sorted ? !sheet.down : column.kind === "number" || column.kind === "heat";
        sheet.sort = at;
        render(sheet);
      };
      const arrow = sheet.down ? " ↓" : " ↑";
      const look = { scope: "col", class: column.kind, style: column.width ? { width: column.width } : null };
      if (!column.title) return el("td", { ...look, scope: null }); // a column of buttons has no order
      const order = sheet.down ? "descending" : "ascending";
      return el(
        "th",
        { ...look, "aria-sort": sorted ? order : "none" },
        button("", act, column.title, sorted ? arrow : ""),
      );
    }),
  );
}

function bodyRow(sheet, row) {
  const line = el("tr", "");
  row.cells.forEach((cell, at) => {
    const { kind } = sheet.data.columns[at];
    const box = el(at === 0 ? "th" : "td", { class: kind, scope: at === 0 ? "row" : null });
    if (at === 0 && row.detail && row.detail.length) box.append(toggle(sheet, row, line));
    box.append(
      ...[DRAW[kind](cell, sheet)].flat(3).filter((item) => item !== null && item !== undefined && item !== ""),
    );
    line.append(box);
  });
  return line;
}

function toggle(sheet, row, line) {
  const look = { class: "fold", "aria-expanded": "false", "aria-label": sheet.t("unfold") };
  const made = button(
    look,
    () => {
      const is = made.getAttribute("aria-expanded") === "true";
      made.setAttribute("aria-expanded", String(!is));
      if (is) line.nextSibling.remove();
      else line.after(el("tr", "open", el("td", { colspan: sheet.data.columns.length }, detail(sheet, row))));
    },
    "›",
  );
  return made;
}

/* Longer texts than this many characters are prose: a small screen gives them a width and cuts them after a few lines. */
const PROSE = 14;

const noted = (cell) => {
  const note = cell && cell.note ? el("small", "", cell.note) : null;
  const text = textOf(cell);
  return String(text).length + (cell?.note?.length ?? 0) > PROSE ? el("div", "prose", text, note) : [text, note];
};

/* How a cell of each kind is drawn. */
const DRAW = {
  text: noted,
  number: noted,
  link: (cell, { open }) => [
    cell.focus
      ? button({ class: "link", lang: ZH, "data-focus": cell.focus }, () => open(cell.focus), cell.text)
      : cell.text,
    cell.note ? el("small", "", cell.note) : null,
  ],
  act: (cell, { act }) => (cell ? [button({ class: "act" }, () => act(cell.act), cell.text)] : []),
  tick: (cell, { ticks, tick }) =>
    [cell].flat().map((one) => {
      if (!one) return "";
      const box = el("input", { type: "checkbox", "aria-label": one.label, change: () => tick(one.id, box.checked) });
      box.checked = ticks.has(one.id) ? ticks.get(one.id) : one.ticked;
      return el("label", "", box, one.text, one.note ? el("small", "", one.note) : null);
    }),
  verdict: (cell) => {
    if (!cell || !cell.symbol) return "";
    return [
      el("span", { class: "verdict", style: { color: cell.colour }, "aria-hidden": "true" }, cell.symbol),
      cell.text,
    ];
  },
  review: (cell, { t }) => {
    if (!cell || !cell.symbol) return el("span", "nothing", t("unreviewed"));
    const mark = el("span", { class: "verdict", "aria-hidden": "true" }, cell.symbol);
    return el("span", { class: "review", title: cell.note || null }, mark, cell.text);
  },
  heat: (cell, { t }) => {
    if (!cell || !cell.rank) return el("span", "nothing", t("silent"));
    const style = { background: `rgba(47,106,140,${(0.1 + 0.5 * cell.share).toFixed(2)})`, color: "#1f2933" };
    return el("span", { class: "heat", style, title: cell.note || null }, String(cell.rank));
  },
};

function detail(sheet, row) {
  const { t, open } = sheet;
  const read = (part) =>
    button(
      { class: "link", "data-focus": part.read },
      () => open(part.read),
      el("span", { lang: ZH }, part.doc),
      t("read"),
    );
  return el(
    "div",
    "detail",
    row.detail.map((part) =>
      part.quote
        ? el(
            "blockquote",
            "",
            el("h2", "", part.label),
            el("p", { lang: ZH }, part.quote),
            part.read ? read(part) : null,
          )
        : el("p", "reason", part.label),
    ),
  );
}
