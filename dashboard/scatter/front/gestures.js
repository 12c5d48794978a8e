/** Turns the pointer, the fingers and the wheel into what they mean. */

const STILL = 4; // CSS pixels that a click may move
const WHEEL = 0.0015; // zoom per pixel of wheel
const PINCH = 0.01; // the same for a touchpad's pinch, which arrives as a wheel with ctrl
const LINE = 16; // pixels of a wheel that counts lines

/**
 * @param {object} on draws(shift) -> whether a drag draws, pan([dx, dy]), zoom([x, y], factor) -> used,
 *   begin([x, y]), draw([x, y]), finish("replace" | "add" | "remove"), cancel(), click([x, y], shift), clear(),
 *   hover([x, y], shift), leave()
 */
export function listenToPointer(canvas, on) {
  const fingers = new Map(); // by pointer id: where it was last
  let press = null; // one finger's: where it began, whether it moved, whether it draws
  const stop = () => {
    if (press?.draws && press.moved) on.cancel();
    press = null;
  };
  const lift = (event) => {
    fingers.delete(event.pointerId);
    return press;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, placeOf(event));
    stop();
    if (fingers.size === 1) press = { start: placeOf(event), moved: false, draws: on.draws(event.shiftKey) };
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    const here = placeOf(event);
    if (before === undefined) return on.hover(here, event.shiftKey);
    if (fingers.size === 2) pinch(fingers, event.pointerId, here, on);
    else if (press !== null && !drag(press, before, here, on)) return undefined;
    return fingers.set(event.pointerId, here);
  });
  canvas.addEventListener("pointerup", (event) => {
    const ended = lift(event);
    press = null;
    if (ended === null) return;
    if (!ended.moved) on.click(placeOf(event), event.shiftKey);
    else if (ended.draws) on.finish(meaningOf(event));
  });
  canvas.addEventListener("pointercancel", (event) => {
    lift(event);
    stop();
  });
  canvas.addEventListener("pointerleave", () => on.leave());
  canvas.addEventListener("dblclick", (event) => event.shiftKey || on.clear());
  canvas.addEventListener("wheel", (event) => wheel(event, placeOf(event), on), { passive: false });
}

function placeOf(event) {
  return [event.offsetX, event.offsetY];
}

/** Shift adds, alt takes away. */
function meaningOf({ shiftKey, altKey }) {
  return shiftKey ? "add" : altKey ? "remove" : "replace";
}

/** One finger moves; returns whether it has moved further than a click may. */
function drag(press, before, here, on) {
  if (!press.moved && distance(press.start, here) <= STILL) return false;
  if (press.draws && !press.moved) on.begin(press.start);
  press.moved = true;
  if (press.draws) on.draw(here);
  else on.pan([here[0] - before[0], here[1] - before[1]]);
  return true;
}

/** Two fingers: what lies between them stays between them. */
function pinch(fingers, moving, here, on) {
  const [still] = [...fingers].filter(([id]) => id !== moving).map(([, at]) => at);
  const before = fingers.get(moving);
  on.pan([(here[0] - before[0]) / 2, (here[1] - before[1]) / 2]);
  const middle = [(here[0] + still[0]) / 2, (here[1] + still[1]) / 2];
  on.zoom(middle, Math.max(distance(here, still), 1) / Math.max(distance(before, still), 1));
}

function distance([x0, y0], [x1, y1]) {
  return Math.hypot(x1 - x0, y1 - y0);
}

/** A wheel that changes nothing (zooming out of the whole view) scrolls the page as everywhere else. */
function wheel(event, at, on) {
  const pixels = event.deltaMode === 1 ? event.deltaY * LINE : event.deltaY;
  const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH : WHEEL));
  if (on.zoom(at, factor)) event.preventDefault();
}
