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

/** Where a sample is, in pixels; null where it has no position in one of the two epochs. */
export function locate({ from, to, mix }, place, row) {
  const x0 = from[2 * row];
  const x1 = to[2 * row];
  if (x0 === MISSING || x1 === MISSING) return null;
  const x = x0 + (x1 - x0) * mix;
  const y = from[2 * row + 1] + (to[2 * row + 1] - from[2 * row + 1]) * mix;
  return [place.left + place.scale * x, place.top - place.scale * y];
}
