/** Says in a corner of the plot what outlines, lines and arrows stand for, as long as there are any. */
import { ARROW_WORDS } from "./arrows.js";
import { element, grouped } from "./dom.js";
import { LINK_WORDS } from "./links.js";

export function createSigns() {
  const node = element("ul", { class: "signs", "aria-label": "Signs", hidden: true });
  let written = null;
  return {
    node,
    show(signs) {
      const text = JSON.stringify(signs);
      if (text === written) return;
      written = text;
      node.hidden = signs.length === 0;
      node.replaceChildren(...signs.map(({ sign, words }) => element("li", {}, element("i", { class: sign }), words)));
    },
  };
}

/**
 * @param {object} style
 * @param {{ringed: number}} coat
 * @param {{links: object[], arrows: string|null}} shown
 * @param {boolean} atStart no time has passed yet, so arrows have no length
 */
export function signsOf(style, { ringed }, { links, arrows }, atStart) {
  const signs = [];
  if (style.rings !== null) signs.push({ sign: "ring", words: `${style.ringWords}: ${grouped(ringed)}` });
  for (const kind of ["true", "screen"]) {
    if (links.some((link) => link.kind === kind)) signs.push({ sign: kind, words: LINK_WORDS[kind] });
  }
  if (arrows !== null) signs.push({ sign: "arrow", words: atStart ? "class means, nothing before this epoch" : ARROW_WORDS[arrows] });
  return signs;
}
