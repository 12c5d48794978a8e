/** Everything painted over the points, from the bottom to the top; overlays.py says what each of them means. */
import { paintArrows } from "./arrows.js";
import { paintGuides } from "./guides.js";
import { paintHighlights } from "./highlight.js";
import { paintLinks } from "./links.js";
import { paintTrail } from "./trails.js";

/**
 * @param {object} surface
 * @param {object} scene see plot.js
 * @param {object} shown selected, marks, trailed: rows; trails: whether they are wanted; links, guides, arrows
 * @returns {object[]} captions to write over the painted picture
 */
export function paintOverlays(surface, scene, { selected, marks, trailed, trails, links, guides, arrows }) {
  const chosen = new Set(selected);
  const others = marks.filter((row) => !chosen.has(row));
  const captions = paintGuides(surface, scene, guides);
  if (trails) {
    const isMany = trailed.length > selected.length;
    for (const row of others) paintTrail(surface, scene, row, { thickness: 1, strength: 0.45 });
    for (const row of trailed) paintTrail(surface, scene, row, isMany ? { thickness: 1, strength: 0.6 } : { thickness: 1.75, strength: 1 });
  }
  paintLinks(surface, scene, links);
  if (arrows !== null) captions.push(...paintArrows(surface, scene, arrows));
  paintHighlights(surface, scene, { selected, marks: others });
  return captions;
}
