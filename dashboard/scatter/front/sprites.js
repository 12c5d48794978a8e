/** Which samples are in view, how large their pictures may be, and where they are drawn; the canvas comes from outside. */
import { unproject } from "./camera.js";
import { locate } from "./moment.js";
import { MISSING } from "./payload.js";

export const FEW = 300; // samples in view at which pictures take the place of points
const SMALLEST = 20; // CSS pixels a side
const LARGEST = 72;
const FRAME = 2; // CSS pixels

/**
 * Rows inside the plot, in the order of painting; null when there are more than `most`.
 *
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {{width: number, height: number}} size pixels
 * @param {{order: Uint32Array, most?: number}} what
 */
export function rowsInView({ from, to, mix }, place, { width, height }, { order, most = FEW }) {
  const [x0, y1] = unproject(place, 0, 0);
  const [x1, y0] = unproject(place, width, height);
  const rows = [];
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const start = from[2 * row];
    const x = mix === 0 ? start : start + (to[2 * row] - start) * mix;
    if (x < x0 || x > x1 || start === MISSING || to[2 * row] === MISSING) continue;
    const y = from[2 * row + 1] + (to[2 * row + 1] - from[2 * row + 1]) * mix;
    if (y < y0 || y > y1) continue;
    if (rows.length === most) return null;
    rows.push(row);
  }
  return rows;
}

/** The rows nearest to a place in levels, nearest first, at most so many. */
export function rowsAround({ from, to, mix }, order, [x, y], count) {
  const best = []; // [square, row], ascending
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    if (from[2 * row] === MISSING || to[2 * row] === MISSING) continue;
    const dx = from[2 * row] + (to[2 * row] - from[2 * row]) * mix - x;
    const dy = from[2 * row + 1] + (to[2 * row + 1] - from[2 * row + 1]) * mix - y;
    const square = dx * dx + dy * dy;
    if (best.length === count && square >= best[count - 1][0]) continue;
    const at = best.findIndex((entry) => entry[0] > square);
    best.splice(at < 0 ? best.length : at, 0, [square, row]);
    if (best.length > count) best.pop();
  }
  return best.map(([, row]) => row);
}

/** Edge of a picture, CSS pixels: most of the room that one of `count` has in the plot. */
export function spriteEdge(count, width, height) {
  const room = Math.sqrt((width * height) / Math.max(count, 1));
  return Math.round(Math.min(Math.max(0.6 * room, SMALLEST), LARGEST));
}

/**
 * The row whose picture lies on top at a place, -1 where there is none.
 *
 * @param {{moment: object, place: object, ratio: number, edge: number}} scene edge in CSS pixels
 * @param {number[]} rows in the order of painting
 * @param {number[]} pointer pixels
 */
export function spriteUnder({ moment, place, ratio, edge }, rows, pointer) {
  const side = edge * ratio;
  const frame = FRAME * ratio;
  const covers = (row) => {
    const corner = cornerOf(moment, place, row, side);
    return corner !== null && corner.every((low, k) => pointer[k] >= low - frame && pointer[k] < low + side + frame);
  };
  return rows.findLast(covers) ?? -1;
}

/** Where a picture begins, on whole pixels so that it stays sharp. */
function cornerOf(moment, place, row, side) {
  return locate(moment, place, row)?.map((value) => Math.round(value - side / 2)) ?? null;
}

/**
 * Draw the pictures that are here, each in a frame of its point's colour; the others stay points.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{moment: object, place: object, ratio: number, edge: number}} scene edge in CSS pixels
 * @param {{row: number, picture: object|null, color: string, faint: boolean, strong: boolean}[]} sprites
 */
export function paintSprites(context, { moment, place, ratio, edge }, sprites) {
  const side = edge * ratio;
  context.save();
  context.imageSmoothingQuality = "high";
  for (const { row, picture, color, faint, strong } of sprites) {
    const corner = picture && cornerOf(moment, place, row, side);
    if (!corner) continue;
    const frame = (strong ? 2 * FRAME : FRAME) * ratio;
    const [left, top] = corner;
    context.globalAlpha = faint ? 0.35 : 1;
    context.fillStyle = color;
    context.fillRect(left - frame, top - frame, side + 2 * frame, side + 2 * frame);
    if (faint) context.clearRect(left, top, side, side); // neither the frame's colour nor the point shines through
    const { x, y, cell } = picture;
    context.drawImage(picture.picture, x, y, cell, cell, left, top, side, side);
  }
  context.restore();
}
