/* Areas that share their edges, as plain numbers: a point that several have moves for all of them. No map, no page.
 * A feature is {layer, id, name, polygons}; polygons are rings of [lon, lat], the last point repeating the first. */

const keyOf = ([lon, lat]) => `${lon},${lat}`;
const same = (one, other) => one[0] === other[0] && one[1] === other[1];

/** Return every ring of a feature. */
const ringsOf = (feature) => feature.polygons.flat();

/** Return a copy of features that can be changed without changing these. */
export function copyOf(features) {
  return features.map((feature) => ({ ...feature, polygons: structuredClone(feature.polygons) }));
}

/** Return the points of a feature, each once. */
export function cornersOf(feature) {
  const found = new Map();
  for (const ring of ringsOf(feature)) for (const point of ring.slice(0, -1)) found.set(keyOf(point), point);
  return [...found.values()];
}

/** Return the edges of a feature, [from, to] each. */
export function edgesOf(feature) {
  return ringsOf(feature).flatMap((ring) => ring.slice(1).map((point, index) => [ring[index], point]));
}

/** Return the features that have a point. */
export function sharers(features, point) {
  return features.filter((feature) => ringsOf(feature).some((ring) => ring.some((one) => same(one, point))));
}

/** Move a point for every feature that has it. */
export function movePoint(features, from, to) {
  const [lon, lat] = from;
  for (const feature of features)
    for (const ring of ringsOf(feature))
      ring.forEach((point, index) => {
        if (point[0] === lon && point[1] === lat) ring[index] = [...to];
      });
}

/** Put a point on an edge, for every feature that has the edge. */
export function splitEdge(features, from, to, at) {
  for (const feature of features)
    for (const ring of ringsOf(feature))
      for (let index = ring.length - 1; index > 0; index--) {
        const [one, other] = [ring[index - 1], ring[index]];
        if ((same(one, from) && same(other, to)) || (same(one, to) && same(other, from)))
          ring.splice(index, 0, [...at]);
      }
}

/** Take a point out for all that have it; false, and nothing done, where edges would part or a ring would vanish. */
export function dropPoint(features, point) {
  const places = [];
  const neighbours = new Set();
  for (const feature of features)
    for (const ring of ringsOf(feature)) {
      const index = ring.findIndex((one) => same(one, point));
      if (index < 0) continue;
      const count = ring.length - 1;
      if (count < 4) return false;
      places.push([ring, index]);
      const around = [ring[(index + count - 1) % count], ring[(index + 1) % count]];
      neighbours.add(around.map(keyOf).sort().join(" "));
    }
  if (neighbours.size !== 1) return false;
  for (const [ring, index] of places) {
    ring.splice(index, 1);
    if (index === 0) ring[ring.length - 1] = [...ring[0]];
  }
  return true;
}

/** Return the features whose outline differs from what it was. */
export function changedSince(before, after) {
  return after.filter((feature, index) => JSON.stringify(feature.polygons) !== JSON.stringify(before[index].polygons));
}

const RADIAN = Math.PI / 180;
// WGS 84: semi-major axis in metres, first eccentricity squared.
const AXIS_M = 6378137;
const ECCENTRICITY2 = 0.00669437999014;

/** Return the area of a feature in square kilometres, on the ellipsoid's own radii at its middle; good to a thousandth here. */
export function areaKm2(feature) {
  const latitudes = cornersOf(feature).map(([, lat]) => lat);
  const middle = ((Math.min(...latitudes) + Math.max(...latitudes)) / 2) * RADIAN;
  const flat = 1 - ECCENTRICITY2 * Math.sin(middle) ** 2;
  const east = (AXIS_M / Math.sqrt(flat)) * Math.cos(middle) * RADIAN;
  const north = ((AXIS_M * (1 - ECCENTRICITY2)) / flat ** 1.5) * RADIAN;
  const ringArea = (ring) => {
    const [x0, y0] = ring[0];
    let sum = 0;
    for (let i = 1; i < ring.length; i++)
      sum += (ring[i - 1][0] - x0) * (ring[i][1] - y0) - (ring[i][0] - x0) * (ring[i - 1][1] - y0);
    return Math.abs(sum / 2);
  };
  const areas = feature.polygons.map(([outer, ...holes]) =>
    holes.reduce((left, hole) => left - ringArea(hole), ringArea(outer)),
  );
  return (areas.reduce((sum, area) => sum + area, 0) * east * north) / 1e6;
}

/**
 * Return where a point that is being moved catches: a corner of another feature, else a place on its edge; null for free.
 * @param {any[]} others features it may catch on @param {number[]} at @param {(point: number[]) => {x: number, y: number}} place
 * @param {number} reach in pixels
 */
export function catchAt(others, at, place, reach) {
  const here = place(at);
  const far = (point) => Math.hypot(place(point).x - here.x, place(point).y - here.y);
  let best = null;
  for (const other of others)
    for (const point of cornersOf(other)) {
      const distance = far(point);
      if (distance <= reach && (!best || distance < best.distance)) best = { point, distance, edge: null };
    }
  if (best) return best;
  for (const other of others)
    for (const [from, to] of edgesOf(other)) {
      const [a, b] = [place(from), place(to)];
      const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
      const share = length ? ((here.x - a.x) * (b.x - a.x) + (here.y - a.y) * (b.y - a.y)) / length : -1;
      if (share <= 0 || share >= 1) continue;
      const point = [0, 1].map((axis) => Number((from[axis] + share * (to[axis] - from[axis])).toFixed(6)));
      const distance = far(point);
      if (distance <= reach && (!best || distance < best.distance)) best = { point, distance, edge: [from, to] };
    }
  return best;
}

// Along a neighbour the way may be this much longer than straight; beyond it somebody means the straight line.
const MOST_DETOUR = 3;

/** Return the points between two points that lie on one ring, along its shorter side; none where no ring has both. */
export function pathAlong(features, from, to) {
  for (const ring of features.flatMap(ringsOf)) {
    const points = ring.slice(0, -1);
    const [start, end] = [from, to].map((at) => points.findIndex((one) => same(one, at)));
    if (start < 0 || end < 0 || start === end) continue;
    const forward = walk(points, start, end);
    const backward = walk(points, end, start).reverse();
    const ways = [forward, backward].map((between) => ({ between, length: lengthOf([from, ...between, to]) }));
    const shorter = ways[0].length <= ways[1].length ? ways[0] : ways[1];
    if (shorter.length <= MOST_DETOUR * lengthOf([from, to])) return shorter.between;
  }
  return [];
}

/** Return the points of a ring after one index and before another, going on past its end. */
function walk(points, start, end) {
  const found = [];
  for (let index = (start + 1) % points.length; index !== end; index = (index + 1) % points.length)
    found.push([...points[index]]);
  return found;
}

const lengthOf = (line) =>
  line
    .slice(1)
    .reduce((sum, point, index) => sum + Math.hypot(point[0] - line[index][0], point[1] - line[index][1]), 0);
