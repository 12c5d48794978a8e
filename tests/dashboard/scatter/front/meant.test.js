import assert from "node:assert/strict";
import { test } from "node:test";
import { meantBy, spanOf, visible } from "../../../../dashboard/scatter/front/meant.js";
import { payload } from "./fixture.js";
import { unpackIds } from "../../../../dashboard/scatter/front/identity.js";
import { decode } from "../../../../dashboard/scatter/front/payload.js";

const epochs = [0, 2, 11];
const data = { links: [], marks: [], trails: null, guides: [], arrows: null };

test("trails span all epochs, or two of them by number, in either order, the nearest where there is none", () => {
  assert.deepEqual(spanOf(null, epochs), [0, 2]);
  assert.deepEqual(spanOf([2, 11], epochs), [1, 2]);
  assert.deepEqual(spanOf([11, 0], epochs), [0, 2]);
  assert.deepEqual(spanOf([3, 3], epochs), [1, 1]);
});

test("ids become rows; a line to a sample that is not here is left out", async () => {
  const cloud = decode(payload());
  const ids = await unpackIds(cloud.packedIds, cloud.n);
  const links = [["sample_9", "sample_12", "true"], ["sample_9", "nobody", "screen"]];
  const meant = meantBy({ ...data, links, marks: ["sample_7", "nobody"] }, { cloud, ids, rows: Uint32Array.of(3) });
  assert.deepEqual(meant.links, [{ from: 9, to: 12, kind: "true" }]);
  assert.deepEqual(meant.marks, [7]);
  assert.deepEqual(meant.trailed, [3]);
});

const shown = {
  selected: [1, 2], marks: [3, 4], crowd: Uint32Array.of(1, 2, 3, 4), trailed: [2, 4], trails: true,
  links: [{ from: 1, to: 2, kind: "true" }, { from: 2, to: 4, kind: "screen" }],
};

test("without a filter everything is visible", () => {
  assert.equal(visible(shown, null, {}), shown);
});

test("what a filter leaves out is in nothing that is painted", () => {
  const even = visible(shown, (row) => row % 2 === 0, {});
  assert.deepEqual([even.selected, even.marks, even.trailed, Array.from(even.crowd)], [[2], [4], [2, 4], [2, 4]]);
  assert.deepEqual(even.links, [{ from: 2, to: 4, kind: "screen" }]);
  assert.equal(even.trails, true);
});

test("a large crowd is filtered once per coat", () => {
  let asked = 0;
  const filter = () => ++asked > 0;
  const coat = {};
  const crowd = Uint32Array.of(7, 8);
  const state = { ...shown, crowd, selected: [], marks: [], trailed: [], links: [] };
  visible(state, filter, coat);
  visible(state, filter, coat);
  assert.equal(asked, 2);
  visible(state, filter, {});
  assert.equal(asked, 4);
});
