/** The styles that style mounts have brought, by name, for every view of the page. */
import { decodeStyle } from "./style.js";

const brought = new Map(); // a style mount's element -> the bytes it brought and their style

/** @returns {boolean} whether the style is new; a mount is called again with the same bytes when the theme changes */
export function hang(element, data) {
  if (brought.get(element)?.data === data) return false;
  brought.set(element, { data, style: decodeStyle(data) });
  return true;
}

export function giveAway(element) {
  brought.delete(element);
}

/** The style of a name, null while it is not here. */
export function styleNamed(name) {
  for (const { style } of brought.values()) if (style.name === name) return style;
  return null;
}
