/** Paints points into a buffer of opaque RGBA pixels (one uint32 each, red in the low byte); no canvas, no DOM. */
import { MISSING } from "./payload.js";
import { FULL, PHASES } from "./stamps.js";

const MIX_BITS = 14; // levels between two epochs are mixed in whole 16,384ths, so that the loop stays in integers
const MIX = 1 << MIX_BITS;
const AWAY = 1 << 16; // pixels added before rounding, so that cutting off the fraction always rounds down
const PHASE_BITS = Math.log2(PHASES);
const PHASE_MASK = PHASES - 1;

/** Blend a colour over a pixel: two channels in one multiplication, opacity 0 … 256. Exact, whatever the channels. */
export function blend(under, color, opacity) {
  return mixed(under | 0, color | 0, opacity) >>> 0;
}

/** The same in signed integers: under + (color - under) · opacity / 256, rounded down in each channel. */
function mixed(under, color, opacity) {
  const redBlue = under & 0xff00ff;
  const green = under & 0xff00;
  const newRedBlue = redBlue + (Math.imul((color & 0xff00ff) - redBlue, opacity) >> 8);
  const newGreen = green + (Math.imul((color & 0xff00) - green, opacity) >> 8);
  return (newRedBlue & 0xff00ff) | (newGreen & 0xff00) | 0xff000000;
}

/**
 * Paint samples as discs, mixed between two epochs, in the given order.
 *
 * One loop in integers for all points of a frame: a call per point would cost more than the point.
 *
 * @param {{pixels: Uint32Array, width: number, height: number}} surface
 * @param {{from: Uint16Array, to: Uint16Array, mix: number}} moment
 * @param {object} place of `placement`
 * @param {{codes: Uint8Array, order: Uint32Array}} points the code of every sample; the rows to paint
 * @param {{stamp: object, colors: Uint32Array, opacities: Uint16Array, edge: number}} look colours and opacities per
 *   code; edge is the colour of outlines, where the stamp has them
 */
export function paintPoints(surface, { from, to, mix }, place, { codes, order }, look) {
  const { width, height } = surface;
  const { colors, opacities, stamp } = look;
  const { reach, starts, turns, cover } = stamp;
  const pixels = new Int32Array(surface.pixels.buffer, surface.pixels.byteOffset, surface.pixels.length);
  const offsets = Int32Array.from(stamp.dx, (value, k) => value + stamp.dy[k] * width);
  const edge = look.edge | 0;
  const later = Math.round(mix * MIX) | 0;
  const scale = (place.scale * PHASES) / MIX;
  const [left, top] = [(place.left + AWAY) * PHASES, (place.top + AWAY) * PHASES];
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const x0 = from[2 * row];
    const x1 = to[2 * row];
    if (x0 === MISSING || x1 === MISSING) continue;
    const y0 = from[2 * row + 1];
    const x = (left + scale * ((x0 << MIX_BITS) + Math.imul(x1 - x0, later))) | 0;
    const y = (top - scale * ((y0 << MIX_BITS) + Math.imul(to[2 * row + 1] - y0, later))) | 0;
    const column = (x >> PHASE_BITS) - AWAY;
    const line = (y >> PHASE_BITS) - AWAY;
    if (column < -reach || line < -reach || column >= width + reach || line >= height + reach) continue;
    const phase = (x & PHASE_MASK) | ((y & PHASE_MASK) << PHASE_BITS);
    const code = codes[row];
    const color = colors[code] | 0;
    const opacity = opacities[code] | 0;
    if (column < reach || line < reach || column >= width - reach || line >= height - reach) {
      paintCut(surface, [column, line, phase], stamp, { edge, color, opacity });
      continue;
    }
    const centre = Math.imul(line, width) + column;
    const turn = turns[phase];
    const end = starts[phase + 1];
    let entry = starts[phase];
    for (; entry < turn; entry++) {
      const at = centre + offsets[entry];
      pixels[at] = mixed(pixels[at], edge, cover[entry]);
    }
    for (; entry < end; entry++) {
      const at = centre + offsets[entry];
      pixels[at] = mixed(pixels[at], color, Math.imul(cover[entry], opacity) >> 8);
    }
  }
}

/** A disc on the border of the surface, pixel by pixel. */
function paintCut({ pixels, width, height }, [column, line, phase], { starts, turns, dx, dy, cover }, { edge, color, opacity }) {
  for (let entry = starts[phase]; entry < starts[phase + 1]; entry++) {
    const [x, y] = [column + dx[entry], line + dy[entry]];
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const at = y * width + x;
    const isEdge = entry < turns[phase];
    pixels[at] = blend(pixels[at], isEdge ? edge : color, (cover[entry] * (isEdge ? FULL : opacity)) >> 8);
  }
}
