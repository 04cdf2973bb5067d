import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, withCamera, withLayers } from "../../../mapapp/ui/components/page_view.js";

test("the view is put into an address, replaced, and taken out, and the rest stays letter by letter", () => {
  const plain = "http://localhost/a/?focus=zone%3A%E9%9D%92%E8%A5%BF&year=2024";
  const seen = withCamera(plain, "121.0000,31.0000,12");
  assert.equal(seen, `${plain}&camera=121.0000,31.0000,12`);
  assert.equal(withCamera(seen, "120.0000,30.0000,9"), `${plain}&camera=120.0000,30.0000,9`);
  assert.equal(withCamera(seen, ""), plain);
});

test("a parameter that only ends alike is left alone", () => {
  assert.equal(withCamera("http://localhost/?mycamera=1", ""), "http://localhost/?mycamera=1");
});

test("hidden layers and a base layer are put into an address, replaced, and taken out", () => {
  const plain = "http://localhost/a/?camera=121,31,9";
  const some = withLayers(plain, { hide: ["water", "kind:works"], base: "影像" });
  assert.equal(some, `${plain}&hide=water,kind:works&base=%E5%BD%B1%E5%83%8F`);
  assert.deepEqual(readAddress(some).layers, { hide: ["water", "kind:works"], base: "影像" });
  assert.equal(withLayers(some, { hide: [], base: "" }), plain);
});

test("an address says its view, its layers, its chosen thing and whether it is the map's page", () => {
  const layers = { hide: [], base: "" };
  assert.deepEqual(readAddress("http://localhost/"), { camera: "", focus: "", layers, map: true });
  assert.deepEqual(readAddress("http://localhost/?page=ledger&focus=project:a%20b"), {
    camera: "",
    focus: "project:a b",
    layers,
    map: false,
  });
  assert.equal(readAddress("http://localhost/?camera=121,31,9&page=map").camera, "121,31,9");
});
