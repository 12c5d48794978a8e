import assert from "node:assert/strict";
import { test } from "node:test";
import { listenToPointer } from "../../../../dashboard/scatter/front/gestures.js";

/** A canvas as far as gestures know it, and a log of what they called; `draws` answers whether a drag draws. */
function stage({ draws = false } = {}) {
  const target = Object.assign(new EventTarget(), { setPointerCapture() {} });
  const log = [];
  const answer = (name, args) => (name === "draws" ? draws || args[0] : log.push([name, ...args]));
  listenToPointer(target, new Proxy({}, { get: (_, name) => (...args) => answer(name, args) }));
  const fire = (type, fields = {}) => {
    const event = new Event(type, { cancelable: true });
    const all = { button: 0, shiftKey: false, altKey: false, ...fields };
    Object.entries(all).forEach(([name, value]) => Object.defineProperty(event, name, { value }));
    target.dispatchEvent(event);
    return event;
  };
  return { log, fire };
}

const pointer = (x, y, more = {}) => ({ offsetX: x, offsetY: y, pointerId: 1, ...more });

test("a press that hardly moves is a click, with shift one that adds", () => {
  const { log, fire } = stage();
  fire("pointerdown", pointer(10, 10));
  fire("pointermove", pointer(12, 11));
  fire("pointerup", pointer(12, 11));
  fire("pointerdown", pointer(5, 5, { shiftKey: true }));
  fire("pointerup", pointer(5, 5, { shiftKey: true }));
  assert.deepEqual(log, [["click", [12, 11], false], ["click", [5, 5], true]]);
});

test("a press that moves drags, and is no click even if it comes back", () => {
  const { log, fire } = stage();
  fire("pointerdown", pointer(10, 10));
  fire("pointermove", pointer(20, 14));
  fire("pointermove", pointer(10, 10));
  fire("pointerup", pointer(10, 10));
  assert.deepEqual(log, [["pan", [10, 4]], ["pan", [-10, -4]]]);
});

test("a drag that draws keeps every place from the press on, and shift and alt say what it means", () => {
  for (const [modifier, how] of [["shiftKey", "add"], ["altKey", "remove"], ["none", "replace"]]) {
    const { log, fire } = stage({ draws: true });
    fire("pointerdown", pointer(10, 10));
    fire("pointermove", pointer(20, 10));
    fire("pointermove", pointer(21, 10));
    fire("pointerup", pointer(21, 10, { [modifier]: true }));
    assert.deepEqual(log, [["begin", [10, 10]], ["draw", [20, 10]], ["draw", [21, 10]], ["finish", how]]);
  }
});

test("with shift a drag draws whatever the tool", () => {
  const { log, fire } = stage();
  fire("pointerdown", pointer(10, 10, { shiftKey: true }));
  fire("pointermove", pointer(20, 10, { shiftKey: true }));
  fire("pointerup", pointer(20, 10, { shiftKey: true }));
  assert.deepEqual(log.map(([name]) => name), ["begin", "draw", "finish"]);
});

test("a second finger stops drawing; two fingers zoom about the middle between them, and pan", () => {
  const { log, fire } = stage({ draws: true });
  const second = { pointerId: 2 };
  fire("pointerdown", pointer(100, 100));
  fire("pointermove", pointer(120, 100));
  fire("pointerdown", pointer(220, 100, second));
  log.length = 0;
  fire("pointermove", pointer(320, 100, second));
  assert.deepEqual(log, [["pan", [50, 0]], ["zoom", [220, 100], 2]]);
  fire("pointerup", pointer(320, 100, second));
  fire("pointermove", pointer(130, 100));
  fire("pointerup", pointer(130, 100));
  assert.equal(log.length, 2); // the finger left over neither draws nor clicks
});

test("drawing is given up when a second finger comes or the browser takes the pointer", () => {
  for (const [type, fields] of [["pointerdown", { pointerId: 2 }], ["pointercancel", {}]]) {
    const { log, fire } = stage({ draws: true });
    fire("pointerdown", pointer(10, 10));
    fire("pointermove", pointer(30, 10));
    fire(type, pointer(40, 10, fields));
    assert.deepEqual(log.at(-1), ["cancel"]);
  }
});

test("moving without a press hovers, leaving ends it, the other button does nothing", () => {
  const { log, fire } = stage();
  fire("pointerdown", { ...pointer(1, 1), button: 2 });
  fire("pointermove", pointer(5, 5));
  fire("pointerleave");
  assert.deepEqual(log, [["hover", [5, 5], false], ["leave"]]);
});

test("a double click clears, with shift it is two clicks that add", () => {
  const { log, fire } = stage();
  fire("dblclick", { shiftKey: true });
  assert.deepEqual(log, []);
  fire("dblclick");
  assert.deepEqual(log, [["clear"]]);
});

test("the wheel zooms, and one that is used does not scroll the page", () => {
  const { log, fire } = stage();
  const event = fire("wheel", { ...pointer(5, 6), deltaY: -100, deltaMode: 0, ctrlKey: false });
  assert.equal(log[0][0], "zoom");
  assert.ok(log[0][2] > 1);
  assert.ok(event.defaultPrevented);
});
