/** What the reader does to a view: move time, move the camera, point, pick. */
import { resolve } from "./appearance.js";
import { panBy, wholeView, zoomAbout } from "./camera.js";
import { reportOf } from "./conversation.js";
import { listenToKeys, listenToPointer } from "./gestures.js";
import { idAt } from "./identity.js";
import { locate, momentAt } from "./moment.js";
import { pointRadius } from "./palette.js";
import { nearest } from "./picking.js";
import { sightOf } from "./pictures.js";
import { placeOf, showBar } from "./plot.js";
import { goTo, pause, play, scrub, step } from "./timeline.js";

const REACH = 12; // CSS pixels around the pointer in which a point is found
const KEY_ZOOM = 1.5;
const CAMERA = ["x", "y", "zoom"];

/** What the controls call. */
export function controlsOf(view) {
  return {
    play: () => playOrPause(view),
    scrub: (position) => act(view, (time) => scrub(time, position)),
    release: () => act(view, (time) => goTo(time, Math.round(time.position))),
    rate: (rate) => act(view, (time) => Object.assign(time, { rate })),
    trails: (trails) => change(view, { trails }),
    focus: (focus) => change(view, { focus }),
    pictures: () => view.loop.wake(),
    reset: () => reset(view),
  };
}

/** Listen to pointer, wheel and keys. */
export function listen(view) {
  const { plot, hover } = view.layout;
  const scaled = (point) => point.map((value) => value * plot.ratio);
  const zoom = (at, factor) => look(view, zoomAbout(view.camera, placeOf(plot, view.cloud, view.camera), at, factor));
  const middle = () => [plot.surface.width / 2, plot.surface.height / 2];
  listenToPointer(plot.canvas, {
    pan: (by) => view.cloud && pan(view, scaled(by)),
    zoom: (at, factor) => view.cloud !== null && zoom(scaled(at), factor),
    click: (at) => view.cloud && pick(view, find(view, scaled(at))),
    hover: (at) => view.cloud && point(view, find(view, scaled(at))),
    leave: hover.hide,
    reset: () => reset(view),
  });
  listenToKeys(view.layout.node, {
    play: () => playOrPause(view),
    step: (by) => act(view, (time) => step(time, by)),
    first: () => act(view, (time) => goTo(time, 0)),
    last: () => act(view, (time) => goTo(time, time.count - 1)),
    clear: () => select(view, []),
    zoomIn: () => view.cloud && zoom(middle(), KEY_ZOOM),
    zoomOut: () => view.cloud && zoom(middle(), 1 / KEY_ZOOM),
    reset: () => reset(view),
  });
}

function playOrPause(view) {
  act(view, (time) => (time.playing ? pause(time) : play(time)));
}

/** Something the reader does to time. */
function act(view, alter) {
  if (!view.cloud) return;
  view.touched = true;
  view.drawn.course = null;
  view.layout.hover.hide();
  alter(view.time);
  view.loop.wake();
}

function change(view, what) {
  Object.assign(view.shown, what);
  view.loop.wake();
}

/** Move the camera; returns whether it moved. */
export function look(view, camera) {
  const { cloud, layout } = view;
  const before = view.camera;
  const whole = wholeView(cloud.bounds);
  view.camera = camera;
  view.cameras.set(cloud.geometry, camera);
  layout.reset.hidden = CAMERA.every((part) => camera[part] === whole[part]);
  layout.hover.hide();
  showBar(layout.plot, cloud, camera);
  view.loop.wake();
  return before === null || CAMERA.some((part) => camera[part] !== before[part]);
}

function pan(view, by) {
  const { cloud, camera, layout } = view;
  return look(view, panBy(camera, placeOf(layout.plot, cloud, camera), by, cloud.bounds));
}

function reset(view) {
  if (view.cloud) look(view, wholeView(view.cloud.bounds));
}

/** The row under the pointer, -1 if there is none. */
function find({ cloud, camera, time, layout }, at) {
  const { plot } = layout;
  return nearest(momentAt(cloud, time.position), placeOf(plot, cloud, camera), cloud.order, at, REACH * plot.ratio);
}

function point(view, row) {
  const { cloud, ids, camera, time, data, layout } = view;
  const { plot, hover } = layout;
  plot.canvas.style.cursor = row < 0 ? "" : "pointer";
  if (row < 0 || ids === null || time.playing) return hover.hide();
  const at = locate(momentAt(cloud, time.position), placeOf(plot, cloud, camera), row);
  const index = cloud.labels[row];
  const what = { id: idAt(ids, row), label: cloud.classes[index], color: data.colors[index], sight: sightOf(view, row) };
  return hover.show(at.map((value) => value / plot.ratio), { ...what, radius: pointRadius(cloud.n, camera.zoom) });
}

function pick(view, row) {
  if (row >= 0 && view.ids !== null) select(view, [idAt(view.ids, row)]);
}

function select(view, ids) {
  view.selected = ids;
  const report = reportOf(view.channels.selected, ids);
  if (report) view.send("selected", report);
  resolve(view);
}
