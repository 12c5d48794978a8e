/** Finds the points inside a drawn outline: exact, by the even-odd rule, a few edges looked at per point. */
import { unproject } from "./camera.js";
import { MISSING } from "./payload.js";

const BANDS = 256; // horizontal strips; a point is held against the edges of its own strip only

/** The corners of what was drawn: all of a lasso's way, or a box between its first and its last place. */
export function cornersOf(tool, way) {
  if (tool !== "box") return way;
  const [x0, y0] = way[0];
  const [x1, y1] = way.at(-1);
  return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
}

/**
 * Rows inside a closed outline. The rule is even-odd on places as painted: mixed between two epochs.
 *
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {number[][]} corners pixels
 * @param {function(number): boolean=} isDrawn rows that are filtered out are not there
 * @returns {Uint32Array} rising
 */
export function enclosed({ from, to, mix }, place, corners, isDrawn) {
  const outline = outlineOf(corners.map(([x, y]) => unproject(place, x, y)));
  const { left, right, bottom, top } = outline;
  const hits = new Uint32Array(from.length / 2);
  let count = 0;
  for (let k = 0; k < from.length; k += 2) {
    const x0 = from[k];
    const x1 = to[k];
    const x = x0 + (x1 - x0) * mix;
    if (x < left || x > right || x0 === MISSING || x1 === MISSING) continue;
    const y = from[k + 1] + (to[k + 1] - from[k + 1]) * mix;
    if (y < bottom || y > top || !isInside(outline, x, y)) continue;
    if (isDrawn && !isDrawn(k >> 1)) continue;
    hits[count++] = k >> 1;
  }
  return hits.slice(0, count);
}

function isInside({ bottom, perLevel, starts, edges }, x, y) {
  const band = Math.min(((y - bottom) * perLevel) | 0, BANDS - 1);
  let inside = false;
  for (let k = starts[band]; k < starts[band + 1]; k += 4) {
    const low = edges[k + 1];
    if (y >= low && y < edges[k + 2] && x < edges[k] + (y - low) * edges[k + 3]) inside = !inside;
  }
  return inside;
}

/** The outline's box, and per band its edges as x at the lower end, lower y, upper y, dx / dy. */
function outlineOf(corners) {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, right] = rangeOf(xs);
  const [bottom, top] = rangeOf(ys);
  const perLevel = BANDS / Math.max(top - bottom, 1e-9);
  const bandOf = (y) => Math.min(((y - bottom) * perLevel) | 0, BANDS - 1);
  const bands = Array.from({ length: BANDS }, () => []);
  xs.forEach((x0, k) => {
    const next = (k + 1) % xs.length;
    const [lower, upper] = ys[k] < ys[next] ? [k, next] : [next, k];
    if (ys[lower] === ys[upper]) return; // crosses no horizontal line
    const slope = (xs[upper] - xs[lower]) / (ys[upper] - ys[lower]);
    const last = bandOf(ys[upper]);
    for (let band = bandOf(ys[lower]); band <= last; band++) bands[band].push(xs[lower], ys[lower], ys[upper], slope);
  });
  const starts = new Uint32Array(BANDS + 1);
  bands.forEach((band, k) => {
    starts[k + 1] = starts[k] + band.length;
  });
  return { left, right, bottom, top, perLevel, starts, edges: Float64Array.from(bands.flat()) };
}

/** Smallest and largest; a spread call would overflow the stack on a long way. */
function rangeOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
