import assert from "node:assert/strict";
import { test } from "node:test";
import { codeColors, crowdOpacity, css, lookOf, makePalette, mixColors, pack, parseColor, pointRadius, rampColor } from "../../../../dashboard/scatter/front/palette.js";

const theme = { background: [255, 255, 255], text: [0, 0, 0] };

test("reads the colours that Python and the browser write", () => {
  assert.deepEqual(parseColor("#d55e00"), [213, 94, 0]);
  assert.deepEqual(parseColor("rgb(1, 22, 233)"), [1, 22, 233]);
  assert.deepEqual(parseColor("rgba(1, 22, 233, 0.5)"), [1, 22, 233]);
  assert.deepEqual(parseColor("no colour"), [128, 128, 128]);
});

test("packs red into the low byte, opaque", () => {
  assert.equal(pack([0x11, 0x22, 0x33]), 0xff332211);
});

test("points get smaller and more translucent with their number, never too much", () => {
  const counts = [1, 10, 1000, 10015, 33126, 200000, 1000000];
  for (let k = 1; k < counts.length; k++) {
    assert.ok(pointRadius(counts[k]) <= pointRadius(counts[k - 1]));
    assert.ok(crowdOpacity(counts[k]) <= crowdOpacity(counts[k - 1]));
  }
  assert.ok(pointRadius(1e7) >= 0.5 && crowdOpacity(1e7) >= 64);
  assert.ok(pointRadius(10000, 4) > pointRadius(10000, 1));
});

test("greyed colours go towards grey but stay apart from the background", () => {
  for (const dark of [false, true]) {
    const { background, text } = dark ? { background: [20, 20, 20], text: [240, 240, 240] } : theme;
    const palette = makePalette([[213, 94, 0], [0, 114, 178]], [10, 10], { background, text });
    assert.notEqual(palette.greyed[0], palette.background);
    assert.notEqual(palette.greyed[0], palette.greyed[1]);
    const [full, greyed] = [false, true].map((isGreyed) => lookOf(palette, { zoom: 1, isGreyed }));
    assert.ok(greyed.opacities[0] < full.opacities[0]);
    assert.equal(full.colors[0], pack([213, 94, 0]));
    assert.equal(greyed.colors[0], palette.greyed[0]);
    assert.equal(full.edge, palette.text);
    assert.notEqual(greyed.edge, palette.text);
  }
});

test("mixing by a half is the mean", () => {
  assert.deepEqual(mixColors([0, 10, 20], [10, 30, 40], 0.5), [5, 20, 30]);
});

test("zooming in makes a crowd more solid, never a rare class less", () => {
  const opacities = [1, 2, 8, 64].map((zoom) => crowdOpacity(33126, zoom));
  for (let k = 1; k < opacities.length; k++) assert.ok(opacities[k] > opacities[k - 1]);
  assert.equal(crowdOpacity(1, 1), crowdOpacity(1, 64));
});

test("a ramp goes through its stops and is straight between them", () => {
  const stops = [[0, 0, 0], [100, 0, 0], [100, 200, 0]];
  assert.deepEqual([0, 0.25, 0.5, 0.75, 1].map((share) => rampColor(stops, share)), [[0, 0, 0], [50, 0, 0], [100, 0, 0], [100, 100, 0], [100, 200, 0]]);
});

test("every code of a style has its colour; not known has the theme's grey and no colour of the ramp", () => {
  const colors = Array.from({ length: 16 }, (_, k) => `#${(k * 16).toString(16).padStart(2, "0")}0000`);
  const codes = codeColors({ kind: "values", colors, unknown: 255 });
  assert.deepEqual(codes[0], [0, 0, 0]);
  assert.deepEqual(codes[254], [240, 0, 0]);
  assert.ok(Math.abs(codes[127][0] - 120) < 1);
  assert.equal(codes[255], null);
  const palette = makePalette(codes, new Array(256).fill(10), theme);
  const grey = css(palette.colors[255]).match(/\d+/g).map(Number);
  assert.equal(new Set(grey).size, 1);
  assert.ok(grey[0] > 100 && grey[0] < 220);
});

test("categories keep their colours; codes without one are grey", () => {
  const codes = codeColors({ kind: "categories", colors: ["#010203", "#0a0b0c"], unknown: -1 });
  assert.deepEqual(codes.slice(0, 3), [[1, 2, 3], [10, 11, 12], null]);
});

test("packed colours as CSS", () => {
  assert.equal(css(pack([1, 22, 255])), "rgb(1 22 255)");
});
