/** Where the reader looks: a centre in levels and a zoom, one scale for both axes. No function changes its input. */

export const MAX_ZOOM = 64; // beyond it one quantization level would be more than half a pixel

/** The camera that shows everything. */
export function wholeView([x0, y0, x1, y1]) {
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, zoom: 1 };
}

/** The camera that shows a box, part of all points' bounds, as large as it goes. */
export function viewOf(box, bounds, viewport) {
  const whole = placement(wholeView(bounds), bounds, viewport).scale;
  const zoom = placement(wholeView(box), box, viewport).scale / whole;
  return { ...wholeView(box), zoom: Math.min(Math.max(zoom, 1), MAX_ZOOM) };
}

/**
 * Levels to pixels: x = left + scale · level, y = top - scale · level.
 *
 * @param {object} camera
 * @param {number[]} bounds of all points over all epochs, levels
 * @param {{width: number, height: number, padding: number}} viewport pixels
 */
export function placement(camera, bounds, { width, height, padding }) {
  const [x0, y0, x1, y1] = bounds;
  const roomX = Math.max(width - 2 * padding, 1) / Math.max(x1 - x0, 1);
  const roomY = Math.max(height - 2 * padding, 1) / Math.max(y1 - y0, 1);
  const scale = Math.min(roomX, roomY) * camera.zoom;
  return { scale, left: width / 2 - scale * camera.x, top: height / 2 + scale * camera.y };
}

/** Pixels back to levels. */
export function unproject(place, x, y) {
  return [(x - place.left) / place.scale, (place.top - y) / place.scale];
}

/** Zoom by a factor; what lies under the pixel (x, y) stays under it. */
export function zoomAbout(camera, place, [x, y], factor) {
  const zoom = Math.min(Math.max(camera.zoom * factor, 1), MAX_ZOOM);
  const [levelX, levelY] = unproject(place, x, y);
  const shrink = camera.zoom / zoom;
  return { x: levelX + (camera.x - levelX) * shrink, y: levelY + (camera.y - levelY) * shrink, zoom };
}

/** Drag by pixels; the centre stays within the bounds, so the points are never lost. */
export function panBy(camera, place, [dx, dy], [x0, y0, x1, y1]) {
  const x = Math.min(Math.max(camera.x - dx / place.scale, x0), x1);
  const y = Math.min(Math.max(camera.y + dy / place.scale, y0), y1);
  return { ...camera, x, y };
}

/** The longest round length (1, 2 or 5 times a power of ten) that fits: its value and its pixels. */
export function scaleBar(unitsPerPixel, longest) {
  const room = unitsPerPixel * longest;
  const power = 10 ** Math.floor(Math.log10(room));
  const value = [5, 2, 1].find((digit) => digit * power <= room) * power;
  return { value: Number(value.toPrecision(1)), pixels: value / unitsPerPixel };
}
