/* How a value of a zone becomes a colour or a length: classes, shares, and whether a fill would lie. No map, no page: tested by
 * itself. */

// Limits of classes are such numbers times a power of ten: they can be read out.
const ROUND = [1, 2, 2.5, 5, 10];
const SERIES = [1, 2, 5];
// Values so many times apart are told apart by classes that grow; equal ones would put all but the largest into the first.
const FAR_APART = 5;
// A boundary less certain than this is dashed on the map; a fill would make it look fixed.
export const ROUGH_M = 400;

/**
 * Return the limits between `count` classes, from the least to the largest: one more than there are classes.
 * @param {number} low the least value @param {number} top the largest @param {number} count
 */
export function limitsOf(low, top, count) {
  if (!(top > 0)) return Array.from({ length: count + 1 }, (_, at) => at);
  if (count === 1 || low === top) return equalLimits(0, top, count);
  if (low > 0 && top / low < FAR_APART) return equalLimits(low, top, count);
  const power = Math.floor(Math.log10(top));
  const grown = SERIES.concat(10).findIndex((round) => round * 10 ** power >= top * (1 - 1e-9));
  const place = power * SERIES.length + grown;
  const limit = (at) => clean(SERIES[((at % 3) + 3) % 3] * 10 ** Math.floor(at / 3));
  return [0, ...Array.from({ length: count }, (_, at) => limit(place - count + 1 + at))];
}

function equalLimits(low, top, count) {
  const least = (top - low || top) / count;
  const power = 10 ** Math.floor(Math.log10(least));
  for (const round of [...ROUND, 20, 25, 50]) {
    const step = round * power;
    const from = Math.floor(low / step + 1e-9);
    if ((from + count) * step >= top * (1 - 1e-9))
      return Array.from({ length: count + 1 }, (_, at) => clean((from + at) * step));
  }
  return [0, top];
}

const clean = (value) => Number(value.toPrecision(6));

/** Return the class of a value, 0 for the least: a limit belongs to the class below it. @param {number[]} limits */
export function classOf(value, limits) {
  const at = limits.slice(1).findIndex((limit) => value <= limit * (1 + 1e-9));
  return at < 0 ? limits.length - 2 : at;
}

/** Return a number as it is read: three figures that mean something, no more. @param {number} value */
export const short = (value) => String(Number(value.toPrecision(value >= 100 ? 3 : 2)));

/** Return parts as [from, to] shares of their sum, nothing where there are none. @param {number[]} parts */
export function shares(parts) {
  const total = parts.reduce((sum, part) => sum + part, 0);
  let from = 0;
  return total
    ? parts.map((part) => {
        const at = from;
        from += part / total;
        return [at, from];
      })
    : [];
}

/** Whether a value may fill a zone: it is no sum, the zone lies over no other, and its boundary is known. */
export function fillsZone(colour, props) {
  return Boolean(colour.fills) && !props.part && !props.outline_only && !(props.accuracy_m > ROUGH_M);
}

/** Whether nothing is known of a zone. @param {{value: number | null, total?: number, parts?: number[]}} row */
export const isSilent = (row) => row.value === null && !(row.parts && row.total);
