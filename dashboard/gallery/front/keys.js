// Walking a grid by keys: where a key leads, and which tiles lie between two.

/** The place a key leads to, or undefined: not one of ours, or off the grid. */
export function destination(key, place, { columns, lines, last }) {
  const page = columns * Math.max(1, lines);
  const steps = {
    ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns,
    Home: -place, End: last - place,
    PageUp: -Math.min(page, Math.floor(place / columns) * columns),
    PageDown: Math.min(page, Math.floor((last - place) / columns) * columns),
  }; // prettier-ignore
  return key in steps ? place + steps[key] : undefined;
}

/** The places from one to the other, the latter last. */
export function between(from, to) {
  const step = from <= to ? 1 : -1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, count) => from + count * step);
}
