import assert from "node:assert/strict";
import { test } from "node:test";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";
import { paintSprites, rowsAround, rowsInView, spriteEdge, spriteUnder } from "../../../../dashboard/scatter/front/sprites.js";
import { randomNumbers } from "./fixture.js";

const N = 500;
const random = randomNumbers(5);
const from = Uint16Array.from({ length: 2 * N }, () => random() * 1000);
const to = Uint16Array.from({ length: 2 * N }, () => random() * 1000);
from[14] = from[15] = MISSING;
const moment = { from, to, mix: 0.25 };
const order = Uint32Array.from({ length: N }, (_, k) => N - 1 - k);
const place = { scale: 0.5, left: -100, top: 450 };
const size = { width: 200, height: 150 };
const pixels = (row) => [
  place.left + place.scale * (from[2 * row] * 0.75 + to[2 * row] * 0.25),
  place.top - place.scale * (from[2 * row + 1] * 0.75 + to[2 * row + 1] * 0.25),
];
const rows = [...order].filter((row) => row !== 7);

test("rows in view are those whose pixels are on the canvas, in the order of painting", () => {
  const expected = rows.filter((row) => {
    const [x, y] = pixels(row);
    return x >= 0 && x <= size.width && y >= 0 && y <= size.height;
  });
  assert.ok(expected.length > 20 && expected.length < 300);
  assert.deepEqual(rowsInView(moment, place, size, { order }), expected);
  const some = order.filter((row) => row !== expected[3]);
  assert.deepEqual(rowsInView(moment, place, size, { order: some }), expected.toSpliced(3, 1));
});

test("one more than the most is too many", () => {
  const count = rowsInView(moment, place, size, { order }).length;
  assert.equal(rowsInView(moment, place, size, { order, most: count }).length, count);
  assert.equal(rowsInView(moment, place, size, { order, most: count - 1 }), null);
});

test("rows around a place, nearest first", () => {
  const at = [400, 600];
  const away = (row) => Math.hypot(from[2 * row] * 0.75 + to[2 * row] * 0.25 - at[0], from[2 * row + 1] * 0.75 + to[2 * row + 1] * 0.25 - at[1]);
  const expected = rows.toSorted((a, b) => away(a) - away(b)).slice(0, 24);
  assert.deepEqual(rowsAround(moment, order, at, 24), expected);
  assert.equal(rowsAround(moment, Uint32Array.of(1, 2), at, 24).length, 2);
});

test("pictures grow with the room there is, within limits", () => {
  assert.equal(spriteEdge(1, 900, 500), 72);
  assert.equal(spriteEdge(300, 100, 100), 20);
  assert.ok(spriteEdge(100, 900, 500) > spriteEdge(300, 900, 500));
});

test("a picture is drawn centred on its point inside a frame of its colour; a missing one is left out", () => {
  const calls = [];
  const context = {
    save() {},
    restore() {},
    fillRect: (...box) => calls.push([context.fillStyle, context.globalAlpha, ...box]),
    clearRect: (...box) => calls.push(["cleared", ...box]),
    drawImage: (...what) => calls.push(what),
  };
  const picture = { picture: "sheet", x: 96, y: 192, cell: 96 };
  const row = rowsInView(moment, place, size, { order })[0];
  const sprites = [
    { row, picture, color: "#d55e00", faint: true, strong: false },
    { row, picture: null, color: "#000000", faint: false, strong: false },
    { row: 7, picture, color: "#000000", faint: false, strong: false },
  ];
  paintSprites(context, { moment, place, ratio: 2, edge: 20 }, sprites);
  const [left, top] = pixels(row).map((value) => Math.round(value - 20));
  assert.deepEqual(calls, [
    ["#d55e00", 0.35, left - 4, top - 4, 48, 48],
    ["cleared", left, top, 40, 40], // or the faint picture would take on the colour of frame and point
    ["sheet", 96, 192, 96, 96, left, top, 40, 40],
  ]);
});

test("the picture under a place is the topmost that covers it, frame included", () => {
  const scene = { moment, place, ratio: 2, edge: 10 };
  const drawn = rows.slice(0, 60);
  const frame = 2 * 2;
  const reaches = (value, at) => at >= Math.round(value - 10) - frame && at < Math.round(value - 10) + 20 + frame;
  for (let turn = 0; turn < 200; turn++) {
    const [x, y] = [random() * 300 - 50, random() * 250 - 50];
    const over = drawn.filter((row) => pixels(row).every((value, k) => reaches(value, [x, y][k])));
    assert.equal(spriteUnder(scene, drawn, [x, y]), over.at(-1) ?? -1);
  }
  assert.equal(spriteUnder(scene, [7], pixels(7)), -1);
});
