/** Paints lines between samples: solid to true neighbours, dashed to those that are near on the map only. */
import { locate } from "./moment.js";
import { paintDashes, paintStroke } from "./strokes.js";

const HALO = 1.5; // CSS pixels of background on each side, so that a line shows over points of any colour
const DASH = { dash: 5, gap: 4 }; // CSS pixels

export const LINK_WORDS = { true: "nearest in the embedding", screen: "near on the map only" };

/**
 * @param {object} surface
 * @param {object} scene moment, place, palette, ratio
 * @param {{from: number, to: number, kind: "true"|"screen"}[]} links rows
 */
export function paintLinks(surface, { moment, place, palette, ratio }, links) {
  const drawn = links
    .map(({ from, to, kind }) => ({ kind, ends: [locate(moment, place, from), locate(moment, place, to)] }))
    .filter(({ ends }) => ends[0] !== null && ends[1] !== null);
  for (const { ends, kind } of drawn) {
    const thickness = (thicknessOf(kind) + 2 * HALO) * ratio;
    paintStroke(surface, ...ends, { thickness, color: palette.background, opacity: 150 });
  }
  for (const { ends, kind } of drawn) {
    const look = { thickness: thicknessOf(kind) * ratio, color: palette.text };
    if (kind === "true") paintStroke(surface, ...ends, { ...look, opacity: 215 });
    else paintDashes(surface, ...ends, { ...look, opacity: 190, dash: DASH.dash * ratio, gap: DASH.gap * ratio });
  }
}

function thicknessOf(kind) {
  return kind === "true" ? 1.5 : 1;
}
