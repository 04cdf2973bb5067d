import assert from "node:assert/strict";
import { test } from "node:test";
import { readAddress, withCamera } from "../../../mapapp/ui/components/page_view.js";

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

test("an address says its view, its chosen thing and whether it is the map's page", () => {
  assert.deepEqual(readAddress("http://localhost/"), { camera: "", focus: "", map: true });
  assert.deepEqual(readAddress("http://localhost/?page=ledger&focus=project:a%20b"), {
    camera: "",
    focus: "project:a b",
    map: false,
  });
  assert.equal(readAddress("http://localhost/?camera=121,31,9&page=map").camera, "121,31,9");
});
