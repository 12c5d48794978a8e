import assert from "node:assert/strict";
import { test } from "node:test";
import { listenToKeys, listenToPointer } from "../../../../dashboard/scatter/front/gestures.js";

/** A canvas as far as gestures know it, and a log of what they called. */
function stage(listen) {
  const target = Object.assign(new EventTarget(), { setPointerCapture() {} });
  const log = [];
  const on = new Proxy({}, { get: (_, name) => (...args) => log.push([name, ...args]) && name !== "zoomOut" });
  listen(target, on);
  const fire = (type, fields = {}) => {
    const event = new Event(type, { cancelable: true });
    Object.entries({ button: 0, ...fields }).forEach(([name, value]) => Object.defineProperty(event, name, { value }));
    target.dispatchEvent(event);
    return event;
  };
  return { log, fire };
}

const pointer = (x, y) => ({ offsetX: x, offsetY: y, pointerId: 1 });

test("a press that hardly moves is a click", () => {
  const { log, fire } = stage(listenToPointer);
  fire("pointerdown", pointer(10, 10));
  fire("pointermove", pointer(12, 11));
  fire("pointerup", pointer(12, 11));
  assert.deepEqual(log, [["click", [12, 11]]]);
});

test("a press that moves drags, and is no click even if it comes back", () => {
  const { log, fire } = stage(listenToPointer);
  fire("pointerdown", pointer(10, 10));
  fire("pointermove", pointer(20, 14));
  fire("pointermove", pointer(10, 10));
  fire("pointerup", pointer(10, 10));
  assert.deepEqual(log, [["pan", [10, 4]], ["pan", [-10, -4]]]);
});

test("moving without a press hovers, leaving ends it, the other button does nothing", () => {
  const { log, fire } = stage(listenToPointer);
  fire("pointerdown", { ...pointer(1, 1), button: 2 });
  fire("pointermove", pointer(5, 5));
  fire("pointerleave");
  assert.deepEqual(log, [["hover", [5, 5]], ["leave"]]);
});

test("the wheel zooms, and one that is used does not scroll the page", () => {
  const { log, fire } = stage(listenToPointer);
  const event = fire("wheel", { ...pointer(5, 6), deltaY: -100, deltaMode: 0, ctrlKey: false });
  assert.equal(log[0][0], "zoom");
  assert.ok(log[0][2] > 1);
  assert.ok(event.defaultPrevented);
});

test("keys do what the plot's description says", () => {
  const { log, fire } = stage(listenToKeys);
  for (const key of [" ", "ArrowLeft", "ArrowRight", "Home", "End", "Escape", "+", "-", "0"]) fire("keydown", { key });
  const names = log.map(([name]) => name);
  assert.deepEqual(names, ["play", "step", "step", "first", "last", "clear", "zoomIn", "zoomOut", "reset"]);
  assert.deepEqual([log[1][1], log[2][1]], [-1, 1]);
});

test("other keys, and keys with a modifier, are left to the browser", () => {
  const { log, fire } = stage(listenToKeys);
  assert.ok(!fire("keydown", { key: "r" }).defaultPrevented);
  assert.ok(!fire("keydown", { key: "ArrowLeft", altKey: true }).defaultPrevented);
  assert.deepEqual(log, []);
});
