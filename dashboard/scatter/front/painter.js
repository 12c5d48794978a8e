/** Paints into a buffer of opaque RGBA pixels (one uint32 each, red in the low byte); no canvas, no DOM. */
import { MISSING } from "./payload.js";

const PHASES = 4; // a disc sits at one of 4 × 4 places inside its pixel
const SAMPLES = 16; // coverage of a pixel is counted on 16 × 16 places
const FULL = 256; // coverage and opacity 1

/** Blend a colour over a pixel: two channels in one multiplication, opacity 0 … 256. */
export function blend(under, color, opacity) {
  const rest = FULL - opacity;
  const redBlue = Math.imul(under & 0xff00ff, rest) + Math.imul(color & 0xff00ff, opacity);
  const green = Math.imul(under & 0xff00, rest) + Math.imul(color & 0xff00, opacity);
  return (((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00) | 0xff000000) >>> 0;
}

/**
 * A disc's covered pixels, as lists, for each of the places inside a pixel.
 *
 * @param {number} radius pixels
 * @returns {{reach: number, starts: Uint32Array, dx: Int16Array, dy: Int16Array, cover: Uint16Array}}
 */
export function makeStamp(radius) {
  const reach = Math.ceil(radius);
  const starts = [0];
  const entries = [];
  for (let phase = 0; phase < PHASES * PHASES; phase++) {
    const x = ((phase % PHASES) + 0.5) / PHASES;
    const y = (Math.floor(phase / PHASES) + 0.5) / PHASES;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        const cover = Math.round(covered(dx - x, dy - y, radius) * FULL);
        if (cover > 0) entries.push([dx, dy, cover]);
      }
    }
    starts.push(entries.length);
  }
  const column = (k, Type) => Type.from(entries, (entry) => entry[k]);
  return {
    reach,
    starts: Uint32Array.from(starts),
    dx: column(0, Int16Array),
    dy: column(1, Int16Array),
    cover: column(2, Uint16Array),
  };
}

/** Share of the unit pixel at (left, top) inside a disc around the origin. */
function covered(left, top, radius) {
  let inside = 0;
  for (let j = 0; j < SAMPLES; j++) {
    const y = top + (j + 0.5) / SAMPLES;
    for (let i = 0; i < SAMPLES; i++) {
      const x = left + (i + 0.5) / SAMPLES;
      if (x * x + y * y <= radius * radius) inside++;
    }
  }
  return inside / (SAMPLES * SAMPLES);
}

/**
 * Paint every sample as a disc, mixed between two epochs, in the given order.
 *
 * @param {{pixels: Uint32Array, width: number, height: number}} surface
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {{labels: Uint8Array, order: Uint32Array}} cloud
 * @param {{stamp: object, colors: Uint32Array, opacities: Uint16Array}} look colours and opacities per class
 */
export function paintPoints(surface, { from, to, mix }, place, { labels, order }, look) {
  const { pixels, width, height } = surface;
  const { stamp, colors, opacities } = look;
  const { reach, starts, dx, dy, cover } = stamp;
  const { left, top, scale } = place;
  const offsets = Int32Array.from(dx, (value, k) => value + dy[k] * width);
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const x0 = from[2 * row];
    const x1 = to[2 * row];
    if (x0 === MISSING || x1 === MISSING) continue;
    const y0 = from[2 * row + 1];
    const x = left + scale * (x0 + (x1 - x0) * mix);
    const y = top - scale * (y0 + (to[2 * row + 1] - y0) * mix);
    const column = Math.floor(x);
    const line = Math.floor(y);
    if (column < -reach || line < -reach || column >= width + reach || line >= height + reach) continue;
    const phase = ((x - column) * PHASES | 0) + ((y - line) * PHASES | 0) * PHASES;
    const color = colors[labels[row]];
    const opacity = opacities[labels[row]];
    const end = starts[phase + 1];
    const whole = column >= reach && line >= reach && column < width - reach && line < height - reach;
    const centre = line * width + column;
    for (let entry = starts[phase]; entry < end; entry++) {
      if (!whole && outside(column + dx[entry], line + dy[entry], width, height)) continue;
      const at = centre + offsets[entry];
      pixels[at] = blend(pixels[at], color, (cover[entry] * opacity) >> 8);
    }
  }
}

function outside(x, y, width, height) {
  return x < 0 || y < 0 || x >= width || y >= height;
}

/** Paint one ring, or one disc where inner is 0; edges softened over one pixel. */
export function paintRing(surface, [x, y], { inner = 0, outer, color, opacity = FULL }) {
  const { pixels, width, height } = surface;
  const bottom = Math.min(height - 1, Math.ceil(y + outer));
  const right = Math.min(width - 1, Math.ceil(x + outer));
  for (let line = Math.max(0, Math.floor(y - outer - 1)); line <= bottom; line++) {
    for (let column = Math.max(0, Math.floor(x - outer - 1)); column <= right; column++) {
      const distance = Math.hypot(column + 0.5 - x, line + 0.5 - y);
      const cover = clamp(outer + 0.5 - distance) - (inner > 0 ? clamp(inner + 0.5 - distance) : 0);
      if (cover <= 0) continue;
      const at = line * width + column;
      pixels[at] = blend(pixels[at], color, Math.round(cover * opacity));
    }
  }
}

/** Paint a straight stroke by stepping along its longer axis. */
export function paintStroke(surface, [x0, y0], [x1, y1], { thickness, color, opacity = FULL }) {
  const { pixels, width, height } = surface;
  const steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
  const [a0, b0, a1, b1] = steep ? [y0, x0, y1, x1] : [x0, y0, x1, y1];
  const slope = a1 === a0 ? 0 : (b1 - b0) / (a1 - a0);
  const half = (thickness / 2) * Math.hypot(1, slope);
  const last = Math.min(Math.floor(Math.max(a0, a1)), (steep ? height : width) - 1);
  for (let a = Math.max(0, Math.floor(Math.min(a0, a1))); a <= last; a++) {
    const b = b0 + slope * (Math.min(Math.max(a + 0.5, Math.min(a0, a1)), Math.max(a0, a1)) - a0);
    for (let c = Math.floor(b - half); c <= Math.floor(b + half); c++) {
      const cover = Math.min(c + 1, b + half) - Math.max(c, b - half);
      const [column, line] = steep ? [c, a] : [a, c];
      if (cover <= 0 || outside(column, line, width, height)) continue;
      const at = line * width + column;
      pixels[at] = blend(pixels[at], color, Math.round(Math.min(cover, 1) * opacity));
    }
  }
}

function clamp(value) {
  return Math.min(Math.max(value, 0), 1);
}
