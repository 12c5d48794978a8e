/** Paints the selected and the marked samples over the greyed crowd, with their way through the epochs. */
import { locate, momentAt } from "./moment.js";
import { paintRing, paintStroke } from "./strokes.js";

const FAINT = 0.35; // strength of the way still to come
const APART = 6; // CSS pixels between the dots that stand for epochs on a trail

/**
 * @param {object} surface
 * @param {object} scene cloud, moment, position, place, palette, radius and ratio (device pixels per CSS pixel)
 * @param {{selected: number[], marks: number[], trails: boolean}} rows
 */
export function paintHighlights(surface, scene, { selected, marks, trails }) {
  const others = marks.filter((row) => !selected.includes(row));
  if (trails) {
    for (const row of others) paintTrail(surface, scene, row, { thickness: 1, strength: 0.45 });
    for (const row of selected) paintTrail(surface, scene, row, { thickness: 1.75, strength: 1 });
  }
  for (const row of others.toReversed()) paintHighlight(surface, scene, row, { gap: 1.25, ring: 1.25 });
  for (const row of selected) paintHighlight(surface, scene, row, { gap: 1.75, ring: 2.25, grow: 1.5 });
}

/** A disc in its class colour, a gap in the background's colour, a ring in the text's. */
function paintHighlight(surface, { cloud, moment, place, palette, radius, ratio }, row, { gap, ring, grow = 0.75 }) {
  const at = locate(moment, place, row);
  if (at === null) return;
  const disc = Math.max(radius, 2.5 * ratio) + grow * ratio;
  const hole = disc + gap * ratio;
  paintRing(surface, at, { outer: hole + ring * ratio, color: palette.text });
  paintRing(surface, at, { outer: hole, color: palette.background });
  paintRing(surface, at, { outer: disc, color: palette.colors[cloud.labels[row]] });
}

/** The way of one sample: strong up to the epoch in view, faint after it. */
function paintTrail(surface, { cloud, moment, place, palette, ratio, position }, row, { thickness, strength }) {
  const color = palette.colors[cloud.labels[row]];
  const reached = Math.floor(position);
  const now = locate(moment, place, row);
  const stroke = (from, to, share) => {
    if (from === null || to === null) return;
    const opacity = Math.round(256 * strength * share);
    paintStroke(surface, from, to, { thickness: thickness * ratio, color, opacity });
  };
  let dotted = null;
  for (let epoch = 0; epoch + 1 < cloud.positions.length; epoch++) {
    const from = locate(momentAt(cloud, epoch), place, row);
    const to = locate(momentAt(cloud, epoch + 1), place, row);
    if (epoch === reached) {
      stroke(from, now, 1);
      stroke(now, to, FAINT);
    } else {
      stroke(from, to, epoch < reached ? 1 : FAINT);
    }
    if (from === null || (dotted !== null && distance(from, dotted) < APART * ratio)) continue;
    paintRing(surface, from, { outer: 1.5 * thickness * ratio, color, opacity: 200 * strength });
    dotted = from;
  }
}

function distance([x0, y0], [x1, y1]) {
  return Math.hypot(x1 - x0, y1 - y0);
}
