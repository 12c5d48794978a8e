/** Dresses the points of a view: the style asked for, its colours in this theme, and what the legend hides of it. */
import { createMemory } from "./memory.js";
import { coatAt, filterOf, isolate, showAll, toggle, wear } from "./outfit.js";
import { codeColors, css, makePalette, pack, parseColor } from "./palette.js";
import { readTheme } from "./plot.js";
import { signsOf } from "./signs.js";
import { fits, styleOfClasses, wordsOf } from "./style.js";
import { styleNamed } from "./wardrobe.js";

const filters = createMemory("filter", isFilter); // hidden codes, by what is shown

/** Colours of the style and of the theme. */
export function dress(view) {
  const { cloud, data, layout } = view;
  if (!cloud) return;
  if (data.colors.length < cloud.classes.length) {
    throw new Error(`${cloud.run} has ${cloud.classes.length} classes. Colours given: ${data.colors.length}.`);
  }
  const outfit = outfitFor(view, styleFor(view));
  const theme = readTheme(layout.plot);
  view.classColors = Uint32Array.from(data.colors, (color) => pack(parseColor(color)));
  if (view.outfit !== outfit || !sameTheme(view.theme, theme)) {
    view.palette = makePalette(codeColors(outfit.style), outfit.typical, theme);
  }
  Object.assign(view, { outfit, theme });
  setFilter(view);
}

/** The style asked for; while it is on its way the one worn before, else the classes. */
function styleFor(view) {
  const { cloud, data, outfit, classes } = view;
  const wanted = data.style ? styleNamed(data.style) : null;
  if (wanted !== null && fits(wanted, cloud)) return wanted;
  if (data.style && outfit && fits(outfit.style, cloud)) return outfit.style;
  const isSame = classes?.codes[0] === cloud.labels && JSON.stringify(classes.colors) === JSON.stringify(data.colors);
  if (!isSame) view.classes = styleOfClasses(cloud, data.colors);
  return view.classes;
}

/** What is hidden of a style stays hidden while another is worn, over projections and over a reload. */
function outfitFor({ outfit }, style) {
  if (outfit?.style === style) return outfit;
  const worn = wear(style);
  for (const code of filters.get(filterName(style)) ?? []) worn.hidden[code] = worn.hidable[code];
  return worn;
}

function filterName({ title, names }) {
  return JSON.stringify([title, names]);
}

function isFilter(value) {
  return Array.isArray(value) && value.every((code) => Number.isInteger(code) && code >= 0 && code < 256);
}

function sameTheme(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What the points wear now. */
export function coatNow({ outfit, time }) {
  return coatAt(outfit, time.position);
}

/** All rows that are shown, in the order of painting. */
export function orderNow(view) {
  const coat = coatNow(view);
  if (coat.outlined === null) return coat.plain.order;
  coat.all ??= Uint32Array.from([...coat.plain.order, ...coat.outlined.order]);
  return coat.all;
}

/** The colour that a row is painted in now, as CSS. */
export function colorNow(view, row) {
  return css(view.palette.colors[coatNow(view).codes[row]]);
}

/** What a row is, in words: its class, and what its colour means where that is something else. */
export function wordsNow(view, row) {
  const { cloud, outfit } = view;
  const label = cloud.classes[cloud.labels[row]];
  if (outfit.style.unknown < 0) return label;
  const meaning = wordsOf(outfit.style, coatNow(view).codes[row]);
  return outfit.style.title === "" ? `${label} · ${meaning}` : `${label} · ${outfit.style.title}: ${meaning}`;
}

/** Write legend and signs, as far as they have changed. */
export function showLegend(view) {
  const { layout, outfit, palette, shown, time } = view;
  const coat = coatNow(view);
  layout.legend.show(outfit, palette, coat);
  layout.signs.show(signsOf(outfit.style, coat, shown, time.position === 0));
}

/** What the legend calls. */
export function legendOf(view) {
  const filter = (alter) => (code) => {
    if (!view.outfit) return;
    alter(view.outfit, code);
    const { style, hidden } = view.outfit;
    filters.set(filterName(style), Array.from(hidden.keys()).filter((other) => hidden[other] !== 0));
    view.shown.focus = null;
    setFilter(view);
    view.loop.wake();
  };
  const focus = (code) => {
    view.shown.focus = code;
    view.loop.wake();
  };
  return { focus, hide: filter(toggle), isolate: filter(isolate), showAll: filter(showAll) };
}

function setFilter(view) {
  view.filter = filterOf(view.outfit, () => view.time.position);
}

/** What is not as asked for, in words. */
export function dressingWords({ cloud, data, outfit }, coat) {
  const words = [];
  if (data.style && outfit.style.name !== data.style) words.push("colours are on their way");
  const hidden = cloud.n - coat.shown;
  if (hidden > 0) words.push(`${hidden.toLocaleString("en")} hidden by the legend`);
  return words;
}
