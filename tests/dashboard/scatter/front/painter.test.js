import assert from "node:assert/strict";
import { test } from "node:test";
import { blend, paintPoints } from "../../../../dashboard/scatter/front/painter.js";
import { makeStamp } from "../../../../dashboard/scatter/front/stamps.js";
import { randomNumbers } from "./fixture.js";
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
  return { stamp: makeStamp(radius), colors: Uint32Array.from(colors), opacities: new Uint16Array(colors.length).fill(opacity), edge: BLUE };
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

test("a painted disc darkens by its area around its centre", () => {
  const surface = blank(20, 20);
  paintPoints(surface, points(10, 10), upright(20), { codes: Uint8Array.of(0), order: Uint32Array.of(0) }, look(3));
  assert.ok(Math.abs(ink(surface) - Math.PI * 9) < 0.6);
  assert.equal(surface.pixels[10 * 20 + 10], BLACK);
  assert.equal(surface.pixels[0], WHITE);
});

test("half way between two epochs is the midpoint, pixel for pixel", () => {
  const cloud = { codes: Uint8Array.of(0), order: Uint32Array.of(0) };
  const moving = blank(40, 40);
  const still = blank(40, 40);
  const moment = { from: Uint16Array.of(8, 10), to: Uint16Array.of(28, 16), mix: 0.5 };
  paintPoints(moving, moment, upright(40), cloud, look(2.25));
  paintPoints(still, points(18, 13), upright(40), cloud, look(2.25));
  assert.deepEqual(moving.pixels, still.pixels);
});

test("the last in the order lies on top; translucent ones mix", () => {
  const cloud = (order) => ({ codes: Uint8Array.of(0, 1), order: Uint32Array.from(order) });
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
  paintPoints(surface, points(0, 6), upright(12), { codes: Uint8Array.of(0), order: Uint32Array.of(0) }, look(3));
  assert.ok(Math.abs(ink(surface) - (Math.PI * 9) / 2) < 1.2);
  for (let line = 0; line < 12; line++) assert.equal(surface.pixels[line * 12 + 11], WHITE);
});

test("every corner and every place outside is safe", () => {
  for (const x of [0, 12, 30]) {
    for (const y of [0, 12, 30]) {
      const surface = blank(12, 12);
      const shifted = { left: -9, top: 21, scale: 1 };
      paintPoints(surface, points(x, y), shifted, { codes: Uint8Array.of(0), order: Uint32Array.of(0) }, look(4));
      assert.equal(surface.pixels.length, 144);
    }
  }
});

test("a sample without a position is not painted", () => {
  const surface = blank(8, 8);
  const cloud = { codes: Uint8Array.of(0), order: Uint32Array.of(0) };
  paintPoints(surface, points(MISSING, MISSING), upright(8), cloud, look(2));
  paintPoints(surface, { from: Uint16Array.of(4, 4), to: Uint16Array.of(MISSING, MISSING), mix: 0.5 }, upright(8), cloud, look(2));
  assert.equal(ink(surface), 0);
});

test("an outlined point is a disc in its colour in a ring of the edge's, each with its own area", () => {
  const surface = blank(30, 30);
  const red = { ...look(4, [RED]), stamp: makeStamp(4, 2) };
  paintPoints(surface, points(15, 15), upright(30), { codes: Uint8Array.of(0), order: Uint32Array.of(0) }, red);
  assert.equal(surface.pixels[15 * 30 + 15], RED);
  assert.equal(surface.pixels[15 * 30 + 20], BLUE);
  const missing = (shift) => surface.pixels.reduce((sum, pixel) => sum + (255 - ((pixel >>> shift) & 255)) / 255, 0);
  const [disc, ring] = [Math.PI * 16, Math.PI * (36 - 16)];
  assert.ok(Math.abs(missing(16) - disc) < 2, `${missing(16)} for ${disc}`); // red has no blue
  assert.ok(Math.abs(missing(0) - ring) < 2, `${missing(0)} for ${ring}`); // blue has no red
});

test("an outline is cut at the border like its disc", () => {
  const surface = blank(12, 12);
  const red = { ...look(3, [RED]), stamp: makeStamp(2.5, 2) };
  paintPoints(surface, points(0, 6), upright(12), { codes: Uint8Array.of(0), order: Uint32Array.of(0) }, red);
  assert.equal(surface.pixels[6 * 12], RED);
  assert.equal(surface.pixels[6 * 12 + 3], BLUE);
  for (let line = 0; line < 12; line++) assert.equal(surface.pixels[line * 12 + 11], WHITE);
});

test("the loop paints what a plain loop over pixels paints, to one part in 255", () => {
  const random = randomNumbers(5);
  const n = 400;
  const coordinates = () => Uint16Array.from({ length: 2 * n }, () => Math.floor(random() * 90) - 5 + 5);
  const moment = { from: coordinates(), to: coordinates(), mix: 0.375 };
  const codes = Uint8Array.from({ length: n }, () => Math.floor(random() * 3));
  const mine = { stamp: makeStamp(2.5), colors: Uint32Array.of(RED, BLUE, 0xff20c040), opacities: Uint16Array.of(256, 120, 60), edge: 0 };
  const surface = blank(80, 80);
  const place2 = { left: -3.3, top: 84.6, scale: 1 };
  const order = Uint32Array.from({ length: n }, (_, k) => k);
  paintPoints(surface, moment, place2, { codes, order }, mine);
  const slow = paintSlowly({ moment, place: place2, codes, look: mine, radius: 2.5 });
  let worst = 0;
  surface.pixels.forEach((pixel, at) => {
    for (let k = 0; k < 3; k++) worst = Math.max(worst, Math.abs(((pixel >>> (8 * k)) & 255) - slow[3 * at + k]));
  });
  assert.ok(worst <= 6, `${worst}`); // coverage is counted on 16 × 16 places, blends are rounded down
});

/** Straight from the definition, in floating point: a disc's centre in quarters of a pixel, coverage counted on 32 × 32 places. */
function paintSlowly({ moment: { from, to, mix }, place: { left, top, scale }, codes, look: { colors, opacities }, radius }) {
  const pixels = new Float64Array(80 * 80 * 3).fill(255);
  const middle = (value) => (Math.floor(value * 4) + 0.5) / 4;
  for (let row = 0; row < codes.length; row++) {
    const at = (k) => from[2 * row + k] + (to[2 * row + k] - from[2 * row + k]) * mix;
    const [x, y] = [middle(left + scale * at(0)), middle(top - scale * at(1))];
    for (let line = Math.max(0, Math.floor(y - 4)); line < Math.min(80, y + 4); line++) {
      for (let column = Math.max(0, Math.floor(x - 4)); column < Math.min(80, x + 4); column++) {
        let inside = 0;
        for (let k = 0; k < 1024; k++) {
          inside += Math.hypot(column + ((k & 31) + 0.5) / 32 - x, line + ((k >> 5) + 0.5) / 32 - y) <= radius ? 1 : 0;
        }
        const share = (inside / 1024) * (opacities[codes[row]] / 256);
        for (let k = 0; k < 3; k++) {
          const value = (colors[codes[row]] >>> (8 * k)) & 255;
          const where = 3 * (line * 80 + column) + k;
          pixels[where] += (value - pixels[where]) * share;
        }
      }
    }
  }
  return pixels;
}
