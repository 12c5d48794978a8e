import assert from "node:assert/strict";
import { test } from "node:test";
import { paintLinks } from "../../../../dashboard/scatter/front/links.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";

const WHITE = 0xffffffff;
const BLACK = 0xff000000;
const GREY = 0xff808080;
const palette = { text: BLACK, background: WHITE };

function painted(links, positions = [10, 10, 90, 10]) {
  const surface = { pixels: new Uint32Array(100 * 20).fill(GREY), width: 100, height: 20 };
  const at = Uint16Array.from(positions);
  const scene = { moment: { from: at, to: at, mix: 0 }, place: { left: 0, top: 20, scale: 1 }, palette, ratio: 1 };
  paintLinks(surface, scene, links);
  return Array.from({ length: 70 }, (_, k) => surface.pixels[10 * 100 + 15 + k] & 255);
}

test("a true neighbour has an unbroken line", () => {
  const row = painted([{ from: 0, to: 1, kind: "true" }]);
  assert.ok(row.every((value) => value < 125), `${row}`);
});

test("one that is near in the picture only has a dashed line", () => {
  const row = painted([{ from: 0, to: 1, kind: "screen" }]);
  const [dark, light] = [row.filter((value) => value < 140).length, row.filter((value) => value > 160).length];
  assert.ok(dark > 35 && light > 20, `${row}`);
});

test("a line to a sample without a position is not painted", () => {
  assert.ok(painted([{ from: 0, to: 1, kind: "true" }], [10, 10, MISSING, MISSING]).every((value) => value === 128));
});
