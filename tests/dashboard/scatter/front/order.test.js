import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, rowsOfCode, sequenceOf } from "../../../../dashboard/scatter/front/order.js";
import { randomNumbers } from "./fixture.js";

const CODES = 256;
const hiding = (...codes) => Uint8Array.from({ length: CODES }, (_, code) => Number(codes.includes(code)));
const all = { hidden: hiding(), rings: null, outlined: 0 };

function countsOf(codes) {
  return Array.from({ length: CODES }, (_, code) => codes.filter((other) => other === code).length);
}

/** The order by sorting, instead of counting. */
function sorted(codes, sequence) {
  const rank = Array.from(sequence);
  return Array.from(codes.keys()).sort((a, b) => rank.indexOf(codes[a]) - rank.indexOf(codes[b]) || a - b);
}

function drawn(n) {
  const random = randomNumbers(11);
  return Uint8Array.from({ length: n }, () => Math.min(Math.floor(6 * random() ** 2), 5));
}

test("the rarest category is painted last, not known first", () => {
  const sequence = sequenceOf({ kind: "categories", unknown: 255 }, countsOf([0, 0, 0, 1, 2, 2, 255]));
  assert.equal(sequence[0], 255);
  assert.deepEqual(Array.from(sequence).filter((code) => code < 3), [0, 2, 1]);
  assert.equal(new Set(sequence).size, CODES);
});

test("of values the high ones are painted last, not known first", () => {
  const sequence = sequenceOf({ kind: "values", unknown: 255 }, countsOf([9, 9, 1]));
  assert.deepEqual(Array.from(sequence), [255, ...Array.from({ length: 255 }, (_, code) => code)]);
});

test("where everything is known 256 categories have their place", () => {
  assert.equal(new Set(sequenceOf({ kind: "categories", unknown: -1 }, new Array(CODES).fill(1))).size, CODES);
});

test("arranging equals sorting by rank, stable within a code", () => {
  const codes = drawn(500);
  const sequence = sequenceOf({ kind: "categories", unknown: -1 }, countsOf(Array.from(codes)));
  assert.deepEqual(Array.from(arrange(codes, sequence, all).order), sorted(codes, sequence));
});

test("a hidden code's rows are left out, all others stay in their order", () => {
  const codes = drawn(300);
  const sequence = sequenceOf({ kind: "categories", unknown: -1 }, countsOf(Array.from(codes)));
  const { order, counts } = arrange(codes, sequence, { ...all, hidden: hiding(0, 3) });
  assert.deepEqual(Array.from(order), sorted(codes, sequence).filter((row) => codes[row] !== 0 && codes[row] !== 3));
  assert.equal(counts[0], 0);
});

test("rows with and without an outline are two parts of the whole", () => {
  const codes = drawn(300);
  const rings = Uint8Array.from(codes, (_, row) => Number(row % 7 === 0));
  const sequence = sequenceOf({ kind: "values", unknown: 255 }, []);
  const [plain, outlined] = [0, 1].map((outlined) => arrange(codes, sequence, { hidden: hiding(), rings, outlined }));
  assert.ok(plain.order.every((row) => row % 7 !== 0) && outlined.order.every((row) => row % 7 === 0));
  assert.equal(plain.order.length + outlined.order.length, 300);
});

test("the part of one code holds its rows and no others", () => {
  const codes = drawn(200);
  const arranged = arrange(codes, sequenceOf({ kind: "values", unknown: 255 }, []), all);
  for (let code = 0; code < 6; code++) {
    const wanted = Array.from(codes.keys()).filter((row) => codes[row] === code);
    assert.deepEqual(Array.from(rowsOfCode(arranged, code)), wanted);
  }
});
