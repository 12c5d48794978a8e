import assert from "node:assert/strict";
import { test } from "node:test";
import { paintDashes, paintRing, paintStroke } from "../../../../dashboard/scatter/front/strokes.js";

const WHITE = 0xffffffff;
const BLACK = 0xff000000;

function blank(width, height) {
  return { pixels: new Uint32Array(width * height).fill(WHITE), width, height };
}

/** How much black there is on white: 1 per black pixel. */
function ink({ pixels }) {
  return pixels.reduce((sum, pixel) => sum + (255 - (pixel & 255)) / 255, 0);
}

test("a ring's ink is its area and its middle stays as it was", () => {
  const surface = blank(40, 40);
  paintRing(surface, [20.5, 20.5], { inner: 8, outer: 10, color: BLACK });
  assert.ok(Math.abs(ink(surface) - Math.PI * (100 - 64)) < 3);
  assert.equal(surface.pixels[20 * 40 + 20], WHITE);
});

test("a stroke's ink is length times thickness, in every direction", () => {
  for (const end of [[50, 30], [10, 30], [30, 50], [50, 44], [12, 16], [47, 12]]) {
    const surface = blank(60, 60);
    paintStroke(surface, [30, 30], end, { thickness: 2, color: BLACK });
    const length = Math.hypot(end[0] - 30, end[1] - 30);
    assert.ok(Math.abs(ink(surface) - 2 * length) < 0.06 * 2 * length + 3, `${end}: ${ink(surface)} for ${2 * length}`);
  }
});

test("a stroke far outside paints nothing and breaks nothing", () => {
  const surface = blank(10, 10);
  paintStroke(surface, [-500, 40], [900, 44], { thickness: 2, color: BLACK });
  paintStroke(surface, [5, 5], [5, 5], { thickness: 2, color: WHITE });
  assert.equal(ink(surface), 0);
});

test("dashes have the ink of their share of the length, and begin with a dash", () => {
  const surface = blank(100, 20);
  paintDashes(surface, [10, 10], [90, 10], { dash: 6, gap: 4, thickness: 2, color: BLACK });
  assert.ok(Math.abs(ink(surface) - 2 * 80 * 0.6) <= 8 * 2); // eight dashes, each at most a pixel longer
  assert.notEqual(surface.pixels[10 * 100 + 12], WHITE);
  assert.equal(surface.pixels[10 * 100 + 18], WHITE);
  assert.notEqual(surface.pixels[10 * 100 + 22], WHITE);
});

test("dashes between two equal places are nothing", () => {
  const surface = blank(10, 10);
  paintDashes(surface, [5, 5], [5, 5], { dash: 6, gap: 4, thickness: 2, color: BLACK });
  assert.equal(ink(surface), 0);
});
