import assert from "node:assert/strict";
import { test } from "node:test";
import { signsOf } from "../../../../dashboard/scatter/front/signs.js";

const style = { rings: null, ringWords: "" };
const nothing = { links: [], arrows: null };

test("nothing drawn, nothing to say", () => {
  assert.deepEqual(signsOf(style, { ringed: 0 }, nothing, false), []);
});

test("says what outlines, lines and arrows stand for, as far as they are there", () => {
  const ringed = signsOf({ rings: [[1]], ringWords: "wrong" }, { ringed: 1234 }, nothing, false);
  assert.deepEqual(ringed, [{ sign: "ring", words: "wrong: 1,234" }]);
  const lined = signsOf(style, { ringed: 0 }, { links: [{ kind: "screen" }], arrows: "first" }, false);
  assert.deepEqual(lined.map(({ sign }) => sign), ["screen", "arrow"]);
  assert.match(lined[1].words, /from the first epoch/);
});

test("at the first epoch arrows are said to have nothing before them", () => {
  assert.match(signsOf(style, { ringed: 0 }, { links: [], arrows: "before" }, true)[0].words, /nothing before/);
});
