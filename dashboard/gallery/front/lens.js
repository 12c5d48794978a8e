// The one button that enlarges: it stands on the picture under the pointer, for a button on each would only weigh.

export function lens(grid, enlarge) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "lens", textContent: "⤢", tabIndex: -1, hidden: true });
  button.title = "Enlarge, with all that is known of it (key Z)";
  button.setAttribute("aria-label", "Enlarge");
  let place = -1;
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    enlarge(place);
  });
  grid.append(button);

  /** Stand on a tile's picture; anything else, itself included, leaves it where it is. */
  function over(tile) {
    if (!tile) return;
    const box = tile.firstChild.getBoundingClientRect();
    const origin = grid.getBoundingClientRect();
    place = tile.place;
    button.style.left = `${box.right - origin.left}px`;
    button.style.top = `${box.top - origin.top}px`;
    button.hidden = false;
  }

  return { over, hide: () => (button.hidden = true) };
}
