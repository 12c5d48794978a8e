// A grid of picture buttons: draws what Python sent, walks with the arrow keys, reports which picture was picked.

const grids = new WeakMap(); // one per mount: Streamlit calls the entry again with every change of data

export default function ({ data, parentElement, setStateValue }) {
  const grid = grids.get(parentElement) ?? open(parentElement);
  grid.report = (id) => setStateValue("picked", { value: id, turn: nextTurn(grid) });
  update(grid, data);
  return () => {
    URL.revokeObjectURL(grid.address);
    grids.delete(parentElement);
  };
}

function open(parentElement) {
  const element = document.createElement("div");
  element.className = "grid";
  element.setAttribute("role", "group");
  parentElement.append(element);
  const grid = { element, parent: parentElement, buttons: [], address: "", image: "", turn: 0, version: 0 };
  element.addEventListener("keydown", (event) => walk(grid, event));
  element.addEventListener("focusin", (event) => stand(grid, grid.buttons.indexOf(event.target.closest("button"))));
  grids.set(parentElement, grid);
  return grid;
}

async function update(grid, data) {
  const version = ++grid.version;
  const old = grid.address;
  const address = grid.image === data.image ? old : await decoded(data);
  if (version !== grid.version) {
    if (address !== old) URL.revokeObjectURL(address); // a newer message has overtaken this one
    return;
  }
  Object.assign(grid, { address, image: data.image });
  draw(grid, data);
  if (address !== old) URL.revokeObjectURL(old);
}

async function decoded({ image, type }) {
  const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const picture = new Image();
  picture.src = address;
  await picture.decode(); // the old tiles stay until the new ones can be painted: nothing flashes
  return address;
}

function draw(grid, data) {
  const { element } = grid;
  const focused = grid.buttons.indexOf(grid.parent.activeElement ?? document.activeElement);
  element.style.setProperty("--cell", `${data.cell}px`);
  element.classList.toggle("crisp", data.crisp);
  element.classList.toggle("bare", data.bare);
  element.setAttribute("aria-label", `${data.label}. Arrow keys move, Enter selects.`);
  while (grid.buttons.length > data.tiles.length) grid.buttons.pop().remove();
  while (grid.buttons.length < data.tiles.length) {
    const button = blank(grid);
    grid.buttons.push(button);
    element.append(button);
  }
  data.tiles.forEach((tile, place) => fill(grid, data, tile, place));
  const standing = Math.max(0, grid.buttons.findIndex((button) => button.tabIndex === 0));
  stand(grid, standing);
  if (focused >= data.tiles.length) grid.buttons.at(-1).focus();
}

function blank(grid) {
  const button = document.createElement("button");
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
  button.addEventListener("click", () => grid.report(button.dataset.id));
  return button;
}

const BADGES = { gained: "+ gained", lost: "− lost", selected: "selected", "in view": "in view" };

function fill(grid, data, tile, place) {
  const button = grid.buttons[place];
  const [picture, title, detail, note] = button.children;
  button.dataset.id = tile.id;
  button.dataset.mark = tile.mark;
  button.title = tile.spoken;
  button.setAttribute("aria-label", tile.spoken);
  button.setAttribute("aria-pressed", String(["selected", "in view"].includes(tile.mark)));
  const across = place % data.columns;
  const down = Math.floor(place / data.columns);
  picture.style.backgroundImage = `url("${grid.address}")`;
  picture.style.backgroundSize = `${data.columns * 100}% ${data.rows * 100}%`;
  picture.style.backgroundPosition = `${share(across, data.columns)}% ${share(down, data.rows)}%`;
  picture.firstChild.textContent = BADGES[tile.mark] ?? "";
  title.textContent = tile.title;
  title.classList.toggle("colored", Boolean(tile.color));
  title.style.setProperty("--color", tile.color ?? "transparent");
  detail.textContent = tile.detail;
  note.textContent = tile.note;
}

function share(place, count) {
  return count > 1 ? (100 * place) / (count - 1) : 0;
}

function walk(grid, event) {
  const place = grid.buttons.indexOf(event.target.closest("button"));
  const columns = getComputedStyle(grid.element).gridTemplateColumns.split(" ").length;
  const last = grid.buttons.length - 1;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -place, End: last - place };
  if (place < 0 || !(event.key in steps)) return;
  const target = place + steps[event.key];
  event.preventDefault();
  event.stopPropagation(); // the page's own arrow keys step the epoch
  if (target >= 0 && target <= last) grid.buttons[target].focus();
}

function stand(grid, place) {
  grid.buttons.forEach((button, other) => {
    button.tabIndex = other === place ? 0 : -1;
  });
}

function nextTurn(grid) {
  grid.turn = Math.max(grid.turn + 1, Date.now()); // rises for as long as the tab lives, whatever is remounted
  return grid.turn;
}
