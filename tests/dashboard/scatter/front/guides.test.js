import assert from "node:assert/strict";
import { test } from "node:test";
import { guidePlace, paintGuides } from "../../../../dashboard/scatter/front/guides.js";
import { LEVELS } from "../../../../dashboard/scatter/front/payload.js";

const WHITE = 0xffffffff;
const BLACK = 0xff000000;
const cloud = { low: [-2, 10], side: 4 };
const place = { left: 10, top: 110, scale: 100 / LEVELS };

function painted(guides) {
  const surface = { pixels: new Uint32Array(120 * 120).fill(WHITE), width: 120, height: 120 };
  const captions = paintGuides(surface, { cloud, place, palette: { text: BLACK, background: WHITE }, ratio: 1 }, guides);
  return { at: (x, y) => surface.pixels[y * 120 + x] & 255, captions, surface };
}

test("a value lies where its points lie: the low end, the middle, the high end", () => {
  for (const [value, x] of [[-2, 10], [0, 60], [2, 110]]) assert.ok(Math.abs(guidePlace({ axis: "x", value }, cloud, place) - x) < 1e-9);
  for (const [value, y] of [[10, 110], [12, 60], [14, 10]]) assert.ok(Math.abs(guidePlace({ axis: "y", value }, cloud, place) - y) < 1e-9);
});

test("an upright line from the top to the bottom, and nothing beside it", () => {
  const { at, captions } = painted([{ axis: "x", value: 0, words: "boundary" }]);
  for (const y of [0, 60, 119]) assert.ok(at(60, y) < 150 && at(59, y) < 150);
  assert.equal(at(70, 60), 255);
  assert.deepEqual(captions.map(({ words }) => words), ["boundary"]);
});

test("a level line, and its words above it", () => {
  const { at, captions } = painted([{ axis: "y", value: 12, words: "zero" }]);
  for (const x of [0, 50, 119]) assert.ok(at(x, 60) < 150 && at(x, 59) < 150);
  assert.ok(captions[0].y < 60);
});

test("a line out of sight is neither painted nor named", () => {
  const { captions, surface } = painted([{ axis: "x", value: 1e9, words: "far" }, { axis: "y", value: -1e9, words: "far" }]);
  assert.deepEqual(captions, []);
  assert.ok(surface.pixels.every((pixel) => pixel === WHITE));
});
