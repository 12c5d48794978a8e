/** What happens around a view: its room, the screen's pixels, the motion wanted, the tab in front or not. */

const STILL = "(prefers-reduced-motion: reduce)";

/**
 * @param {Element} node whose room counts
 * @param {object} on resize() also when a window moves to a screen with other pixels, calm(wanted), back() in front again
 * @returns {function(): void} stops watching
 */
export function watch(node, on) {
  const stop = new AbortController();
  const { signal } = stop;
  const resizing = new ResizeObserver(on.resize);
  resizing.observe(node);
  const calm = matchMedia(STILL);
  calm.addEventListener("change", () => on.calm(calm.matches), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || on.back(), { signal });
  watchPixels(on.resize, signal);
  return () => {
    stop.abort();
    resizing.disconnect();
  };
}

/** Whether the reader asked for less motion. */
export function isCalm() {
  return matchMedia(STILL).matches;
}

/** A ratio can only be waited away from, so each change waits for the next. */
function watchPixels(onChange, signal) {
  const now = matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`);
  const changed = () => {
    onChange();
    watchPixels(onChange, signal);
  };
  now.addEventListener("change", changed, { once: true, signal });
}
