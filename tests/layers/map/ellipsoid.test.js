import assert from "node:assert/strict";
import { test } from "node:test";
import { areaM2, crossesItself, distanceM, lengthM } from "../../../mapapp/layers/map/ellipsoid.js";

// Expected values: GeographicLib's geodesics on WGS 84, as PROJ computes them.
const near = (found, wanted, share) =>
  assert.ok(Math.abs(found - wanted) <= wanted * share, `${found} is not ${wanted} within ${share}`);

test("distances are those of the ellipsoid, to a millimetre a hundred kilometres", () => {
  near(distanceM([121, 31], [121.01, 31]), 955.0426, 1e-7);
  near(distanceM([121, 31], [121, 31.001]), 110.8695, 1e-6);
  near(distanceM([121.05, 31.1], [121.45, 30.95]), 41655.4717, 1e-8);
  near(distanceM([120.3, 30.7], [122.1, 31.9]), 216946.9367, 1e-8);
  assert.equal(distanceM([121, 31], [121, 31]), 0);
});

test("a line is as long as its parts", () => {
  const there = [
    [121, 31],
    [121.01, 31],
    [121, 31],
  ];
  near(lengthM(there), 2 * 955.0426, 1e-7);
  assert.equal(lengthM([[121, 31]]), 0);
});

test("areas are those of the ellipsoid, whichever way round", () => {
  const square = [
    [121, 31],
    [121.01, 31],
    [121.01, 31.01],
    [121, 31.01],
  ];
  near(areaM2(square), 1058796.21, 1e-6);
  near(areaM2([...square].reverse()), 1058796.21, 1e-6);
  const zone = [
    [120.9, 31],
    [121.3, 30.9],
    [121.2, 31.3],
    [121, 31.15],
  ];
  near(areaM2(zone), 872864128.31, 1e-5);
  // A sphere of the earth's mean radius would be off by three thousandths here.
  const north = [
    [10, 80],
    [20, 80],
    [15, 84],
  ];
  near(areaM2(north), 42875333982.45, 1e-4);
});

test("sides that cross are found, neighbours are not", () => {
  const bow = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
  ];
  assert.equal(crossesItself(bow), true);
  assert.equal(crossesItself([bow[0], bow[2], bow[1], bow[3]]), false);
  assert.equal(crossesItself(bow.slice(0, 3)), false);
});
