import assert from "node:assert/strict";
import { test } from "node:test";
import { epochLabel, thumbCourse } from "../../../../dashboard/scatter/front/controls.js";
import { createTimeline, goTo, play } from "../../../../dashboard/scatter/front/timeline.js";

test("the label names the epoch, or the two it is between", () => {
  const epochs = [0, 2, 5];
  assert.equal(epochLabel({ position: 1 }, epochs), "Epoch 2");
  assert.equal(epochLabel({ position: 1.25 }, epochs), "Epoch 2 → 5");
  assert.equal(epochLabel({ position: 2 }, epochs), "Epoch 5");
});

test("while playing the thumb is sent to the next epoch in the time that takes", () => {
  const time = createTimeline(5, { position: 1.5, rate: 2 });
  play(time);
  assert.deepEqual(thumbCourse(time), { to: 2, seconds: 0.25 });
});

test("a glide sends it to the target, rest and reduced motion put it there", () => {
  const time = createTimeline(5, { position: 1 });
  goTo(time, 4);
  assert.equal(thumbCourse(time).to, 4);
  assert.ok(Math.abs(thumbCourse(time).seconds - 0.3) < 1e-9);
  assert.deepEqual(thumbCourse(createTimeline(5, { position: 3 })), { to: 3, seconds: 0 });
  assert.deepEqual(thumbCourse({ ...time, stepping: true }), { to: 1, seconds: 0 });
});
