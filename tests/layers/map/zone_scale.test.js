import assert from "node:assert/strict";
import { test } from "node:test";
import { classOf, fillsZone, isSilent, limitsOf, shares, short } from "../../../mapapp/layers/map/zone_scale.js";

test("values far apart have classes that grow by 1, 2, 5", () => {
  assert.deepEqual(limitsOf(0.098, 0.83, 5), [0, 0.05, 0.1, 0.2, 0.5, 1]);
  assert.deepEqual(limitsOf(3, 1900, 5), [0, 100, 200, 500, 1000, 2000]);
  assert.deepEqual(limitsOf(0, 5, 5), [0, 0.2, 0.5, 1, 2, 5]);
  assert.deepEqual(limitsOf(1, 10, 3), [0, 2, 5, 10]);
  assert.deepEqual(limitsOf(0.001, 0.011, 2), [0, 0.01, 0.02]);
});

test("values near each other have equal classes between round limits", () => {
  assert.deepEqual(limitsOf(86, 95, 5), [86, 88, 90, 92, 94, 96]);
  assert.deepEqual(limitsOf(40, 100, 5), [40, 60, 80, 100, 120, 140]);
  assert.deepEqual(limitsOf(0.2, 0.29, 3), [0.2, 0.25, 0.3, 0.35]);
});

test("one value is measured from nought, and no value has limits all the same", () => {
  assert.deepEqual(limitsOf(76, 76, 5), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(limitsOf(0, 76, 1), [0, 100]);
  assert.deepEqual(limitsOf(0, 0, 2), [0, 1, 2]);
});

test("every value lies in a class, a limit in the one below it", () => {
  const limits = [0, 0.05, 0.1, 0.2, 0.5, 1];
  assert.deepEqual(
    [0, 0.05, 0.051, 0.098, 0.2, 0.35, 0.83, 1, 7].map((value) => classOf(value, limits)),
    [0, 0, 1, 1, 2, 3, 4, 4, 4],
  );
  for (const [low, top] of [
    [0.03, 0.04],
    [12, 13],
    [7, 61],
    [0.5, 900],
    [99, 101],
  ]) {
    const found = limitsOf(low, top, 5);
    assert.equal(found.length, 6);
    assert.ok(found[0] <= low && top <= found[5], `${low}–${top}: ${found}`);
    assert.ok(found.every((limit, at) => !at || limit > found[at - 1]));
  }
});

test("shares lie end to end and none are made of nothing", () => {
  assert.deepEqual(shares([1, 0, 3]), [
    [0, 0.25],
    [0.25, 0.25],
    [0.25, 1],
  ]);
  assert.deepEqual(shares([0, 0]), []);
});

test("a fill is for rates in zones that lie over no other and whose boundary is known", () => {
  const zone = { part: "", outline_only: false, accuracy_m: 120 };
  assert.equal(fillsZone({ fills: true }, zone), true);
  assert.equal(fillsZone({ fills: false }, zone), false);
  assert.equal(fillsZone({ fills: true }, { ...zone, outline_only: true }), false);
  assert.equal(fillsZone({ fills: true }, { ...zone, accuracy_m: 500 }), false);
  assert.equal(fillsZone({ fills: true }, { ...zone, part: "示范区" }), false);
});

test("promises that all wait to be verified are no silence, none at all are", () => {
  assert.equal(isSilent({ value: null }), true);
  assert.equal(isSilent({ value: null, parts: [0, 0, 0] }), true);
  assert.equal(isSilent({ value: null, parts: [0, 0, 9], total: 9 }), false);
  assert.equal(isSilent({ value: 0.2 }), false);
});

test("a number is written as short as it can be read", () => {
  assert.deepEqual([0.17157, 0.098, 0.83, 12.4, 668.1, 0].map(short), ["0.17", "0.098", "0.83", "12", "668", "0"]);
});
