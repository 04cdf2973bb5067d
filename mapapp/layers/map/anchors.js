/* Where the name of a line or an area may stand, in world pixels. No map, no page: tested by itself. */

// A line is named where it is seen: so many places along it.
const ALONG = 9;

/** Return places along lines, the middle first, evenly by length. @param {{x: number, y: number}[][]} parts */
export function anchorsOfLine(parts) {
  const longest = parts.reduce((best, part) => (lengthOf(part) > lengthOf(best) ? part : best), parts[0]);
  const length = lengthOf(longest);
  const shares = Array.from({ length: ALONG }, (_, step) => (step + 0.5) / ALONG);
  shares.sort((a, b) => Math.abs(a - 0.5) - Math.abs(b - 0.5));
  return shares.map((share) => pointAlong(longest, share * length));
}

/** Return points along a line, at most `step` from one to the next. @param {{x: number, y: number}[]} part @param {number} step */
export function pointsAlong(part, step) {
  return part.flatMap((b, index) => {
    const a = part[index - 1] || b;
    const count = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / step));
    return Array.from({ length: count }, (_, at) => {
      const share = (at + 1) / count;
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    });
  });
}

/** Return the place of an area's name: the middle of its largest part. @param {{x: number, y: number}[][]} parts */
export function anchorOfArea(parts) {
  const largest = parts.reduce(
    (best, part) => (Math.abs(areaOf(part)) > Math.abs(areaOf(best)) ? part : best),
    parts[0],
  );
  const area = areaOf(largest);
  if (!area) return largest[0];
  // Counted from its first corner: far from zero, a small ring would lose its digits.
  const [zero] = largest;
  let [x, y] = [0, 0];
  for (const [a, b] of sides(largest)) {
    const cross = (a.x - zero.x) * (b.y - zero.y) - (b.x - zero.x) * (a.y - zero.y);
    x += (a.x + b.x - 2 * zero.x) * cross;
    y += (a.y + b.y - 2 * zero.y) * cross;
  }
  return { x: zero.x + x / (6 * area), y: zero.y + y / (6 * area) };
}

const sides = (ring) => ring.map((a, index) => [a, ring[(index + 1) % ring.length]]);

function lengthOf(part) {
  let sum = 0;
  for (let i = 1; i < part.length; i++) sum += Math.hypot(part[i].x - part[i - 1].x, part[i].y - part[i - 1].y);
  return sum;
}

function pointAlong(part, far) {
  let rest = far;
  for (let i = 1; i < part.length; i++) {
    const [a, b] = [part[i - 1], part[i]];
    const step = Math.hypot(b.x - a.x, b.y - a.y);
    if (step && rest <= step) return { x: a.x + ((b.x - a.x) * rest) / step, y: a.y + ((b.y - a.y) * rest) / step };
    rest -= step;
  }
  return part[part.length - 1];
}

function areaOf(ring) {
  const [zero] = ring;
  const cross = ([a, b]) => (a.x - zero.x) * (b.y - zero.y) - (b.x - zero.x) * (a.y - zero.y);
  return sides(ring).reduce((sum, side) => sum + cross(side), 0) / 2;
}
