/** Paints labelled straight lines in data coordinates, as a decision boundary. */
import { LEVELS } from "./payload.js";
import { paintStroke } from "./strokes.js";

const MARGIN = 8; // CSS pixels between a line or the frame and the line's words

/**
 * @param {object} surface
 * @param {object} scene cloud, place, palette, ratio
 * @param {{axis: "x"|"y", value: number, words: string}[]} guides in the units of the positions
 * @returns {object[]} captions to write, see captions.js
 */
export function paintGuides(surface, { cloud, place, palette, ratio }, guides) {
  const captions = [];
  for (const { axis, value, words } of guides) {
    const { width, height } = surface;
    const isUpright = axis === "x";
    const at = guidePlace({ axis, value }, cloud, place);
    if (!(at >= 0 && at <= (isUpright ? width : height))) continue;
    const ends = isUpright ? [[at, 0], [at, height]] : [[0, at], [width, at]];
    paintStroke(surface, ...ends, { thickness: 4 * ratio, color: palette.background, opacity: 170 });
    paintStroke(surface, ...ends, { thickness: 1.25 * ratio, color: palette.text, opacity: 205 });
    const margin = MARGIN * ratio;
    const isLate = isUpright && at > width / 2; // there is more room on the other side
    captions.push(isUpright
      ? { words, x: at + (isLate ? -margin : margin), y: 2.5 * margin, align: isLate ? "right" : "left" }
      : { words, x: 1.5 * margin, y: at - 1.5 * margin, align: "left" });
  }
  return captions;
}

/** Where a guide crosses its axis, in pixels. */
export function guidePlace({ axis, value }, { low, side }, { left, top, scale }) {
  const level = ((value - low[axis === "x" ? 0 : 1]) * LEVELS) / side;
  return axis === "x" ? left + scale * level : top - scale * level;
}
