/** The legend: colour, name and count of every class; pointing at one brings it to the fore. */
import { element, grouped } from "./dom.js";

/** @param {function(number|null): void} onFocus the class pointed at, null for none */
export function createLegend(onFocus) {
  const node = element("ul", { class: "legend", "aria-label": "Classes", onpointerleave: () => onFocus(null) });
  return {
    node,
    show(classes, counts, colors) {
      node.replaceChildren(...classes.map((name, index) => entry(name, counts[index], colors[index], index, onFocus)));
    },
  };
}

function entry(name, count, color, index, onFocus) {
  const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.backgroundColor = color;
  const label = element("span", { class: "name", title: name }, name);
  return element("li", { onpointerenter: () => onFocus(index) }, swatch, label, total(count));
}

function total(count) {
  return element("span", { class: "count" }, grouped(count));
}
