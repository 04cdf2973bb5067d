/* Marks that fall on each other are shown as one count. No map, no page: tested by itself. */

/** So many marks in one place are a crowd; two stand beside each other. */
export const CROWD_FROM = 3;

/**
 * Return groups of points that lie within `reach` of the first of each group; the order of the points decides.
 *
 * The groups depend on distances only, so moving the map changes none of them.
 * @param {any[]} points with x and y in pixels @param {number} reach in pixels
 * @returns {any[][]}
 */
export function groupNear(points, reach) {
  const cells = new Map();
  const groups = [];
  const key = (x, y) => x * 100003 + y;
  for (const point of points) {
    const [cx, cy] = [Math.floor(point.x / reach), Math.floor(point.y / reach)];
    let best = null;
    let far = reach;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const group of cells.get(key(cx + dx, cy + dy)) || []) {
          const distance = Math.hypot(group[0].x - point.x, group[0].y - point.y);
          if (distance < far) [best, far] = [group, distance];
        }
      }
    }
    if (best) best.push(point);
    else {
      const group = [point];
      const cell = cells.get(key(cx, cy));
      if (cell) cell.push(group);
      else cells.set(key(cx, cy), [group]);
      groups.push(group);
    }
  }
  return groups;
}

/**
 * Return groups after joining those whose marks would overlap; each group comes with its middle and radius.
 * @param {any[][]} groups of points with x and y @param {(count: number) => number} radiusOf the radius of a group's mark
 * @returns {{x: number, y: number, radius: number, points: any[]}[]}
 */
export function joinOverlapping(groups, radiusOf) {
  let made = groups.map((points) => discOf(points, radiusOf));
  for (let joined = true; joined; ) {
    joined = false;
    // The larger swallows the smaller; a single mark alone swallows nothing.
    made.sort((a, b) => b.points.length - a.points.length);
    for (let i = 0; i < made.length; i++) {
      if (!made[i] || made[i].points.length < CROWD_FROM) continue;
      for (let j = i + 1; j < made.length; j++) {
        if (!made[j] || !overlap(made[i], made[j])) continue;
        made[i] = discOf([...made[i].points, ...made[j].points], radiusOf);
        made[j] = null;
        joined = true;
      }
    }
    made = made.filter(Boolean);
  }
  return made;
}

function overlap(one, other) {
  const [dx, dy, reach] = [one.x - other.x, one.y - other.y, one.radius + other.radius];
  return dx * dx + dy * dy < reach * reach;
}

const discOf = (points, radiusOf) => ({ ...middleOf(points), radius: radiusOf(points.length), points });

/**
 * Return where two marks stand that would cover each other: beside each other, as they lie or left and right.
 * @param {{x: number, y: number}[]} pair @param {number} apart how far their middles must be
 */
export function setApart([a, b], apart) {
  const far = Math.hypot(b.x - a.x, b.y - a.y);
  if (far >= apart) return [a, b];
  const [dx, dy] = far ? [(b.x - a.x) / far, (b.y - a.y) / far] : [1, 0];
  const middle = middleOf([a, b]);
  const step = apart / 2;
  return [
    { x: middle.x - dx * step, y: middle.y - dy * step },
    { x: middle.x + dx * step, y: middle.y + dy * step },
  ];
}

/** Return the middle of points. @param {{x: number, y: number}[]} points */
export function middleOf(points) {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Return the radius of the mark of a crowd, in pixels at the size of a desk. @param {number} count */
export function crowdRadius(count) {
  return Math.min(16, 9 + Math.log2(count));
}

/**
 * Return how many of a crowd are done, under way, before the ground is broken, and without a report.
 * @param {number[]} stages ranks, -1 for none
 */
export function mixOf(stages) {
  const mix = [0, 0, 0, 0];
  for (const stage of stages) mix[stage >= 5 ? 0 : stage >= 2 ? 1 : stage >= 0 ? 2 : 3] += 1;
  return mix;
}
