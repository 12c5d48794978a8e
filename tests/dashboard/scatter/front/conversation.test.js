import assert from "node:assert/strict";
import { test } from "node:test";
import { believe, createChannel, reportOf } from "../../../../dashboard/scatter/front/conversation.js";

test("the first value is taken over", () => {
  assert.ok(believe(createChannel(), { value: 3, heard: null }, false));
});

test("no value leaves it to the view", () => {
  assert.ok(!believe(createChannel(), { value: null, heard: null }, false));
});

test("what Python gave is not reported back", () => {
  const channel = createChannel();
  believe(channel, { value: 3, heard: null }, false);
  assert.equal(reportOf(channel, 3), null);
});

test("an answer written before the report was heard is ignored: no jump back", () => {
  const channel = createChannel();
  believe(channel, { value: 3, heard: null }, false);
  const report = reportOf(channel, 4);
  assert.ok(!believe(channel, { value: 3, heard: null }, false));
  assert.ok(believe(channel, { value: 4, heard: report.turn }, false));
  assert.equal(reportOf(channel, 4), null);
});

test("the page has the last word: it may refuse a report it has heard", () => {
  const channel = createChannel();
  believe(channel, { value: 3, heard: null }, false);
  const report = reportOf(channel, 9);
  assert.ok(believe(channel, { value: 3, heard: report.turn }, false));
});

test("the same value is reported again after the page moved the view away from it", () => {
  const channel = createChannel();
  const first = reportOf(channel, 3);
  believe(channel, { value: 5, heard: first.turn }, false);
  const second = reportOf(channel, 3);
  assert.ok(second.turn > first.turn);
});

test("while the reader moves it only a new value interrupts", () => {
  const channel = createChannel();
  believe(channel, { value: 3, heard: null }, false);
  assert.ok(!believe(channel, { value: 3, heard: null }, true));
  assert.ok(believe(channel, { value: 5, heard: null }, true));
});

test("lists are compared by what they hold", () => {
  const channel = createChannel();
  believe(channel, { value: ["a"], heard: null }, false);
  assert.equal(reportOf(channel, ["a"]), null);
  assert.deepEqual(reportOf(channel, []).value, []);
});

test("the echo of a report does not stop a play begun meanwhile, a value of the page's own does", () => {
  const channel = createChannel();
  believe(channel, { value: 2, heard: null }, false);
  const report = reportOf(channel, 0);
  assert.ok(!believe(channel, { value: 0, heard: report.turn }, true));
  assert.ok(believe(channel, { value: 1, heard: report.turn }, true));
});
