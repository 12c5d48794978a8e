import assert from "node:assert/strict";
import { test } from "node:test";
import { placement } from "../../../../dashboard/scatter/front/camera.js";
import { locate } from "../../../../dashboard/scatter/front/moment.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";
import { nearest, nextTowards } from "../../../../dashboard/scatter/front/picking.js";
import { randomNumbers } from "./fixture.js";

const bounds = [0, 0, 65534, 65534];

test("equals a brute-force search in pixels, at any zoom", () => {
  const random = randomNumbers(3);
  const n = 400;
  const from = Uint16Array.from({ length: 2 * n }, () => random() * 65534);
  const to = Uint16Array.from({ length: 2 * n }, () => random() * 65534);
  from[20] = from[21] = MISSING;
  const order = Uint32Array.from({ length: n }, (_, row) => (row * 7) % n);
  for (let k = 0; k < 200; k++) {
    const camera = { x: random() * 65534, y: random() * 65534, zoom: 1 + 9 * random() };
    const place = placement(camera, bounds, { width: 700, height: 500, padding: 10 });
    const moment = { from, to, mix: random() };
    const pointer = [random() * 700, random() * 500];
    const distances = Array.from({ length: n }, (_, row) => {
      const at = locate(moment, place, row);
      return at === null ? Infinity : Math.hypot(at[0] - pointer[0], at[1] - pointer[1]);
    });
    const least = Math.min(...distances);
    const row = nearest(moment, place, order, pointer, { reach: 30 });
    assert.equal(row, least <= 30 ? distances.indexOf(least) : -1);
  }
});

test("of points in one place the topmost is picked", () => {
  const from = Uint16Array.of(50, 50, 50, 50, 50, 50);
  const place = { left: 0, top: 100, scale: 1 };
  assert.equal(nearest({ from, to: from, mix: 0 }, place, Uint32Array.of(2, 0, 1), [50, 50], { reach: 5 }), 1);
});

test("what is filtered out is not picked: the next nearest is", () => {
  const from = Uint16Array.of(50, 50, 52, 50);
  const place = { left: 0, top: 100, scale: 1 };
  const pick = (isDrawn) => nearest({ from, to: from, mix: 0 }, place, Uint32Array.of(0, 1), [50, 50], { reach: 5, isDrawn });
  assert.deepEqual([pick(null), pick((row) => row !== 0), pick(() => false)], [0, 1, -1]);
});

test("a key goes to the next point in its quarter, ahead before aside, not to one that is all but here", () => {
  const places = [[50, 50], [51, 50], [60, 54], [62, 50], [50, 70], [20, 50], [MISSING, MISSING]];
  const from = Uint16Array.from(places.flat());
  const place = { left: 0, top: 100, scale: 1 };
  const go = (direction, isDrawn) => nextTowards({ from, to: from, mix: 0 }, place, [50, 50], direction, { least: 3, isDrawn });
  assert.equal(go([1, 0]), 3);
  assert.equal(go([1, 0], (row) => row !== 3), 2);
  assert.equal(go([-1, 0]), 5);
  assert.equal(go([0, -1]), 4);
  assert.equal(go([0, 1]), -1);
});
