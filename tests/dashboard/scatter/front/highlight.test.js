import assert from "node:assert/strict";
import { test } from "node:test";
import { paintHighlights } from "../../../../dashboard/scatter/front/highlight.js";
import { momentAt } from "../../../../dashboard/scatter/front/moment.js";
import { makePalette } from "../../../../dashboard/scatter/front/palette.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const cloud = { positions: [Uint16Array.of(20, 20, 80, 80), Uint16Array.of(60, 20, MISSING, MISSING)] };
const palette = makePalette([[213, 94, 0], [0, 114, 178]], [1, 1], { background: [255, 255, 255], text: [0, 0, 0] });

function painted(shown, position) {
  const surface = { pixels: new Uint32Array(10000).fill(palette.background), width: 100, height: 100 };
  const place = { left: 0, top: 100, scale: 1 };
  const scene = { codes: Uint8Array.of(0, 1), moment: momentAt(cloud, position), place, palette, radius: 2, ratio: 1 };
  paintHighlights(surface, scene, { selected: [], marks: [], ...shown });
  return (x, y) => surface.pixels[(100 - y) * 100 + x];
}

test("the selected sample is a disc of its colour in a ring of the text's", () => {
  const at = painted({ selected: [0] }, 0);
  assert.equal(at(20, 20), palette.colors[0]);
  assert.equal(at(26, 20), palette.text);
  assert.equal(at(40, 20), palette.background);
});

test("a marked sample has a thinner ring, on the same place", () => {
  const marked = painted({ marks: [0] }, 0);
  assert.equal(marked(20, 20), palette.colors[0]);
  assert.notEqual(marked(25, 20), palette.background);
  assert.equal(marked(28, 20), palette.background);
});

test("a sample without a position here is not drawn, and breaks nothing", () => {
  const at = painted({ selected: [1] }, 1);
  for (let x = 0; x < 75; x++) assert.equal(at(x, 80), palette.background);
});
