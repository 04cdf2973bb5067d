import assert from "node:assert/strict";
import test from "node:test";
import { nextHeight, settle } from "../../../mapapp/ui/components/sheet_heights.js";

const ENDS = [90, 400, 750];

test("a tap leads up, and from the top down again", () => {
  assert.deepEqual([0, 1, 2].map(nextHeight), [1, 2, 0]);
});

test("a sheet let go at rest takes the nearest height", () => {
  assert.deepEqual(
    [60, 200, 250, 570, 580, 900].map((pulled) => settle(pulled, ENDS, 0)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("a thrown sheet goes on the way it was thrown", () => {
  assert.equal(settle(110, ENDS, -20), 1);
  assert.equal(settle(420, ENDS, -20), 2);
  assert.equal(settle(740, ENDS, 20), 1);
  assert.equal(settle(390, ENDS, 20), 0);
  assert.equal(settle(900, ENDS, -20), 2);
  assert.equal(settle(40, ENDS, 20), 0);
});
