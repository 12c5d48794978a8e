/** What the reader does to a view: move time, move the camera, point, select. */
import { listenToPointer } from "./gestures.js";
import { listenToKeys } from "./keys.js";
import { fit, pan, panTowards, reset, zoom, zoomStep } from "./looking.js";
import { find, point, pointAway, pointTowards } from "./pointing.js";
import { begin, draw, draws, finish, pick, select, selectInView, stopDrawing } from "./selecting.js";
import { goTo, pause, play, scrub, step } from "./timeline.js";

/** What the controls call. */
export function controlsOf(view) {
  return {
    play: () => playOrPause(view),
    scrub: (position) => act(view, (time) => scrub(time, position)),
    release: () => act(view, (time) => goTo(time, Math.round(time.position))),
    rate: (rate) => act(view, (time) => Object.assign(time, { rate })),
    trails: (trails) => change(view, { trails }),
    pictures: () => view.loop.wake(),
    reset: () => reset(view),
    fit: () => fit(view),
    tool: (tool) => useTool(view, tool),
    help: () => view.layout.tools.toggleHelp(),
  };
}

/** Listen to pointer, wheel and keys. */
export function listen(view) {
  const { plot, hover, node } = view.layout;
  const scaled = (at) => at.map((value) => value * plot.ratio);
  const findAt = (at) => find(view, scaled(at));
  listenToPointer(plot.canvas, {
    draws: (shift) => draws(view, shift),
    pan: (by) => view.cloud && pan(view, scaled(by)),
    zoom: (at, factor) => view.cloud !== null && zoom(view, scaled(at), factor),
    begin: (at) => begin(view, at),
    draw: (at) => draw(view, at),
    finish: (how) => finish(view, how),
    cancel: () => stopDrawing(view),
    click: (at, adding) => view.cloud && pick(view, findAt(at), adding),
    clear: () => select(view, []),
    hover: (at, shift) => view.cloud && hoverOver(view, findAt(at), shift),
    leave: hover.hide,
  });
  listenToKeys(node, { ...keysOfTime(view), ...keysOfPlace(view), ...keysOfSelection(view) });
}

function keysOfTime(view) {
  return {
    play: () => playOrPause(view),
    step: (by) => act(view, (time) => step(time, by)),
    first: () => act(view, (time) => goTo(time, 0)),
    last: () => act(view, (time) => goTo(time, time.count - 1)),
  };
}

function keysOfPlace(view) {
  return {
    pan: (side) => view.cloud && panTowards(view, side),
    zoomIn: () => view.cloud && zoomStep(view, 1),
    zoomOut: () => view.cloud && zoomStep(view, -1),
    fit: () => fit(view),
    reset: () => reset(view),
  };
}

function keysOfSelection(view) {
  return {
    point: (side) => view.cloud && view.ids !== null && pointTowards(view, side),
    choose: (adding) => pick(view, view.cursor, adding),
    chooseAll: (adding) => selectInView(view, adding),
    clear: () => stepBack(view),
    tool: (tool) => useTool(view, tool),
    help: () => view.layout.tools.toggleHelp(),
  };
}

/** Escape: one thing at a time, the latest first. */
function stepBack(view) {
  const { tools } = view.layout;
  if (stopDrawing(view)) return;
  if (tools.isHelpOpen()) tools.toggleHelp(false);
  else if (!pointAway(view)) select(view, []);
}

function hoverOver(view, row, shift) {
  view.layout.plot.node.dataset.draws = String(draws(view, shift));
  point(view, row);
}

/** What a drag does from now on. */
function useTool(view, tool) {
  if (!view.data?.bits) return;
  stopDrawing(view);
  view.tool = tool;
  view.layout.tools.show(tool);
  view.layout.plot.node.dataset.draws = String(draws(view, false));
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
