/** The switch for pictures in place of points, and how many points there are for it. */
import { element, grouped } from "./dom.js";
import { FEW } from "./sprites.js";

/** @param {function(): void} onSwitch */
export function createPictureButton(onSwitch) {
  const button = element("button", { class: "pictures", type: "button", "aria-pressed": "true", hidden: true }, "Pictures");
  const on = () => button.getAttribute("aria-pressed") === "true";
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!on()));
    onSwitch();
  });
  return {
    button,
    on,
    /** @param {number|null} count points in view, null for too many */
    say(count) {
      const now = count === null ? `more than ${FEW} are: zoom in` : `${grouped(count)} ${count === 1 ? "is" : "are"}`;
      button.title = `Pictures in place of points where at most ${FEW} are in view; now ${now}`;
    },
  };
}
