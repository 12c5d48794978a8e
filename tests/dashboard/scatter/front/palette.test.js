import assert from "node:assert/strict";
import { test } from "node:test";
import { classOpacity, makePalette, mixColors, pack, parseColor, pointRadius } from "../../../../dashboard/scatter/front/palette.js";

const theme = { background: [255, 255, 255], text: [0, 0, 0] };

test("reads the colours that Python and the browser write", () => {
  assert.deepEqual(parseColor("#d55e00"), [213, 94, 0]);
  assert.deepEqual(parseColor("rgb(1, 22, 233)"), [1, 22, 233]);
  assert.deepEqual(parseColor("rgba(1, 22, 233, 0.5)"), [1, 22, 233]);
  assert.deepEqual(parseColor("no colour"), [128, 128, 128]);
});

test("packs red into the low byte, opaque", () => {
  assert.equal(pack([0x11, 0x22, 0x33]), 0xff332211);
});

test("points get smaller and more translucent with their number, never too much", () => {
  const counts = [1, 10, 1000, 10015, 33126, 200000, 1000000];
  for (let k = 1; k < counts.length; k++) {
    assert.ok(pointRadius(counts[k]) <= pointRadius(counts[k - 1]));
    assert.ok(classOpacity(counts[k]) <= classOpacity(counts[k - 1]));
  }
  assert.ok(pointRadius(1e7) >= 0.5 && classOpacity(1e7) >= 64);
  assert.ok(pointRadius(10000, 4) > pointRadius(10000, 1));
});

test("greyed colours go towards grey but stay apart from the background", () => {
  for (const dark of [false, true]) {
    const { background, text } = dark ? { background: [20, 20, 20], text: [240, 240, 240] } : theme;
    const palette = makePalette([[213, 94, 0], [0, 114, 178]], [10, 10], { background, text });
    assert.notEqual(palette.greyed[0], palette.background);
    assert.notEqual(palette.greyed[0], palette.greyed[1]);
    assert.ok(palette.greyedOpacities[0] < palette.opacities[0]);
  }
});

test("mixing by a half is the mean", () => {
  assert.deepEqual(mixColors([0, 10, 20], [10, 30, 40], 0.5), [5, 20, 30]);
});
