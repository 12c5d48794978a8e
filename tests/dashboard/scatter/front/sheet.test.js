import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, layOut, wrap } from "../../../../dashboard/scatter/front/sheet.js";

const widthOf = (words, size) => words.length * size * 0.5;
const entries = (count) => Array.from({ length: count }, (_, k) => ({ words: `class ${k}`, color: "#000000" }));
const sheetWith = (more) =>
  layOut(
    {
      title: "Run",
      legend: { title: "", entries: entries(3), ramp: null, ...more },
      plot: { width: 400, height: 300 },
      bar: { pixels: 80, words: "2 units" },
      caption: ["epoch 3", "seed 0", "basis 0123456789ab", "a run with a rather long name that fills a line"],
    },
    widthOf,
  );

test("nothing lies outside the sheet, and nothing on the plot but the scale bar", () => {
  for (const more of [{}, { entries: entries(25) }, { entries: [], ramp: { low: "0", high: "1", colors: ["#000", "#fff"] } }]) {
    const sheet = sheetWith(more);
    for (const { x, y, text } of sheet.texts) {
      assert.ok(x >= 0 && x + widthOf(text, 12) <= sheet.width && y > 0 && y < sheet.height, text);
      const isOnPlot = y > sheet.plot.y && y < sheet.plot.y + sheet.plot.height;
      assert.equal(isOnPlot, text === "2 units", text);
    }
    assert.ok(sheet.plot.y + sheet.plot.height < sheet.height);
  }
});

test("a legend that is too wide wraps, and one that is too long says what it leaves out", () => {
  const lines = (sheet) => new Set(sheet.discs.map(({ y }) => y)).size;
  assert.equal(lines(sheetWith({})), 1);
  assert.ok(lines(sheetWith({ entries: entries(25) })) > 3);
  const many = sheetWith({ entries: entries(200) });
  assert.equal(many.discs.length, 40);
  assert.ok(many.texts.some(({ text }) => text === "and 160 more"));
});

test("a caption wraps between its pieces", () => {
  assert.deepEqual(wrap(["aa", "bb", "cccccccccc", "d"], 7, (words) => words.length), ["aa · bb", "cccccccccc", "d"]);
});

test("a file's name holds no path", () => {
  assert.equal(fileName("../a b/ü", 3, "png"), ".._a_b___epoch_003.png");
});
