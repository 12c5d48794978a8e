/** The legend: what the colours mean and how many points have them; pressing an entry hides its points or shows them again. */
import { createRamp } from "./color_bar.js";
import { element, grouped } from "./dom.js";
import { createEntry } from "./legend_entry.js";
import { createRest } from "./legend_rest.js";
import { css } from "./palette.js";
import { wordsOf } from "./style.js";

/** @param {object} on focus(code|null), hide(code), isolate(code), showAll() */
export function createLegend(on) {
  const title = element("span", { class: "legend-title", hidden: true });
  const ramp = createRamp();
  const list = element("ul", { class: "legend", "aria-label": "Colours", onpointerleave: () => on.focus(null) });
  const rest = createRest(list);
  const all = element("button", { class: "all", type: "button", onclick: on.showAll }, "Show all");
  const node = element("div", { class: "legend-row" }, title, ramp.node, list, all, rest.node);
  const drawn = { outfit: null, palette: null, coat: null };
  let entries = [];
  return {
    node,
    close: rest.close,
    /** Called with every change of style, theme or epoch, and writes what has changed. */
    show(outfit, palette, coat) {
      const { style } = outfit;
      if (drawn.outfit !== outfit || drawn.palette !== palette) {
        title.textContent = style.title;
        title.hidden = style.title === "";
        ramp.show(style);
        entries = codesListed(outfit).map((code) => entryOf(outfit, code, css(palette.colors[code]), on));
        rest.fill(entries.map(({ item }) => item));
      }
      if (drawn.outfit === outfit && drawn.palette === palette && drawn.coat === coat) return;
      Object.assign(drawn, { outfit, palette, coat });
      for (const { code, update } of entries) update(coat.counts[code], outfit.hidden[code] === 0);
      all.style.visibility = outfit.hidden.some((hidden) => hidden !== 0) ? "visible" : "hidden";
    },
  };
}

/** Codes that have an entry: every category, and "not known" where a point has it. Values have a ramp instead. */
export function codesListed({ style, most }) {
  const codes = style.kind === "categories" ? Array.from(style.names, (_, code) => code) : [];
  return style.unknown >= 0 && most[style.unknown] > 0 ? [...codes, style.unknown] : codes;
}

function entryOf({ style, most, hidden }, code, color, on) {
  const focus = (here) => on.focus(here && hidden[code] === 0 ? code : null);
  const room = grouped(most[code]).length;
  const actions = { focus, hide: () => on.hide(code), isolate: () => on.isolate(code) };
  return { code, ...createEntry({ name: wordsOf(style, code), color, room }, actions) };
}
