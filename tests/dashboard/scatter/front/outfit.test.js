import assert from "node:assert/strict";
import { test } from "node:test";
import { coatAt, filterOf, isolate, showAll, toggle, wear } from "../../../../dashboard/scatter/front/outfit.js";

const style = {
  kind: "categories", n: 4, names: ["a", "b"], colors: ["#000000", "#ffffff"], unknown: 255, rings: null,
  codes: [Uint8Array.of(0, 0, 1, 255), Uint8Array.of(0, 1, 1, 1)],
};
const shownAt = (outfit, position) => Array.from(coatAt(outfit, position).plain.order).sort();

test("between two epochs the points wear what the nearer one has", () => {
  const outfit = wear(style);
  assert.equal(coatAt(outfit, 0.49).codes, style.codes[0]);
  assert.equal(coatAt(outfit, 0.51).codes, style.codes[1]);
});

test("a coat is made once per epoch, and once for all where nothing changes", () => {
  const outfit = wear(style);
  assert.equal(coatAt(outfit, 0), coatAt(outfit, 0.3));
  assert.notEqual(coatAt(outfit, 0), coatAt(outfit, 1));
  const constant = wear({ ...style, codes: style.codes.slice(0, 1) });
  assert.equal(coatAt(constant, 0), coatAt(constant, 1));
});

test("outlines that change are worn at their epoch, over codes that do not", () => {
  const rings = [Uint8Array.of(1, 0, 0, 0), Uint8Array.of(0, 1, 1, 0)];
  const outfit = wear({ ...style, codes: style.codes.slice(0, 1), rings });
  assert.deepEqual(Array.from(coatAt(outfit, 0).outlined.order), [0]);
  assert.deepEqual(Array.from(coatAt(outfit, 1).outlined.order).sort(), [1, 2]);
  assert.equal(coatAt(outfit, 1).ringed, 2);
  assert.equal(coatAt(outfit, 1).shown, 4);
});

test("hiding leaves a code out, and counts it all the same", () => {
  const outfit = wear(style);
  toggle(outfit, 0);
  assert.deepEqual(shownAt(outfit, 0), [2, 3]);
  assert.equal(coatAt(outfit, 0).counts[0], 2);
  assert.equal(coatAt(outfit, 0).shown, 2);
  toggle(outfit, 0);
  assert.deepEqual(shownAt(outfit, 0), [0, 1, 2, 3]);
});

test("a code alone, and everything again when asked once more", () => {
  const outfit = wear(style);
  isolate(outfit, 1);
  assert.deepEqual(shownAt(outfit, 0), [2]);
  assert.deepEqual(shownAt(outfit, 1), [1, 2, 3]);
  isolate(outfit, 0);
  assert.deepEqual(shownAt(outfit, 0), [0, 1]);
  isolate(outfit, 0);
  assert.deepEqual(shownAt(outfit, 0), [0, 1, 2, 3]);
  isolate(outfit, 255);
  assert.deepEqual(shownAt(outfit, 0), [3]);
  for (const code of [0, 1]) toggle(outfit, code);
  assert.equal(filterOf(outfit, () => 0), null);
});

test("values are left out together, and not known alone", () => {
  const outfit = wear({ ...style, kind: "values", names: [] });
  isolate(outfit, 255);
  assert.deepEqual(shownAt(outfit, 0), [3]);
  showAll(outfit);
  toggle(outfit, 255);
  assert.deepEqual(shownAt(outfit, 0), [0, 1, 2]);
});

test("the filter says of every row whether it is painted, as time passes", () => {
  const outfit = wear(style);
  let position = 0;
  toggle(outfit, 1);
  const filter = filterOf(outfit, () => position);
  for (position of [0, 0.6, 1]) {
    assert.deepEqual([0, 1, 2, 3].filter(filter), shownAt(outfit, position));
  }
});

test("the largest count of each code is over all epochs", () => {
  const { most } = wear(style);
  assert.deepEqual([most[0], most[1], most[255]], [2, 3, 1]);
});
