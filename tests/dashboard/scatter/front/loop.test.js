import assert from "node:assert/strict";
import { test } from "node:test";
import { createLoop } from "../../../../dashboard/scatter/front/loop.js";

function fakeFrames() {
  const waiting = [];
  globalThis.requestAnimationFrame = (callback) => waiting.push(callback);
  globalThis.cancelAnimationFrame = () => waiting.splice(0);
  return { waiting, run: (now) => waiting.splice(0).forEach((callback) => callback(now)) };
}

test("runs while there is something to do, then sleeps", () => {
  const { waiting, run } = fakeFrames();
  const seconds = [];
  const loop = createLoop((passed) => seconds.push(passed) < 3);
  loop.wake();
  loop.wake();
  assert.equal(waiting.length, 1);
  for (const now of [1000, 1016, 1032]) run(now);
  assert.deepEqual(seconds, [0, 0.016, 0.016]);
  assert.equal(waiting.length, 0);
});

test("a tab that was away goes on where it was", () => {
  const { run } = fakeFrames();
  const seconds = [];
  const loop = createLoop((passed) => seconds.push(passed) < 2);
  loop.wake();
  run(0);
  run(60000);
  assert.deepEqual(seconds, [0, 0.1]);
});
