/** What the Python side wrote for these tests: a payload, what is in it, and the linked script. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.EPOCHSCOPE_SCATTER_FIXTURE;
if (!folder) throw new Error("Run these through pytest tests/dashboard/scatter/test_front.py, which writes the payload.");

/** The payload at an odd offset inside a larger buffer, as Streamlit hands it over. */
export function payload() {
  return read("payload.bin");
}

/** A style of the same samples, the same way. */
export function style() {
  return read("style.bin");
}

function read(name) {
  const bytes = readFileSync(join(folder, name));
  const around = new Uint8Array(bytes.length + 2000);
  around.set(bytes, 1315);
  return around.subarray(1315, 1315 + bytes.length);
}

export const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
export const scriptPath = join(folder, "script.mjs");

/** Reproducible numbers in [0, 1). */
export function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
