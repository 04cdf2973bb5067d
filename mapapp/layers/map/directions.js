/* From one point to the next in a direction. No map, no page: tested by itself. */

/**
 * Return what lies next in a direction: near, and rather straight ahead than aside.
 * @template T
 * @param {{x: number, y: number}[]} points @param {{x: number, y: number}} from @param {number[]} step [-1|0|1, -1|0|1]
 * @param {T[]} things what stands at each point
 * @returns {T | null}
 */
export function nearestIn(points, from, [dx, dy], things) {
  let best = null;
  let least = Infinity;
  points.forEach((point, index) => {
    const [x, y] = [point.x - from.x, point.y - from.y];
    const ahead = x * dx + y * dy;
    if (ahead <= 0.5) return;
    const cost = ahead + 2 * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [things[index], cost];
  });
  return best;
}
