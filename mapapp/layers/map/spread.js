/* Marks of one site stand beside each other, not on top of each other. */

/** Distance of the first neighbour in pixels, at a mark of 5.5 pixels. */
export const SPREAD_PX = 8.5;

// The golden angle: each next mark falls into the widest gap left.
const TURN = 2.39996;

/** Return how far the mark of a rank stands from its site, in pixels; the first stands on it. */
export function spread(rank, radius) {
  if (!(rank >= 1)) return [0, 0];
  const far = SPREAD_PX * Math.sqrt(rank) * (radius / 5.5);
  return [far * Math.cos(rank * TURN), far * Math.sin(rank * TURN)];
}
