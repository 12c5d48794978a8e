import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { checksum, idAt, rowOf, rowsOf, unpackIds } from "../../../../dashboard/scatter/front/identity.js";
import { decode } from "../../../../dashboard/scatter/front/payload.js";
import { expected, payload } from "./fixture.js";

const cloud = decode(payload());
const ids = await unpackIds(cloud.packedIds, cloud.n);

test("every id comes back, whatever characters it has", () => {
  assert.deepEqual(Array.from({ length: cloud.n }, (_, row) => idAt(ids, row)), expected.samples);
});

test("every id finds its row", () => {
  expected.samples.forEach((id, row) => assert.equal(rowOf(ids, id), row));
});

test("an unknown id has no row and is left out", () => {
  assert.equal(rowOf(ids, "nobody"), -1);
  assert.deepEqual(rowsOf(ids, [expected.samples[3], "nobody", expected.samples[1]]), [3, 1]);
});

test("the checksum tells other samples, or another order of them, apart", () => {
  const sum = (texts) => checksum(deflateSync(Buffer.from(texts.join(""))));
  assert.equal(sum(["a", "b"]), sum(["a", "b"]));
  assert.notEqual(sum(["a", "b"]), sum(["b", "a"]));
  assert.match(sum(["a"]), /^[0-9a-f]{8}$/);
});
