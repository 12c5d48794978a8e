import assert from "node:assert/strict";
import { test } from "node:test";
import { createMemory } from "../../../../dashboard/scatter/front/memory.js";

/** A tab's session storage: it outlives the page. */
function storageOf(entries = {}) {
  const map = new Map(Object.entries(entries));
  return {
    map,
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, text) => map.set(name, text),
    removeItem: (name) => map.delete(name),
  };
}

const anything = () => true;

test("a value outlives the page that kept it, under its own name only", () => {
  const storage = storageOf();
  createMemory("camera", anything, storage).set("run", { x: 1 });
  assert.deepEqual(createMemory("camera", anything, storage).get("run"), { x: 1 });
  assert.equal(createMemory("camera", anything, storage).get("other"), undefined);
  assert.equal(createMemory("selected", anything, storage).get("run"), undefined);
});

test("what another version wrote, or what is no JSON, is forgotten", () => {
  const storage = storageOf({ "epochscope.scatter/camera/a": '{"old": 1}', "epochscope.scatter/camera/b": "{" });
  const memory = createMemory("camera", (value) => "x" in value, storage);
  assert.equal(memory.get("a"), undefined);
  assert.equal(memory.get("b"), undefined);
});

test("without storage, or without room in it, the page remembers and nothing stale comes back", () => {
  const without = createMemory("camera", anything, null);
  without.set("run", { x: 1 });
  assert.deepEqual(without.get("run"), { x: 1 });
  const storage = storageOf({ "epochscope.scatter/camera/run": '{"x": 0}' });
  storage.setItem = () => {
    throw new Error("QuotaExceededError");
  };
  const full = createMemory("camera", anything, storage);
  full.set("run", { x: 1 });
  assert.deepEqual(full.get("run"), { x: 1 });
  assert.equal(createMemory("camera", anything, storage).get("run"), undefined);
});
