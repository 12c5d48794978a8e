import assert from "node:assert/strict";
import { test } from "node:test";
import { meansAt, meansBetween, paintArrows } from "../../../../dashboard/scatter/front/arrows.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const RED = 0xff0000ff;
const BLUE = 0xffff0000;

/** Two samples of class 0, one of class 1, one of class 1 without a position at epoch 1; class 2 is empty. */
function cloud() {
  return {
    classes: ["a", "<b>", "empty"],
    labels: Uint8Array.of(0, 0, 1, 1),
    positions: [Uint16Array.of(10, 10, 20, 30, 40, 50, 60, 70), Uint16Array.of(60, 10, 80, 30, 42, 50, MISSING, MISSING)],
  };
}

function painted(position, since, place = { left: 0, top: 100, scale: 1 }) {
  const surface = { pixels: new Uint32Array(100 * 100).fill(0xffffffff), width: 100, height: 100 };
  const palette = { text: 0xff000000, background: 0xffffffff };
  const scene = { cloud: cloud(), place, palette, classColors: Uint32Array.of(RED, BLUE, BLUE), position, ratio: 1 };
  const captions = paintArrows(surface, scene, since);
  const count = (color) => surface.pixels.reduce((sum, pixel) => sum + (pixel === color), 0);
  return { captions, count };
}

test("means are over the samples that have a position", () => {
  const means = meansAt(cloud(), 0);
  assert.deepEqual(Array.from(means.subarray(0, 4)), [15, 20, 50, 60]);
  assert.deepEqual(Array.from(meansAt(cloud(), 1).subarray(0, 4)), [70, 20, 42, 50]);
  assert.ok(Number.isNaN(means[4]));
});

test("means between two epochs are mixed, and never leave the first and the last", () => {
  const at = cloud();
  assert.deepEqual(Array.from(meansBetween(at, 0.5).subarray(0, 2)), [42.5, 20]);
  assert.equal(meansBetween(at, -1), meansAt(at, 0));
  assert.equal(meansBetween(at, 5), meansAt(at, 1));
});

test("an arrow in the class's colour, named as text at its tip; an empty class has none", () => {
  const { captions, count } = painted(1, "before");
  assert.deepEqual(captions.map(({ words }) => words), ["a", "<b>"]);
  assert.ok(captions[0].x > 70 && Math.abs(captions[0].y - 80) < 1);
  assert.ok(count(RED) > 40 && count(BLUE) > 5);
});

test("at the first epoch there is nothing to come from", () => {
  const { captions, count } = painted(0, "first");
  assert.deepEqual(captions, []);
  assert.equal(count(RED), 0);
});

test("since the first and since the epoch before differ from the second step on", () => {
  const three = { ...cloud(), positions: [...cloud().positions, Uint16Array.of(64, 10, 84, 30, 42, 50, 60, 70)] };
  const surface = () => ({ pixels: new Uint32Array(10000).fill(0xffffffff), width: 100, height: 100 });
  const scene = { cloud: three, place: { left: 0, top: 100, scale: 1 }, palette: { text: 1, background: 2 }, classColors: Uint32Array.of(RED, BLUE, BLUE), position: 2, ratio: 1 };
  const [before, first] = ["before", "first"].map((since) => {
    const painted = surface();
    paintArrows(painted, scene, since);
    return painted.pixels.reduce((sum, pixel) => sum + (pixel === RED), 0);
  });
  assert.ok(first > 3 * before, `${first} and ${before}`);
});
