import assert from "node:assert/strict";
import { test } from "node:test";
import { readMask, stageAt } from "../../../mapapp/layers/map/mask.js";

test("the first project stands in the lowest bit of the first byte", () => {
  assert.deepEqual(readMask("BQ==", 3), [true, false, true]); // 0b101, as pack_mask in folium_map.py writes it
  assert.deepEqual(readMask(btoa("\x01\x02"), 10), [true, ...Array(8).fill(false), true]);
});

test("a mask that is too short or missing shows nothing more", () => {
  assert.deepEqual(readMask("", 2), [false, false]);
  assert.deepEqual(readMask(btoa("\xff"), 9).at(-1), false);
});

test("a stage is read in the column of its year, and -1 where nothing is known", () => {
  assert.equal(stageAt("--046-", 2), 0);
  assert.equal(stageAt("--046-", 4), 6);
  for (const [code, column] of [
    ["--046-", 0],
    ["", 0],
    ["046", 3],
    ["046", -1],
    ["7", 0],
  ])
    assert.equal(stageAt(code, column), -1);
});
