/** Discs as lists of covered pixels, counted once per radius, for each of 4 × 4 places inside a pixel. */

export const PHASES = 4;
export const FULL = 256; // coverage and opacity 1
const SAMPLES = 16; // coverage of a pixel is counted on 16 × 16 places

/**
 * A disc's covered pixels; with an outline, each place's list has the outline's pixels first, up to its turn.
 *
 * @param {number} radius pixels
 * @param {number} outline thickness around the disc, pixels, 0 for none
 * @returns {{reach: number, starts: Uint32Array, turns: Uint32Array, dx: Int16Array, dy: Int16Array, cover: Uint16Array}}
 */
export function makeStamp(radius, outline = 0) {
  const reach = Math.ceil(radius + outline);
  const starts = [0];
  const turns = [];
  const entries = [];
  for (let phase = 0; phase < PHASES * PHASES; phase++) {
    const place = [((phase % PHASES) + 0.5) / PHASES, (Math.floor(phase / PHASES) + 0.5) / PHASES];
    if (outline > 0) cover(entries, reach, (dx, dy) => ringCover(place, [dx, dy], radius, outline));
    turns.push(entries.length);
    cover(entries, reach, (dx, dy) => covered(place, dx, dy, radius));
    starts.push(entries.length);
  }
  const column = (k, Type) => Type.from(entries, (entry) => entry[k]);
  return {
    reach,
    starts: Uint32Array.from(starts),
    turns: Uint32Array.from(turns),
    dx: column(0, Int16Array),
    dy: column(1, Int16Array),
    cover: column(2, Uint16Array),
  };
}

function cover(entries, reach, shareOf) {
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const share = Math.round(shareOf(dx, dy) * FULL);
      if (share > 0) entries.push([dx, dy, share]);
    }
  }
}

/** How much a pixel needs of the outline, so that after the disc is painted over it the outline has its share. */
function ringCover(place, [dx, dy], radius, outline) {
  const disc = covered(place, dx, dy, radius);
  return disc === 1 ? 0 : (covered(place, dx, dy, radius + outline) - disc) / (1 - disc);
}

/** Share of the pixel (dx, dy) inside a disc around a place in the pixel (0, 0). */
function covered([x, y], dx, dy, radius) {
  let inside = 0;
  for (let j = 0; j < SAMPLES; j++) {
    const down = dy - y + (j + 0.5) / SAMPLES;
    for (let i = 0; i < SAMPLES; i++) {
      const across = dx - x + (i + 0.5) / SAMPLES;
      if (across * across + down * down <= radius * radius) inside++;
    }
  }
  return inside / (SAMPLES * SAMPLES);
}
