/** Finds the point under the pointer: one scan over all points, in levels, without a square root. */
import { unproject } from "./camera.js";
import { MISSING } from "./payload.js";

/**
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {Uint32Array} order of painting: of equally near points the topmost wins
 * @param {number[]} pointer pixels
 * @param {number} reach how far a point may be, pixels
 * @returns {number} a row, -1 if nothing is within reach
 */
export function nearest({ from, to, mix }, place, order, [pointerX, pointerY], reach) {
  const [x, y] = unproject(place, pointerX, pointerY);
  let best = -1;
  let bestSquare = (reach / place.scale) ** 2;
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const x0 = from[2 * row];
    const x1 = to[2 * row];
    if (x0 === MISSING || x1 === MISSING) continue;
    const y0 = from[2 * row + 1];
    const dx = x0 + (x1 - x0) * mix - x;
    const dy = y0 + (to[2 * row + 1] - y0) * mix - y;
    const square = dx * dx + dy * dy;
    if (square <= bestSquare) {
      best = row;
      bestSquare = square;
    }
  }
  return best;
}
