import assert from "node:assert/strict";
import { test } from "node:test";
import { unpackIds } from "../../../../dashboard/scatter/front/identity.js";
import { decode } from "../../../../dashboard/scatter/front/payload.js";
import { combine, isSelection, MOST_LISTED, rowsSelected, shownAs, travelForm } from "../../../../dashboard/scatter/front/selection.js";
import { expected, payload, randomNumbers } from "./fixture.js";

const cloud = decode(payload());
const ids = await unpackIds(cloud.packedIds, cloud.n);
const first = (count) => Uint32Array.from({ length: count }, (_, row) => row);

test("few rows travel as ids in the order of selection, and come back", () => {
  const rows = Uint32Array.of(7, 0, 256, 3);
  const wire = travelForm(rows, ids, cloud, true);
  assert.deepEqual(wire, [7, 0, 256, 3].map((row) => expected.samples[row]));
  assert.deepEqual(rowsSelected(wire, ids, cloud), rows);
});

test("ids that are not here are left out", () => {
  assert.deepEqual([...rowsSelected(["sample_9", "nowhere"], ids, cloud)], [9]);
});

test("many rows travel as one bit each, wherever they lie", () => {
  const random = randomNumbers(11);
  const rows = first(cloud.n).filter(() => random() < 0.9);
  assert.ok(rows.length > MOST_LISTED);
  const wire = travelForm(rows, ids, cloud, true);
  assert.equal(wire.bits.length, 4 * Math.ceil(Math.ceil(cloud.n / 8) / 3));
  assert.deepEqual(rowsSelected(wire, ids, cloud), rows);
  assert.ok(isSelection(wire));
});

test("bits of another run mean nothing here, and without a reader of bits ids are listed", () => {
  const wire = travelForm(first(201), ids, cloud, true);
  assert.equal(rowsSelected({ ...wire, run: "other" }, ids, cloud).length, 0);
  assert.equal(travelForm(first(201), ids, cloud, false).length, 201);
  assert.ok(Array.isArray(travelForm(first(200), ids, cloud, true)));
});

test("replace, add, take away and toggle", () => {
  const combined = (how) => [...combine(Uint32Array.of(5, 2), [2, 9], how, 10)];
  assert.deepEqual(combined("replace"), [2, 9]);
  assert.deepEqual(combined("add"), [5, 2, 9]);
  assert.deepEqual(combined("remove"), [5]);
  assert.deepEqual(combined("toggle"), [5, 9]);
});

test("a crowd is painted in the order of painting, few are ringed in the order of selection", () => {
  assert.deepEqual(shownAs(Uint32Array.of(9, 4), cloud), { selected: [9, 4], crowd: new Uint32Array(0) });
  const { selected, crowd } = shownAs(first(100), cloud);
  assert.deepEqual(selected, []);
  assert.deepEqual([...crowd], [...cloud.order].filter((row) => row < 100));
});

test("what is no selection is known as such", () => {
  for (const value of [7, null, "a", [1], { bits: 1, run: "r" }, { bits: "" }]) assert.ok(!isSelection(value));
});
