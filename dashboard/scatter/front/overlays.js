/** Everything painted over the points, from the bottom to the top; overlays.py says what each of them means. */
import { paintArrows } from "./arrows.js";
import { paintGuides } from "./guides.js";
import { paintHighlights } from "./highlight.js";
import { paintLinks } from "./links.js";
import { paintTrail } from "./trails.js";

const FAINTEST = 0.1; // strength of each of very many trails, 0 … 1

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
    const look = trailed.length > selected.length ? ofMany(trailed.length) : { thickness: 1.75, strength: 1 };
    for (const row of others) paintTrail(surface, scene, row, { thickness: 1, strength: 0.45 });
    for (const row of trailed) paintTrail(surface, scene, row, look);
  }
  paintLinks(surface, scene, links);
  if (arrows !== null) captions.push(...paintArrows(surface, scene, arrows));
  paintHighlights(surface, scene, { selected, marks: others });
  return captions;
}

/** The more trails, the fainter each: together they show a drift and do not bury the points. */
function ofMany(count) {
  return { thickness: 1, strength: Math.min(0.6, Math.max(FAINTEST, 12 / count)) };
}
