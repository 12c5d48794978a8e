/** Colours as the painter wants them, and how large and how opaque points are. */

const GREYING = 0.8; // how far unmarked points go towards the background's grey
const SPREADING = 1.3; // a crowd thins with the square of the zoom, less what its points grow by
const TOP = 254; // the highest code of a value

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

/** A packed colour as CSS. */
export function css(color) {
  return `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
}

export function mixColors(a, b, share) {
  return a.map((channel, k) => channel + (b[k] - channel) * share);
}

/** Radius in CSS pixels: smaller for more points, growing slowly while zooming in. */
export function pointRadius(n, zoom = 1) {
  const atRest = Math.min(Math.max(13.5 * n ** -0.2, 0.75), 5);
  return Math.min(atRest * zoom ** 0.35, 7);
}

/**
 * Opacity 0 … 256 of points of one code: a crowd is translucent so that its density shows, a rare class is nearly
 * solid. Zooming in spreads the crowd out, and it becomes more solid.
 */
export function crowdOpacity(count, zoom = 1) {
  const crowd = Math.max(count, 1) / zoom ** SPREADING;
  const share = Math.min(Math.max(1.48 - 0.25 * Math.log10(crowd), 0.25), 0.95);
  return Math.round(share * 256);
}

/** The ramp's colour at a share of its way, [r, g, b]. */
export function rampColor(stops, share) {
  const at = share * (stops.length - 1);
  const index = Math.min(Math.floor(at), stops.length - 2);
  return mixColors(stops[index], stops[index + 1], at - index);
}

/** [r, g, b] of every code of a style; null where a code means that the value is not known. */
export function codeColors({ kind, colors, unknown }) {
  const parsed = colors.map(parseColor);
  const all = kind === "values" ? Array.from({ length: TOP + 1 }, (_, code) => rampColor(parsed, code / TOP)) : parsed;
  return Array.from({ length: 256 }, (_, code) => (code === unknown ? null : (all[code] ?? null)));
}

/**
 * Everything that the painter needs to know about colours, per code.
 *
 * @param {(number[]|null)[]} colors [r, g, b] per code, null for not known
 * @param {ArrayLike<number>} counts per code
 * @param {{background: number[], text: number[]}} theme
 */
export function makePalette(colors, counts, { background, text }) {
  const grey = mixColors(background, text, 0.24);
  const notKnown = mixColors(background, text, 0.38);
  const known = colors.map((color) => color ?? notKnown);
  return {
    background: pack(background),
    text: pack(text),
    colors: Uint32Array.from(known, pack),
    greyed: Uint32Array.from(known, (color) => pack(mixColors(color, grey, GREYING))),
    edges: { full: pack(text), greyed: pack(mixColors(grey, text, 0.3)) }, // of outlined points
    crowds: Float64Array.from(counts),
  };
}

/** Colours and opacities to paint with. */
export function lookOf({ colors, greyed, crowds, edges }, { zoom, isGreyed }) {
  const share = isGreyed ? 0.7 : 1;
  const opacities = Uint16Array.from(crowds, (count) => Math.round(crowdOpacity(count, zoom) * share));
  return { colors: isGreyed ? greyed : colors, opacities, edge: isGreyed ? edges.greyed : edges.full };
}
