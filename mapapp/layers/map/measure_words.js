/* What is said of a measure and of each zone's value, in the words of the map. */
import { t } from "./words.js";
import { isSilent, short } from "./zone_scale.js";

/** Return which measure it is; printed figures are one kind. */
export const kindOf = (colour) => (colour.by.startsWith("figure:") ? "figure" : colour.by);

/** Return the name of a measure with its unit. */
export function titleOf(colour) {
  return t(`colour_title_${kindOf(colour)}`, { name: colour.name, unit: colour.unit || t("no_unit") });
}

/** Return what is counted, and how. */
export function noteOf(colour) {
  const home = colour.zones.filter((row) => row.partly).map((row) => row.id);
  const partly = home.length ? t("colour_partly", { zones: home.join(t("join")) }) : "";
  return t(`colour_note_${kindOf(colour)}`, { year: colour.year }) + partly;
}

/** Return a zone's value in words, with its unit. @param {any} colour @param {any} row */
export function wordsOf(colour, row) {
  if (isSilent(row)) return t("no_data");
  if (colour.by === "stage") return t("measured_stage", { n: row.total });
  if (colour.by === "kept") {
    const [kept, , unverified] = row.parts;
    const said = [kept && t("measured_kept", { n: kept }), unverified && t("measured_unverified", { n: unverified })];
    return said.filter(Boolean).join(t("join")) || t("measured_decided", { n: row.total });
  }
  if (colour.by === "density") return t("measured_density", { n: short(row.value) });
  // A figure that was printed for an earlier year is no figure of this one.
  const when = row.period === String(colour.year) ? "" : t("measured_as_of", { period: row.period });
  return `${row.text}${when}`;
}

/** Say what a zone's value rests on. */
export function basisOf(colour, row) {
  const { total = 0, placed = 0 } = row;
  const kind = kindOf(colour);
  if (kind === "figure") return isSilent(row) ? t("basis_no_figure", { year: colour.year }) : "";
  if (kind === "kept") return total ? t("basis_promises", { n: total }) : t("basis_no_promise");
  return t("basis_placed", { placed, total });
}
