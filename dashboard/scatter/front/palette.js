/** Colours as the painter wants them, and how large and how opaque points are. */

const GREYING = 0.8; // how far unmarked points go towards the background's grey

/** "#rrggbb" or the browser's "rgb(r, g, b)" as [r, g, b]. */
export function parseColor(text) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(text);
  if (hex) return hex.slice(1, 4).map((part) => parseInt(part, 16));
  const numbers = text.match(/[\d.]+/g) ?? [];
  return numbers.length >= 3 ? numbers.slice(0, 3).map(Number) : [128, 128, 128];
}

export function pack([red, green, blue]) {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

export function mixColors(a, b, share) {
  return a.map((channel, k) => channel + (b[k] - channel) * share);
}

/** Radius in CSS pixels: smaller for more points, growing slowly while zooming in. */
export function pointRadius(n, zoom = 1) {
  const atRest = Math.min(Math.max(13.5 * n ** -0.2, 0.75), 5);
  return Math.min(atRest * zoom ** 0.35, 7);
}

/** Opacity 0 … 256 by class: a crowd is translucent so that its density shows, a rare class is nearly solid. */
export function classOpacity(count) {
  const share = Math.min(Math.max(1.48 - 0.25 * Math.log10(Math.max(count, 1)), 0.25), 0.95);
  return Math.round(share * 256);
}

/**
 * Everything that the painter needs to know about colours.
 *
 * @param {number[][]} classColors [r, g, b] per class
 * @param {ArrayLike<number>} counts per class
 * @param {{background: number[], text: number[]}} theme
 */
export function makePalette(classColors, counts, { background, text }) {
  const grey = mixColors(background, text, 0.24);
  const opacities = Uint16Array.from(counts, classOpacity);
  return {
    background: pack(background),
    text: pack(text),
    colors: Uint32Array.from(classColors, pack),
    greyed: Uint32Array.from(classColors, (color) => pack(mixColors(color, grey, GREYING))),
    opacities,
    greyedOpacities: opacities.map((value) => Math.round(value * 0.7)),
  };
}
