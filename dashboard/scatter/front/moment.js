/** A moment of the animation: two neighbouring epochs and how far between them. */
import { MISSING } from "./payload.js";

/**
 * @param {object} cloud
 * @param {number} position 0 … e - 1, fractions lie between two epochs.
 * @returns {{from: Uint16Array, to: Uint16Array, mix: number}}
 */
export function momentAt(cloud, position) {
  const last = cloud.positions.length - 1;
  const index = Math.min(Math.max(Math.floor(position), 0), last);
  const mix = index === last ? 0 : Math.min(Math.max(position - index, 0), 1);
  const from = cloud.positions[index];
  return { from, to: mix === 0 ? from : cloud.positions[index + 1], mix };
}

/**
 * What the samples take up, in levels: [x0, y0, x1, y1]; null where none has a position.
 *
 * @param {function(number): boolean=} isDrawn says of a row whether it counts; all do without it
 */
export function boundsAt({ from, to, mix }, isDrawn) {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < from.length; k += 2) {
    if (from[k] === MISSING || to[k] === MISSING || (isDrawn && !isDrawn(k >> 1))) continue;
    const x = from[k] + (to[k] - from[k]) * mix;
    const y = from[k + 1] + (to[k + 1] - from[k + 1]) * mix;
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return x1 < x0 ? null : [x0, y0, x1, y1];
}

/** Where a sample is, in pixels; null where it has no position in one of the two epochs. */
export function locate({ from, to, mix }, place, row) {
  const x0 = from[2 * row];
  const x1 = to[2 * row];
  if (x0 === MISSING || x1 === MISSING) return null;
  const x = x0 + (x1 - x0) * mix;
  const y = from[2 * row + 1] + (to[2 * row + 1] - from[2 * row + 1]) * mix;
  return [place.left + place.scale * x, place.top - place.scale * y];
}
