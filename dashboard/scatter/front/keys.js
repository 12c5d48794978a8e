/** The keys, each with what it does and the words that the help says about it; and the words about the pointer. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SIDES = { a: [-1, 0], d: [1, 0], w: [0, -1], s: [0, 1] };

/** `act` gets the listener's object, the key and whether shift is held. */
const KEYS = [
  { keys: [" "], show: "Space", words: "play or pause", act: (on) => on.play() },
  { keys: ["ArrowLeft", "ArrowRight"], show: "← →", words: "one epoch back or on", act: (on, key) => on.step(ARROWS[key][0]) },
  { keys: ["Home"], show: "Home", words: "first epoch", act: (on) => on.first() },
  { keys: ["End"], show: "End", words: "last epoch", act: (on) => on.last() },
  { shift: true, keys: Object.keys(ARROWS), show: "Shift + arrow", words: "point at the next sample that way", act: (on, key) => on.point(ARROWS[key]) },
  { keys: ["Enter"], show: "Enter", words: "select the sample pointed at; with Shift add or take away", act: (on, _, shift) => on.choose(shift) },
  { keys: ["v"], show: "V", words: "select all in view; with Shift add them", act: (on, _, shift) => on.chooseAll(shift) },
  { keys: ["Escape"], show: "Esc", words: "stop drawing or pointing, clear the selection", act: (on) => on.clear() },
  { keys: ["p"], show: "P", words: "drag moves the view", act: (on) => on.tool("pan") },
  { keys: ["l"], show: "L", words: "drag draws a lasso", act: (on) => on.tool("lasso") },
  { keys: ["b"], show: "B", words: "drag draws a box", act: (on) => on.tool("box") },
  { keys: Object.keys(SIDES), show: "W A S D", words: "move the view", act: (on, key) => on.pan(SIDES[key]) },
  { keys: ["+", "="], show: "+", words: "zoom in", act: (on) => on.zoomIn() },
  { keys: ["-"], show: "−", words: "zoom out", act: (on) => on.zoomOut() },
  { keys: ["f"], show: "F", words: "fit the samples of this epoch", act: (on) => on.fit() },
  { keys: ["0"], show: "0", words: "whole view", act: (on) => on.reset() },
  { keys: ["?"], show: "?", words: "this list", act: (on) => on.help() },
];

const POINTER = [
  { show: "Click", words: "select a sample" },
  { show: "Shift + click", words: "add it, or take it away" },
  { show: "Drag", words: "move the view, or draw with the tool chosen" },
  { show: "Shift + drag", words: "lasso, or the tool chosen: add what is inside" },
  { show: "Alt + drag", words: "with lasso or box: take away what is inside" },
  { show: "Double click", words: "clear the selection" },
  { show: "Wheel, pinch", words: "zoom" },
];

/** What the help lists: keys and pointer, in this order. */
export const HELP = [
  { title: "Pointer", entries: POINTER },
  { title: "Keys, when the plot has the focus", entries: KEYS },
];

/** @param {object} on what KEYS calls */
export function listenToKeys(root, on) {
  root.addEventListener("keydown", (event) => {
    const entry = entryOf(event);
    if (!entry || event.ctrlKey || event.metaKey || event.altKey || belongsTo(event.target, event.key)) return;
    event.preventDefault();
    entry.act(on, keyOf(event), event.shiftKey);
  });
}

function entryOf(event) {
  const key = keyOf(event);
  const fitting = KEYS.filter(({ keys }) => keys.includes(key));
  return fitting.find(({ shift }) => Boolean(shift) === event.shiftKey) ?? fitting.find(({ shift }) => !shift);
}

/** Caps lock makes no difference. */
function keyOf({ key }) {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Whether a key is the focused control's own: space and enter press a button, a list takes what is typed. */
function belongsTo({ tagName }, key) {
  return tagName === "SELECT" || tagName === "INPUT" || (tagName === "BUTTON" && (key === " " || key === "Enter"));
}
