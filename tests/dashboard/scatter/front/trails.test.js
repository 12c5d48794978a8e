import assert from "node:assert/strict";
import { test } from "node:test";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";
import { MOST_TRAILS, paintTrail, stretches, trailed } from "../../../../dashboard/scatter/front/trails.js";

const WHITE = 0xffffffff;
const RED = 0xff0000ff;
const BLUE = 0xffff0000;
const palette = { colors: Uint32Array.of(RED, BLUE) };
const constant = { codes: [Uint8Array.of(0)] };
const turning = { codes: [Uint8Array.of(0), Uint8Array.of(1), Uint8Array.of(1)] };
const cloud = { positions: [Uint16Array.of(10, 10), Uint16Array.of(50, 10), Uint16Array.of(90, 10)] };

function painted({ style = constant, position = 2, span = [0, 2], of = cloud } = {}) {
  const surface = { pixels: new Uint32Array(100 * 20).fill(WHITE), width: 100, height: 20 };
  const scene = { cloud: of, style, palette, place: { left: 0, top: 20, scale: 1 }, ratio: 1, position, span };
  paintTrail(surface, scene, 0, { thickness: 2, strength: 1 });
  const channel = (x, shift) => 255 - ((surface.pixels[10 * 100 + x] >>> shift) & 255);
  return { red: (x) => channel(x, 16), blue: (x) => channel(x, 0) }; // red takes the blue away, blue the red
}

test("a trail is strong up to now and faint after it", () => {
  const { red } = painted({ position: 0.5 });
  assert.ok(red(20) > 200);
  assert.ok(red(40) > 30 && red(40) < 130);
  assert.ok(red(70) > 30 && red(70) < 130);
});

test("between two epochs only, the rest is not painted", () => {
  const { red } = painted({ span: [1, 2] });
  assert.equal(red(30), 0);
  assert.ok(red(70) > 200);
  const none = painted({ span: [1, 1] });
  assert.equal(none.red(70) + none.red(30), 0);
});

test("every stretch has the colour that the sample has there: half way it turns", () => {
  const { red, blue } = painted({ style: turning });
  assert.ok(red(25) > 200 && blue(25) < 30);
  assert.ok(blue(35) > 200 && red(35) < 30);
  assert.ok(blue(70) > 200);
});

test("an epoch without a position leaves a gap", () => {
  const gap = { positions: [Uint16Array.of(10, 10), Uint16Array.of(MISSING, MISSING), Uint16Array.of(90, 10)] };
  const { red } = painted({ of: gap });
  for (let x = 0; x < 100; x++) assert.equal(red(x), 0);
});

test("stretches cover the span once, and stop at now and where colours turn", () => {
  assert.deepEqual(stretches({ span: [0, 2], position: 1, style: constant }), [[0, 1], [1, 2]]);
  assert.deepEqual(stretches({ span: [0, 1], position: 0.25, style: turning }), [[0, 0.25], [0.25, 0.5], [0.5, 1]]);
  assert.deepEqual(stretches({ span: [2, 2], position: 2, style: constant }), []);
});

test("of many rows as many as can be read, evenly spread; of few all", () => {
  assert.deepEqual(trailed(Uint32Array.of(5, 1, 9)), [5, 1, 9]);
  const rows = trailed(Uint32Array.from({ length: 10 * MOST_TRAILS }, (_, k) => k));
  assert.deepEqual(rows, Array.from({ length: MOST_TRAILS }, (_, k) => 10 * k));
});
