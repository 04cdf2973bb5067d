/* The life of a project: years across, stages upward; solid where reported, hollow where planned. */
import { el, svg } from "../../layers/map/dom.js";

// Units of the drawing; it grows with the panel. Room at the left for the words of three stages, longer in English.
const WIDE = 360;
const TALL = 112;
const LEFT = { zh: 36, en: 54 };
const RIGHT = 16;
const AXIS_STAGES = [0, 3, 6];
const MOST_YEARS_WRITTEN = 10;
const BESIDE_PX = 9;

/** Return the strip of a project's card, null when it has no dated sentence. */
export function lifeStrip(kit, card) {
  const points = card.life;
  if (!points.length) return null;
  const { t } = kit;
  const years = [...points.map((point) => point.year), card.as_of];
  const scale = scaleOf(Math.min(...years), Math.max(...years), LEFT[kit.lang] || LEFT.en);
  const heard = points.map((point) => point.text).join(t("semicolon"));
  const box = svg("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, class: "life", role: "img", "aria-label": heard });
  box.append(...axes(scale, t));
  box.append(svg("line", { x1: scale.x(card.as_of), x2: scale.x(card.as_of), y1: 6, y2: TALL - 16, class: "now" }));
  const done = points.filter((point) => !point.planned).sort((a, b) => a.year - b.year || a.stage - b.stage);
  const path = done.map((point) => `${scale.x(point.year)},${scale.y(point.stage)}`).join(" ");
  if (done.length > 1) box.append(svg("polyline", { points: path, class: "path" }));
  box.append(...marks(points, scale));
  const key = [
    [el("span", "dot reported"), t("life_reported")],
    [el("span", "dot planned"), t("life_planned")],
    [el("span", "tick"), t("as_of", { year: card.as_of })],
  ];
  return el("figure", "", box, el("figcaption", "", key));
}

function scaleOf(first, last, left) {
  const x = (year) => left + ((WIDE - left - RIGHT) * (year - first + 0.5)) / (last - first + 1);
  const y = (stage) => TALL - 20 - stage * ((TALL - 32) / 6);
  return { first, last, left, x, y };
}

function axes({ first, last, left, x, y }, t) {
  const made = [];
  for (const stage of AXIS_STAGES) {
    made.push(svg("line", { x1: left, x2: WIDE - RIGHT, y1: y(stage), y2: y(stage), class: "grid" }));
    const at = { x: left - 6, y: y(stage) + 4, class: "axis", "text-anchor": "end" };
    made.push(svg("text", at, t(`axis_${stage}`)));
  }
  const step = Math.max(1, Math.ceil((last - first + 1) / MOST_YEARS_WRITTEN));
  for (let year = first; year <= last; year += step)
    made.push(svg("text", { x: x(year), y: TALL - 3, class: "axis", "text-anchor": "middle" }, String(year)));
  return made;
}

/** Points of one year and stage stand beside each other. */
function marks(points, { x, y }) {
  const stack = new Map();
  return points.map((point) => {
    const key = `${point.year}-${point.stage}`;
    const before = stack.get(key) || 0;
    stack.set(key, before + 1);
    const at = { cx: x(point.year) + before * BESIDE_PX, cy: y(point.stage), r: 4.5 };
    return svg("circle", { ...at, class: point.planned ? "planned" : "reported" }, svg("title", {}, point.text));
  });
}
