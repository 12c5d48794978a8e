/** Moves the camera of a view. */
import { panBy, unproject, viewOf, wholeView, zoomAbout } from "./camera.js";
import { createMemory } from "./memory.js";
import { boundsAt, locate, momentAt } from "./moment.js";
import { placeOf, showBar, viewportOf } from "./plot.js";

const KEY_ZOOM = 1.5;
const KEY_PAN = 0.15; // of the plot's smaller side
const CAMERA = ["x", "y", "zoom"];

/** By a cloud's geometry: a view that comes back, after a reload too, looks where it looked before. */
export const cameras = createMemory("camera", isCamera);

/** Move the camera; returns whether it moved. */
export function look(view, camera) {
  const { cloud, layout } = view;
  const before = view.camera;
  const whole = wholeView(cloud.bounds);
  view.camera = camera;
  cameras.set(cloud.geometry, camera);
  layout.reset.hidden = CAMERA.every((part) => camera[part] === whole[part]);
  layout.hover.hide();
  showBar(layout.plot, cloud, camera);
  view.loop.wake();
  return before === null || CAMERA.some((part) => camera[part] !== before[part]);
}

function isCamera(value) {
  return CAMERA.every((part) => Number.isFinite(value[part])) && value.zoom >= 1;
}

export function reset(view) {
  if (view.cloud) look(view, wholeView(view.cloud.bounds));
}

/** Look at the samples that are drawn, where they are now. */
export function fit(view) {
  const { cloud, time, filter, layout } = view;
  const box = cloud && boundsAt(momentAt(cloud, time.position), filter);
  if (box) look(view, viewOf(box, cloud.bounds, viewportOf(layout.plot)));
}

/** @param {number[]} by device pixels */
export function pan(view, by) {
  return look(view, panBy(view.camera, placeNow(view), by, view.cloud.bounds));
}

/** What lies under `at` (device pixels) stays there. */
export function zoom(view, at, factor) {
  return look(view, zoomAbout(view.camera, placeNow(view), at, factor));
}

/** Pan by a key: towards a side. */
export function panTowards(view, [right, down]) {
  const { width, height } = view.layout.plot.surface;
  const by = Math.min(width, height) * KEY_PAN;
  return pan(view, [-right * by, -down * by]);
}

/** Zoom by a key: about the middle. */
export function zoomStep(view, steps) {
  return zoom(view, middleOf(view), KEY_ZOOM ** steps);
}

/** Bring a row to the middle if it is out of sight. */
export function reveal(view, row) {
  const { width, height } = view.layout.plot.surface;
  const [x, y] = whereNow(view, row);
  if (x >= 0 && y >= 0 && x < width && y < height) return;
  const [levelX, levelY] = unproject(placeNow(view), x, y);
  look(view, { ...view.camera, x: levelX, y: levelY });
}

/** Levels to device pixels, as the view is now. */
export function placeNow({ layout, cloud, camera }) {
  return placeOf(layout.plot, cloud, camera);
}

/** Where a row is painted, device pixels; null where it has no position. */
export function whereNow(view, row) {
  return locate(momentAt(view.cloud, view.time.position), placeNow(view), row);
}

export function middleOf({ layout }) {
  const { width, height } = layout.plot.surface;
  return [width / 2, height / 2];
}
