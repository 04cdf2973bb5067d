/* One record on the desk: its fields, the form that puts them right, and where it is on a small map. */
import { button, el, svg } from "../../layers/map/dom.js";
import { ZH } from "./streamlit_parts.js";

const WHATS = ["happened", "planned", "not_reached", "cancelled"];
const FIELDS = {
  event: ["name", "same_as", "stage", "what", "year", "zones"],
  indicator: ["name", "region", "period", "value_text", "value", "unit"],
};
/** Where a field stands in a record, and under which name it is saved. */
const IN_RECORD = { same_as: "canonical", value_text: "valueText" };
const SAVED_AS = { same_as: "canonical" };
const MAP_WIDTH = 420;

const plain = (record, field) => record[IN_RECORD[field] || field] ?? "";

export function drawRecord(desk, record, status, acts) {
  const { t, mode, file } = desk;
  if (mode) return drawForm(desk, mode === "add" ? blank(desk) : record, acts);
  const shown = {
    ...record,
    stage: record.stageTerm,
    what: record.whatTerm,
    zones: (record.zones || []).join(t("join")),
  };
  const set = (status && status.set) || {};
  const fields = FIELDS[record.kind].map((field) => {
    const now = set[SAVED_AS[field] || field];
    const old = String(plain(shown, field));
    const term = field === "stage" && now ? file.stages.find((one) => one.value === now).term : now;
    const value = term === undefined ? old : [el("del", "", old), " ", el("ins", "", String(term ?? ""))];
    return [el("dt", "", t(`field_${field}`)), el("dd", { lang: ZH }, value)];
  });
  return el(
    "section",
    "desk-record",
    el(
      "p",
      "desk-tags",
      t("nth", { n: desk.at + 1, total: file.records.length }),
      record.sure ? "" : el("b", "", t("doubtful")),
      record.onMap ? "" : el("b", "", t("off_map")),
    ),
    status ? el("p", "desk-said", said(desk, status)) : "",
    el("dl", "", fields, el("dt", "", t("looked")), el("dd", "", record.looked), why(t, record)),
  );
}

function why(t, record) {
  if (!record.reasons.length) return "";
  const reason = ({ text, counts }, at) => [
    at ? t("join_reasons") : "",
    el("span", { lang: ZH }, text),
    counts ? t("counts", { how: counts }) : "",
  ];
  return [el("dt", "", t("reasons")), el("dd", "", record.reasons.map(reason))];
}

function said({ t, data }, status) {
  const words = t("by", { who: status.who, verdict: t(`verdict_${status.verdict || "none"}`) });
  if (status.second.length) return words + t("second", { who: status.second.join(t("join")) });
  return data.two && !status.done ? words + t("needs_second") : words;
}

function blank({ words }) {
  return { kind: "event", name: words.text.trim(), stage: "", what: "planned", year: "", zones: [], canonical: "" };
}

function drawForm(desk, record, acts) {
  const { t, mode } = desk;
  const fields = mode === "same" ? ["same_as"] : FIELDS[record.kind];
  const rows = fields.map((field) => el("label", "", el("span", "", t(`field_${field}`)), input(desk, record, field)));
  const form = el(
    "form",
    {
      class: "desk-form",
      submit: (event) => {
        event.preventDefault();
        acts.save(form);
      },
    },
    rows,
    el(
      "datalist",
      { id: "desk-projects" },
      desk.file.projects.map((name) => el("option", { value: name })),
    ),
    el("p", "", el("button", { type: "submit" }, t("save")), button("", acts.leave, t("leave"))),
  );
  return form;
}

function input({ file, t }, record, field) {
  const value = plain(record, field);
  if (field === "stage")
    return choice(
      field,
      file.stages.map((one) => [one.value, one.term]),
      value,
    );
  if (field === "what")
    return choice(
      field,
      WHATS.map((one) => [one, t(`what_${one}`)]),
      value,
    );
  if (field === "zones") {
    const tick = (zone) => {
      const on = value.includes(zone) || null;
      return el("label", "", el("input", { type: "checkbox", name: "zones", value: zone, checked: on }), zone);
    };
    return el("span", "desk-zones", [...new Set([...file.headline, ...value])].map(tick));
  }
  const number = field === "year" || field === "value";
  const list = field === "same_as" ? "desk-projects" : null;
  return el("input", { name: field, value: String(value), list, type: number ? "number" : "text", step: "any" });
}

function choice(name, options, value) {
  const first = options.some(([one]) => one === value) ? "" : el("option", { value: "" });
  const made = options.map(([one, term]) => el("option", { value: one, selected: one === value }, term));
  return el("select", { name, required: true }, first, made);
}

/** Return what a form changes, as a decision sets it; of a new record everything that is filled in. */
export function readForm(form, record) {
  const given = new FormData(form);
  /** @type {Record<string, any>} */
  const set = {};
  for (const field of new Set([...given.keys(), ...(form.querySelector(".desk-zones") ? ["zones"] : [])])) {
    const now = field === "zones" ? given.getAll("zones") : String(given.get(field)).trim();
    const before = record ? plain(record, field) : field === "zones" ? [] : "";
    if (String(now) === String(before)) continue;
    Object.assign(set, asSaved(field, now));
  }
  return set;
}

function asSaved(field, value) {
  if (field === "what")
    return value === "happened"
      ? { modality: "reported", polarity: "happened" }
      : { modality: "planned", polarity: value };
  if (field === "year" || field === "value") return { [field]: value === "" ? null : Number(value) };
  if (field === "zones") return value.length ? { zones: value, zone_evidence: "world" } : { zones: [] };
  return { [SAVED_AS[field] || field]: value };
}

/** The zones with the place of a record, as large as the room below allows; off the map it says why. */
export function boxOf({ file, t }, record) {
  const [west, south, east, north] = file.bounds;
  const flat = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = MAP_WIDTH / ((east - west) * flat);
  const spot = ([lon, lat]) => [((lon - west) * flat * scale).toFixed(1), ((north - lat) * scale).toFixed(1)];
  const path = (lines) => lines.map((line) => `M${line.map((at) => spot(at).join(" ")).join("L")}`).join("");
  const shape = record.shape && file.shapes[record.shape];
  const height = (north - south) * scale;
  const dots = shape ? shape.points.map((at) => spot(at)) : [];
  const drawing = svg(
    "svg",
    { viewBox: `-6 -6 ${MAP_WIDTH + 12} ${height + 12}`, role: "img", "aria-label": t("map") },
    file.zones.map((zone) => svg("path", { d: path(zone.lines), class: "zone" }, svg("title", {}, zone.name))),
    shape && shape.lines.length ? svg("path", { d: path(shape.lines), class: "place" }) : "",
    dots.map(([cx, cy]) => svg("circle", { cx, cy, r: 7, class: "place" })),
  );
  return el("figure", "desk-map", drawing, el("figcaption", { lang: ZH }, record.basis || ""));
}
