/** Turns the pointer, the wheel and the keys into what they mean. */

const STILL = 4; // CSS pixels that a click may move
const WHEEL = 0.0015; // zoom per pixel of wheel
const PINCH = 0.01; // the same for a touchpad's pinch, which arrives as a wheel with ctrl
const LINE = 16; // pixels of a wheel that counts lines

/** @param {object} on pan([dx, dy]), zoom([x, y], factor) -> used, click([x, y]), hover([x, y]), leave(), reset() */
export function listenToPointer(canvas, on) {
  let start = null;
  let last = null;
  const at = (event) => [event.offsetX, event.offsetY];
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    start = last = at(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(event);
    if (last === null) return on.hover(here);
    const moved = start === null || Math.hypot(here[0] - start[0], here[1] - start[1]) > STILL;
    if (!moved) return undefined;
    start = null;
    on.pan([here[0] - last[0], here[1] - last[1]]);
    last = here;
    return undefined;
  });
  canvas.addEventListener("pointerup", (event) => {
    if (start !== null) on.click(at(event));
    start = last = null;
  });
  canvas.addEventListener("pointercancel", () => {
    start = last = null;
  });
  canvas.addEventListener("pointerleave", () => on.leave());
  canvas.addEventListener("dblclick", () => on.reset());
  canvas.addEventListener("wheel", (event) => wheel(event, at(event), on), { passive: false });
}

/** A wheel that changes nothing (zooming out of the whole view) scrolls the page as everywhere else. */
function wheel(event, at, on) {
  const pixels = event.deltaMode === 1 ? event.deltaY * LINE : event.deltaY;
  const factor = Math.exp(-pixels * (event.ctrlKey ? PINCH : WHEEL));
  if (on.zoom(at, factor)) event.preventDefault();
}

/** @param {object} on play(), step(by), first(), last(), clear(), zoomIn(), zoomOut(), reset() */
export function listenToKeys(root, on) {
  const actions = {
    " ": on.play,
    ArrowLeft: () => on.step(-1),
    ArrowRight: () => on.step(1),
    Home: on.first,
    End: on.last,
    Escape: on.clear,
    "+": on.zoomIn,
    "=": on.zoomIn,
    "-": on.zoomOut,
    0: on.reset,
  };
  root.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    const target = event.target;
    if (!action || event.ctrlKey || event.metaKey || event.altKey || target.tagName === "SELECT") return;
    if (event.key === " " && target.tagName === "BUTTON") return; // a focused button is what space presses
    event.preventDefault();
    action();
  });
}
