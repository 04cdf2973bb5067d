import assert from "node:assert/strict";
import { test } from "node:test";
import {
  crowdRadius,
  groupNear,
  joinOverlapping,
  middleOf,
  mixOf,
  setApart,
} from "../../../mapapp/layers/map/crowds.js";

const at = (x, y) => ({ x, y });
const sizes = (points, reach) => groupNear(points, reach).map((group) => group.length);

test("points of one place are one group, points far apart are each their own", () => {
  assert.deepEqual(sizes([at(5, 5), at(5, 5), at(5, 5)], 20), [3]);
  assert.deepEqual(sizes([at(0, 0), at(100, 0), at(0, 100)], 20), [1, 1, 1]);
});

test("a group reaches as far as it says, over the borders of cells and on both sides of zero", () => {
  assert.deepEqual(sizes([at(19.9, 0), at(20.1, 0)], 20), [2]);
  assert.deepEqual(sizes([at(-1, -1), at(1, 1)], 20), [2]);
  assert.deepEqual(sizes([at(0, 0), at(20.1, 0)], 20), [1, 1]);
});

test("a point joins the nearer of two groups, and a chain does not become one group", () => {
  const groups = groupNear([at(0, 0), at(30, 0), at(18, 0)], 20);
  assert.deepEqual(
    groups.map((group) => group.map(({ x }) => x)),
    [[0], [30, 18]],
  );
  assert.ok(
    sizes(
      Array.from({ length: 10 }, (_, index) => at(index * 15, 0)),
      20,
    ).length > 1,
  );
});

test("every point is in exactly one group, and moving all points changes no group", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const points = Array.from({ length: 500 }, () => at(random() * 400, random() * 400));
  const groups = sizes(points, 20);
  assert.equal(
    groups.reduce((sum, size) => sum + size, 0),
    500,
  );
  const moved = points.map(({ x, y }) => at(x + 1000.25, y - 333.5));
  assert.deepEqual(sizes(moved, 20), groups);
});

test("a crowd stands in the middle of its points, larger with more of them, but never huge", () => {
  assert.deepEqual(middleOf([at(0, 0), at(10, 0), at(5, 9)]), at(5, 3));
  assert.ok(crowdRadius(30) > crowdRadius(3));
  assert.equal(crowdRadius(10_000), 16);
});

test("a crowd is counted by what is done, under way, before the ground is broken, and not reported", () => {
  assert.deepEqual(mixOf([6, 5, 4, 3, 2, 1, 0, -1]), [2, 3, 2, 1]);
  assert.deepEqual(mixOf([]), [0, 0, 0, 0]);
});

test("marks of crowds that would overlap become one, and none is left overlapping", () => {
  let seed = 3;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const points = Array.from({ length: 300 }, () => at(random() * 300, random() * 300));
  const radiusOf = (count) => (count < 3 ? 5 : crowdRadius(count));
  const joined = joinOverlapping(groupNear(points, 19), radiusOf);
  assert.equal(
    joined.reduce((sum, { points: members }) => sum + members.length, 0),
    300,
  );
  const crowds = joined.filter(({ points: members }) => members.length >= 3);
  assert.ok(crowds.length > 3);
  for (const one of crowds)
    for (const other of joined)
      if (one !== other) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius);
});

test("groups that lie apart stay as they are", () => {
  const groups = [[at(0, 0), at(1, 0), at(2, 0)], [at(100, 0)]];
  assert.deepEqual(
    joinOverlapping(groups, () => 10).map(({ points }) => points.length),
    [3, 1],
  );
});

test("two marks that would cover each other stand beside each other around their middle", () => {
  assert.deepEqual(setApart([at(0, 0), at(20, 0)], 10), [at(0, 0), at(20, 0)]);
  assert.deepEqual(setApart([at(0, 0), at(4, 0)], 10), [at(-3, 0), at(7, 0)]);
  const [a, b] = setApart([at(5, 5), at(5, 5)], 10);
  assert.deepEqual([a, b], [at(0, 5), at(10, 5)]);
});
