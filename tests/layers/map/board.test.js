import assert from "node:assert/strict";
import { test } from "node:test";
import { Board, boxAround, firstFree, isWithin } from "../../../mapapp/layers/map/board.js";

test("a box is taken once it is added, touching is not overlapping", () => {
  const board = new Board([-600, -400, 600, 400]);
  board.add([0, 0, 10, 10]);
  assert.equal(board.isFree([5, 5, 15, 15]), false);
  assert.equal(board.isFree([10, 0, 20, 10]), true);
  assert.equal(board.isFree([0, -10, 10, 0]), true);
});

test("boxes are found across cells and left of zero", () => {
  const board = new Board([-600, -400, 600, 400]);
  board.add([-500, -20, 500, -10]); // wider than many cells
  assert.equal(board.isFree([-400, -15, -390, 0]), false);
  assert.equal(board.isFree([300, -15, 310, 0]), false);
  assert.equal(board.isFree([300, 0, 310, 10]), true);
});

test("thousands of boxes keep apart exactly as comparing each with each would have it", () => {
  const board = new Board([-600, -400, 600, 400]);
  const kept = [];
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let index = 0; index < 2000; index++) {
    const box = boxAround(random() * 2000 - 1000, random() * 1400 - 700, 20 + random() * 90, 12 + random() * 20);
    const free = kept.every((o) => !(box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]));
    assert.equal(board.isFree(box), free);
    if (!free) continue;
    kept.push(box);
    board.add(box);
  }
  assert.ok(kept.length > 100);
});

test("the first free place is taken, the one of before if it is still free", () => {
  const board = new Board([-600, -400, 600, 400]);
  const places = [boxAround(0, 0, 10, 10), boxAround(50, 0, 10, 10), boxAround(100, 0, 10, 10)];
  assert.equal(firstFree(places, [board]), 0);
  assert.equal(firstFree(places, [board], 2), 2);
  board.add(places[0]);
  board.add(places[2]);
  assert.equal(firstFree(places, [board], 2), 1);
  board.add(places[1]);
  assert.equal(firstFree(places, [board], 2), -1);
});

test("a place must be free on every board", () => {
  const [one, two] = [new Board([-600, -400, 600, 400]), new Board([-600, -400, 600, 400])];
  const places = [boxAround(0, 0, 10, 10), boxAround(50, 0, 10, 10)];
  one.add(places[0]);
  two.add(places[1]);
  assert.equal(firstFree(places, [one]), 1);
  assert.equal(firstFree(places, [one, two]), -1);
});

test("a box is within a frame only as a whole", () => {
  assert.equal(isWithin([1, 1, 9, 9], [0, 0, 10, 10]), true);
  assert.equal(isWithin([1, 1, 11, 9], [0, 0, 10, 10]), false);
});
