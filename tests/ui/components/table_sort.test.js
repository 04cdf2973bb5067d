import assert from "node:assert/strict";
import { test } from "node:test";
import { rankOf, sortRows, textOf } from "../../../mapapp/ui/components/table_sort.js";

const rows = (...cells) => cells.map((cell) => ({ cells: [cell] }));
const sorted = (down, ...cells) => sortRows(rows(...cells), 0, down).map((row) => textOf(row.cells[0]));

test("numbers sort by size and not by their digits", () => {
  assert.deepEqual(sorted(false, 10, 9, 100), [9, 10, 100]);
  assert.deepEqual(sorted(true, 10, 9, 100), [100, 10, 9]);
});

test("what is empty stands last whichever way the rest goes", () => {
  for (const down of [false, true]) assert.equal(sorted(down, null, 2, undefined, 1, { text: null }).at(-1), "");
  assert.deepEqual(sorted(true, "", 1, 2), [2, 1, ""]);
});

test("words sort by the Chinese alphabet", () => {
  assert.deepEqual(sorted(false, "朱家角", "金泽", "白鹤"), ["白鹤", "金泽", "朱家角"]);
});

test("a cell with a rank sorts by it and shows its text", () => {
  const cell = { text: "逾期", rank: 0 };
  assert.equal(rankOf(cell), 0);
  assert.equal(textOf(cell), "逾期");
  assert.deepEqual(sorted(false, { text: "甲", rank: 2 }, { text: "乙", rank: 1 }), ["乙", "甲"]);
});

test("the rows that were given stay as they were", () => {
  const given = rows(2, 1);
  sortRows(given, 0, false);
  assert.deepEqual(given, rows(2, 1));
});

test("a cell of several parts is sorted by its first", () => {
  assert.equal(rankOf([{ text: "开工" }, { text: "竣工" }]), "开工");
  assert.equal(textOf([]), "");
});
