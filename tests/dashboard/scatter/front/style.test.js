import assert from "node:assert/strict";
import { test } from "node:test";
import { countCodes, decodeStyle, fits, rowAt, styleOfClasses, valueOf, wordsOf } from "../../../../dashboard/scatter/front/style.js";
import { expected, style as bytes } from "./fixture.js";

const cloud = { run: "r", n: expected.n, epochs: expected.epochs, classes: expected.classes, labels: Uint8Array.from(expected.labels) };

test("decodes what Python encoded, from an odd offset", () => {
  const style = decodeStyle(bytes());
  for (const name of ["name", "title", "kind", "names", "colors", "ringWords", "unit"]) assert.deepEqual(style[name], expected.style[name]);
  assert.deepEqual(style.codes.map((row) => Array.from(row)), expected.style.codes);
  assert.deepEqual(style.rings.map((row) => Array.from(row)), expected.style.rings);
  assert.equal(style.low, null);
  assert.equal(style.unknown, 255);
});

test("a style of another format is refused with what to do", () => {
  const other = bytes().slice();
  const at = Buffer.from(other).indexOf('"format": 1') + '"format": '.length;
  other[at] = "9".charCodeAt(0);
  assert.throws(() => decodeStyle(other), /Reload the page/);
});

test("fits the samples and the epochs that it was made for", () => {
  const style = decodeStyle(bytes());
  assert.ok(fits(style, cloud));
  assert.ok(!fits(style, { ...cloud, n: cloud.n + 1 }));
  assert.ok(!fits(style, { ...cloud, epochs: [0, 1] }));
  assert.ok(fits({ ...style, codes: style.codes.slice(0, 1) }, { ...cloud, epochs: [0] }));
});

test("one row serves all epochs, several rows one each", () => {
  assert.equal(rowAt(["all"], 7), "all");
  assert.equal(rowAt(["a", "b", "c"], 2), "c");
  assert.equal(rowAt(null, 0), null);
});

test("the classes are a style in which everything is known", () => {
  const style = styleOfClasses(cloud, ["#000000"]);
  assert.ok(fits(style, cloud));
  assert.equal(wordsOf(style, 1), expected.classes[1]);
  assert.equal(wordsOf({ ...style, names: Array.from({ length: 256 }, (_, k) => `c${k}`) }, 255), "c255");
});

test("codes mean values between the two ends", () => {
  const style = { kind: "values", low: 0.2, high: 0.8, unit: "nats", unknown: 255 };
  assert.deepEqual([0, 127, 254].map((code) => valueOf(style, code)), [0.2, 0.5, 0.8]);
  assert.deepEqual([0, 127, 255].map((code) => wordsOf(style, code)), ["0.2 nats", "0.5 nats", "not known"]);
  assert.equal(wordsOf({ ...style, unit: "" }, 254), "0.8");
});

test("counts codes", () => {
  const counts = countCodes(Uint8Array.of(3, 0, 3, 255));
  assert.deepEqual([counts[0], counts[3], counts[255], counts[1]], [1, 2, 1, 0]);
});
