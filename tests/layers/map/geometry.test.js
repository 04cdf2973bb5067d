import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boxOf,
  distanceToLines,
  distanceToSegment,
  inside,
  partsOf,
  rings,
  world,
} from "../../../mapapp/layers/map/geometry.js";

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const HOLE = [
  [1, 1],
  [3, 1],
  [3, 3],
  [1, 3],
  [1, 1],
];

test("the middle of the world is the middle of its pixels, and north is up", () => {
  assert.deepEqual(world(0, 0), { x: 128, y: 128 });
  assert.equal(world(180, 0).x, 256);
  assert.ok(world(0, 31).y < world(0, 30).y);
  // The square of Web Mercator ends at this latitude; what lies beyond stays on its edge.
  assert.ok(Math.abs(world(0, 85.0511287798).y) < 1e-6);
  assert.equal(world(0, 90).y, world(0, 85.0511287798).y);
});

test("one degree of longitude is a 360th of the world everywhere", () => {
  assert.ok(Math.abs(world(121, 31).x - world(120, 31).x - 256 / 360) < 1e-9);
});

test("a point in a hole is outside, one between hole and edge is inside", () => {
  assert.equal(inside([[SQUARE, HOLE]], 2, 2), false);
  assert.equal(inside([[SQUARE, HOLE]], 0.5, 0.5), true);
  assert.equal(inside([[SQUARE, HOLE]], 5, 2), false);
  assert.equal(inside([], 0, 0), false);
});

test("a multipolygon contains what any of its parts contains", () => {
  const far = SQUARE.map(([x, y]) => [x + 10, y]);
  assert.equal(inside([[SQUARE], [far]], 12, 2), true);
  assert.equal(inside([[SQUARE], [far]], 7, 2), false);
});

test("only surfaces have rings", () => {
  assert.deepEqual(rings({ type: "Polygon", coordinates: [SQUARE] }), [[SQUARE]]);
  assert.deepEqual(rings({ type: "MultiPolygon", coordinates: [[SQUARE]] }), [[SQUARE]]);
  assert.deepEqual(rings({ type: "LineString", coordinates: SQUARE }), []);
  assert.deepEqual(rings(null), []);
});

test("every kind of geometry falls into lines", () => {
  assert.deepEqual(partsOf({ type: "MultiPoint", coordinates: [[1, 2]] }), [[[1, 2]]]);
  assert.deepEqual(partsOf({ type: "MultiPolygon", coordinates: [[SQUARE, HOLE], [SQUARE]] }), [SQUARE, HOLE, SQUARE]);
  assert.deepEqual(partsOf({ type: "LineString", coordinates: SQUARE }), [SQUARE]);
  assert.deepEqual(partsOf({ type: "GeometryCollection", geometries: [] }), []);
});

test("the distance of a segment is to its nearest point, its ends included", () => {
  const [a, b] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ];
  assert.equal(distanceToSegment({ x: 5, y: 3 }, a, b), 3);
  assert.equal(distanceToSegment({ x: 13, y: 4 }, a, b), 5);
  assert.equal(distanceToSegment({ x: 3, y: 4 }, a, a), 5);
});

test("lines of one point or none are infinitely far", () => {
  const place = (at) => at;
  assert.equal(distanceToLines([[{ x: 0, y: 0 }]], { x: 0, y: 0 }, place), Infinity);
  assert.equal(distanceToLines([], { x: 0, y: 0 }, place), Infinity);
});

test("a box is south-west and north-east in lat, lon", () => {
  assert.deepEqual(boxOf([[[121, 31]], [[120, 30.5]]]), [
    [30.5, 120],
    [31, 121],
  ]);
});
