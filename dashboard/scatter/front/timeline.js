/**
 * Time, as a plain object and functions that change it: a position among the epochs, played, scrubbed or stepped.
 *
 * The position runs from 0 to count - 1 by index, so irregular epochs (0, 2, 3, 5 …) take one step each. Between two
 * epochs there is no data, so the timeline always comes to rest on an epoch, and only there is it worth reporting.
 */

const GLIDE_SECONDS = 0.3; // from wherever it is to the epoch asked for, whatever the distance

export function createTimeline(count, { position = 0, rate = 1, stepping = false } = {}) {
  return { count, position, rate, stepping, playing: false, dragging: false, target: null, glide: 0, dwell: 0 };
}

export function isSettled({ playing, dragging, target }) {
  return !playing && !dragging && target === null;
}

/** Play from here; from the start when already at the end. At the end it stops there. */
export function play(time) {
  if (time.count < 2) return;
  if (nearestEpoch(time) === time.count - 1 && time.position > time.count - 1.5) time.position = 0;
  Object.assign(time, { playing: true, dragging: false, target: null, dwell: 0 });
}

/** Stop, and glide to the nearest epoch. */
export function pause(time) {
  goTo(time, nearestEpoch(time));
}

export function goTo(time, index) {
  const target = Math.min(Math.max(index, 0), time.count - 1);
  const glide = Math.abs(target - time.position) / GLIDE_SECONDS;
  Object.assign(time, { playing: false, dragging: false, target, glide });
  if (time.stepping || target === time.position) Object.assign(time, { position: target, target: null });
}

export function step(time, by) {
  goTo(time, (time.target ?? nearestEpoch(time)) + by);
}

/** Follow the slider, between epochs too. */
export function scrub(time, position) {
  const clamped = Math.min(Math.max(position, 0), time.count - 1);
  const where = time.stepping ? Math.round(clamped) : clamped;
  Object.assign(time, { playing: false, dragging: true, target: null, position: where });
}

/** Let time pass. Returns whether the position has changed. */
export function advance(time, seconds) {
  const before = time.position;
  if (time.playing) advancePlay(time, seconds);
  else if (time.target !== null) advanceGlide(time, seconds);
  return time.position !== before;
}

function advancePlay(time, seconds) {
  if (time.stepping) {
    time.dwell += seconds * time.rate;
    const steps = Math.floor(time.dwell);
    time.dwell -= steps;
    time.position = Math.round(time.position) + steps;
  } else {
    time.position += seconds * time.rate;
  }
  if (time.position >= time.count - 1) Object.assign(time, { position: time.count - 1, playing: false });
}

function advanceGlide(time, seconds) {
  const left = time.target - time.position;
  const way = time.glide * seconds;
  if (Math.abs(left) <= way + 1e-9) Object.assign(time, { position: time.target, target: null });
  else time.position += Math.sign(left) * way;
}

function nearestEpoch({ position }) {
  return Math.round(position);
}

/** The index of the epoch number asked for; the nearest one where the run does not have it. */
export function indexOfEpoch(epochs, wanted) {
  let best = 0;
  epochs.forEach((epoch, index) => {
    if (Math.abs(epoch - wanted) < Math.abs(epochs[best] - wanted)) best = index;
  });
  return best;
}
