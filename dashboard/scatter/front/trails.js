/** Paints the way of samples through the epochs, each stretch in the colour that the sample has there. */
import { locate, momentAt } from "./moment.js";
import { paintRing, paintStroke } from "./strokes.js";
import { rowAt } from "./style.js";

export const MOST_TRAILS = 200;
const FAINT = 0.35; // strength of the way still to come
const APART = 6; // CSS pixels between the dots that stand for epochs on a trail

/** Of many rows those whose trails are painted, evenly spread. */
export function trailed(rows) {
  if (rows.length <= MOST_TRAILS) return Array.from(rows);
  return Array.from({ length: MOST_TRAILS }, (_, k) => rows[Math.floor((k * rows.length) / MOST_TRAILS)]);
}

/**
 * @param {object} surface
 * @param {object} scene cloud, style, palette, place, position, ratio (device pixels per CSS pixel), span (first and
 *   last epoch of the trails, by index)
 * @param {number} row
 * @param {{thickness: number, strength: number}} look CSS pixels; strength 0 … 1
 */
export function paintTrail(surface, scene, row, { thickness, strength }) {
  const { style, palette, ratio, position } = scene;
  const colorAt = (time) => palette.colors[rowAt(style.codes, Math.round(time))[row]];
  const placeAt = (time) => locate(momentAt(scene.cloud, time), scene.place, row);
  let dotted = null;
  for (const [start, end] of stretches(scene)) {
    const from = placeAt(start);
    const to = placeAt(end);
    if (from === null || to === null) continue;
    const share = end <= position + 1e-9 ? 1 : FAINT;
    const color = colorAt((start + end) / 2);
    paintStroke(surface, from, to, { thickness: thickness * ratio, color, opacity: Math.round(256 * strength * share) });
    if (!Number.isInteger(start) || (dotted !== null && distance(from, dotted) < APART * ratio)) continue;
    paintRing(surface, from, { outer: 1.5 * thickness * ratio, color: colorAt(start), opacity: 200 * strength });
    dotted = from;
  }
}

/** Stretches of time [start, end] in which neither the direction nor the colour nor the strength of a trail changes. */
export function stretches({ span: [first, last], position, style }) {
  const cuts = new Set();
  for (let epoch = first; epoch <= last; epoch++) {
    cuts.add(epoch);
    if (style.codes.length > 1 && epoch < last) cuts.add(epoch + 0.5);
  }
  if (position > first && position < last) cuts.add(position);
  const times = Array.from(cuts).sort((a, b) => a - b);
  return times.slice(1).map((end, k) => [times[k], end]);
}

function distance([x0, y0], [x1, y1]) {
  return Math.hypot(x1 - x0, y1 - y0);
}
