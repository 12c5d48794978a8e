// One picture button: its parts, and what they say. Words are set as text, never as markup.

import { backdrop } from "./sheets.js";

const BADGES = { gained: "+ gained", lost: "− lost", selected: "selected", "in view": "in view" };
const CHOSEN = ["selected", "in view"];

export function blank(place) {
  const button = document.createElement("button");
  button.place = place; // in the grid, for good
  button.type = "button";
  button.tabIndex = -1;
  for (const name of ["picture", "title", "detail", "note"]) {
    const part = document.createElement("span");
    part.className = name;
    button.append(part);
  }
  const badge = document.createElement("span");
  badge.className = "badge";
  button.firstChild.append(badge);
  return button;
}

/** Fill a button from Python's tile; one that says the same already is left alone. */
export function fill(button, tile) {
  if (button.told && Object.keys(tile).every((name) => tile[name] === button.told[name])) return;
  button.told = tile;
  const [picture, title, detail, note] = button.children;
  button.dataset.id = tile.id;
  button.dataset.mark = tile.mark;
  button.title = tile.spoken;
  button.setAttribute("aria-label", tile.spoken);
  button.setAttribute("aria-pressed", String(CHOSEN.includes(tile.mark)));
  picture.firstChild.textContent = BADGES[tile.mark] ?? "";
  title.textContent = tile.title;
  title.classList.toggle("colored", Boolean(tile.color));
  title.style.setProperty("--color", tile.color ?? "transparent");
  detail.textContent = tile.detail;
  note.textContent = tile.note;
}

/** Show a picture whose sheet is decoded, or an empty square while it is not: never another sample's picture. */
export function paint(button, where) {
  const { sheet, place } = where;
  if (button.shown?.address === sheet.address && button.shown.place === place) return;
  button.shown = { address: sheet.address, place };
  Object.assign(button.firstChild.style, sheet.address ? backdrop(where) : { backgroundImage: "none" });
}
