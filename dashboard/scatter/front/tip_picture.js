/** The part of the tip that is filled later: the sample's picture and a line of words from Python. */
import { element } from "./dom.js";

const EDGE = 96; // CSS pixels; the atlas has as many

export function createTipPicture() {
  const frame = element("div", { class: "tip-picture", hidden: true });
  const note = element("div", { class: "tip-note", hidden: true });
  let canvas = null; // made with the first picture
  return {
    frame,
    note,
    /** @param {{picture: object|null, note: string|null, awaited: boolean}|null} what null where no pictures travel */
    fill(what) {
      const picture = what?.picture ?? null;
      frame.hidden = picture === null && !what?.awaited; // its room is kept while it is on the way: nothing jumps
      note.hidden = !what || what.note === null;
      note.textContent = what?.note || "\u00a0";
      if (canvas) canvas.hidden = picture === null;
      if (picture === null) return;
      canvas ??= frame.appendChild(element("canvas", { role: "img", "aria-label": "The sample's picture" }));
      const side = Math.round(EDGE * (globalThis.devicePixelRatio || 1));
      Object.assign(canvas, { width: side, height: side, hidden: false });
      const { x, y, cell } = picture;
      canvas.getContext("2d").drawImage(picture.picture, x, y, cell, cell, 0, 0, side, side);
    },
  };
}
