import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestIn } from "../../../mapapp/layers/map/directions.js";

const POINTS = [
  { x: 10, y: 0 },
  { x: 30, y: 2 },
  { x: 12, y: 40 },
  { x: -5, y: -5 },
];
const NAMES = ["right", "farther right", "below", "upper left"];
const from = (x, y, step) => nearestIn(POINTS, { x, y }, step, NAMES);

test("the next in a direction is the near one straight ahead", () => {
  assert.equal(from(0, 0, [1, 0]), "right");
  assert.equal(from(10, 0, [1, 0]), "farther right");
  assert.equal(from(0, 0, [0, 1]), "farther right"); // two pixels lower counts, though far aside
  assert.equal(from(10, 3, [0, 1]), "below");
  assert.equal(from(0, 0, [-1, 0]), "upper left");
});

test("nothing lies beyond the last", () => {
  assert.equal(from(30, 2, [1, 0]), null);
  assert.equal(nearestIn([], { x: 0, y: 0 }, [1, 0], []), null);
});

test("where one stands is not the next", () => {
  assert.notEqual(from(10, 0, [1, 0]), "right");
});
