/** The legend of a style of values: a bar of its colours between its lowest and its highest value. */
import { element } from "./dom.js";
import { codeColors } from "./palette.js";
import { wordsOf } from "./style.js";

const TOP = 254; // code of the highest value
const STOPS = 32;

export function createRamp() {
  const low = element("span", { class: "end" });
  const bar = element("i", {});
  const high = element("span", { class: "end" });
  const node = element("div", { class: "ramp", hidden: true, role: "img" }, low, bar, high);
  return {
    node,
    show(style) {
      node.hidden = style.kind !== "values";
      if (node.hidden) return;
      low.textContent = wordsOf(style, 0);
      high.textContent = wordsOf(style, TOP);
      bar.style.background = gradientOf(style);
      node.setAttribute("aria-label", `${style.title || "Colours"} from ${low.textContent} to ${high.textContent}`);
    },
  };
}

/** As CSS: only numbers are written into it. */
export function gradientOf(style) {
  const colors = codeColors(style);
  const stops = Array.from({ length: STOPS }, (_, k) => colors[Math.round((k * TOP) / (STOPS - 1))]);
  return `linear-gradient(to right, ${stops.map((rgb) => `rgb(${rgb.map(Math.round).join(" ")})`).join(", ")})`;
}
