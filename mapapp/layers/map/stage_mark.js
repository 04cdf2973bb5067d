/* The one drawing of a stage: how full the mark is. Map, legend, panel and decks all draw it from the same shapes.
 *
 * `markShapes` says what a mark consists of, in units of its radius's pixels; `paintMark` puts the shapes on a canvas,
 * `markSvg` makes an SVG of them. */

// A mark in a legend or a list: so large a radius in a square of so many units, whatever its size on the page.
const BOX = 18;
const RADIUS = 5.2;
const WHITE = "rgba(255,255,255,.92)";

/**
 * Return the shapes of a mark of radius `r` around (0, 0), undermost first.
 *
 * A shape is a circle ({r}) or a sector from twelve o'clock ({r, turn}: share of the circle), with `fill` or `stroke`,
 * `width` and `dash`.
 * @param {import("./types.d.ts").Look} look
 * @param {number} r radius in pixels
 * @param {{paper?: boolean, planned?: boolean}} options white under the mark; drawn as only planned
 */
export function markShapes(look, r, { paper = true, planned = false } = {}) {
  /** @type {{r: number, turn?: number, fill?: string, stroke?: string, width?: number, dash?: number[]}[]} */
  const shapes = [];
  if (paper) shapes.push({ r: r + (look.halo ? 3.6 : 1.4), fill: WHITE });
  if (look.halo) shapes.push({ r: r + 2.6, stroke: look.colour, width: 1.1 });
  if (look.fill > 0 && !planned) shapes.push({ r, turn: look.fill, fill: look.colour });
  const dash = look.ring === "dashed" || planned ? [2.4, 2] : [];
  shapes.push({ r: r - 0.6, stroke: look.colour, width: 1.5, dash });
  if (look.ring === "dot") shapes.push({ r: Math.max(1.2, r * 0.36), fill: look.colour });
  return shapes;
}

/** Paint a mark on a canvas at (x, y); `accent` rings it as chosen. */
export function paintMark(ctx, x, y, r, look, accent = "") {
  const shapes = markShapes(look, r);
  if (accent) {
    shapes.unshift({ r: r + 6, stroke: accent, width: 3 });
    shapes.unshift({ r: r + 6, fill: "rgba(255,255,255,.95)" });
  }
  ctx.save();
  for (const shape of shapes) {
    ctx.setLineDash(shape.dash || []);
    ctx.beginPath();
    if (shape.turn !== undefined && shape.turn < 1) {
      ctx.moveTo(x, y);
      ctx.arc(x, y, shape.r, -Math.PI / 2, -Math.PI / 2 + shape.turn * 2 * Math.PI);
      ctx.closePath();
    } else ctx.arc(x, y, shape.r, 0, 2 * Math.PI);
    if (shape.fill) {
      ctx.fillStyle = shape.fill;
      ctx.fill();
    }
    if (shape.stroke) {
      ctx.strokeStyle = shape.stroke;
      ctx.lineWidth = shape.width;
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** Return the path of a sector from twelve o'clock around (c, c). */
export function sectorPath(c, r, turn) {
  const angle = turn * 2 * Math.PI;
  const [x, y] = [c + r * Math.sin(angle), c - r * Math.cos(angle)].map((value) => Number(value.toFixed(3)));
  return `M${c} ${c}V${c - r}A${r} ${r} 0 ${turn > 0.5 ? 1 : 0} 1 ${x} ${y}Z`;
}

/** Return a mark as an SVG element, `size` pixels wide. */
export function markSvg(look, size, { planned = false } = {}) {
  const c = BOX / 2;
  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    return node;
  };
  const box = make("svg", {
    width: size,
    height: size,
    viewBox: `0 0 ${BOX} ${BOX}`,
    class: "glyph",
    "aria-hidden": "true",
  });
  for (const shape of markShapes(look, RADIUS, { paper: false, planned })) {
    const ink = { fill: shape.fill || "none", stroke: shape.stroke || "none", "stroke-width": shape.width || 0 };
    if (shape.turn !== undefined && shape.turn < 1)
      box.append(make("path", { d: sectorPath(c, shape.r, shape.turn), ...ink }));
    else
      box.append(
        make("circle", {
          cx: c,
          cy: c,
          r: shape.r,
          ...ink,
          "stroke-dasharray": (shape.dash || []).join(" ") || "none",
        }),
      );
  }
  return box;
}

/** Return a mark as a canvas, `px` CSS pixels wide, sharp on any screen. */
export function markCanvas(look, px) {
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = px * ratio;
  canvas.style.width = canvas.style.height = px + "px";
  const ctx = canvas.getContext("2d");
  ctx.scale((ratio * px) / BOX, (ratio * px) / BOX);
  paintMark(ctx, BOX / 2, BOX / 2, RADIUS, look);
  return canvas;
}
