/** Sample ids without one object per sample: UTF-8 text, where each id starts, and a hash table from id to row. */

/** @returns {Promise<object>} ids of n samples, from the payload's zlib stream. */
export async function unpackIds(packed, n) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const lengths = new Uint16Array(bytes.buffer, 0, n);
  const text = bytes.subarray(2 * n);
  const starts = new Uint32Array(n + 1);
  for (let row = 0; row < n; row++) starts[row + 1] = starts[row] + lengths[row];
  return { text, starts, table: hashTable(text, starts, n) };
}

/** Says whether two clouds have the same samples in the same order: the zlib stream's own checksum of them. */
export function checksum(packed) {
  return Array.from(packed.subarray(-4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function idAt({ text, starts }, row) {
  return new TextDecoder().decode(text.subarray(starts[row], starts[row + 1]));
}

/** The row of an id, -1 if no sample has it. */
export function rowOf({ text, starts, table }, id) {
  const wanted = new TextEncoder().encode(id);
  const mask = table.length - 1;
  for (let slot = hash(wanted, 0, wanted.length) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
    const row = table[slot] - 1;
    const start = starts[row];
    if (starts[row + 1] - start === wanted.length && wanted.every((byte, k) => text[start + k] === byte)) return row;
  }
  return -1;
}

export function rowsOf(ids, wanted) {
  return wanted.map((id) => rowOf(ids, id)).filter((row) => row >= 0);
}

/** Open addressing, at most half full; an entry is row + 1, 0 is free. */
function hashTable(text, starts, n) {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(2 * n + 2)));
  const mask = table.length - 1;
  for (let row = 0; row < n; row++) {
    let slot = hash(text, starts[row], starts[row + 1]) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = row + 1;
  }
  return table;
}

/** FNV-1a, 32 bits, with its high bits folded down. */
function hash(bytes, start, end) {
  let value = 0x811c9dc5;
  for (let k = start; k < end; k++) value = Math.imul(value ^ bytes[k], 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
