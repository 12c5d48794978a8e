// The film strip: draws what Python sent, walks with the arrow keys, reports which picture or which epoch was picked.

const GAINED = 1, LOST = 2, SAME_LABEL = 4, WRONG = 8; // bits of a cell, as in words.py
const ROW = 4; // ms a row may take
const LONGEST = 500; // ms that rows out of sight may wait
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 60, { didTimeout: true })); // not in Safari
const neverMind = globalThis.cancelIdleCallback ?? clearTimeout;
const shelf = (globalThis[Symbol.for("epochscope.film")] ??= {
  pictures: new Map(), absent: new Set(), watchers: new Set(), sheets: [], clock: 0,
});
const strips = new WeakMap(); // one per mount: Streamlit calls the entry again with every change of data

export default function ({ data, parentElement, setStateValue }) {
  const strip = strips.get(parentElement) ?? open(parentElement);
  strip.report = (name, value) => setStateValue(name, { value, turn: nextTurn(strip) });
  draw(strip, data);
  return () => {
    neverMind(strip.later);
    shelf.watchers.delete(strip.watch);
    strips.delete(parentElement);
  };
}

function open(parent) {
  const box = make("div", "box");
  box.setAttribute("role", "group");
  const ranks = make("div", "row ranks");
  box.append(ranks);
  parent.append(box);
  const strip = { box, ranks, parent, rows: [], stale: new Set(), data: null, turn: 0, epoch: null };
  strip.watch = () => showPictures(strip);
  shelf.watchers.add(strip.watch);
  box.addEventListener("scroll", () => strip.stale.size && fillRows(strip, inSight(strip)), { passive: true });
  box.addEventListener("click", (event) => pick(strip, event));
  box.addEventListener("keydown", (event) => walk(strip, event));
  box.addEventListener("focusin", ({ target }) => (stand(strip, target.closest("button")), trace(strip, target)));
  box.addEventListener("pointerover", ({ target }) => trace(strip, target));
  box.addEventListener("pointerleave", () => trace(strip, null));
  strips.set(parent, strip);
  return strip;
}

function draw(strip, data) {
  strip.data = data;
  const most = Math.max(1, ...data.rows.map(({ cells }) => cells.length));
  strip.box.style.setProperty("--most", most);
  strip.box.setAttribute("aria-label", data.label);
  strip.box.dataset.sample = data.sample;
  fit(strip.ranks, most + 1, () => make("span", "rank"));
  strip.ranks.children[0].textContent = "nearest";
  for (let rank = 1; rank <= most; rank += 1) strip.ranks.children[rank].textContent = rank;
  const isFirst = strip.rows.length === 0;
  fit(strip.box, data.rows.length + 1, blankRow);
  strip.rows = [...strip.box.children].slice(1);
  if (isFirst) fillRows(strip, [...strip.rows.keys()]);
  if (strip.epoch !== data.epoch) bringIntoSight(strip);
  strip.epoch = data.epoch;
  if (!isFirst) fillBySight(strip);
  const standing = strip.box.querySelector('button[tabindex="0"]');
  stand(strip, standing ?? strip.rows[current(data)]?.children[1] ?? strip.rows[0]?.children[0]);
}

/** Rows in sight now, the others in pauses: the pictures in sight would otherwise have to wait for them. */
function fillBySight(strip) {
  strip.stale = new Set(strip.rows.keys());
  fillRows(strip, inSight(strip));
  neverMind(strip.later);
  strip.later = whenIdle((pause) => fillInPauses(strip, pause), { timeout: LONGEST });
}

function fillInPauses(strip, pause) {
  for (const place of strip.stale) {
    if (!pause.didTimeout && pause.timeRemaining() < ROW) break;
    fillRows(strip, [place]);
  }
  if (strip.stale.size) strip.later = whenIdle((next) => fillInPauses(strip, next), { timeout: LONGEST });
}

function inSight({ box: { scrollTop, clientHeight }, rows }) {
  return [...rows.keys()].filter((place) => {
    const { offsetTop, offsetHeight } = rows[place];
    return offsetTop + offsetHeight > scrollTop && offsetTop < scrollTop + clientHeight;
  });
}

function fillRows(strip, places) {
  for (const place of places) {
    fillRow(strip, strip.rows[place], strip.data.rows[place]);
    strip.stale.delete(place);
  }
  strip.box.setAttribute("aria-busy", strip.stale.size > 0);
  showPictures(strip, places.flatMap((place) => [...strip.rows[place].children].slice(1)));
}

function blankRow() {
  const row = make("div", "row");
  const head = button("head");
  for (const name of ["epoch", "same", "change"]) head.append(make("span", name));
  row.append(head);
  return row;
}

function fillRow(strip, element, row) {
  const here = row.epoch === strip.data.epoch;
  element.classList.toggle("here", here);
  const head = element.children[0];
  const [epoch, same, change] = head.children;
  head.dataset.epoch = row.epoch;
  head.setAttribute("aria-pressed", here);
  epoch.textContent = `Epoch ${row.epoch}`;
  same.textContent = row.cells.length ? `same label ${row.same}` : "no neighbours";
  change.textContent = row.gained || row.lost ? `+${row.gained} −${row.lost}` : "";
  const changed = change.textContent && `, ${row.gained} gained and ${row.lost} lost since the epoch before`;
  head.title = `Epoch ${row.epoch}: ${row.same} of ${row.cells.length} share the sample's label${changed}`;
  head.setAttribute("aria-label", `${head.title}. Enter shows this epoch.`);
  fit(element, row.cells.length + 1, blankCell);
  row.cells.forEach((cell, rank) => fillCell(strip, element.children[rank + 1], cell, rank + 1, row.epoch));
}

