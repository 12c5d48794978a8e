import assert from "node:assert/strict";
import { test } from "node:test";
import { remember, remembered } from "../../../../dashboard/scatter/front/remembered.js";

const cloud = { run: "r", packedIds: Uint8Array.of(1, 2, 3, 4, 5) };

test("a selection is remembered per run, of the very same samples only", () => {
  assert.equal(remembered(cloud), undefined);
  remember({ cloud, selected: ["a", "b"] });
  assert.deepEqual(remembered(cloud), ["a", "b"]);
  assert.equal(remembered({ ...cloud, run: "s" }), undefined);
  assert.equal(remembered({ ...cloud, packedIds: Uint8Array.of(1, 2, 3, 4, 6) }), undefined);
});

test("the latest selection counts, an empty one too", () => {
  remember({ cloud, selected: [] });
  assert.deepEqual(remembered(cloud), []);
});
