/* What typed words mean. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { find, prepare, rankOf, readMask } from "../../../mapapp/ui/components/search_match.js";

const NAMES = [
  ["华为研发中心", "huaweiyanfazhongxin", "hwyfzx"],
  ["方厅水院", "fangtingshuiyuan", "ftsy"],
  ["轨交17号线", "guijiao17haoxian", "gj17hx"],
  ["练塘东厍村", "liantangdongshecun", "ltdsc"],
];
const INDEX = prepare({
  projects: NAMES.map((spelling, number) => [
    `p${number}`,
    [spelling, ["别名" + number, "bieming", "bm"]],
    ["西岑"],
    [[`${spelling[0]}开工建设`, `900@${number}-9`]],
  ]),
  areas: [
    [
      "town:练塘镇",
      [
        ["练塘镇", "liantangzhen", "ltz"],
        ["练塘", "liantang", "lt"],
      ],
      [3],
    ],
  ],
  places: [[[["西岑", "xicen", "xc"]], [0, 1, 2, 3]]],
  documents: { 900: "工作报告" },
});
const all = () => true;
const first = (text, options = {}) => {
  const [group] = find(INDEX, text, all, options);
  return group ? group.hits[0].label : "";
};

test("names, pinyin, initials, aliases and one wrong character lead to what is meant", () => {
  for (const [typed, meant] of [
    ["方厅", "方厅水院"],
    ["fang'ting", "方厅水院"],
    ["HWYF", "华为研发中心"],
    ["１７号线", "轨交17号线"],
    ["别名1", "方厅水院"],
    ["华为研法中心", "华为研发中心"],
    ["liantang", "练塘东厍村"],
    ["练塘", "练塘镇"],
    ["练塘镇", "练塘镇"],
    ["xicen", "西岑"],
    ["火星基地站", ""],
    ["  ", ""],
    ["q", ""],
  ])
    assert.equal(first(typed), meant, typed);
});

test("a guess is shown only where nothing is spelled so", () => {
  const hits = find(INDEX, "轨交17号线", all).find((group) => group.kind === "projects").hits;
  assert.deepEqual(
    hits.map((hit) => hit.label),
    ["轨交17号线"],
  );
});

test("counts are those of the present question", () => {
  const shown = (number) => number < 2;
  const groups = Object.fromEntries(find(INDEX, "西岑", shown).map((group) => [group.kind, group.hits]));
  assert.equal(groups.places[0].count, 2);
  assert.equal(groups.filter[0].count, 2);
  assert.deepEqual(groups.places[0].act, { text: "西岑" });
  const town = find(INDEX, "练塘镇", shown)[0].hits[0];
  assert.deepEqual([town.count, town.act.focus], [0, "town:练塘镇"]);
});

test("a project outside the question is said to be so and comes after the others", () => {
  const hits = find(INDEX, "bieming", (number) => number !== 0)[0].hits;
  assert.equal(hits.length, 4);
  assert.deepEqual([hits[3].label, hits[3].hidden], ["华为研发中心", true]);
});

test("sentences of documents are found and lead to their place", () => {
  const { hits } = find(INDEX, "厍村 建设", all).find((group) => group.kind === "quotes");
  assert.deepEqual(
    hits.map((hit) => [hit.label, hit.note, hit.act.focus]),
    [["练塘东厍村开工建设", "工作报告", "read:900@3-9"]],
  );
});

test("pages without a map filter first, even where no project fits", () => {
  const [group] = find(INDEX, "火星", all, { filterFirst: true });
  assert.deepEqual([group.kind, group.hits[0].count, group.hits[0].act], ["filter", 0, { text: "火星" }]);
});

test("the better fit has the lower rank", () => {
  const name = { folded: "方厅水院", pinyin: "fangtingshuiyuan", initials: "ftsy" };
  const ranks = ["方厅水院", "方厅", "水院", "fangt", "fts", "tsy", "方汀水院", "水厅院方"].map((text) =>
    rankOf(name, text),
  );
  assert.deepEqual(ranks, [0, 1, 2, 3, 4, 5, 6, Infinity]);
});

test("a mask is read as Python packs it: the first project is the lowest bit", () => {
  const read = readMask("BQ==");
  assert.deepEqual([0, 1, 2, 3, 11].map(read), [true, false, true, false, false]);
});
