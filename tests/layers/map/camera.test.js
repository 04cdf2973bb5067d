import assert from "node:assert/strict";
import { test } from "node:test";
import { cameraOf, readCamera } from "../../../mapapp/layers/map/camera.js";
import { fill } from "../../../mapapp/layers/map/words.js";

test("a view in words has four decimals, and the zoom no more than it needs", () => {
  assert.equal(cameraOf(121.05123456, 31.1, 12), "121.0512,31.1000,12");
  assert.equal(cameraOf(121.05123456, 31.1, 12.2501), "121.0512,31.1000,12.25");
});

test("what is written can be read", () => {
  assert.deepEqual(readCamera(cameraOf(121.0512, 31.1034, 13.5)), { lon: 121.0512, lat: 31.1034, zoom: 13.5 });
});

test("anything else is no view", () => {
  for (const text of ["", null, "121,31", "121,31,", "a,b,c", "121.,31,12", "-121,31,12", "121,31,12;x", " 121,31,12"])
    assert.equal(readCamera(text), null, String(text));
});

test("values are put into words as they are", () => {
  assert.equal(fill("{name}：{count} 个", { name: "{count} ${1} $&", count: 3 }), "{count} ${1} $&：3 个");
});
