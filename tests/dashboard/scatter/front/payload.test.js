import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, drawOrder, MISSING } from "../../../../dashboard/scatter/front/payload.js";
import { expected, payload } from "./fixture.js";

test("decodes what Python encoded, from an odd offset", () => {
  const cloud = decode(payload());
  for (const name of ["run", "n", "epochs", "classes", "missing", "bounds"]) assert.deepEqual(cloud[name], expected[name]);
  assert.deepEqual(cloud.positions.map((epoch) => Array.from(epoch)), expected.positions);
  assert.deepEqual(Array.from(cloud.labels), expected.labels);
});

test("positions come back within half a level of what went in", () => {
  const cloud = decode(payload());
  const unit = cloud.side / 65534;
  expected.original.forEach((epoch, row) => {
    epoch.forEach((value, k) => {
      const level = cloud.positions[row][k];
      if (value === null) assert.equal(level, MISSING);
      else assert.ok(Math.abs(cloud.low[k % 2] + level * unit - value) <= unit * 0.5001);
    });
  });
});

test("the rarest class is painted last, rows keep their order within a class", () => {
  const labels = Uint8Array.from([2, 0, 1, 0, 0, 1]);
  assert.deepEqual(Array.from(drawOrder(labels, Uint32Array.from([3, 2, 1]))), [1, 3, 4, 2, 5, 0]);
});

test("the order names every row once", () => {
  const cloud = decode(payload());
  assert.deepEqual(Array.from(cloud.order).sort((a, b) => a - b), Array.from({ length: cloud.n }, (_, row) => row));
});

test("refuses what is not a payload of this format", () => {
  const broken = payload().slice();
  broken[0] = 88;
  assert.throws(() => decode(broken), /Reload the page/);
});
