import assert from "node:assert/strict";
import { test } from "node:test";
import { blend, makeStamp, paintPoints, paintRing, paintStroke } from "../../../../dashboard/scatter/front/painter.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const WHITE = 0xffffffff;
const BLACK = 0xff000000;
const RED = 0xff0000ff;
const BLUE = 0xffff0000;
const place = { left: 0, top: 0, scale: 1 };

function blank(width, height, color = WHITE) {
  return { pixels: new Uint32Array(width * height).fill(color), width, height };
}

/** How much black there is on white: 1 per black pixel. */
function ink({ pixels }) {
  return pixels.reduce((sum, pixel) => sum + (255 - (pixel & 255)) / 255, 0);
}

function points(...coordinates) {
  return { from: Uint16Array.from(coordinates), to: Uint16Array.from(coordinates), mix: 0 };
}

function look(radius, colors = [BLACK], opacity = 256) {
  return { stamp: makeStamp(radius), colors: Uint32Array.from(colors), opacities: new Uint16Array(colors.length).fill(opacity) };
}

/** y points up in levels, so a surface of this height sees levels 0 … height. */
const upright = (height) => ({ ...place, top: height });

test("blending: nothing, all, and half", () => {
  assert.equal(blend(0xff112233, 0xff445566, 0), 0xff112233);
  assert.equal(blend(0xff112233, 0xff445566, 256), 0xff445566);
  assert.equal(blend(0xff000000, 0xff40ff80, 128), 0xff207f40);
});

test("blending equals the formula for every channel", () => {
  for (let opacity = 0; opacity <= 256; opacity += 16) {
    for (const [under, over] of [[0, 255], [255, 0], [13, 200], [200, 13]]) {
      const gray = (value) => (0xff000000 | (value << 16) | (value << 8) | value) >>> 0;
      const wanted = (under * (256 - opacity) + over * opacity) >> 8;
      assert.equal(blend(gray(under), gray(over), opacity), gray(wanted));
    }
  }
});

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

test("a painted disc darkens by its area around its centre", () => {
  const surface = blank(20, 20);
  paintPoints(surface, points(10, 10), upright(20), { labels: Uint8Array.of(0), order: Uint32Array.of(0) }, look(3));
  assert.ok(Math.abs(ink(surface) - Math.PI * 9) < 0.6);
  assert.equal(surface.pixels[10 * 20 + 10], BLACK);
  assert.equal(surface.pixels[0], WHITE);
});

test("half way between two epochs is the midpoint, pixel for pixel", () => {
  const cloud = { labels: Uint8Array.of(0), order: Uint32Array.of(0) };
  const moving = blank(40, 40);
  const still = blank(40, 40);
  const moment = { from: Uint16Array.of(8, 10), to: Uint16Array.of(28, 16), mix: 0.5 };
  paintPoints(moving, moment, upright(40), cloud, look(2.25));
  paintPoints(still, points(18, 13), upright(40), cloud, look(2.25));
  assert.deepEqual(moving.pixels, still.pixels);
});

test("the last in the order lies on top; translucent ones mix", () => {
  const cloud = (order) => ({ labels: Uint8Array.of(0, 1), order: Uint32Array.from(order) });
  const top = (order, opacity) => {
    const surface = blank(9, 9);
    paintPoints(surface, points(4, 5, 4, 5), upright(9), cloud(order), look(2, [RED, BLUE], opacity));
    return surface.pixels[4 * 9 + 4];
  };
  assert.equal(top([0, 1], 256), BLUE);
  assert.equal(top([1, 0], 256), RED);
  assert.equal(top([0, 1], 128), blend(blend(WHITE, RED, 128), BLUE, 128));
});

test("a disc on the border is cut, not dropped, and never wraps to the other side", () => {
  const surface = blank(12, 12);
  paintPoints(surface, points(0, 6), upright(12), { labels: Uint8Array.of(0), order: Uint32Array.of(0) }, look(3));
  assert.ok(Math.abs(ink(surface) - (Math.PI * 9) / 2) < 1.2);
  for (let line = 0; line < 12; line++) assert.equal(surface.pixels[line * 12 + 11], WHITE);
});

test("every corner and every place outside is safe", () => {
  for (const x of [0, 12, 30]) {
    for (const y of [0, 12, 30]) {
      const surface = blank(12, 12);
      const shifted = { left: -9, top: 21, scale: 1 };
      paintPoints(surface, points(x, y), shifted, { labels: Uint8Array.of(0), order: Uint32Array.of(0) }, look(4));
      assert.equal(surface.pixels.length, 144);
    }
  }
});

test("a sample without a position is not painted", () => {
  const surface = blank(8, 8);
  const cloud = { labels: Uint8Array.of(0), order: Uint32Array.of(0) };
  paintPoints(surface, points(MISSING, MISSING), upright(8), cloud, look(2));
  paintPoints(surface, { from: Uint16Array.of(4, 4), to: Uint16Array.of(MISSING, MISSING), mix: 0.5 }, upright(8), cloud, look(2));
  assert.equal(ink(surface), 0);
});

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