function blankCell() {
  const cell = button("cell");
  for (const name of ["picture", "title", "detail"]) cell.append(make("span", name));
  for (const name of ["plus", "minus"]) cell.firstChild.append(make("b", name));
  cell.firstChild.append(make("i", ""));
  cell.firstChild.lastChild.textContent = "no picture";
  cell.lastChild.append(make("span", "score"), make("span", "distance"));
  return cell;
}

function fillCell({ data }, element, [sample, score, distance, bits, says], rank, epoch) {
  const [id, label] = data.samples[sample];
  const [name, color] = data.labels[label];
  const [picture, title, detail] = element.children;
  element.dataset.id = id;
  element.classList.toggle("before", !(bits & GAINED) && epoch !== data.rows[0].epoch);
  element.classList.toggle("after", !(bits & LOST) && epoch !== data.rows.at(-1).epoch);
  element.classList.toggle("other", !(bits & SAME_LABEL));
  element.classList.toggle("wrong", Boolean(bits & WRONG));
  picture.children[0].textContent = bits & GAINED ? "+" : "";
  picture.children[1].textContent = bits & LOST ? "−" : "";
  title.textContent = name;
  title.classList.toggle("colored", Boolean(color));
  title.style.setProperty("--color", color ?? "transparent");
  detail.children[0].textContent = score;
  detail.children[1].textContent = distance === "identical" ? "0" : distance;
  const said = bits & WRONG ? `, the model says ${data.classes[says]}` : "";
  const came = [bits & GAINED && "gained here", bits & LOST && "lost by the next epoch"].filter(Boolean).join(", ");
  element.title =
    `${rank} at epoch ${epoch}: ${id}, ${name}, score ${score}${said}, ` +
    (distance === "identical" ? "identical to the model" : `distance ${distance}`) + (came && ` · ${came}`);
  element.setAttribute("aria-label", element.title);
}

function showPictures({ box, data }, cells = box.querySelectorAll(".cell")) {
  if (!data) return;
  const touched = new Set();
  for (const cell of cells) {
    const name = `${data.token} ${cell.dataset.id}`;
    const found = shelf.pictures.get(name);
    const wanted = found ? `${found.sheet.address} ${found.place}` : shelf.absent.has(name) ? "absent" : "";
    if (found) touched.add(found.sheet);
    if (cell.dataset.shown === wanted) continue;
    cell.dataset.shown = wanted;
    const { style, classList } = cell.firstChild;
    classList.toggle("absent", wanted === "absent");
    style.backgroundImage = found ? `url("${found.sheet.address}")` : "";
    style.backgroundSize = found ? `100% ${found.sheet.count * 100}%` : "";
    style.backgroundPosition = found ? `0 ${found.sheet.count > 1 ? (100 * found.place) / (found.sheet.count - 1) : 0}%` : "";
  }
  shelf.clock += 1;
  for (const sheet of touched) sheet.used = shelf.clock;
}

function pick(strip, { target }) {
  const { id, epoch } = target.closest("button")?.dataset ?? {};
  if (id !== undefined) strip.report("sample", id);
  else if (epoch !== undefined) strip.report("epoch", epoch);
}

function walk(strip, event) {
  const from = event.target.closest("button");
  const down = strip.rows.indexOf(from?.parentElement);
  if (down < 0) return;
  const across = [...strip.rows[down].children].indexOf(from);
  const last = strip.rows.length - 1;
  const end = strip.rows[down].children.length - 1;
  const steps = {
    ArrowLeft: [down, across - 1], ArrowRight: [down, across + 1], Home: [down, Math.min(1, end)], End: [down, end],
    ArrowUp: [down - 1, across], ArrowDown: [down + 1, across], PageUp: [0, across], PageDown: [last, across],
  };
  if (!(event.key in steps)) return;
  event.preventDefault();
  event.stopPropagation(); // the page's own keys step the epoch
  const [row, column] = steps[event.key];
  const cells = strip.rows[row]?.children;
  cells?.[Math.min(column, cells.length - 1)]?.focus();
}

function stand(strip, chosen) {
  if (!chosen) return;
  for (const each of strip.box.querySelectorAll('button[tabindex="0"]')) each.tabIndex = -1;
  chosen.tabIndex = 0;
}

function trace({ box }, target) {
  const id = target?.closest?.(".cell")?.dataset.id;
  for (const cell of box.querySelectorAll(".cell")) cell.classList.toggle("traced", cell.dataset.id === id);
}

function bringIntoSight({ box, rows, data, ranks }) {
  const row = rows[current(data)];
  if (row) box.style.setProperty("--row", `${row.offsetHeight}px`); // what rows out of sight are taken to measure
  if (row) box.scrollTop = row.offsetTop - ranks.offsetHeight - (box.clientHeight - row.offsetHeight) / 2;
}

function current({ rows, epoch }) {
  return rows.findIndex((row) => row.epoch === epoch);
}

function fit(parent, count, blank) {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.append(blank());
}

function button(name) {
  const element = make("button", name);
  element.type = "button";
  element.tabIndex = -1;
  return element;
}

function make(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

function nextTurn(strip) {
  strip.turn = Math.max(strip.turn + 1, Date.now()); // rises for as long as the tab lives, whatever is remounted
  return strip.turn;
}
