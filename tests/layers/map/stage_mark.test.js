import assert from "node:assert/strict";
import { test } from "node:test";
import { markShapes, sectorPath } from "../../../mapapp/layers/map/stage_mark.js";
import { SPREAD_PX, spread } from "../../../mapapp/layers/map/spread.js";

/** @type {import("../../../mapapp/layers/map/types.d.ts").Look} */
const LOOK = { term: "在建", colour: "#2f6a8c", fill: 0.5, ring: "solid", halo: false };

test("a mark is as full as its stage says", () => {
  const full = (look, options) => markShapes(look, 6, options).find((shape) => shape.turn !== undefined)?.turn;
  assert.equal(full(LOOK), 0.5);
  assert.equal(full({ ...LOOK, fill: 0 }), undefined);
  assert.equal(full(LOOK, { planned: true }), undefined);
});

test("what is planned, by stage or by sentence, has a dashed ring", () => {
  const ring = (look, options) => markShapes(look, 6, options).find((shape) => shape.width === 1.5);
  assert.deepEqual(ring(LOOK).dash, []);
  assert.equal(ring({ ...LOOK, ring: "dashed" }).dash.length, 2);
  assert.equal(ring(LOOK, { planned: true }).dash.length, 2);
});

test("white paper lies under a mark on the map and not in a list", () => {
  assert.ok(markShapes(LOOK, 6)[0].fill.startsWith("rgba(255"));
  assert.ok(!markShapes(LOOK, 6, { paper: false }).some((shape) => shape.fill?.startsWith("rgba(255")));
});

test("every two looks have other shapes", () => {
  const looks = [
    LOOK,
    { ...LOOK, fill: 0.25 },
    { ...LOOK, fill: 0 },
    { ...LOOK, fill: 1 },
    { ...LOOK, fill: 1, halo: true },
    { ...LOOK, fill: 0, ring: "dot" },
    { ...LOOK, fill: 0, ring: "dashed" },
  ];
  const drawn = looks.map((look) => JSON.stringify(markShapes(/** @type {any} */ (look), 6)));
  assert.equal(new Set(drawn).size, looks.length);
});

test("a sector begins at twelve o'clock and takes the long way only beyond a half", () => {
  assert.equal(sectorPath(9, 5, 0.25), "M9 9V4A5 5 0 0 1 14 9Z");
  assert.equal(sectorPath(9, 5, 0.75), "M9 9V4A5 5 0 1 1 4 9Z");
});

test("the first mark of a site stands on it, the next at the distance of a mark, none on another", () => {
  assert.deepEqual(spread(0, 5.5), [0, 0]);
  assert.deepEqual(spread(undefined, 5.5), [0, 0]);
  assert.ok(Math.abs(Math.hypot(...spread(1, 5.5)) - SPREAD_PX) < 1e-9);
  const places = Array.from({ length: 30 }, (_, rank) => spread(rank, 5.5));
  for (let i = 0; i < places.length; i++)
    for (let j = 0; j < i; j++)
      assert.ok(Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]) > 6, `${i} ${j}`);
});
