/** Finds one point: under the pointer, or next in a direction; one scan over all points, in levels. */
import { unproject } from "./camera.js";
import { MISSING } from "./payload.js";

const ASIDE = 4; // how much worse a way aside is than a way ahead, squared

/**
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {Uint32Array} order of painting: of equally near points the topmost wins
 * @param {number[]} pointer pixels
 * @param {{reach: number, isDrawn: function(number): boolean=}} limits reach: how far a point may be, pixels;
 *   isDrawn: says of a row whether it is there to be picked
 * @returns {number} a row, -1 if nothing is within reach
 */
export function nearest({ from, to, mix }, place, order, [pointerX, pointerY], { reach, isDrawn }) {
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
    if (square <= bestSquare && (!isDrawn || isDrawn(row))) {
      best = row;
      bestSquare = square;
    }
  }
  return best;
}

/**
 * The next point in a direction: in the quarter ahead, with a way aside counted double.
 *
 * @param {number[]} start pixels
 * @param {number[]} direction [1, 0] right, [-1, 0] left, [0, 1] down, [0, -1] up
 * @param {{least: number, isDrawn: function(number): boolean=}} limits least: how far ahead it must be, pixels, so
 *   that a dense crowd is crossed in steps that can be seen
 * @returns {number} a row, -1 if there is none
 */
export function nextTowards({ from, to, mix }, place, [startX, startY], [right, down], { least, isDrawn }) {
  const [x, y] = unproject(place, startX, startY);
  const atLeast = least / place.scale;
  let best = -1;
  let bestScore = Infinity;
  for (let k = 0; k < from.length; k += 2) {
    if (from[k] === MISSING || to[k] === MISSING) continue;
    const dx = from[k] + (to[k] - from[k]) * mix - x;
    const dy = from[k + 1] + (to[k + 1] - from[k + 1]) * mix - y;
    const ahead = dx * right - dy * down;
    const aside = dx * down + dy * right;
    if (ahead < atLeast || Math.abs(aside) > ahead) continue;
    const score = ahead * ahead + ASIDE * aside * aside;
    if (score < bestScore && (!isDrawn || isDrawn(k >> 1))) {
      best = k >> 1;
      bestScore = score;
    }
  }
  return best;
}
