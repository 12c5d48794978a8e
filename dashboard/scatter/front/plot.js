/** The plot: a canvas whose pixels the painter fills, and the scale bar on it. */
import { placement, scaleBar } from "./camera.js";
import { element } from "./dom.js";
import { paintHighlights } from "./highlight.js";
import { paintPoints } from "./painter.js";
import { parseColor, pointRadius } from "./palette.js";
import { LEVELS, rowsOfClass } from "./payload.js";
import { makeStamp } from "./stamps.js";

const PADDING = 22; // CSS pixels between the outermost point and the frame
const BAR = 110; // CSS pixels that the scale bar may have

export function createPlot() {
  const canvas = element("canvas", { tabindex: "0", role: "application" });
  const bar = element("div", { class: "bar", "aria-hidden": "true" }, element("i"), element("span"));
  const node = element("div", { class: "plot" }, canvas, bar);
  const plot = { node, canvas, bar, context: canvas.getContext("2d", { alpha: false }), surface: null, image: null };
  return Object.assign(plot, { ratio: 1, stamps: new Map() });
}

/** Fit the canvas to its box and to the screen's pixels. */
export function resizePlot(plot) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(plot.node.clientWidth * ratio));
  const height = Math.max(1, Math.round(plot.node.clientHeight * ratio));
  if (plot.surface?.width === width && plot.surface.height === height) return;
  Object.assign(plot.canvas, { width, height });
  Object.assign(plot.canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
  plot.ratio = ratio;
  plot.image = plot.context.createImageData(width, height);
  plot.surface = { pixels: new Uint32Array(plot.image.data.buffer), width, height };
}

/** The theme as the browser resolves it, whatever form its colours are written in. */
export function readTheme(plot) {
  const style = getComputedStyle(plot.canvas);
  return { background: parseColor(style.backgroundColor), text: parseColor(style.color) };
}

/** Levels to the canvas's pixels. */
export function placeOf(plot, cloud, camera) {
  const { width, height } = plot.surface;
  return placement(camera, cloud.bounds, { width, height, padding: PADDING * plot.ratio });
}

/**
 * Paint one picture.
 *
 * @param {object} plot
 * @param {object} scene cloud, camera, moment, position, palette
 * @param {{selected: number[], crowd: Uint32Array, marks: number[], trails: boolean, focus: number|null}} shown
 */
export function paintPlot(plot, scene, shown) {
  const { surface, ratio } = plot;
  const { cloud, camera, moment, palette } = scene;
  const place = placeOf(plot, cloud, camera);
  const radius = pointRadius(cloud.n, camera.zoom) * ratio;
  const stamp = stampOf(plot, radius);
  surface.pixels.fill(palette.background);
  paintPoints(surface, moment, place, { codes: cloud.labels, order: cloud.order }, { stamp, ...(isGreyed(shown) ? greyedOf(palette) : palette) });
  if (shown.crowd.length > 0) {
    paintPoints(surface, moment, place, { codes: cloud.labels, order: shown.crowd }, { stamp, ...palette });
  }
  if (shown.focus !== null) {
    const only = { codes: cloud.labels, order: rowsOfClass(cloud, shown.focus) };
    paintPoints(surface, moment, place, only, { stamp, ...palette });
  }
  paintHighlights(surface, { ...scene, place, radius, ratio }, shown);
  plot.context.putImageData(plot.image, 0, 0);
}

function isGreyed({ selected, crowd, marks, focus }) {
  return focus !== null || selected.length + crowd.length + marks.length > 0;
}

function greyedOf({ greyed, greyedOpacities }) {
  return { colors: greyed, opacities: greyedOpacities };
}

/** Stamps by radius, in steps of an eighth of a pixel. */
function stampOf({ stamps }, radius) {
  const step = Math.round(radius * 8) / 8;
  if (!stamps.has(step)) stamps.set(step, makeStamp(step));
  return stamps.get(step);
}

/** Write the scale bar: only when the camera or the size changed. */
export function showBar(plot, cloud, camera) {
  const unitsPerPixel = (cloud.side / LEVELS / placeOf(plot, cloud, camera).scale) * plot.ratio;
  const { value, pixels } = scaleBar(unitsPerPixel, BAR);
  plot.bar.firstChild.style.width = `${pixels}px`;
  plot.bar.lastChild.textContent = `${value} ${value === 1 ? "unit" : "units"}`;
}
