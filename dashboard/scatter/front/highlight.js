/** Paints the selected and the marked samples over the greyed crowd. */
import { locate } from "./moment.js";
import { paintRing } from "./strokes.js";

/**
 * @param {object} surface
 * @param {object} scene codes, moment, place, palette, radius and ratio (device pixels per CSS pixel)
 * @param {{selected: number[], marks: number[]}} rows
 */
export function paintHighlights(surface, scene, { selected, marks }) {
  for (const row of marks.toReversed()) paintHighlight(surface, scene, row, { gap: 1.25, ring: 1.25 });
  for (const row of selected) paintHighlight(surface, scene, row, { gap: 1.75, ring: 2.25, grow: 1.5 });
}

/** A disc in its own colour, a gap in the background's colour, a ring in the text's. */
function paintHighlight(surface, { codes, moment, place, palette, radius, ratio }, row, { gap, ring, grow = 0.75 }) {
  const at = locate(moment, place, row);
  if (at === null) return;
  const disc = Math.max(radius, 2.5 * ratio) + grow * ratio;
  const hole = disc + gap * ratio;
  paintRing(surface, at, { outer: hole + ring * ratio, color: palette.text });
  paintRing(surface, at, { outer: hole, color: palette.background });
  paintRing(surface, at, { outer: disc, color: palette.colors[codes[row]] });
}
