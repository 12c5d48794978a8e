import assert from "node:assert/strict";
import { test } from "node:test";
import { HELP, listenToKeys } from "../../../../dashboard/scatter/front/keys.js";

/** A root as far as keys know it, and a log of what they called. */
function stage(target = { tagName: "CANVAS" }) {
  const log = [];
  const root = { addEventListener: (_, heard) => Object.assign(root, { heard }) };
  listenToKeys(root, new Proxy({}, { get: (_, name) => (...args) => log.push([name, ...args]) }));
  const press = (key, fields = {}) => {
    const event = { key, target, shiftKey: false, prevented: false, ...fields };
    event.preventDefault = () => Object.assign(event, { prevented: true });
    root.heard(event);
    return event.prevented;
  };
  return { log, press };
}

test("keys do what the help says", () => {
  const { log, press } = stage();
  for (const key of [" ", "ArrowLeft", "ArrowRight", "Home", "End", "Enter", "v", "Escape", "p", "l", "b"]) press(key);
  for (const key of ["w", "+", "=", "-", "f", "0", "?"]) press(key);
  assert.deepEqual(log, [
    ["play"], ["step", -1], ["step", 1], ["first"], ["last"], ["choose", false], ["chooseAll", false], ["clear"],
    ["tool", "pan"], ["tool", "lasso"], ["tool", "box"],
    ["pan", [0, -1]], ["zoomIn"], ["zoomIn"], ["zoomOut"], ["fit"], ["reset"], ["help"],
  ]);
});

test("shift and an arrow points, shift and enter adds, question mark and plus need shift on most keyboards", () => {
  const { log, press } = stage();
  const shifted = (key) => press(key, { shiftKey: true });
  ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "V", "?", "+"].forEach(shifted);
  assert.deepEqual(log, [
    ["point", [-1, 0]], ["point", [1, 0]], ["point", [0, -1]], ["point", [0, 1]],
    ["choose", true], ["chooseAll", true], ["help"], ["zoomIn"],
  ]);
});

test("up and down alone scroll the page, caps lock makes no difference", () => {
  const { log, press } = stage();
  assert.ok(!press("ArrowUp") && !press("ArrowDown"));
  press("L");
  assert.deepEqual(log, [["tool", "lasso"]]);
});

test("other keys, and keys with a modifier, are left to the browser", () => {
  const { log, press } = stage();
  assert.ok(!press("r"));
  for (const modifier of ["altKey", "ctrlKey", "metaKey"]) assert.ok(!press("a", { [modifier]: true }));
  assert.deepEqual(log, []);
});

test("a focused control keeps its own keys", () => {
  const button = stage({ tagName: "BUTTON" });
  assert.ok(!button.press(" ") && !button.press("Enter"));
  assert.ok(button.press("ArrowRight"));
  const list = stage({ tagName: "SELECT" });
  assert.ok(!list.press("ArrowRight") && !list.press("l"));
});

test("every key and every gesture has its words, and no two say the same", () => {
  const words = HELP.flatMap(({ entries }) => entries.map(({ show, words: said }) => `${show}: ${said}`));
  assert.ok(words.length > 20 && words.every((line) => line.length > 5));
  assert.equal(new Set(words).size, words.length);
});
