/** The selection: rows here, and on its way to and from Python a short list of ids or one bit per sample. */
import { idAt, rowsOf } from "./identity.js";

export const MOST_LISTED = 200; // ids; above it bits are shorter
const MOST_RINGED = 50; // samples drawn large, with their trails; more would hide each other

/**
 * Rows of a selection as it travels, see selected_ids.py.
 *
 * @param {string[]|{bits: string, run: string}} wire
 * @param {object} ids of the cloud
 * @param {{run: string, n: number}} cloud
 * @returns {Uint32Array} in the order of selection where ids are listed, else rising; ids that are not here are left out
 */
export function rowsSelected(wire, ids, cloud) {
  if (Array.isArray(wire)) return Uint32Array.from(rowsOf(ids, wire));
  return wire.run === cloud.run ? unpackBits(wire.bits, cloud.n) : new Uint32Array(0);
}

/** @param {boolean} asBits Python can read bits; without that ids are listed, however many */
export function travelForm(rows, ids, cloud, asBits) {
  if (asBits && rows.length > MOST_LISTED) return { bits: packBits(rows, cloud.n), run: cloud.run };
  return Array.from(rows, (row) => idAt(ids, row));
}

/**
 * A selection after a click or an area.
 *
 * @param {Uint32Array} rows selected before
 * @param {ArrayLike<number>} hit
 * @param {"replace"|"add"|"remove"|"toggle"} how
 * @param {number} n samples
 */
export function combine(rows, hit, how, n) {
  if (how === "replace") return Uint32Array.from(hit);
  const before = memberOf(rows, n);
  const struck = memberOf(hit, n);
  const kept = how === "add" ? rows : rows.filter((row) => !struck[row]);
  const gained = how === "remove" ? [] : Uint32Array.from(hit).filter((row) => !before[row]);
  const both = new Uint32Array(kept.length + gained.length);
  both.set(kept);
  both.set(gained, kept.length);
  return both;
}

/**
 * How a selection is painted: few rows ringed, with trails; many as a crowd in their colours, in the order of painting.
 *
 * @returns {{selected: number[], crowd: Uint32Array}}
 */
export function shownAs(rows, { n, order }) {
  if (rows.length <= MOST_RINGED) return { selected: Array.from(rows), crowd: new Uint32Array(0) };
  const member = memberOf(rows, n);
  return { selected: [], crowd: order.filter((row) => member[row]) };
}

/** Whether a value has the form of a selection. */
export function isSelection(value) {
  if (Array.isArray(value)) return value.every((id) => typeof id === "string");
  return typeof value?.bits === "string" && typeof value.run === "string";
}

function memberOf(rows, n) {
  const member = new Uint8Array(n);
  for (let k = 0; k < rows.length; k++) member[rows[k]] = 1;
  return member;
}

/** Bit r & 7 of byte r >> 3 stands for row r. */
function packBits(rows, n) {
  const bytes = new Uint8Array(Math.ceil(n / 8));
  for (const row of rows) bytes[row >> 3] |= 1 << (row & 7);
  let text = "";
  for (let k = 0; k < bytes.length; k += 8192) text += String.fromCharCode(...bytes.subarray(k, k + 8192));
  return btoa(text);
}

function unpackBits(bits, n) {
  const text = atob(bits);
  const rows = [];
  for (let row = 0; row < n; row++) if ((text.charCodeAt(row >> 3) >> (row & 7)) & 1) rows.push(row);
  return Uint32Array.from(rows);
}
