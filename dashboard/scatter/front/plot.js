/** The plot: a canvas whose pixels the painter fills, and the scale bar on it. */
import { placement, scaleBar } from "./camera.js";
import { writeCaptions } from "./captions.js";
import { element } from "./dom.js";
import { paintOverlays } from "./overlays.js";
import { lookOf, parseColor, pointRadius } from "./palette.js";
import { LEVELS } from "./payload.js";
import { isGreyed, paintCoat } from "./points.js";
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
  const css = { text: style.color, background: style.backgroundColor, family: style.fontFamily };
  return { background: parseColor(css.background), text: parseColor(css.text), css };
}

/** The canvas's pixels, and how many stay free at its edge. */
export function viewportOf({ surface, ratio }) {
  return { width: surface.width, height: surface.height, padding: PADDING * ratio };
}

/** Levels to the canvas's pixels. */
export function placeOf(plot, cloud, camera) {
  return placement(camera, cloud.bounds, viewportOf(plot));
}

/**
 * Paint one picture.
 *
 * @param {object} plot
 * @param {object} scene cloud, camera, moment, position, style, coat, palette, classColors, css (of the theme)
 * @param {object} shown rows and overlays: selected, crowd, marks, trailed, trails, focus, links, guides, arrows
 */
export function paintPlot(plot, scene, shown) {
  const { surface, ratio } = plot;
  const { cloud, camera, palette, coat, css } = scene;
  const place = placeOf(plot, cloud, camera);
  const radius = pointRadius(cloud.n, camera.zoom) * ratio;
  const whole = { ...scene, codes: coat.codes, place, radius, ratio };
  const stamps = { plain: stampOf(plot, radius, 0), outlined: coat.outlined && stampOf(plot, radius, outlineOf(radius, ratio)) };
  const looks = [true, false].map((greyed) => lookOf(palette, { zoom: camera.zoom, isGreyed: greyed }));
  surface.pixels.fill(palette.background);
  paintCoat(surface, whole, { stamps, greyed: looks[0], full: looks[1] }, shown);
  const captions = paintOverlays(surface, whole, shown);
  plot.context.putImageData(plot.image, 0, 0);
  if (captions.length > 0) writeCaptions(plot.context, captions, { ...css, ratio });
}

/** Outlines of small points are thin, but never less than most of a pixel. */
function outlineOf(radius, ratio) {
  return Math.min(Math.max(radius * 0.45, 0.75 * ratio), 1.75 * ratio);
}

/** Stamps by radius and outline, in steps of an eighth of a pixel. */
function stampOf({ stamps }, radius, outline) {
  const [disc, edge] = [Math.round(radius * 8) / 8, Math.round(outline * 8) / 8];
  const name = `${disc} ${edge}`;
  if (!stamps.has(name)) stamps.set(name, makeStamp(disc, edge));
  return stamps.get(name);
}

/** Write the scale bar: only when the camera or the size changed. */
export function showBar(plot, cloud, camera) {
  const unitsPerPixel = (cloud.side / LEVELS / placeOf(plot, cloud, camera).scale) * plot.ratio;
  const { value, pixels } = scaleBar(unitsPerPixel, BAR);
  plot.bar.firstChild.style.width = `${pixels}px`;
  plot.bar.lastChild.textContent = `${value} ${value === 1 ? "unit" : "units"}`;
}
