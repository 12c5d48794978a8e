// Walking by keys and taking sheets over, without a browser.

import assert from "node:assert/strict";
import test from "node:test";

import { between, destination } from "../../../../dashboard/gallery/front/keys.js";
import { backdrop, exchange, places } from "../../../../dashboard/gallery/front/sheets.js";

const grid = { columns: 4, lines: 2, last: 17 }; // five lines, the last of two

test("keys lead where they point", () => {
  const led = (key, place) => destination(key, place, grid);
  assert.deepEqual(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => led(key, 5)), [4, 6, 1, 9]);
  assert.deepEqual([led("Home", 5), led("End", 5)], [0, 17]);
  assert.equal(led("x", 5), undefined);
});

test("a page stops in the column it started from", () => {
  const led = (key, place) => destination(key, place, grid);
  assert.deepEqual([led("PageDown", 1), led("PageDown", 9), led("PageDown", 11), led("PageDown", 16)], [9, 17, 15, 16]);
  assert.deepEqual([led("PageUp", 17), led("PageUp", 7), led("PageUp", 2)], [9, 3, 2]);
});

test("a range goes either way and ends where the reader is", () => {
  assert.deepEqual(between(2, 5), [2, 3, 4, 5]);
  assert.deepEqual(between(5, 3), [5, 4, 3]);
  assert.deepEqual(between(4, 4), [4]);
});

test("a sheet that comes again keeps what was decoded, one that goes gives it back", () => {
  const revoked = [];
  URL.revokeObjectURL = (address) => revoked.push(address);
  const shelf = new Map();
  const sent = (image, count = 2) => ({ image, type: "image/jpeg", columns: 1, rows: count, count });
  const [first, second] = exchange(shelf, [sent("a"), sent("b")]);
  first.address = "blob:1";
  second.address = "blob:2";
  const [kept, fresh] = exchange(shelf, [sent("b"), sent("c")]);
  assert.equal(kept, second);
  assert.equal(fresh.address, "");
  assert.deepEqual(revoked, ["blob:1"]);
  assert.equal(first.gone, true);
});

test("every picture knows its sheet and its place there", () => {
  const sheets = [{ count: 2, columns: 1, rows: 2, address: "x" }, { count: 3, columns: 2, rows: 2, address: "y" }];
  const found = places(sheets);
  assert.deepEqual(found.map(({ sheet, place }) => [sheet.address, place]), [["x", 0], ["x", 1], ["y", 0], ["y", 1], ["y", 2]]);
  assert.equal(backdrop(found[1]).backgroundPosition, "0% 100%");
  assert.equal(backdrop(found[3]).backgroundPosition, "100% 0%");
  assert.equal(backdrop(found[4]).backgroundSize, "200% 200%");
});
