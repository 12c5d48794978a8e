/** The arrow field: where the mean of every class has come from, since the epoch before or since the first. */
import { paintStroke } from "./strokes.js";
import { MISSING } from "./payload.js";

const SHORTEST = 3; // CSS pixels; a mean that has not moved visibly gets no arrow
const HEAD = 10; // CSS pixels
const HEAD_TURNS = [-0.5, -0.25, 0.25, 0.5]; // radians from the shaft: strokes close enough to fill the head
const BEYOND = 10; // CSS pixels from the tip to the class's name

export const ARROW_WORDS = { before: "class means, from the epoch before", first: "class means, from the first epoch" };

/** Means of all classes at an epoch, in levels: x y per class, NaN where a class has no position. Kept per epoch. */
export function meansAt(cloud, epoch) {
  cloud.means ??= [];
  cloud.means[epoch] ??= computeMeans(cloud.positions[epoch], cloud.labels, cloud.classes.length);
  return cloud.means[epoch];
}

function computeMeans(positions, labels, classes) {
  const sums = new Float64Array(2 * classes);
  const counts = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    if (positions[2 * row] === MISSING) continue;
    const label = labels[row];
    sums[2 * label] += positions[2 * row];
    sums[2 * label + 1] += positions[2 * row + 1];
    counts[label]++;
  }
  return sums.map((sum, k) => sum / counts[k >> 1]);
}

/** Means at any position in time, mixed between two epochs as the points are. */
export function meansBetween(cloud, position) {
  const at = Math.min(Math.max(position, 0), cloud.positions.length - 1);
  const index = Math.floor(at);
  const from = meansAt(cloud, index);
  return index === at ? from : from.map((value, k) => value + (meansAt(cloud, index + 1)[k] - value) * (at - index));
}

/**
 * @param {object} surface
 * @param {object} scene cloud, place, palette, classColors (packed), position, ratio
 * @param {"before"|"first"} since
 * @returns {object[]} captions to write, the class with the longest way first
 */
export function paintArrows(surface, scene, since) {
  const { cloud, place, position, ratio } = scene;
  const start = meansBetween(cloud, since === "first" ? 0 : position - 1);
  const end = meansBetween(cloud, position);
  const project = (means, k) => [place.left + place.scale * means[2 * k], place.top - place.scale * means[2 * k + 1]];
  const arrows = cloud.classes
    .map((words, k) => ({ words, label: k, from: project(start, k), to: project(end, k) }))
    .map((arrow) => ({ ...arrow, length: Math.hypot(arrow.to[0] - arrow.from[0], arrow.to[1] - arrow.from[1]) }))
    .filter(({ length }) => length >= SHORTEST * ratio)
    .sort((a, b) => b.length - a.length);
  for (const arrow of arrows.toReversed()) paintArrow(surface, scene, arrow);
  return arrows.map(({ words, from, to, length }) => {
    const share = (BEYOND * ratio) / length;
    const align = to[0] >= from[0] ? "left" : "right";
    return { words, x: to[0] + (to[0] - from[0]) * share, y: to[1] + (to[1] - from[1]) * share, align };
  });
}

/** Shaft and head, in the class's colour between edges of the text's, on the background's. */
function paintArrow(surface, { palette, classColors, ratio }, { label, from, to, length }) {
  const back = Math.atan2(from[1] - to[1], from[0] - to[0]);
  const head = Math.min(HEAD * ratio, length * 0.6);
  const side = (turn) => [to[0] + head * Math.cos(back + turn), to[1] + head * Math.sin(back + turn)];
  const strokes = [[from, to], ...HEAD_TURNS.map((turn) => [side(turn), to])];
  const layers = [[7, palette.background, 200], [4.5, palette.text, 256], [2.25, classColors[label], 256]];
  for (const [thickness, color, opacity] of layers) {
    for (const ends of strokes) paintStroke(surface, ...ends, { thickness: thickness * ratio, color, opacity });
  }
}
