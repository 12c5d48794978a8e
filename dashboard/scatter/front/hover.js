/** What shows under the pointer: a halo on the point and a tip with its id and class. */
import { element } from "./dom.js";
import { createTipPicture } from "./tip_picture.js";

const GAP = 14; // CSS pixels between point and tip

export function createHover() {
  const halo = element("div", { class: "halo", hidden: true });
  const name = element("div", { class: "tip-name" });
  const swatch = element("span", { class: "swatch" });
  const label = element("span", {});
  const { frame, note, fill } = createTipPicture();
  const words = element("div", { class: "tip-words" }, name, element("div", {}, swatch, label), note);
  const tip = element("div", { class: "tip", hidden: true }, frame, words);
  return {
    nodes: [halo, tip],
    fill,
    /** @param {object} what id, label, color, radius, sight (see tip_picture.js); x and y in CSS pixels of the plot */
    show([x, y], what) {
      fill(what.sight ?? null);
      name.textContent = what.id;
      label.textContent = what.label;
      swatch.style.backgroundColor = what.color;
      halo.hidden = tip.hidden = false;
      const size = 2 * what.radius + 8;
      Object.assign(halo.style, { width: `${size}px`, height: `${size}px` });
      halo.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`;
      const { clientWidth, clientHeight } = tip.offsetParent;
      const left = x + GAP + tip.offsetWidth > clientWidth ? x - GAP - tip.offsetWidth : x + GAP;
      const top = Math.min(Math.max(y - tip.offsetHeight / 2, 4), clientHeight - tip.offsetHeight - 4);
      tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    shown: () => !tip.hidden,
    hide() {
      halo.hidden = tip.hidden = true;
    },
  };
}
