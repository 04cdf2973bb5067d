import assert from "node:assert/strict";
import { test } from "node:test";
import { zoomFor } from "../../../mapapp/reports/web/scene_view.js";

const SAVED = { zoom: 12.25, width: 800, height: 600 };

test("the window a view was saved in gets the very same zoom", () => {
  assert.equal(zoomFor(SAVED, { x: 800, y: 600 }, 0.25), 12.25);
});

test("a window twice as large zooms one level nearer, one half as large one level out", () => {
  assert.equal(zoomFor(SAVED, { x: 1600, y: 1200 }, 0.25), 13.25);
  assert.equal(zoomFor(SAVED, { x: 400, y: 300 }, 0.25), 11.25);
});

test("the narrower side decides, and the step is taken downward, so nothing saved is cut off", () => {
  assert.equal(zoomFor(SAVED, { x: 1600, y: 600 }, 0.25), 12.25);
  assert.equal(zoomFor(SAVED, { x: 1000, y: 700 }, 0.25), 12.25); // 700/600 is less than a quarter step
  assert.ok(zoomFor(SAVED, { x: 799, y: 599 }, 0.25) <= 12.25);
});

test("a view saved without its window keeps its zoom", () => {
  assert.equal(zoomFor({ zoom: 11, width: 0, height: 0 }, { x: 500, y: 500 }, 0.25), 11);
});
