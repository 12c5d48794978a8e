/** A style as worn by the points: what is hidden of it, and, per epoch, codes and order of painting, kept while they hold. */
import { arrange, sequenceOf } from "./order.js";
import { countCodes, rowAt } from "./style.js";

const CROWD = 8; // a value's opacity is that of a class with an eighth of the samples: density shows, colours stay true

/**
 * @returns {object} style, hidden (1 per hidden code), hidable (codes that can be), most (largest count of each code
 *   at one epoch), sequence (codes from the bottom to the top), typical (counts that opacity follows)
 */
export function wear(style) {
  const totals = new Float64Array(256);
  const most = new Uint32Array(256);
  for (const codes of style.codes) {
    countCodes(codes).forEach((count, code) => {
      totals[code] += count;
      most[code] = Math.max(most[code], count);
    });
  }
  const isValues = style.kind === "values";
  const typical = totals.map((total) => (isValues ? style.n / CROWD : total / style.codes.length));
  const hidable = totals.map((_, code) => Number(isValues || code < style.names.length || code === style.unknown));
  const hidden = new Uint8Array(256);
  return { style, hidden, hidable, most, typical, sequence: sequenceOf(style, totals), coat: null };
}

/**
 * What the points wear at an epoch; between two epochs that of the nearer one.
 *
 * @returns {object} codes, counts per code (hidden ones too), plain and outlined arrangements (outlined null without
 *   outlines), ringed (how many are outlined), shown (rows not hidden)
 */
export function coatAt(outfit, position) {
  const { codes, rings } = outfit.style;
  const changes = codes.length > 1 || (rings !== null && rings.length > 1);
  const index = changes ? Math.round(position) : 0;
  if (outfit.coat?.index !== index) outfit.coat = makeCoat(outfit, index);
  return outfit.coat;
}

function makeCoat({ style, hidden, sequence }, index) {
  const codes = rowAt(style.codes, index);
  const rings = rowAt(style.rings, index);
  const plain = arrange(codes, sequence, { hidden, rings, outlined: 0 });
  const outlined = rings && arrange(codes, sequence, { hidden, rings, outlined: 1 });
  const shown = plain.order.length + (outlined?.order.length ?? 0);
  const ringed = rings === null ? 0 : rings.reduce((sum, ring) => sum + ring, 0);
  return { index, codes, counts: countCodes(codes), plain, outlined, ringed, shown };
}

/** Hide a code, or show it again. */
export function toggle(outfit, code) {
  outfit.hidden[code] = 1 - outfit.hidden[code];
  outfit.coat = null;
}

/** Show one code alone; everything again where it is alone already. */
export function isolate(outfit, code) {
  const { hidden, hidable } = outfit;
  const isAlone = hidden.every((value, other) => value === (other === code ? 0 : hidable[other]));
  hidden.set(isAlone ? hidden.map(() => 0) : hidable);
  hidden[code] = 0;
  outfit.coat = null;
}

export function showAll(outfit) {
  outfit.hidden.fill(0);
  outfit.coat = null;
}

/** Whether a row is shown, at a position in time that may change; null where nothing is hidden. */
export function filterOf({ style, hidden }, positionNow) {
  if (hidden.every((value) => value === 0)) return null;
  return (row) => hidden[rowAt(style.codes, Math.round(positionNow()))[row]] === 0;
}
