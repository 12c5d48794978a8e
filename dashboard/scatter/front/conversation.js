/**
 * The view's side of report.py: what to tell Python, and when to believe what Python says.
 *
 * A channel carries one value ("epoch" or "selected"). Every report has a turn that never repeats; every message of
 * Python names the last turn it has heard, so a message written before our latest report is recognised and ignored.
 */

let lastTurn = Date.now();

export function createChannel() {
  return { turn: null, known: undefined, given: undefined };
}

/**
 * Decide about a value that Python gives.
 *
 * @param {object} channel
 * @param {{value: any, heard: number|null}} message
 * @param {boolean} busy the reader is moving it (playing, dragging): only a new value may interrupt
 * @returns {boolean} whether to take the value over
 */
export function believe(channel, { value, heard }, busy) {
  if (channel.turn !== null && heard !== channel.turn) return false;
  const isNew = !same(value, channel.given) && !same(value, channel.known); // else our own report comes back
  channel.given = value;
  if (value === null || (busy && !isNew)) return false;
  channel.known = value;
  return true;
}

/** The report to send for a value, null where Python knows it already. */
export function reportOf(channel, value) {
  if (same(value, channel.known)) return null;
  lastTurn += 1;
  Object.assign(channel, { turn: lastTurn, known: value });
  return { value, turn: lastTurn };
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
