import assert from "node:assert/strict";
import { test } from "node:test";
import { createAlbum, placeSheet } from "../../../../dashboard/scatter/front/album.js";
import { createAsking } from "../../../../dashboard/scatter/front/asking.js";

/** An asking whose timers are run by hand, in order of their time. */
function world() {
  const sent = [];
  let timers = [];
  const album = createAlbum();
  const asking = createAsking(album, { send: (question) => sent.push(question), later: (act, wait) => timers.push({ act, wait }) });
  const pass = (longest) => {
    const due = timers.filter(({ wait }) => wait <= longest);
    timers = timers.filter(({ wait }) => wait > longest);
    for (const { act } of due) act();
  };
  const here = (ids) => placeSheet(album, { ids, columns: 1, cell: 1 }, { close() {} });
  return { sent, album, asking, pass, here };
}

test("of wishes within a short rest the last of a kind counts, and what is pointed at is asked for first, alone", () => {
  const { sent, asking, pass, here } = world();
  asking.wish("plot", () => ["p1", "p2"]);
  asking.wish("hover", () => ["old"]);
  asking.wish("near", () => ["h", "p2"]);
  asking.wish("hover", () => ["h"]);
  assert.equal(sent.length, 0);
  pass(1000);
  for (let k = 0; k < 3; k++) {
    here(sent[k].pictures);
    asking.answered(sent[k].turn);
  }
  assert.deepEqual(sent.map(({ pictures }) => pictures), [["h"], ["p2"], ["p1"]]);
});

test("one question at a time; the rest follows its answer at once", () => {
  const { sent, album, asking, pass, here } = world();
  album.at = "epoch 1";
  const ids = Array.from({ length: 150 }, (_, k) => `s${k}`);
  asking.wish("plot", () => ids);
  pass(1000);
  asking.wish("plot", () => ids);
  pass(1000);
  assert.equal(sent.length, 1);
  asking.answered(sent[0].turn - 1);
  assert.equal(sent.length, 1);
  for (let k = 0; k < 3; k++) {
    here(sent[k].pictures);
    asking.answered(sent[k].turn);
  }
  assert.deepEqual(sent.map(({ pictures }) => pictures.length), [64, 64, 22]);
  assert.equal(new Set(sent.map(({ turn }) => turn)).size, 3);
});

test("what an answer leaves out is not asked for in a circle", () => {
  const { sent, asking, pass } = world();
  asking.wish("hover", () => ["unknown"]);
  pass(1000);
  asking.answered(sent[0].turn);
  asking.wish("hover", () => ["unknown"]);
  pass(1000);
  assert.equal(sent.length, 1);
});

test("a lost question is asked again, three times, and then only after a new wish", () => {
  const { sent, asking, pass } = world();
  asking.wish("hover", () => ["a"]);
  for (let k = 0; k < 8; k++) pass(60_000);
  assert.equal(sent.length, 3);
  asking.wish("hover", () => ["a"]);
  pass(1000);
  assert.equal(sent.length, 4);
});
