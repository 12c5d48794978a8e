import assert from "node:assert/strict";
import { test } from "node:test";
import { makeStamp } from "../../../../dashboard/scatter/front/stamps.js";

test("a disc's coverage sums to its area, wherever it sits in its pixel", () => {
  for (const radius of [0.75, 1.25, 2, 3.5, 6]) {
    const { starts, cover } = makeStamp(radius);
    for (let phase = 0; phase < 16; phase++) {
      const sum = cover.subarray(starts[phase], starts[phase + 1]).reduce((a, b) => a + b, 0) / 256;
      const area = Math.PI * radius * radius;
      assert.ok(Math.abs(sum - area) / area < 0.02, `radius ${radius}: ${sum} for ${area}`);
    }
  }
});

test("an outline's pixels come first; beside the disc's they sum to the area of the ring", () => {
  const { starts, turns, dx, dy, cover, reach } = makeStamp(3, 1.5);
  assert.equal(reach, 5);
  for (let phase = 0; phase < 16; phase++) {
    const left = new Map(); // of each pixel, what the disc painted over it leaves
    let disc = 0;
    let ring = 0;
    for (let k = turns[phase]; k < starts[phase + 1]; k++) {
      disc += cover[k] / 256;
      left.set(`${dx[k]} ${dy[k]}`, 1 - cover[k] / 256);
    }
    for (let k = starts[phase]; k < turns[phase]; k++) ring += (cover[k] / 256) * (left.get(`${dx[k]} ${dy[k]}`) ?? 1);
    assert.ok(Math.abs(disc - Math.PI * 9) < 0.6);
    assert.ok(Math.abs(ring - Math.PI * (4.5 ** 2 - 9)) < 1);
  }
});

test("without an outline every pixel is the disc's", () => {
  const { starts, turns } = makeStamp(2);
  assert.deepEqual(turns, starts.subarray(0, 16));
});
