import assert from "node:assert/strict";
import { test } from "node:test";
import { gradientOf } from "../../../../dashboard/scatter/front/color_bar.js";

const colors = Array.from({ length: 16 }, (_, k) => `#${(k * 17).toString(16).padStart(2, "0")}00ff`);

test("the gradient begins with the colour of the lowest value and ends with that of the highest", () => {
  const stops = gradientOf({ kind: "values", colors, unknown: 255 }).match(/rgb\([^)]*\)/g);
  assert.equal(stops[0], "rgb(0 0 255)");
  assert.equal(stops.at(-1), "rgb(255 0 255)");
  assert.equal(stops.length, 32);
});

test("only numbers are written into CSS", () => {
  const hostile = new Array(16).fill("red; background: url(http://example.org)");
  assert.match(gradientOf({ kind: "values", colors: hostile, unknown: 255 }), /^linear-gradient\(to right, [rgb(), \d]+\)$/);
});
