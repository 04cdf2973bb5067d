/* Measuring on the map: the length of a line, and the area it encloses. */
import { button, el } from "./dom.js";
import { areaM2, crossesItself, lengthM } from "./ellipsoid.js";
import { sketch } from "./sketch.js";
import { addTool, makeSheet, take } from "./tools.js";
import { t } from "./words.js";

/** Put the tool into the column. */
export function addMeasure(column) {
  const sheet = makeSheet(column, "measured", t("measure"));
  const length = el("output", { class: "length" });
  const area = el("output", { class: "area" });
  const hint = el("p", "hint");
  let drawing = null;
  const again = () => {
    if (drawing) drawing.end();
    drawing = sketch({ closed: false, changed, away: () => take("") });
  };
  const changed = (places, done) => {
    length.textContent = t("measured_length", { length: lengthWords(lengthM(places)) });
    area.textContent = areaLine(places);
    area.hidden = places.length < 3;
    hint.textContent = done ? t("measure_done") : t("measure_hint");
  };
  sheet.append(
    length,
    area,
    hint,
    el(
      "div",
      "acts",
      button("undo", () => drawing.undo(), t("undo")),
      button("again", again, t("again")),
      button("close", () => take(""), t("close")),
    ),
  );
  addTool(column, "measure", {
    words: t("measure"),
    hint: t("measure_title"),
    start: () => {
      sheet.hidden = false;
      again();
    },
    stop: () => {
      sheet.hidden = true;
      drawing.end();
      drawing = null;
    },
  });
}

function areaLine(places) {
  if (places.length < 3) return "";
  if (crossesItself(places)) return t("measured_crossed");
  const perimeter = lengthM([...places, places[0]]);
  return t("measured_area", { area: areaWords(areaM2(places)), perimeter: lengthWords(perimeter) });
}

/** Return a length with its unit: metres below one kilometre. @param {number} m */
export function lengthWords(m) {
  return m < 999.5 ? t("metres", { n: Math.round(m) }) : t("kilometres", { n: (m / 1000).toFixed(m < 99_950 ? 2 : 1) });
}

/** Return an area with its unit: hectares below one square kilometre, square metres below one hectare. @param {number} m2 */
export function areaWords(m2) {
  if (m2 < 9_999.5) return t("square_metres", { n: Math.round(m2) });
  if (m2 < 999_950) return t("hectares", { n: (m2 / 10_000).toFixed(2) });
  return t("square_kilometres", { n: (m2 / 1e6).toFixed(2) });
}
