/** One entry of the legend: a button with a colour, a name and a count; pressed while its points are shown. */
import { element, grouped } from "./dom.js";

const HOW = "Click hides or shows it; double click, alt-click or shift-Enter shows it alone";

/**
 * @param {{name: string, color: string, room: number}} what room: characters that the largest count needs
 * @param {object} on focus(here), hide(), isolate()
 * @returns {{item: Element, update: function(number, boolean): void}}
 */
export function createEntry({ name, color, room }, on) {
  const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--color", color);
  const count = element("span", { class: "count" });
  count.style.minWidth = `${room}ch`;
  const button = element("button", { class: "entry", type: "button", title: `${name}\n${HOW}` });
  button.append(swatch, element("span", { class: "name" }, name), count);
  button.addEventListener("click", (event) => (event.altKey ? on.isolate() : on.hide()));
  button.addEventListener("dblclick", (event) => event.altKey || on.isolate());
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.altKey || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    on.isolate();
  });
  button.addEventListener("focus", () => button.matches(":focus-visible") && on.focus(true));
  button.addEventListener("blur", () => on.focus(false));
  return {
    item: element("li", { onpointerenter: () => on.focus(true) }, button),
    update(number, isShown) {
      count.textContent = grouped(number);
      button.setAttribute("aria-pressed", String(isShown));
    },
  };
}
