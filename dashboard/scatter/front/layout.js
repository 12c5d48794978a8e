/** Lays out the component: legend, plot, controls and one quiet line of words. */
import { createControls } from "./controls.js";
import { element, grouped } from "./dom.js";
import { createHover } from "./hover.js";
import { createLegend } from "./legend.js";
import { createPictureButton } from "./picture_button.js";
import { createPlot } from "./plot.js";
import { createSigns } from "./signs.js";
import { createOutline, createTools } from "./tools.js";

const KEYS = "Space plays, left and right step, shift and an arrow points, enter selects, question mark lists all keys.";

/** @param {object} on reset(), and what legend, controls and tools want */
export function createLayout(on) {
  const legend = createLegend(on);
  const plot = createPlot();
  const signs = createSigns();
  const hover = createHover();
  const outline = createOutline();
  const tools = createTools(on);
  const controls = createControls(on);
  const pictures = createPictureButton(on.pictures);
  controls.node.append(pictures.button);
  const reset = element("button", { class: "reset", type: "button", hidden: true, onclick: on.reset }, "Whole view");
  const note = element("p", { class: "note" }, "Waiting for the positions …");
  const status = element("p", { class: "status", role: "status", "aria-live": "polite" });
  plot.node.append(signs.node, outline.node, ...hover.nodes, ...tools.nodes, reset, note);
  const attributes = { class: "scatter", role: "group", "aria-label": "Animated scatter" };
  const node = element("div", attributes, legend.node, plot.node, controls.node, status);
  return { node, legend, plot, signs, hover, outline, tools, controls, pictures, reset, note, status };
}

export function describePlot({ plot }, cloud) {
  const what = `Map of ${grouped(cloud.n)} samples at ${cloud.epochs.length} epochs.`;
  plot.canvas.setAttribute("aria-label", `${what} ${KEYS}`);
}

/**
 * The line of words under the plot.
 *
 * @param {object} cloud
 * @param {number} index of the epoch in view
 * @param {object} facts asked: epoch, null for none; selected: ids or, of many, rows; absent: how many of them are not
 *   here; pointed: the id that keys point at, null for none; labelOf: an id's label, null if it is not here; trouble
 */
export function statusLine(cloud, index, { asked, selected, absent = 0, pointed = null, labelOf, trouble, notes = [] }) {
  const all = cloud.total === cloud.n ? "" : ` of ${grouped(cloud.total)}`;
  const nowhere = all === "" ? "not in this run" : "not among them";
  const words = [`${grouped(cloud.n)}${all} ${cloud.total === 1 ? "sample" : "samples"}`];
  const missing = cloud.missing[index];
  if (missing > 0) words.push(`${grouped(missing)} without a position at epoch ${cloud.epochs[index]}, not drawn`);
  if (asked !== null && !cloud.epochs.includes(asked)) words.push(`epoch ${asked} is not in this run`);
  if (selected.length === 1) {
    const label = labelOf(selected[0]);
    words.push(label === null ? `${selected[0]} is ${nowhere}` : `selected ${selected[0]} (${label})`);
  }
  if (selected.length > 1) words.push(`${grouped(selected.length)} selected`);
  if (selected.length > 1 && absent > 0) words.push(`${grouped(absent)} of these ${nowhere}`);
  if (pointed !== null) words.push(`pointing at ${pointed} (${labelOf(pointed)}), Enter selects it`);
  words.push(...notes);
  if (trouble) words.push(trouble);
  return words.join(" · ");
}
