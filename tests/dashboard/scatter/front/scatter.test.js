import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { scriptPath } from "./fixture.js";

const name = Symbol.for("epochscope.scatter");

test("a view that comes before the code waits, and leaves the queue when it goes", async () => {
  const { default: stub } = await import("../../../../dashboard/scatter/front/stub.js");
  const leave = stub({ parentElement: "early" });
  assert.ok(globalThis[name].waiting.has("early"));
  leave();
  assert.equal(globalThis[name].waiting.size, 0);
});

test("the script that Python links loads as one module and takes its place", async () => {
  const { default: receive } = await import(pathToFileURL(scriptPath));
  assert.equal(typeof receive, "function");
  assert.equal(typeof globalThis[name].view, "function");
});

test("once the code is there the stub hands over", async () => {
  const { default: stub } = await import("../../../../dashboard/scatter/front/stub.js");
  const seen = [];
  Object.assign(globalThis[name], { view: (mount) => seen.push(mount), leave: (element) => seen.push(element) });
  const mount = { parentElement: "late" };
  stub(mount)();
  assert.deepEqual(seen, [mount, "late"]);
});
