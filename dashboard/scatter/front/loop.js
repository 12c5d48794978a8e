/** A loop over animation frames that sleeps while there is nothing to do. */

const LONGEST = 0.1; // seconds; a tab that was in the background goes on, it does not leap

/** @param {function(number): boolean} step gets the seconds since the last frame, returns whether to go on */
export function createLoop(step) {
  let handle = null;
  let last = null;
  const frame = (now) => {
    handle = null;
    const seconds = last === null ? 0 : Math.min((now - last) / 1000, LONGEST);
    last = now;
    if (step(seconds)) wake();
    else last = null;
  };
  const wake = () => {
    handle ??= requestAnimationFrame(frame);
  };
  const stop = () => {
    cancelAnimationFrame(handle);
    handle = null;
  };
  return { wake, stop };
}
