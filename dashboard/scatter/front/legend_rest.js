/** Fits the legend into its two rows: entries that do not fit move behind a button "+ 180 more", into a panel over the plot. */
import { element } from "./dom.js";

/** @param {Element} list of the entries in sight */
export function createRest(list) {
  const more = element("button", { class: "more", type: "button", "aria-expanded": "false", "aria-haspopup": "true" });
  const moreItem = element("li", {}, more);
  const panel = element("ul", { class: "more-list", "aria-label": "Further colours" });
  const node = element("div", { class: "rest", hidden: true }, panel);
  let items = [];
  let width = 0;
  const open = (isOpen) => {
    node.hidden = !isOpen;
    more.setAttribute("aria-expanded", String(isOpen));
  };
  const fit = () => {
    width = list.clientWidth;
    const kept = width === 0 ? items.length : howManyFit(list, items, { more, moreItem });
    list.replaceChildren(...items.slice(0, kept), ...(kept < items.length ? [moreItem] : []));
    panel.replaceChildren(...items.slice(kept));
    if (kept === items.length) open(false);
  };
  more.addEventListener("click", () => open(node.hidden));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    more.focus();
  });
  new ResizeObserver(() => list.clientWidth !== width && fit()).observe(list);
  return {
    node,
    close: () => open(false),
    fill(entries) {
      items = entries;
      fit();
    },
  };
}

/** How many entries fit beside the button, found by laying them out. */
function howManyFit(list, items, { more, moreItem }) {
  const isInSight = (item) => item.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom + 1;
  list.replaceChildren(...items);
  if (items.length === 0 || isInSight(items.at(-1))) return items.length;
  let kept = items.findIndex((item) => !isInSight(item));
  for (; kept > 0; kept--) {
    more.textContent = `+ ${items.length - kept} more`;
    list.replaceChildren(...items.slice(0, kept), moreItem);
    if (isInSight(moreItem)) break;
  }
  return kept;
}
