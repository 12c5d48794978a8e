// A grid of picture buttons: draws what Python sent as it comes into view, and reports what was picked or enlarged.

import { between, destination } from "./keys.js";
import { lens } from "./lens.js";
import { decoded, discardAll, exchange, places } from "./sheets.js";
import { blank, fill, paint } from "./tile.js";

const AT_ONCE = 64; // tiles built before the browser gets a turn
const AHEAD = "600px 0px"; // how far outside the window pictures are decoded already

const grids = new WeakMap(); // one per mount: Streamlit calls the entry again with every change of data

export default function ({ data, parentElement, setStateValue }) {
  const grid = grids.get(parentElement) ?? open(parentElement);
  grid.report = (name, value) => setStateValue(name, { value, turn: nextTurn(grid) });
  update(grid, data);
  return () => {
    grid.version += 1;
    grid.watcher.disconnect();
    discardAll(grid.shelf);
    grids.delete(parentElement);
  };
}

function open(parentElement) {
  const element = document.createElement("div");
  element.className = "grid";
  element.setAttribute("role", "group");
  parentElement.append(element);
  const grid = { element, parent: parentElement, buttons: [], shelf: new Map(), places: [], turn: 0, version: 0 };
  Object.assign(grid, { standing: 0, anchor: 0, near: new Set(), lens: lens(element, (place) => enlarge(grid, place)) });
  grid.watcher = new IntersectionObserver((seen) => notice(grid, seen), { rootMargin: AHEAD, scrollMargin: AHEAD });
  element.addEventListener("keydown", (event) => press(grid, event));
  element.addEventListener("click", (event) => pick(grid, event));
  element.addEventListener("focusin", (event) => stand(grid, placeOf(event)));
  element.addEventListener("pointerover", (event) => {
    if (grid.data?.zoom) grid.lens.over(grid.buttons[placeOf(event)]);
  });
  element.addEventListener("pointerleave", () => grid.lens.hide());
  const { host } = parentElement; // a dialog that closes gives the focus back to it, as it knows nothing of what is inside
  if (host) host.focus = (options) => grid.buttons[grid.standing]?.focus(options);
  grids.set(parentElement, grid);
  return grid;
}

async function update(grid, data) {
  const version = ++grid.version;
  const sheets = exchange(grid.shelf, data.sheets);
  const shown = places(sheets);
  const inView = [...grid.near].map((button) => shown[button.place]).filter(Boolean);
  const needed = new Set((inView.length ? inView : shown.slice(0, 1)).map(({ sheet }) => sheet));
  await Promise.all([...needed].map(decoded)); // the old tiles stay until the new ones can be painted: nothing flashes
  if (version !== grid.version) return; // a newer message has overtaken this one
  Object.assign(grid, { data, places: shown });
  await draw(grid, version);
}

async function draw(grid, version) {
  const { element, data, buttons } = grid;
  const focused = buttons.indexOf(grid.parent.activeElement ?? document.activeElement);
  element.style.setProperty("--cell", `${data.cell}px`);
  element.classList.toggle("crisp", data.crisp);
  element.classList.toggle("bare", data.bare);
  element.setAttribute("aria-label", `${data.label}. ${instructions(data)}`);
  grid.lens.hide();
  const surplus = buttons.splice(data.tiles.length);
  for (const button of surplus) remove(grid, button);
  if (surplus.length || data.tiles.some(({ id }, place) => buttons[place]?.dataset.id !== id)) anchorHere(grid);
  for (let first = 0; first < data.tiles.length; first += AT_ONCE) {
    if (first) await new Promise((resolve) => setTimeout(resolve)); // hundreds at once would hold up the page
    if (version !== grid.version) return;
    build(grid, first, Math.min(first + AT_ONCE, data.tiles.length));
  }
  stand(grid, Math.min(grid.standing, buttons.length - 1));
  if (focused >= data.tiles.length) buttons.at(-1).focus();
}

function instructions({ zoom, several }) {
  const keys = ["Arrow keys move, Enter selects"];
  if (several) keys.push("with Shift several");
  if (zoom) keys.push("Z enlarges");
  return `${keys.join(", ")}.`;
}

