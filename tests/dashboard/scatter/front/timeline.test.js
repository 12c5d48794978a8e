import assert from "node:assert/strict";
import { test } from "node:test";
import * as timeline from "../../../../dashboard/scatter/front/timeline.js";

function run(time, seconds, frame = 1 / 60) {
  for (let passed = 0; passed < seconds - 1e-9; passed += frame) timeline.advance(time, frame);
  return time;
}

test("plays at its rate and stops at the end", () => {
  const time = timeline.createTimeline(5, { rate: 2 });
  timeline.play(time);
  run(time, 1);
  assert.ok(Math.abs(time.position - 2) < 0.05);
  run(time, 2);
  assert.equal(time.position, 4);
  assert.ok(timeline.isSettled(time));
});

test("playing at the end starts from the beginning", () => {
  const time = timeline.createTimeline(5, { position: 4 });
  timeline.play(time);
  assert.equal(time.position, 0);
  assert.ok(time.playing);
});

test("a pause glides to the nearest epoch and rests there", () => {
  const time = timeline.createTimeline(5);
  timeline.play(time);
  run(time, 1.4);
  timeline.pause(time);
  assert.ok(!timeline.isSettled(time));
  run(time, 0.4);
  assert.equal(time.position, 1);
  assert.ok(timeline.isSettled(time));
});

test("steps add up while gliding, and stay within the epochs", () => {
  const time = timeline.createTimeline(4);
  timeline.step(time, 1);
  timeline.step(time, 1);
  assert.equal(run(time, 0.5).position, 2);
  timeline.step(time, 5);
  assert.equal(run(time, 0.5).position, 3);
  timeline.step(time, 1);
  assert.ok(timeline.isSettled(time));
});

test("the slider scrubs between epochs and comes to rest on one", () => {
  const time = timeline.createTimeline(4);
  timeline.scrub(time, 1.7);
  assert.equal(time.position, 1.7);
  assert.ok(!timeline.isSettled(time));
  timeline.goTo(time, Math.round(time.position));
  assert.equal(run(time, 0.5).position, 2);
  timeline.scrub(time, 99);
  assert.equal(time.position, 3);
});

test("with reduced motion nothing is ever between two epochs", () => {
  const time = timeline.createTimeline(4, { rate: 2, stepping: true });
  timeline.play(time);
  for (let k = 0; k < 100; k++) {
    timeline.advance(time, 1 / 60);
    assert.equal(time.position, Math.round(time.position));
  }
  assert.equal(time.position, 3);
  timeline.goTo(time, 1);
  assert.equal(time.position, 1);
  timeline.scrub(time, 2.4);
  assert.equal(time.position, 2);
});

test("one epoch: nothing plays, nothing moves", () => {
  const time = timeline.createTimeline(1);
  timeline.play(time);
  timeline.step(time, 1);
  timeline.scrub(time, 5);
  timeline.goTo(time, 3);
  assert.equal(time.position, 0);
  assert.ok(timeline.isSettled(time));
});

test("an interrupted play or glide follows the last order", () => {
  const time = timeline.createTimeline(9);
  timeline.play(time);
  run(time, 0.5);
  timeline.goTo(time, 6);
  assert.ok(!time.playing);
  timeline.play(time);
  assert.equal(time.target, null);
  timeline.scrub(time, 3.2);
  assert.ok(!time.playing && time.dragging);
});

test("epoch numbers to indices: irregular ones too, the nearest where it is missing", () => {
  const epochs = [0, 2, 3, 5, 8, 110];
  epochs.forEach((epoch, index) => assert.equal(timeline.indexOfEpoch(epochs, epoch), index));
  assert.equal(timeline.indexOfEpoch(epochs, 9), 4);
  assert.equal(timeline.indexOfEpoch(epochs, 1000), 5);
});
