/** Points at samples, with the pointer or with keys: halo, tip and words. */
import { describe } from "./appearance.js";
import { colorNow, wordsNow } from "./dressing.js";
import { idAt } from "./identity.js";
import { middleOf, placeNow, reveal, whereNow } from "./looking.js";
import { momentAt } from "./moment.js";
import { pointRadius } from "./palette.js";
import { nearest, nextTowards } from "./picking.js";
import { pictureUnder, sightOf } from "./pictures.js";

const REACH = 12; // CSS pixels around the pointer in which a point is found
const LEAST = 3; // CSS pixels that a key moves on by

/** The row whose picture is under a place (device pixels), else whose point is near it; -1 if there is none. */
export function find(view, at, reach = REACH * view.layout.plot.ratio) {
  const over = pictureUnder(view, at);
  if (over >= 0) return over;
  const { cloud, time, filter } = view;
  return nearest(momentAt(cloud, time.position), placeNow(view), cloud.order, at, { reach, isDrawn: filter });
}

/** Show what a row is; -1 for nothing. */
export function point(view, row) {
  const { cloud, ids, camera, time, layout } = view;
  const { plot, hover } = layout;
  plot.canvas.style.cursor = row < 0 ? "" : "pointer";
  if (row < 0 || ids === null || time.playing) return hover.hide();
  const what = { id: idAt(ids, row), label: wordsNow(view, row), color: colorNow(view, row), sight: sightOf(view, row) };
  const at = whereNow(view, row).map((value) => value / plot.ratio);
  return hover.show(at, { ...what, radius: pointRadius(cloud.n, camera.zoom) });
}

/** Point by keys: from the row pointed at, else from the one selected last, else from the middle of the plot. */
export function pointTowards(view, direction) {
  const { cloud, time, layout, filter } = view;
  const limits = { least: LEAST * layout.plot.ratio, isDrawn: filter };
  const from = startOf(view);
  const at = from < 0 ? null : whereNow(view, from);
  const row = at === null
    ? find(view, middleOf(view), Infinity)
    : nextTowards(momentAt(cloud, time.position), placeNow(view), at, direction, limits);
  if (row < 0) return;
  reveal(view, row);
  view.cursor = row;
  point(view, row);
  describe(view);
}

/** Stop pointing; returns whether there was something to stop. */
export function pointAway(view) {
  const was = view.cursor;
  view.cursor = -1;
  view.layout.hover.hide();
  if (was >= 0) describe(view);
  return was >= 0;
}

function startOf({ cursor, rows, filter }) {
  if (cursor >= 0) return cursor;
  const last = rows.at(-1) ?? -1;
  return last >= 0 && filter && !filter(last) ? -1 : last;
}
