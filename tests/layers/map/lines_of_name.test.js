import assert from "node:assert/strict";
import { test } from "node:test";
import { linesOfName } from "../../../mapapp/layers/map/lines_of_name.js";

test("a short name is one line", () => {
  for (const name of ["上达中央公园", "青浦区体育文化活动中心", "G50", ""]) assert.deepEqual(linesOfName(name), [name]);
});

test("a longer one is two lines of about the same length, and no letter is lost", () => {
  for (const name of [
    "中山医院青浦分院区级传染病诊治中心",
    "青浦区疾病预防控制中心达标建设",
    "上海交大天工之家科学家创业中心",
  ]) {
    const lines = linesOfName(name);
    assert.equal(lines.length, 2, name);
    assert.equal(lines.join(""), name);
    assert.ok(Math.abs(lines[0].length - lines[1].length) <= 4, lines.join("|"));
  }
});

test("a line rather ends before a bracket", () => {
  assert.deepEqual(linesOfName("嘉青松金线工程（白鹤至青浦段）"), ["嘉青松金线工程", "（白鹤至青浦段）"]);
});

test("no line ends inside a number or a Latin word", () => {
  for (const [name, whole] of [
    ["吴泾镇龙吴路5530弄旧住房成套改造", "5530"],
    ["松溪路与318国道交叉口下穿改造", "318"],
    ["青石镇石桥路1288号厂房更新改造项目", "1288"],
    ["虹桥临空园区AI算力中心二期", "AI"],
    ["白鹤镇2.8公里河道综合整治工程", "2.8"],
    ["轨道交通G60科创走廊沿线站点更新", "G60"],
  ])
    assert.ok(
      linesOfName(name).some((line) => line.includes(whole)),
      linesOfName(name).join("|"),
    );
});

test("what does not fit into two lines ends in an ellipsis, and no line is too long", () => {
  const lines = linesOfName("长三角生态绿色一体化发展示范区跨省域协同创新综合服务平台建设");
  assert.equal(lines.length, 2);
  assert.ok(lines[1].endsWith("…"));
  for (const line of lines) assert.ok([...line].length <= 12, line);
});

test("Latin letters take half the room of Chinese ones", () => {
  assert.deepEqual(linesOfName("ABCDEFGHIJKLMNOP"), ["ABCDEFGHIJKLMNOP"]);
  assert.equal(linesOfName("一二三四五六七八九十一二三四五六").length, 2);
});

test("letters outside the basic plane are never cut in half", () => {
  const name = "𠮷".repeat(30);
  for (const line of linesOfName(name)) assert.ok(!/[\ud800-\udbff](?![\udc00-\udfff])/.test(line));
});
