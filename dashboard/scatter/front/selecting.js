/** Selects: by a click, by keys, by an area, after a reload; and tells Python. */
import { resolve } from "./appearance.js";
import { reportOf } from "./conversation.js";
import { rowsOf } from "./identity.js";
import { cornersOf, enclosed, inUnits } from "./lasso.js";
import { placeNow } from "./looking.js";
import { momentAt } from "./moment.js";
import { remembered } from "./remembered.js";
import { combine, rowsSelected, travelForm } from "./selection.js";

const recalled = new Set(); // runs whose selection this page has brought back, or found none for

/** @param {ArrayLike<number>} hit rows @param {string} how of `combine` @param {object|null} outline that they lie in */
export function select(view, hit, how = "replace", outline = null) {
  const { cloud, ids, data } = view;
  if (!cloud || ids === null) return;
  adopt(view, travelForm(combine(view.rows, hit, how, cloud.n), ids, cloud, data.bits), outline);
}

/** Select one row, or add or take it away; -1 is a click beside everything. */
export function pick(view, row, adding) {
  if (row >= 0) select(view, [row], adding ? "toggle" : "replace");
}

/** Everything that the plot shows now. */
export function selectInView(view, adding) {
  if (!view.cloud || !view.data.bits) return;
  const { width, height } = view.layout.plot.surface;
  selectInside(view, cornersOf("box", [[0, 0], [width, height]]), adding ? "add" : "replace");
}

/** Whether a drag draws an area. */
export function draws({ cloud, data, tool }, shift) {
  return Boolean(cloud && data.bits && (tool !== "pan" || shift));
}

export function begin(view, at) {
  view.layout.hover.hide();
  view.way = [at];
}

export function draw(view, at) {
  if (view.way === null) return; // stopped by a key
  view.way.push(at);
  view.layout.outline.show(cornersOf(view.tool, view.way));
}

/** The pointer is up: select what the outline encloses. */
export function finish(view, how) {
  const { way, tool, layout } = view;
  if (!stopDrawing(view)) return;
  const corners = cornersOf(tool, way).map((at) => at.map((value) => value * layout.plot.ratio));
  selectInside(view, corners, how);
}

/** Forget the outline; returns whether there was one. */
export function stopDrawing(view) {
  const was = view.way;
  view.way = null;
  view.layout.outline.show([]);
  return was !== null;
}

function selectInside(view, corners, how) {
  const { cloud, time, filter } = view;
  const [moment, place] = [momentAt(cloud, time.position), placeNow(view)];
  const outline = { run: cloud.run, epoch: cloud.epochs[time.position], corners: inUnits(cloud, place, corners) };
  select(view, enclosed(moment, place, corners, filter), how, moment.mix === 0 ? outline : null);
}

/** Python is told the outline along with what it selected, see outline.py. */
function adopt(view, selected, outline = null) {
  view.selected = selected;
  const report = reportOf(view.channels.selected, selected);
  if (report) view.send("selected", { ...report, outline });
  resolve(view);
}

/**
 * After a reload bring back what was selected, once a page. What the page itself selects wins: several samples always, one
 * (the URL's) unless it is part of that; and a page that has already heard of a selection knows better.
 */
export function recall(view) {
  const { cloud, ids, data, selected } = view;
  if (recalled.has(cloud.run)) return;
  recalled.add(cloud.run);
  const before = remembered(cloud);
  if (before === undefined || data.heard.selected !== null || !Array.isArray(selected) || selected.length > 1) return;
  const rows = rowsSelected(before, ids, cloud);
  const asked = rowsOf(ids, selected);
  if (asked.length === selected.length && asked.every((row) => rows.includes(row))) adopt(view, before);
}
