/* The mark of a crowd: a number in a ring whose parts say how many are done, under way, before the ground is broken, and
 * without a report. Map and legend draw the same. */

/** @type {{done: string, going: string, before: string, none: string}} */
const INK = { done: "#134567", going: "#4f88a8", before: "#a9c3d2", none: "#cdd3d8" };
const RING_SHARE = 0.3;

/** Paint the mark of a crowd. @param {number[]} mix @param {number} count */
export function paintCrowd(ctx, x, y, radius, mix, count) {
  const ring = radius * RING_SHARE;
  const middle = radius - ring / 2;
  const total = mix.reduce((sum, part) => sum + part, 0) || 1;
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius + 1.5, 0, 2 * Math.PI);
  ctx.fillStyle = "#fff";
  ctx.fill();
  let from = -Math.PI / 2;
  ctx.lineWidth = ring;
  [INK.done, INK.going, INK.before, INK.none].forEach((ink, index) => {
    if (!mix[index]) return;
    const to = from + (2 * Math.PI * mix[index]) / total;
    ctx.beginPath();
    ctx.arc(x, y, middle, from, to);
    ctx.strokeStyle = ink;
    ctx.stroke();
    from = to;
  });
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = 1;
  ctx.strokeStyle = INK.done;
  ctx.stroke();
  ctx.fillStyle = "#1f2933";
  ctx.font = `600 ${Math.round(radius * (count > 99 ? 0.72 : 0.9))}px "Noto Sans", "Segoe UI", Arial, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(String(count), x, y + radius * 0.06);
  ctx.restore();
}

/** Return the mark as a canvas for the legend. */
export function crowdCanvas(count, mix, px) {
  const ratio = Math.max(2, window.devicePixelRatio || 1);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = px * ratio;
  canvas.style.width = canvas.style.height = px + "px";
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paintCrowd(ctx, px / 2, px / 2, px / 2 - 1.5, mix, count);
  return canvas;
}
