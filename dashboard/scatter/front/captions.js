/** Writes words on the canvas, over everything painted; of words that would overlap only the first are written. */

const SIZE = 12.5; // CSS pixels
const ROOM = 3; // CSS pixels kept free around words
const HALO = 3.5; // CSS pixels of background around letters

/**
 * Those captions that lie inside the picture and do not overlap one written before.
 *
 * @param {{words: string, x: number, y: number, align: "left"|"right"}[]} captions pixels; y is the middle of the line
 * @param {function(string): number} widthOf words, in pixels
 * @param {{width: number, height: number, ratio: number}} picture
 */
export function readable(captions, widthOf, { width, height, ratio }) {
  const taken = [];
  return captions.filter(({ words, x, y, align }) => {
    const wide = widthOf(words);
    const left = align === "left" ? x : x - wide;
    const box = { left: left - ROOM * ratio, right: left + wide + ROOM * ratio, top: y - 0.75 * SIZE * ratio, bottom: y + 0.75 * SIZE * ratio };
    const isInside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
    const isFree = taken.every((other) => box.left > other.right || box.right < other.left || box.top > other.bottom || box.bottom < other.top);
    if (isInside && isFree && words !== "") return taken.push(box) > 0;
    return false;
  });
}

/** @param {CanvasRenderingContext2D} context @param {object} look text and background as CSS colours, font family, ratio */
export function writeCaptions(context, captions, { text, background, family, ratio }) {
  const { width, height } = context.canvas;
  context.save();
  context.font = `600 ${SIZE * ratio}px ${family}`;
  Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: HALO * ratio, strokeStyle: background, fillStyle: text });
  for (const { words, x, y, align } of readable(captions, (words) => context.measureText(words).width, { width, height, ratio })) {
    context.textAlign = align;
    context.strokeText(words, x, y);
    context.fillText(words, x, y);
  }
  context.restore();
}
