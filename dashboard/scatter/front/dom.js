/** Builds elements. Words only ever become text nodes or attributes, so a label can hold anything. */

export const SVG = "http://www.w3.org/2000/svg";

/** @param {object} attributes `on…` functions become listeners; true and false add or leave out the attribute. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...children);
  return node;
}

export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  setAttributes(svg, { viewBox: "0 0 16 16", "aria-hidden": "true" });
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/** 10015 as "10,015". */
export function grouped(count) {
  return count.toLocaleString("en");
}
