/* Held zones side by side: a column each, never a sum. */
import { button, el } from "../../layers/map/dom.js";
import { glyph, link, miniBar, verdict } from "./panel_parts.js";

// Cards beside which the comparison stands; a project or a passage has the panel for itself.
const BESIDE = ["overview", "zone", "town", "district"];

/** The button that puts the zone of the card into the comparison or takes it out. */
export function holdButton(kit, { focus, compare }) {
  const zone = focus.slice("zone:".length);
  const on = compare.zones.some((item) => item.zone === zone);
  const full = !on && compare.zones.length >= compare.most;
  const words = on ? kit.t("drop") : full ? kit.t("full", { most: compare.most }) : kit.t("hold");
  return button({ class: "hold", disabled: full }, () => kit.tell("hold", zone), words);
}

/** The table of the held zones, or a line about the first; `root` remembers whether it is folded. */
export function comparison(kit, data, root) {
  const { zones } = data.compare;
  if (!zones.length || !BESIDE.includes(data.card.kind)) return null;
  if (zones.length > 1) return table(kit, data.compare, root);
  const [only] = zones;
  return el(
    "p",
    "compare soft",
    kit.t("comparing"),
    link(kit, only.focus, only.name),
    dropButton(kit, only),
    kit.t("compare_how"),
  );
}

function dropButton(kit, item) {
  const look = { class: "drop", "aria-label": kit.t("drop_named", { name: item.name }), title: kit.t("drop") };
  return button(look, () => kit.tell("hold", item.zone), "×");
}

function table(kit, { zones, figures, note }, root) {
  const { t } = kit;
  const heads = zones.map((zone) =>
    el("th", { scope: "col" }, link(kit, zone.focus, zone.name), dropButton(kit, zone)),
  );
  const rows = [
    line(
      t("stage_bar"),
      zones.map((zone) => miniBar(kit, zone.stages)),
    ),
    line(
      t("row_projects"),
      zones.map((zone) => el("b", "", String(zone.total))),
    ),
    counts(zones, "stages", (row) => [glyph(kit, row.stage, 14), row.term]),
    counts(zones, "verdicts", (row) => [verdict(kit, row.verdict), row.term]),
    figures.map((figure) =>
      line(
        figure.name,
        figure.cells.map((cell) => figureCell(kit, cell)),
      ),
    ),
  ];
  const wide = { class: "wide", tabindex: "0", role: "region", "aria-label": t("compare_table") };
  const fold = el(
    "details",
    { class: "compare", open: root.dataset.folded !== "yes" },
    el("summary", "", t("compare_title", { count: zones.length })),
    el("div", wide, el("table", "", el("thead", "", el("tr", "", el("td", ""), heads)), el("tbody", "", rows))),
    el("p", "soft", note),
  );
  fold.addEventListener("toggle", () => {
    root.dataset.folded = fold.open ? "no" : "yes";
  });
  return fold;
}

function line(title, cells) {
  return el(
    "tr",
    "",
    el("th", { scope: "row" }, title),
    cells.map((cell) => el("td", "", cell)),
  );
}

/** One line for each stage or verdict that any of the zones has. */
function counts(zones, list, title) {
  return zones[0][list]
    .map((row, at) => ({ row, numbers: zones.map((zone) => zone[list][at].count) }))
    .filter(({ numbers }) => numbers.some(Boolean))
    .map(({ row, numbers }) => line(title(row), numbers.map(String)));
}

function figureCell(kit, cell) {
  if (!cell) return el("small", "", kit.t("no_data"));
  return [link(kit, cell.read, cell.value), el("small", "", `${cell.kind} ${cell.period}`)];
}
