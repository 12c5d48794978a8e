/** Reads the bytes that style.py packs: one code per point and epoch, the codes' colours, and outlines. */

export const NOT_KNOWN = 255;
const FORMAT = 1;
const TOP = 254; // highest code of a value

/**
 * @param {Uint8Array} bytes as Streamlit hands them over: a view at an odd offset, so they are copied once.
 * @returns {object} name, title, kind, names, colors, low, high, unit, ringWords, unknown (the code of a point whose
 *   value is not known), codes and rings (one Uint8Array per epoch, or one for all; rings null without outlines)
 */
export function decodeStyle(bytes) {
  const own = bytes.slice();
  const size = new DataView(own.buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(8, 8 + size)));
  if (header.format !== FORMAT) {
    throw new Error(`Scatter style of format ${FORMAT} wanted. Reload the page after an update.`);
  }
  const { n, rows, ringRows } = header;
  const part = (start, count) => Array.from({ length: count }, (_, row) => own.subarray(start + row * n, start + (row + 1) * n));
  const codes = part(8 + size, rows);
  const rings = ringRows === 0 ? null : part(8 + size + rows * n, ringRows);
  return { ...header, unknown: NOT_KNOWN, codes, rings };
}

/** The classes that came with the positions, as a style. */
export function styleOfClasses({ run, n, classes, labels }, colors) {
  const words = { name: `${run}: classes`, title: "", low: null, high: null, unit: "", ringWords: "" };
  return { ...words, kind: "categories", n, names: classes, colors, unknown: -1, codes: [labels], rings: null };
}

/** Whether a style speaks of these samples and epochs; another run's style may arrive before its positions. */
export function fits({ n, codes, rings }, cloud) {
  const fitting = (rows) => rows === null || rows.length === 1 || rows.length === cloud.epochs.length;
  return n === cloud.n && fitting(codes) && fitting(rings);
}

/** One epoch's row of codes or outlines; null where there are none. */
export function rowAt(rows, index) {
  return rows === null ? null : rows[rows.length === 1 ? 0 : index];
}

/** The value in the middle of what a code stands for. */
export function valueOf({ low, high }, code) {
  return low + ((high - low) * code) / TOP;
}

/** What a code means, in words. */
export function wordsOf(style, code) {
  if (code === style.unknown) return "not known";
  if (style.kind === "categories") return style.names[code];
  return `${Number(valueOf(style, code).toPrecision(3))}${style.unit && ` ${style.unit}`}`;
}

/** How many points have each code. */
export function countCodes(codes) {
  const counts = new Uint32Array(256);
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  return counts;
}
