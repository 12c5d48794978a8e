/** The buttons in the plot's corner: what a drag does, and the list of keys; and the outline that a drag draws. */
import { element, icon, setAttributes } from "./dom.js";
import { HELP } from "./keys.js";

const TOOLS = [
  { tool: "pan", title: "Move the view (P)", path: "M8 1l2.2 2.6H8.8v3.6h3.6V5.8L15 8l-2.6 2.2V8.8H8.8v3.6h1.4L8 15l-2.2-2.6h1.4V8.8H3.6v1.4L1 8l2.6-2.2v1.4h3.6V3.6H5.8z" },
  { tool: "lasso", title: "Lasso (L), or Shift and drag", path: "M8 2c3.9 0 7 2 7 4.6s-3.1 4.6-7 4.6c-.9 0-1.800-.1-2.600-.3-.1 1.500-.9 2.800-2.600 3.600l-.6-1.100c1.200-.6 1.800-1.400 1.900-2.900C2.200 9.600 1 8.200 1 6.600 1 4 4.100 2 8 2zm0 1.300c-3.200 0-5.700 1.500-5.700 3.300S4.800 9.900 8 9.900s5.700-1.500 5.700-3.300S11.200 3.300 8 3.300z" },
  { tool: "box", title: "Box (B)", path: "M2 2h3v1.300H3.300V5H2zM11 2h3v3h-1.300V3.300H11zM2 11h1.300v1.700H5V14H2zM12.700 11H14v3h-3v-1.300h1.700zM6.500 2h3v1.300h-3zM6.500 12.700h3V14h-3zM2 6.500h1.300v3H2zM12.700 6.500H14v3h-1.300z" },
];
const FIT = "M2 2h4v1.3H4.2l2.6 2.6-.9.9-2.6-2.6V6H2zM10 2h4v4h-1.300V4.200l-2.600 2.600-.9-.9 2.600-2.600H10zM2 10h1.300v1.800l2.600-2.600.9.9-2.600 2.600H6V14H2zM12.700 10H14v4h-4v-1.300h1.800l-2.600-2.600.9-.9 2.600 2.600z";
const HINTS = {
  pan: "",
  lasso: "Draw around samples. Shift adds, Alt takes away.",
  box: "Drag a box over samples. Shift adds, Alt takes away.",
};

/** @param {object} on tool(name), fit(), help() */
export function createTools(on) {
  const buttons = TOOLS.map(({ tool, title, path }) => {
    const attributes = { type: "button", class: "tool", title, "aria-label": title, onclick: () => on.tool(tool) };
    return element("button", attributes, icon(path));
  });
  const fitter = element("button", { type: "button", class: "tool", title: "Fit the samples of this epoch (F)", "aria-label": "Fit the samples of this epoch", onclick: on.fit }, icon(FIT));
  const helper = element("button", { type: "button", class: "tool", title: "Keys and gestures (?)", "aria-label": "Keys and gestures", "aria-expanded": "false", onclick: on.help }, "?");
  const hint = element("span", { class: "hint" });
  const bar = element("div", { class: "tools", role: "toolbar", "aria-label": "View and selection" }, ...buttons, fitter, helper, hint);
  const help = element("div", { class: "help", role: "region", "aria-label": "Keys and gestures", tabindex: "0", hidden: true }, ...HELP.map(helpPart));
  return {
    nodes: [bar, help],
    show(tool) {
      buttons.forEach((button, k) => setAttributes(button, { "aria-pressed": String(TOOLS[k].tool === tool) }));
      hint.textContent = HINTS[tool];
    },
    /** Areas can be told to Python only where it knows the samples' order. */
    allowAreas(allowed) {
      buttons.forEach((button) => Object.assign(button, { hidden: !allowed }));
    },
    /** Open or close the list of keys; returns whether it is open now. */
    toggleHelp(open = help.hidden) {
      help.hidden = !open;
      helper.setAttribute("aria-expanded", String(open));
      return open;
    },
    isHelpOpen: () => !help.hidden,
  };
}

function helpPart({ title, entries }) {
  const rows = entries.flatMap(({ show, words }) => [element("dt", {}, show), element("dd", {}, words)]);
  return element("section", {}, element("h3", {}, title), element("dl", {}, ...rows));
}

/** The outline of a lasso or a box while it is drawn. */
export function createOutline() {
  const node = icon("");
  const shape = node.firstChild;
  setAttributes(node, { class: "outline", viewBox: false });
  return {
    node,
    /** @param {number[][]} corners CSS pixels of the plot */
    show(corners) {
      shape.setAttribute("d", corners.length > 1 ? `M${corners.map((at) => at.join()).join("L")}Z` : "");
    },
  };
}
