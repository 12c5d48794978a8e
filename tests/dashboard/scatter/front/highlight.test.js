import assert from "node:assert/strict";
import { test } from "node:test";
import { paintHighlights } from "../../../../dashboard/scatter/front/highlight.js";
import { momentAt } from "../../../../dashboard/scatter/front/moment.js";
import { makePalette } from "../../../../dashboard/scatter/front/palette.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const cloud = {
  labels: Uint8Array.of(0, 1),
  positions: [Uint16Array.of(20, 20, 80, 80), Uint16Array.of(60, 20, MISSING, MISSING)],
};
const palette = makePalette([[213, 94, 0], [0, 114, 178]], [1, 1], { background: [255, 255, 255], text: [0, 0, 0] });

function painted(shown, position) {
  const surface = { pixels: new Uint32Array(10000).fill(palette.background), width: 100, height: 100 };
  const place = { left: 0, top: 100, scale: 1 };
  const scene = { cloud, moment: momentAt(cloud, position), position, place, palette, radius: 2, ratio: 1 };
  paintHighlights(surface, scene, { selected: [], marks: [], trails: false, ...shown });
  return (x, y) => surface.pixels[(100 - y) * 100 + x];
}

test("the selected sample is a disc of its colour in a ring of the text's", () => {
  const at = painted({ selected: [0] }, 0);
  assert.equal(at(20, 20), palette.colors[0]);
  assert.equal(at(26, 20), palette.text);
  assert.equal(at(40, 20), palette.background);
});

test("a marked sample has a thinner ring, and a selected one is not marked as well", () => {
  const marked = painted({ marks: [0] }, 0);
  assert.notEqual(marked(25, 20), palette.background);
  const both = painted({ marks: [0], selected: [0] }, 0);
  const alone = painted({ selected: [0] }, 0);
  for (let x = 0; x < 100; x++) assert.equal(both(x, 20), alone(x, 20));
});

test("the trail is strong behind the sample and faint before it", () => {
  const at = painted({ selected: [0], trails: true }, 0.5);
  const missingBlue = (x) => 255 - ((at(x, 20) >> 16) & 255); // the colour has no blue, the background all
  assert.ok(missingBlue(30) > 200);
  assert.ok(missingBlue(52) > 30 && missingBlue(52) < 120);
  assert.equal(missingBlue(70), 0);
});

test("a sample without a position here is not drawn, and breaks nothing", () => {
  const at = painted({ selected: [1], trails: true }, 1);
  for (let x = 0; x < 75; x++) assert.equal(at(x, 80), palette.background);
});
