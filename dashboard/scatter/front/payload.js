/** Reads the bytes that payload.py packs; its docstring holds the layout. */

export const LEVELS = 65534;
export const MISSING = 65535;
const MAGIC = "EPSC";
const FORMAT = 1;

/**
 * The cloud: positions of n samples at e epochs, and who they are.
 *
 * @param {Uint8Array} bytes as Streamlit hands them over: a view at an odd offset, so they are copied once.
 * @returns {object} run, n, epochs, classes, low, side, bounds [x0, y0, x1, y1] in levels, missing per epoch,
 *   geometry (what a camera's levels mean), positions (one Uint16Array of x y x y … per epoch), labels, counts per class, order (rarest class last), packedIds.
 */
export function decode(bytes) {
  const own = bytes.slice();
  const size = new DataView(own.buffer).getUint32(4, true);
  const isOurs = String.fromCharCode(...own.subarray(0, 4)) === MAGIC;
  const header = isOurs ? JSON.parse(new TextDecoder().decode(own.subarray(8, 8 + size))) : {};
  if (header.format !== FORMAT) {
    throw new Error(`Scatter data of format ${FORMAT} wanted. Reload the page after an update.`);
  }
  const { n, epochs } = header;
  const start = 8 + size;
  const positions = epochs.map((_, row) => new Uint16Array(own.buffer, start + row * n * 4, n * 2));
  const labels = own.subarray(start + epochs.length * n * 4, start + epochs.length * n * 4 + n);
  const counts = countLabels(labels, header.classes.length);
  const packedIds = own.subarray(start + epochs.length * n * 4 + n);
  const geometry = JSON.stringify([header.run, header.low, header.side, header.bounds]);
  return { ...header, geometry, positions, labels, counts, order: drawOrder(labels, counts), packedIds };
}

function countLabels(labels, classes) {
  const counts = new Uint32Array(classes);
  for (let row = 0; row < labels.length; row++) counts[labels[row]]++;
  return counts;
}

/** Rows in the order of painting: the most frequent class first, the rarest last and so on top; stable within a class. */
export function drawOrder(labels, counts) {
  const classes = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const next = new Uint32Array(counts.length);
  let start = 0;
  for (const index of classes) {
    next[index] = start;
    start += counts[index];
  }
  const order = new Uint32Array(labels.length);
  for (let row = 0; row < labels.length; row++) order[next[labels[row]]++] = row;
  return order;
}
