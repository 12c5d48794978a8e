import assert from "node:assert/strict";
import { test } from "node:test";
import { paintOverlays } from "../../../../dashboard/scatter/front/overlays.js";
import { makePalette } from "../../../../dashboard/scatter/front/palette.js";
import { LEVELS } from "../../../../dashboard/scatter/front/payload.js";

const palette = makePalette([[200, 0, 0], [0, 0, 200]], [1, 1], { background: [255, 255, 255], text: [0, 0, 0] });
const cloud = {
  classes: ["a", "b"], labels: Uint8Array.of(0, 1), low: [0, 0], side: LEVELS,
  positions: [Uint16Array.of(10, 10, 80, 80), Uint16Array.of(60, 10, 80, 60)],
};
const NOTHING = { selected: [], marks: [], trailed: [], trails: true, links: [], guides: [], arrows: null };

function painted(shown) {
  const surface = { pixels: new Uint32Array(10000).fill(palette.background), width: 100, height: 100 };
  const [from, to] = [cloud.positions[1], cloud.positions[1]];
  const scene = {
    cloud, style: { codes: [cloud.labels] }, codes: cloud.labels, palette, classColors: palette.colors, moment: { from, to, mix: 0 },
    position: 1, span: [0, 1], place: { left: 0, top: 100, scale: 1 }, radius: 2, ratio: 1,
  };
  const captions = paintOverlays(surface, scene, { ...NOTHING, ...shown });
  const changed = surface.pixels.reduce((sum, pixel) => sum + (pixel !== palette.background), 0);
  return { captions, changed, at: (x, y) => surface.pixels[(100 - y) * 100 + x] };
}

test("nothing over the points, no pixel changed", () => {
  assert.equal(painted({}).changed, 0);
});

test("trails are painted where they are wanted", () => {
  assert.equal(painted({ trailed: [0], trails: false }).changed, 0);
  assert.ok(painted({ trailed: [0] }).changed > 50);
});

test("the more trails, the fainter each", () => {
  const green = ({ at }) => (at(35, 10) >> 8) & 255; // on the way of sample 0, which is red on white
  const few = green(painted({ trailed: [0, 1] }));
  const many = green(painted({ trailed: [0, ...Array(199).fill(1)] }));
  assert.ok(few < many && many < 255, `${few} and ${many}`);
});

test("a marked sample that is selected too is painted as selected", () => {
  const both = painted({ selected: [0], marks: [0], trails: false });
  const alone = painted({ selected: [0], trails: false });
  for (let x = 0; x < 100; x++) assert.equal(both.at(x, 10), alone.at(x, 10));
});

test("lines, guides and arrows name themselves, and the selected sample lies over its lines", () => {
  const guides = [{ axis: "x", value: 30, words: "boundary" }];
  const links = [{ from: 0, to: 1, kind: "true" }];
  const { captions, at } = painted({ guides, links, selected: [0], arrows: "before", trails: false });
  assert.deepEqual(captions.map(({ words }) => words), ["boundary", "a", "b"]);
  assert.equal(at(60, 10), palette.colors[0]);
});
