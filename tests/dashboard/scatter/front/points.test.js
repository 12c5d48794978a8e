import assert from "node:assert/strict";
import { test } from "node:test";
import { coatAt, toggle, wear } from "../../../../dashboard/scatter/front/outfit.js";
import { isGreyed, paintCoat } from "../../../../dashboard/scatter/front/points.js";
import { lookOf, makePalette, codeColors } from "../../../../dashboard/scatter/front/palette.js";
import { makeStamp } from "../../../../dashboard/scatter/front/stamps.js";

const style = {
  kind: "categories", n: 3, names: ["a", "b"], colors: ["#ff0000", "#0000ff"], unknown: 255,
  codes: [Uint8Array.of(0, 1, 1)], rings: [Uint8Array.of(0, 0, 1)],
};
const positions = Uint16Array.of(10, 10, 30, 10, 50, 10);
const moment = { from: positions, to: positions, mix: 0 };
const NOTHING = { selected: [], crowd: [], marks: [], focus: null };

function painted(outfit, shown = NOTHING) {
  const palette = makePalette(codeColors(style), new Array(256).fill(1), { background: [255, 255, 255], text: [0, 0, 0] });
  const surface = { pixels: new Uint32Array(60 * 20).fill(palette.background), width: 60, height: 20 };
  const [full, greyed] = [false, true].map((isGreyed) => lookOf(palette, { zoom: 1, isGreyed }));
  const ink = { stamps: { plain: makeStamp(3), outlined: makeStamp(3, 2) }, full, greyed };
  paintCoat(surface, { moment, place: { left: 0, top: 20, scale: 1 }, coat: coatAt(outfit, 0) }, ink, shown);
  return (x) => [0, 8, 16].map((shift) => (surface.pixels[10 * 60 + x] >>> shift) & 255);
}

test("every point has the colour of its code, an outlined one an edge in the text's colour", () => {
  const at = painted(wear(style));
  assert.ok(at(10)[0] > 240 && at(10)[2] < 40);
  assert.ok(at(30)[2] > 240 && at(30)[0] < 40);
  assert.ok(at(50)[2] > 230);
  assert.ok(Math.max(...at(54)) < 30, `${at(54)}`);
  assert.deepEqual(at(34), [255, 255, 255]);
});

test("a hidden code leaves exactly the others' pixels", () => {
  const outfit = wear(style);
  const before = painted(outfit);
  toggle(outfit, 0);
  const after = painted(outfit);
  for (let x = 0; x < 60; x++) assert.deepEqual(after(x), x < 20 ? [255, 255, 255] : before(x));
});

test("a code in focus keeps its colours, the others step back", () => {
  const at = painted(wear(style), { ...NOTHING, focus: 1 });
  assert.ok(at(30)[2] > 240 && at(30)[0] < 60);
  assert.ok(at(10)[1] > 150);
  assert.ok(Math.max(...at(54)) < 60);
});

test("a crowd selected keeps its colours", () => {
  const at = painted(wear(style), { ...NOTHING, crowd: Uint32Array.of(0) });
  assert.ok(at(10)[0] > 240 && at(10)[1] < 60);
  assert.ok(at(30)[1] > 150);
});

test("the crowd steps back behind anything meant", () => {
  assert.equal(isGreyed(NOTHING), false);
  for (const meant of [{ selected: [1] }, { crowd: [1] }, { marks: [1] }, { focus: 0 }]) {
    assert.equal(isGreyed({ ...NOTHING, ...meant }), true);
  }
});
