/** Paints single rings, discs, strokes and dashes into a pixel buffer, their edges softened over one pixel. */
import { blend } from "./painter.js";
import { FULL } from "./stamps.js";

/** Paint one ring, or one disc where inner is 0. */
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

/** Paint a straight stroke by stepping along its longer axis; what lies outside the surface is not stepped over. */
export function paintStroke(surface, [x0, y0], [x1, y1], { thickness, color, opacity = FULL }) {
  const { pixels, width, height } = surface;
  const steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
  const [a0, b0, a1, b1] = steep ? [y0, x0, y1, x1] : [x0, y0, x1, y1];
  const slope = a1 === a0 ? 0 : (b1 - b0) / (a1 - a0);
  const half = (thickness / 2) * Math.hypot(1, slope);
  const [low, high] = [Math.min(a0, a1), Math.max(a0, a1)];
  const last = Math.min(Math.floor(high), (steep ? height : width) - 1);
  for (let a = Math.max(0, Math.floor(low)); a <= last; a++) {
    const b = b0 + slope * (Math.min(Math.max(a + 0.5, low), high) - a0);
    for (let c = Math.floor(b - half); c <= Math.floor(b + half); c++) {
      const cover = Math.min(c + 1, b + half) - Math.max(c, b - half);
      const [column, line] = steep ? [c, a] : [a, c];
      if (cover <= 0 || column < 0 || line < 0 || column >= width || line >= height) continue;
      const at = line * width + column;
      pixels[at] = blend(pixels[at], color, Math.round(Math.min(cover, 1) * opacity));
    }
  }
}

/** Paint a stroke in dashes of one length with gaps of another. */
export function paintDashes(surface, [x0, y0], [x1, y1], { dash, gap, ...look }) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const at = (way) => [x0 + ((x1 - x0) * way) / length, y0 + ((y1 - y0) * way) / length];
  for (let way = 0; way < length; way += dash + gap) {
    paintStroke(surface, at(way), at(Math.min(way + dash, length)), look);
  }
}

function clamp(value) {
  return Math.min(Math.max(value, 0), 1);
}
