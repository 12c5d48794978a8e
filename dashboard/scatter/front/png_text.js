/** Writes words into a PNG's own text chunks, so that a picture says where it comes from. */

const SIGNATURE = 8; // bytes
const HEADER = 25; // bytes of the first chunk, IHDR, with its length, type and check sum

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as PNG counts it (ISO 3309). */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/**
 * A PNG with words in it: tEXt where Latin-1 has all letters, iTXt (UTF-8) else.
 *
 * @param {Uint8Array} png
 * @param {[string, string][]} words keyword (1 to 79 ASCII letters) and text
 */
export function withText(png, words) {
  const chunks = words.map(([keyword, text]) => textChunk(keyword, text));
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, png.length);
  const whole = new Uint8Array(size);
  const start = SIGNATURE + HEADER;
  whole.set(png.subarray(0, start));
  let at = start;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  whole.set(png.subarray(start), at);
  return whole;
}

function textChunk(keyword, text) {
  const clean = text.replaceAll("\0", " ");
  const isLatin = [...clean].every((letter) => letter.codePointAt(0) < 256);
  const key = [...keyword].map((letter) => letter.charCodeAt(0));
  if (isLatin) return chunkOf("tEXt", [...key, 0, ...[...clean].map((letter) => letter.charCodeAt(0))]);
  return chunkOf("iTXt", [...key, 0, 0, 0, 0, 0, ...new TextEncoder().encode(clean)]);
}

/** Length, type, content and the check sum of type and content. */
function chunkOf(type, content) {
  const chunk = new Uint8Array(12 + content.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length);
  chunk.set([...type].map((letter) => letter.charCodeAt(0)), 4);
  chunk.set(content, 8);
  view.setUint32(8 + content.length, crc32(chunk.subarray(4, 8 + content.length)));
  return chunk;
}