function build(grid, first, end) {
  const fresh = document.createDocumentFragment();
  for (let place = first; place < end; place += 1) {
    if (place === grid.buttons.length) {
      const button = blank(place);
      grid.buttons.push(button);
      fresh.append(button);
      grid.watcher.observe(button);
    }
    fill(grid.buttons[place], grid.data.tiles[place]);
    paint(grid.buttons[place], grid.places[place]);
    want(grid, grid.buttons[place]);
  }
  grid.element.append(fresh);
  if (first === 0) stand(grid, Math.min(grid.standing, end - 1));
}

function remove(grid, button) {
  grid.watcher.unobserve(button);
  grid.near.delete(button);
  button.remove();
}

function notice(grid, seen) {
  for (const { target, isIntersecting } of seen) {
    if (!isIntersecting) grid.near.delete(target);
    else if (grid.buttons[target.place] === target) {
      grid.near.add(target);
      want(grid, target);
    }
  }
}

/** Decode what a button near the window lacks; all tiles of that sheet are painted with it. */
async function want(grid, button) {
  const sheet = grid.near.has(button) ? grid.places[button.place]?.sheet : undefined;
  if (!sheet || sheet.wanted) return;
  sheet.wanted = true;
  await decoded(sheet);
  grid.places.forEach((where, place) => {
    if (where.sheet === sheet && grid.buttons[place]) paint(grid.buttons[place], where);
  });
}

function placeOf(event) {
  return event.target.closest("button[data-id]")?.place ?? -1;
}

function press(grid, event) {
  const place = placeOf(event);
  if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (grid.data.zoom && event.key.toLowerCase() === "z") return taken(event, () => enlarge(grid, place));
  const columns = getComputedStyle(grid.element).gridTemplateColumns.split(" ").length;
  const lines = Math.floor(window.innerHeight / grid.buttons[place].offsetHeight) - 1;
  const target = destination(event.key, place, { columns, lines, last: grid.buttons.length - 1 });
  if (target === undefined) return;
  taken(event, () => {
    if (target < 0 || target >= grid.buttons.length) return;
    grid.buttons[target].focus();
    if (!event.shiftKey || !grid.data.several) grid.anchor = target;
    markRange(grid, target);
  });
}

function taken(event, act) {
  event.preventDefault();
  event.stopPropagation(); // the page has keys of its own
  act();
}

function pick(grid, event) {
  const place = placeOf(event);
  if (place < 0) return;
  const range = between(grid.anchor, place);
  const walked = event.detail === 0 && grid.buttons[place].hasAttribute("data-within"); // a key's click has no count
  const wantsRange = event.shiftKey || walked;
  if (grid.data.several && range.length > 1 && wantsRange) {
    grid.report("several", range.map((each) => grid.buttons[each].dataset.id));
  } else {
    grid.anchor = place;
    grid.report("picked", grid.buttons[place].dataset.id);
  }
  markRange(grid, place);
}

function markRange(grid, place) {
  const range = new Set(grid.data.several && grid.anchor !== place ? between(grid.anchor, place) : []);
  grid.buttons.forEach((button, other) => button.toggleAttribute("data-within", range.has(other)));
}

/** A range began among tiles that are gone: the next one begins where the keys stand. */
function anchorHere(grid) {
  grid.anchor = Math.max(0, Math.min(grid.standing, grid.buttons.length - 1));
  markRange(grid, grid.anchor);
}

function stand(grid, place) {
  if (place < 0) return;
  const before = grid.buttons[grid.standing];
  if (before) before.tabIndex = -1;
  grid.standing = place;
  grid.buttons[place].tabIndex = 0;
}

function enlarge(grid, place) {
  const button = grid.buttons[place];
  if (button) grid.report("enlarged", button.dataset.id);
}

function nextTurn(grid) {
  grid.turn = Math.max(grid.turn + 1, Date.now()); // rises for as long as the tab lives, whatever is remounted
  return grid.turn;
}
