/** Finds the points inside a drawn outline: exact, by the even-odd rule, the outline's edges looked at near them only. */
import { unproject } from "./camera.js";
import { LEVELS, MISSING } from "./payload.js";

const SHIFT = 8; // a cell is 256 levels wide and high
const CELLS = 256; // all levels, each way
const [OUTSIDE, INSIDE, CROSSED] = [0, 1, 2]; // what a cell is: crossed by an edge, or else all of it in or out
const SPARE = 1; // levels around an edge that count as touched by it

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
  const cells = cellsOf(outline);
  const hits = new Uint32Array(from.length / 2);
  let count = 0;
  for (let k = 0; k < from.length; k += 2) {
    const x0 = from[k];
    const x1 = to[k];
    if (x0 === MISSING || x1 === MISSING) continue;
    const x = x0 + (x1 - x0) * mix;
    const y = from[k + 1] + (to[k + 1] - from[k + 1]) * mix;
    let state = cells[((y >> SHIFT) << SHIFT) | (x >> SHIFT)];
    if (state === CROSSED) state = isInside(outline, x, y) ? INSIDE : OUTSIDE;
    if (state === INSIDE && isDrawn && !isDrawn(k >> 1)) state = OUTSIDE;
    hits[count] = k >> 1;
    count += state; // no branch: whether a point is inside cannot be guessed
  }
  return hits.slice(0, count);
}

/** The outline in the projection's own units: [[x, y], …] of corners in pixels. */
export function inUnits({ low, side }, place, corners) {
  return corners.map(([x, y]) => unproject(place, x, y).map((level, axis) => low[axis] + (level * side) / LEVELS));
}

function isInside({ starts, edges }, x, y) {
  const line = y >> SHIFT;
  let inside = false;
  for (let k = starts[line]; k < starts[line + 1]; k += 4) {
    const low = edges[k + 1];
    if (y >= low && y < edges[k + 2] && x < edges[k] + (y - low) * edges[k + 3]) inside = !inside;
  }
  return inside;
}

/** The corners in levels, and per line of cells its edges as x at the lower end, lower y, upper y, dx / dy. */
function outlineOf(corners) {
  const bands = Array.from({ length: CELLS }, () => []);
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % corners.length];
    const [[x0, y0], [x1, y1]] = corner[1] < next[1] ? [corner, next] : [next, corner];
    if (y0 === y1) return; // crosses no horizontal line
    const edge = [x0, y0, y1, (x1 - x0) / (y1 - y0)];
    for (const line of cellsBetween(y0, y1)) bands[line].push(...edge);
  });
  const starts = new Uint32Array(CELLS + 1);
  bands.forEach((band, line) => {
    starts[line + 1] = starts[line] + band.length;
  });
  return { corners, starts, edges: Float64Array.from(bands.flat()) };
}

/** What each cell is. Cells that no edge crosses are as their middle is, and side by side they are alike. */
function cellsOf(outline) {
  const { corners } = outline;
  const cells = new Uint8Array(CELLS * CELLS);
  corners.forEach((corner, k) => markCrossed(cells, corner, corners[(k + 1) % corners.length]));
  const columns = cellsBetween(...rangeOf(corners.map(([x]) => x)));
  for (const line of cellsBetween(...rangeOf(corners.map(([, y]) => y)))) {
    let before = CROSSED;
    for (const column of columns) {
      const at = (line << SHIFT) | column;
      if (cells[at] !== CROSSED && before === CROSSED) {
        cells[at] = isInside(outline, middleOf(column), middleOf(line)) ? INSIDE : OUTSIDE;
      } else if (cells[at] !== CROSSED) {
        cells[at] = before;
      }
      before = cells[at];
    }
  }
  return cells;
}

/** Mark every cell that an edge may touch. */
function markCrossed(cells, [x0, y0], [x1, y1]) {
  const [low, high] = rangeOf([y0, y1]);
  const xAt = (y) => x0 + ((x1 - x0) * (Math.min(Math.max(y, low), high) - y0)) / (y1 - y0);
  for (const line of cellsBetween(low, high)) {
    const [a, b] = y1 === y0 ? [x0, x1] : [xAt((line << SHIFT) - SPARE), xAt(((line + 1) << SHIFT) + SPARE)];
    for (const column of cellsBetween(...rangeOf([a, b]))) cells[(line << SHIFT) | column] = CROSSED;
  }
}

/** The cells along one axis that hold a stretch of levels, as far as there are any. */
function cellsBetween(low, high) {
  const first = Math.max(Math.floor((low - SPARE) / CELLS), 0);
  const last = Math.min(Math.floor((high + SPARE) / CELLS), CELLS - 1);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => first + k);
}

function middleOf(cell) {
  return (cell + 0.5) * CELLS;
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
