import assert from "node:assert/strict";
import test from "node:test";
import * as coverage from "../../../mapapp/layers/drawing/coverage.js";

const square = (west, east) => [
  [
    [
      [west, 0],
      [east, 0],
      [east, 1],
      [west, 1],
      [west, 0],
    ],
  ],
];
const pair = () => [
  { layer: "towns", id: "a", name: "甲", polygons: square(0, 1) },
  { layer: "towns", id: "b", name: "乙", polygons: square(1, 2) },
];

test("a shared corner moves for both, and a ring stays closed", () => {
  const features = pair();
  coverage.movePoint(features, [1, 0], [1.2, 0.1]);
  assert.deepEqual(features[0].polygons[0][0][1], [1.2, 0.1]);
  assert.deepEqual(features[1].polygons[0][0][0], [1.2, 0.1]);
  assert.deepEqual(features[1].polygons[0][0].at(-1), [1.2, 0.1]);
});

test("a point put on a shared edge is put on it for both", () => {
  const features = pair();
  coverage.splitEdge(features, [1, 1], [1, 0], [1, 0.5]);
  assert.deepEqual(features[0].polygons[0][0][2], [1, 0.5]);
  assert.deepEqual(features[1].polygons[0][0][4 - 0], [1, 0.5]);
  assert.equal(coverage.sharers(features, [1, 0.5]).length, 2);
});

test("a point where edges meet is not taken out, one on a shared edge is taken out for both", () => {
  const features = pair();
  const before = coverage.copyOf(features);
  assert.equal(coverage.dropPoint(features, [1, 0]), false);
  assert.deepEqual(features, before);
  coverage.splitEdge(features, [1, 0], [1, 1], [1, 0.5]);
  assert.equal(coverage.dropPoint(features, [1, 0.5]), true);
  assert.deepEqual(features, before);
});

test("only what was moved is told as changed, and a copy is its own", () => {
  const features = [...pair(), { layer: "zones", id: "c", name: "丙", polygons: square(5, 6) }];
  const now = coverage.copyOf(features);
  coverage.movePoint(now, [1, 0], [1.1, 0]);
  assert.deepEqual(
    coverage.changedSince(features, now).map((one) => one.id),
    ["a", "b"],
  );
});

test("the area of a degree at the equator is that of the ellipsoid, holes taken out", () => {
  // 111.3195 km by 110.5743 km at the equator; at half a degree north the sum is 12,308.8 km² (WGS 84).
  const one = { polygons: square(0, 1) };
  assert.ok(Math.abs(coverage.areaKm2(one) - 12308.8) < 12);
  const hole = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
    [0.25, 0.25],
  ];
  const holed = { polygons: [[one.polygons[0][0], hole]] };
  assert.ok(Math.abs(coverage.areaKm2(holed) / coverage.areaKm2(one) - 0.75) < 1e-9);
});

test("a point catches on a neighbour's corner before its edge, and on nothing far away", () => {
  const [, other] = pair();
  const place = ([lon, lat]) => ({ x: lon * 100, y: -lat * 100 });
  assert.deepEqual(coverage.catchAt([other], [0.95, 0.03], place, 10).point, [1, 0]);
  const onEdge = coverage.catchAt([other], [0.95, 0.5], place, 10);
  assert.deepEqual(onEdge.point, [1, 0.5]);
  assert.equal(onEdge.edge.length, 2);
  assert.equal(coverage.catchAt([other], [0.8, 0.5], place, 10), null);
});

test("between two corners of a neighbour the outline runs along its shorter side", () => {
  const features = pair();
  coverage.splitEdge(features, [1, 0], [2, 0], [1.5, 0]);
  assert.deepEqual(coverage.pathAlong(features, [1, 0], [2, 0]), [[1.5, 0]]);
  assert.deepEqual(coverage.pathAlong(features, [2, 0], [1, 0]), [[1.5, 0]]);
  assert.deepEqual(coverage.pathAlong(features, [1, 0], [2, 1]).length, 2);
  assert.deepEqual(coverage.pathAlong(features, [1, 0], [5, 5]), []);
});

test("a long way round is no way along", () => {
  const thin = [
    {
      layer: "areas",
      id: "c",
      name: "丙",
      polygons: [
        [
          [
            [0, 0],
            [0, 9],
            [0.1, 9],
            [0.1, 0],
            [0.2, 9],
            [0.3, 0],
            [0, 0],
          ],
        ],
      ],
    },
  ];
  assert.deepEqual(coverage.pathAlong(thin, [0, 0], [0.1, 0]), []);
});
