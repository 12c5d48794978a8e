import assert from "node:assert/strict";
import { test } from "node:test";
import { watch } from "../../../../dashboard/scatter/front/surroundings.js";

/** A browser as far as surroundings know it. */
function stage() {
  const queries = new Map();
  globalThis.matchMedia = (query) => {
    if (!queries.has(query)) queries.set(query, Object.assign(new EventTarget(), { matches: false }));
    return queries.get(query);
  };
  globalThis.devicePixelRatio = 1;
  globalThis.document = Object.assign(new EventTarget(), { hidden: false });
  const observed = [];
  globalThis.ResizeObserver = class {
    constructor(heard) {
      Object.assign(this, { heard });
    }
    observe(node) {
      observed.push({ node, heard: this.heard });
    }
    disconnect() {
      observed.length = 0;
    }
  };
  const log = [];
  const stop = watch("plot", { resize: () => log.push("resize"), calm: (wanted) => log.push(wanted), back: () => log.push("back") });
  const screen = (ratio) => {
    const before = globalThis.devicePixelRatio;
    globalThis.devicePixelRatio = ratio;
    queries.get(`(resolution: ${before}dppx)`).dispatchEvent(new Event("change"));
  };
  const front = (hidden) => {
    document.hidden = hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return { log, observed, queries, stop, screen, front };
}

test("every move to a screen with other pixels is a resize", () => {
  const { log, screen } = stage();
  for (const ratio of [2, 1.5, 1]) screen(ratio);
  assert.deepEqual(log, ["resize", "resize", "resize"]);
});

test("going to the background says nothing, coming back does", () => {
  const { log, front } = stage();
  front(true);
  assert.deepEqual(log, []);
  front(false);
  assert.deepEqual(log, ["back"]);
});

test("the room and the motion wanted are watched, and nothing after the end", () => {
  const { log, observed, queries, stop, screen, front } = stage();
  observed[0].heard();
  const calm = queries.get("(prefers-reduced-motion: reduce)");
  calm.matches = true;
  calm.dispatchEvent(new Event("change"));
  assert.deepEqual(log, ["resize", true]);
  stop();
  assert.equal(observed.length, 0);
  screen(2);
  front(false);
  calm.dispatchEvent(new Event("change"));
  assert.deepEqual(log, ["resize", true]);
});
