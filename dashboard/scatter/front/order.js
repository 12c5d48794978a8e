/** The order in which points are painted: by code from the bottom to the top, codes that are hidden left out. */

const CODES = 256;

/**
 * Codes from the bottom to the top. Categories: the most frequent first, the rarest last and so on top. Values: the
 * high ones on top, so that a few high values in a low crowd are seen. Not known lies under everything.
 *
 * @param {{kind: string, unknown: number}} style
 * @param {ArrayLike<number>} counts per code, over all epochs: the order of codes stays while time passes
 */
export function sequenceOf({ kind, unknown }, counts) {
  const codes = Array.from({ length: CODES }, (_, code) => code).filter((code) => code !== unknown);
  if (kind === "categories") codes.sort((a, b) => counts[b] - counts[a] || a - b);
  return Uint8Array.from(unknown < 0 ? codes : [unknown, ...codes]);
}

/**
 * Rows in the order of painting, stable within a code.
 *
 * @param {Uint8Array} codes per row
 * @param {Uint8Array} sequence of `sequenceOf`
 * @param {{hidden: Uint8Array, rings: Uint8Array|null, outlined: number}} options hidden codes; of rows with and
 *   without an outline only those with `outlined`
 * @returns {{order: Uint32Array, starts: Uint32Array, counts: Uint32Array}} where each code's rows start, how many
 */
export function arrange(codes, sequence, { hidden, rings, outlined }) {
  const counts = countShown(codes, hidden, rings, outlined);
  const starts = new Uint32Array(CODES);
  let total = 0;
  for (const code of sequence) {
    starts[code] = total;
    total += counts[code];
  }
  const next = starts.slice();
  const order = new Uint32Array(total);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    if (hidden[code] === 0 && (rings === null || rings[row] === outlined)) order[next[code]++] = row;
  }
  return { order, starts, counts };
}

function countShown(codes, hidden, rings, outlined) {
  const counts = new Uint32Array(CODES);
  for (let row = 0; row < codes.length; row++) {
    if (rings === null || rings[row] === outlined) counts[codes[row]]++;
  }
  for (let code = 0; code < CODES; code++) if (hidden[code] !== 0) counts[code] = 0;
  return counts;
}

/** The part of an arrangement that holds one code. */
export function rowsOfCode({ order, starts, counts }, code) {
  return order.subarray(starts[code], starts[code] + counts[code]);
}
