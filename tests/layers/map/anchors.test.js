import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorOfArea, anchorsOfLine, pointsAlong } from "../../../mapapp/layers/map/anchors.js";
import { world } from "../../../mapapp/layers/map/geometry.js";

const at = (x, y) => ({ x, y });

test("a line is named in its middle by length, then ever farther from it", () => {
  const [first, second, third] = anchorsOfLine([[at(0, 0), at(1, 0), at(90, 0)]]);
  assert.deepEqual(first, at(45, 0));
  assert.deepEqual([second.x, third.x].map(Math.round).sort(), [35, 55]);
  assert.equal(anchorsOfLine([[at(0, 0), at(9, 0)]]).length, 9);
});

test("of several lines the longest is named, and one of no length on its point", () => {
  assert.equal(
    anchorsOfLine([
      [at(0, 0), at(1, 0)],
      [at(0, 5), at(50, 5)],
    ])[0].y,
    5,
  );
  assert.deepEqual(anchorsOfLine([[at(3, 4), at(3, 4)]])[0], at(3, 4));
});

test("an area is named in its middle, whichever way its ring runs", () => {
  const ring = [at(0, 0), at(4, 0), at(4, 2), at(0, 2), at(0, 0)];
  assert.deepEqual(anchorOfArea([ring]), at(2, 1));
  assert.deepEqual(anchorOfArea([[...ring].reverse()]), at(2, 1));
  assert.deepEqual(anchorOfArea([[at(1, 1), at(1, 1)]]), at(1, 1));
});

test("a small ring far from zero keeps its digits", () => {
  const ring = [
    [121.1, 31.1],
    [121.101, 31.1],
    [121.101, 31.101],
    [121.1, 31.101],
  ].map(([lon, lat]) => world(lon, lat));
  const middle = anchorOfArea([ring]);
  const wanted = world(121.1005, 31.1005);
  assert.ok(Math.hypot(middle.x - wanted.x, middle.y - wanted.y) * 2 ** 16 < 0.1); // a tenth of a pixel at zoom 16
});

test("points along a line are never further apart than asked, and its end is one of them", () => {
  const line = [
    { x: 0, y: 0 },
    { x: 25, y: 0 },
    { x: 25, y: 8 },
  ];
  assert.deepEqual(
    pointsAlong(line, 10).map(({ x, y }) => [Math.round(x * 10) / 10, y]),
    [
      [0, 0],
      [8.3, 0],
      [16.7, 0],
      [25, 0],
      [25, 8],
    ],
  );
});
