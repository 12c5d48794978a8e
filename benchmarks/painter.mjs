/**
 * Times one painted frame in Node, in seconds of the processor: the scatter's discs beside hard squares of 2 × 2
 * pixels, the least that shows points.
 */
import { makeStamp, PHASES } from "../dashboard/scatter/front/stamps.js";
import { arrange, sequenceOf } from "../dashboard/scatter/front/order.js";
import { lookOf, makePalette, pointRadius } from "../dashboard/scatter/front/palette.js";
import { paintPoints } from "../dashboard/scatter/front/painter.js";
import { countCodes } from "../dashboard/scatter/front/style.js";

const SIZES = [[33126, 1], [33126, 2], [200000, 1], [1000000, 1]]; // points, device pixels per CSS pixel
const [WIDTH, HEIGHT] = [832, 520]; // CSS pixels
const POINTS = 4e6; // painted per round, at least
const ROUNDS = 5;
const COLORS = [[213, 94, 0], [0, 114, 178], [0, 158, 115], [204, 121, 167], [120, 120, 120], [90, 60, 200], [200, 180, 0]];

let state = 7;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const bell = () => (random() + random() + random() + random() - 2) * 1.73;

function cloudOf(n) {
  const codes = Uint8Array.from({ length: n }, () => Math.min(6, Math.floor(-Math.log(random() + 1e-9) * 1.2)));
  const level = (value) => Math.min(Math.max(Math.round(value), 0), 65534);
  const epoch = () => Uint16Array.from({ length: 2 * n }, (_, k) => level(k % 2 ? 20000 + 6000 * bell() : 32767 + 9000 * bell() + 2000 * codes[k >> 1]));
  const counts = countCodes(codes);
  const sequence = sequenceOf({ kind: "categories", unknown: -1 }, counts);
  const { order } = arrange(codes, sequence, { hidden: new Uint8Array(256), rings: null, outlined: 0 });
  return { codes, counts, order, from: epoch(), to: epoch() };
}

/** The floor: positions mixed and rounded, four pixels written, nothing blended. */
function paintSquares({ pixels, width, height }, { from, to, mix }, { left, top, scale }, { codes, order }, { colors }) {
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const x = (left + scale * (from[2 * row] + (to[2 * row] - from[2 * row]) * mix)) | 0;
    const y = (top - scale * (from[2 * row + 1] + (to[2 * row + 1] - from[2 * row + 1]) * mix)) | 0;
    if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue;
    const at = y * width + x;
    pixels[at] = pixels[at + 1] = pixels[at + width] = pixels[at + width + 1] = colors[codes[row]];
  }
}

/** Seconds a frame, over so many frames that the processor's clock, which ticks slowly, is fine enough. */
function secondsOf(paint, { surface, palette, moment, place, cloud, look }) {
  const frames = Math.min(Math.max(Math.round(POINTS / cloud.order.length), 8), 120);
  const begun = process.cpuUsage().user;
  for (let k = 0; k < frames; k++) {
    surface.pixels.fill(palette.background);
    paint(surface, { ...moment, mix: k / frames }, place, cloud, look);
  }
  return (process.cpuUsage().user - begun) / 1e6 / frames;
}

function sceneOf(n, ratio) {
  const cloud = cloudOf(n);
  const [width, height] = [WIDTH * ratio, HEIGHT * ratio];
  const palette = makePalette(COLORS, cloud.counts, { background: [255, 255, 255], text: [0, 0, 0] });
  const radius = Math.round(pointRadius(n) * ratio * 8) / 8;
  const scale = Math.min((width - 44 * ratio) / 65534, (height - 44 * ratio) / 40000);
  return {
    surface: { pixels: new Uint32Array(width * height), width, height },
    moment: { from: cloud.from, to: cloud.to },
    place: { left: 22 * ratio, top: height - 22 * ratio, scale },
    look: { stamp: makeStamp(radius), ...lookOf(palette, { zoom: 1, isGreyed: false }) },
    pixels: makeStamp(radius).cover.length / PHASES ** 2,
    cloud,
    palette,
  };
}

for (const [n, ratio] of SIZES) {
  const scene = sceneOf(n, ratio);
  secondsOf(paintPoints, scene);
  secondsOf(paintSquares, scene);
  const rounds = Array.from({ length: ROUNDS }, () => [secondsOf(paintPoints, scene), secondsOf(paintSquares, scene)]);
  console.log(JSON.stringify({ n, ratio, pixels: scene.pixels, rounds }));
}
