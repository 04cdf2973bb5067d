/* The cards by kind: everything, a zone or town, a project, a passage of a document. */
import { button, el } from "../../layers/map/dom.js";
import { lifeStrip } from "./panel_life.js";
import * as parts from "./panel_parts.js";
import { ZH } from "./streamlit_parts.js";

const { copy, glyph, link, miniBar, projectRows, quote, reading, section, stageBar, verdict, verdictLine } = parts;

const soft = (text) => el("p", "soft", text);

function overview(kit, card) {
  const { t } = kit;
  return [
    stageBar(kit, card.stages),
    verdictLine(kit, card.verdicts),
    card.rows.length ? section(t("projects", { total: card.total }), projectRows(kit, card)) : null,
    section(
      t("zones"),
      el(
        "div",
        "zones",
        card.zones.map((zone) => zoneRow(kit, zone)),
      ),
    ),
    soft(card.note),
    soft(t("how")),
  ];
}

function zoneRow(kit, zone) {
  return button(
    { class: "zone", "data-focus": zone.focus },
    () => kit.open(zone.focus),
    el("span", { class: "what", lang: ZH }, zone.name, el("small", "", zone.note)),
    el("b", "", String(zone.count), el("small", "", kit.t("zone_unit", { n: zone.count }))),
    miniBar(kit, zone.stages),
  );
}

function zone(kit, card) {
  const list = () => section(kit.t("projects", { total: card.total }), projectRows(kit, card));
  return [
    stageBar(kit, card.stages),
    verdictLine(kit, card.verdicts),
    card.total ? list() : el("p", "empty", card.empty || kit.t("empty")),
    apart(kit, card),
    figures(kit, card),
    documents(kit, card),
    soft(card.note),
  ];
}

/** Honours, services and plans: kept and listed, not counted among the projects of the zone. */
function apart(kit, card) {
  if (!card.apart || !card.apart.length) return null;
  const row = (item) =>
    el("p", "", link(kit, item.focus, el("span", { lang: ZH }, item.name)), el("small", "", item.term));
  const title = el("summary", "", kit.t("apart", { total: card.apart.length }));
  return el("section", "", el("details", "apart", title, card.apart.map(row)));
}

function figures(kit, card) {
  const row = (figure) =>
    el(
      "details",
      "figure",
      el(
        "summary",
        "",
        el("span", { class: "what", lang: ZH }, figure.name),
        el("b", { lang: ZH }, figure.value),
        el("small", "", `${figure.kind} ${figure.period}`),
      ),
      quote(kit, figure),
    );
  return section(kit.t("figures", { total: card.figure_total || "" }), card.figures.map(row));
}

function documents(kit, card) {
  if (!card.docs.length) return null;
  const row = (doc) => el("span", "", el("span", { lang: ZH }, doc.name), el("b", "", String(doc.count)));
  return section(kit.t("documents"), el("p", "docs", card.docs.map(row)));
}

function project(kit, card) {
  const { t } = kit;
  const intention = (row) => el("p", "intention", el("span", "soft", row.what), el("span", { lang: ZH }, row.reason));
  return [
    el("p", "state", glyph(kit, card.stage, 20), card.state),
    el("p", "soft looked", el("span", { lang: ZH }, card.kind_of), " · ", card.looked),
    card.hidden ? el("p", "warn", t("hidden")) : null,
    card.aliases.length ? soft(t("aliases", { names: card.aliases.join(t("join")) })) : null,
    lifeStrip(kit, card),
    section(
      t("promises"),
      card.promises.map((row) => promise(kit, row)),
    ),
    section(t("intentions", { total: card.intentions.length }), card.intentions.map(intention)),
    section(t("where"), el("p", "", card.place), whereIs(kit, card), editButton(kit, card)),
    section(
      t("sentences", { total: card.events.length }),
      card.events.map((row) => mention(kit, row)),
    ),
    section(
      t("conflicts"),
      card.conflicts.map((text) => el("p", { class: "warn", lang: ZH }, text)),
    ),
    section(
      t("related"),
      card.related.map((item) => link(kit, item.focus, item.name)),
    ),
  ];
}

/** A verdict opens on the sentences that prove it; without a mark (not due) its word says it. */
function promise(kit, row) {
  const { t } = kit;
  const bound = (item) =>
    el("blockquote", "", soft(item.label), el("p", { lang: ZH }, item.quote), el("footer", "", reading(kit, item)));
  const late = row.verdict === "late" || row.verdict === "overdue";
  return el(
    "div",
    "promise",
    verdict(kit, row.verdict),
    el(
      "div",
      "",
      el("b", "", row.what),
      el("small", "", row.term),
      row.moved.length ? el("small", "", t("moved", { years: row.moved.join(t("join")) })) : null,
      el("p", { lang: ZH }, row.reason),
      row.bounds.length ? el("details", { open: late }, el("summary", "", t("proof")), row.bounds.map(bound)) : null,
    ),
  );
}

/** The way to put a project on the map, or elsewhere on it; for those who may. */
function editButton(kit, card) {
  if (!kit.editable) return null;
  const words = card.pinned ? kit.t("put_elsewhere") : kit.t("put_here");
  return el(
    "p",
    "",
    button({ class: "edit" }, () => kit.tell("edit", `project:${card.id}`), words),
  );
}

/** The zones a project belongs to: by the words of the documents, and by where it lies. */
function whereIs(kit, card) {
  const { t } = kit;
  const item = (name, note) => el("span", "item", link(kit, `zone:${name}`, name), note ? el("small", "", note) : null);
  const byText = card.zones.map(({ zone: name, how }) => item(name, how));
  const byGeometry = card.zones_geometry.map(({ zone: name, share }) => item(name, share < 100 ? `${share}%` : ""));
  return el(
    "p",
    "",
    t("by_text"),
    byText.length ? byText : t("not_written"),
    el("br", ""),
    t("by_geometry"),
    byGeometry.length ? byGeometry : t("none"),
  );
}

function mention(kit, row) {
  const { t } = kit;
  return el(
    "article",
    "",
    el(
      "h4",
      "",
      glyph(kit, row.stage, 16, row.modality === "planned"),
      el("b", "", row.year === null ? t("no_year") : t("year", { year: row.year })),
      row.term,
      el("small", "", row.said),
      row.certain ? null : el("small", "doubt", t("doubtful")),
      el("small", "", row.looked),
    ),
    row.amount ? el("p", { class: "soft", lang: ZH }, row.amount) : null,
    quote(kit, row),
  );
}

function passage(kit, card) {
  const { t } = kit;
  return [
    el(
      "div",
      { class: "passage", lang: ZH },
      card.cut_before ? t("ellipsis") : null,
      card.before,
      el("mark", "here", card.quote),
      card.after,
      card.cut_after ? t("ellipsis") : null,
    ),
    el("p", "", copy(kit, card.cite)),
  ];
}

/** @type {Record<string, (kit: import("./panel_parts.js").Kit, card: any) => any[]>} */
export const CARDS = { overview, zone, town: zone, district: zone, project, read: passage };
