/* Which of its heights a sheet takes: peek, half, full are 0, 1, 2. */

// A finger that moves faster at the end, in pixels between two events, throws the sheet on to the next height.
const THROWN_PX = 6;

/** Return the height a tap leads to: up, and from the top down again. @param {number} height */
export const nextHeight = (height) => (height + 1) % 3;

/**
 * Return the height where a sheet comes to rest that was let go.
 * @param {number} pulled how high it is, in pixels @param {number[]} ends its three heights in pixels
 * @param {number} speed pixels down between the last two events
 */
export function settle(pulled, ends, speed) {
  if (speed < -THROWN_PX)
    return indexOr(
      ends.findIndex((end) => end > pulled),
      2,
    );
  if (speed > THROWN_PX)
    return indexOr(
      ends.findLastIndex((end) => end < pulled),
      0,
    );
  const far = ends.map((end) => Math.abs(end - pulled));
  return far.indexOf(Math.min(...far));
}

const indexOr = (index, fallback) => (index < 0 ? fallback : index);
