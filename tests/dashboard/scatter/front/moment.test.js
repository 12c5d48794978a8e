import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsAt, locate, momentAt } from "../../../../dashboard/scatter/front/moment.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const cloud = { positions: [Uint16Array.of(0, 10, 5, 5), Uint16Array.of(10, 30, MISSING, MISSING), Uint16Array.of(20, 50, 7, 9)] };
const place = { left: 100, top: 200, scale: 2 };

test("half way is the midpoint, and y points up", () => {
  assert.deepEqual(locate(momentAt(cloud, 0.5), place, 0), [100 + 2 * 5, 200 - 2 * 20]);
});

test("on an epoch only that epoch counts", () => {
  assert.deepEqual(locate(momentAt(cloud, 2), place, 1), [114, 182]);
  assert.equal(momentAt(cloud, 1).to, cloud.positions[1]);
});

test("a sample without a position is nowhere, also on the way to it", () => {
  assert.equal(locate(momentAt(cloud, 0.25), place, 1), null);
  assert.equal(locate(momentAt(cloud, 1), place, 1), null);
});

test("positions outside the epochs are held at the ends", () => {
  assert.equal(momentAt(cloud, -1).from, cloud.positions[0]);
  assert.equal(momentAt(cloud, 9).from, cloud.positions[2]);
  assert.equal(momentAt(cloud, 9).mix, 0);
});

test("bounds are of the samples that have a position and are drawn", () => {
  assert.deepEqual(boundsAt(momentAt(cloud, 0)), [0, 5, 5, 10]);
  assert.deepEqual(boundsAt(momentAt(cloud, 0.5)), [5, 20, 5, 20]);
  assert.deepEqual(boundsAt(momentAt(cloud, 2), (row) => row === 1), [7, 9, 7, 9]);
  assert.equal(boundsAt(momentAt(cloud, 1), (row) => row === 1), null);
});
