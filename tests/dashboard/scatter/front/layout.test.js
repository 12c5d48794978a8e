import assert from "node:assert/strict";
import { test } from "node:test";
import { statusLine } from "../../../../dashboard/scatter/front/layout.js";

const cloud = { n: 10015, total: 10015, epochs: [0, 1], missing: [0, 3] };
const facts = { asked: null, selected: [], labelOf: (id) => (id === "a" ? "mel" : null) };

test("says how many samples there are", () => {
  assert.equal(statusLine(cloud, 0, facts), "10,015 samples");
});

test("says how many are not drawn at this epoch", () => {
  assert.match(statusLine(cloud, 1, facts), /3 without a position at epoch 1, not drawn/);
});

test("says what is selected, and when that is not there", () => {
  assert.match(statusLine(cloud, 0, { ...facts, selected: ["a"] }), /selected a \(mel\)/);
  assert.match(statusLine(cloud, 0, { ...facts, selected: ["b"] }), /b is not in this run/);
  assert.match(statusLine(cloud, 0, { ...facts, selected: ["a", "b"] }), /2 selected/);
});

test("says when the page asked for an epoch that the run does not have", () => {
  assert.match(statusLine(cloud, 0, { ...facts, asked: 7 }), /epoch 7 is not in this run/);
  assert.equal(statusLine(cloud, 0, { ...facts, asked: 1 }), "10,015 samples");
});

test("says how many of the selected are not here, and what keys point at", () => {
  const many = { ...facts, selected: new Array(12000), absent: 2, pointed: "a" };
  assert.match(statusLine(cloud, 0, many), /12,000 selected · 2 of these not in this run · pointing at a \(mel\), Enter selects it/);
});

test("says of how many samples those drawn are", () => {
  const part = { ...cloud, total: 10000000 };
  assert.equal(statusLine(part, 0, facts), "10,015 of 10,000,000 samples");
  assert.match(statusLine(part, 0, { ...facts, selected: ["b"] }), /b is not among them/);
});
