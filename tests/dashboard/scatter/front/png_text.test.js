import assert from "node:assert/strict";
import { test } from "node:test";
import * as zlib from "node:zlib";
import { crc32 as ours, withText } from "../../../../dashboard/scatter/front/png_text.js";

// A white pixel, written by Pillow.
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC",
  "base64",
);

/** Chunks of a PNG, from its specification; every check sum is held against Node's own. */
function chunksOf(png) {
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + size);
    if (zlib.crc32) assert.equal(png.readUInt32BE(at + 8 + size), zlib.crc32(body));
    chunks.push([body.subarray(0, 4).toString(), body.subarray(4)]);
    at += 12 + size;
  }
  return chunks;
}

test("the check sum is CRC-32", () => {
  assert.equal(ours(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("words become text chunks after the header, and the picture stays as it was", () => {
  const png = Buffer.from(withText(PNG, [["run", "naïve"], ["basis", "Größe 🙂 日本"], ["note", "a\0b"]]));
  const before = chunksOf(PNG);
  const after = chunksOf(png);
  assert.deepEqual(after.map(([type]) => type), ["IHDR", "tEXt", "iTXt", "tEXt", "IDAT", "IEND"]);
  assert.equal(after[1][1].toString("latin1"), "run\0naïve");
  assert.equal(after[2][1].toString("utf8"), "basis\0\0\0\0\0Größe 🙂 日本");
  assert.equal(after[3][1].toString("latin1"), "note\0a b");
  assert.deepEqual(zlib.inflateSync(after[4][1]), zlib.inflateSync(before[1][1]));
});
