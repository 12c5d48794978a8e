import assert from "node:assert/strict";
import { test } from "node:test";
import { readable, writeCaptions } from "../../../../dashboard/scatter/front/captions.js";

const picture = { width: 200, height: 100, ratio: 1 };
const widthOf = (words) => words.length * 8;
const at = (words, x, y, align = "left") => ({ words, x, y, align });
const kept = (...captions) => readable(captions, widthOf, picture).map(({ words }) => words);

test("words that would overlap others are left out, the first stay", () => {
  assert.deepEqual(kept(at("first", 20, 50), at("second", 40, 52), at("third", 120, 52)), ["first", "third"]);
  assert.deepEqual(kept(at("first", 20, 50), at("below", 20, 75)), ["first", "below"]);
});

test("words that would be cut at the frame are left out", () => {
  assert.deepEqual(kept(at("right", 190, 50), at("left", 10, 50, "right"), at("top", 50, 2), at("in", 50, 50)), ["in"]);
  assert.deepEqual(kept(at("", 50, 50)), []);
});

test("what is written is text, over a halo of the background", () => {
  const calls = [];
  const context = {
    canvas: picture, save() {}, restore() {}, measureText: (words) => ({ width: widthOf(words) }),
    strokeText: (words) => calls.push(["stroke", words, context.strokeStyle]),
    fillText: (words) => calls.push(["fill", words, context.fillStyle]),
  };
  writeCaptions(context, [at("<b>", 50, 50)], { text: "black", background: "white", family: "serif", ratio: 1 });
  assert.deepEqual(calls, [["stroke", "<b>", "white"], ["fill", "<b>", "black"]]);
});
