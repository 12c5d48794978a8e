/** What a view shows: the picture, the legend, the controls and the words, each written only when it changes. */
import { reportOf } from "./conversation.js";
import { coatNow, dressingWords, showLegend } from "./dressing.js";
import { idAt, rowsOf } from "./identity.js";
import { statusLine } from "./layout.js";
import { meantBy, visible } from "./meant.js";
import { momentAt } from "./moment.js";
import { paintPictures, troubleOf } from "./pictures.js";
import { paintPlot } from "./plot.js";
import { remember } from "./remembered.js";
import { rowsSelected, shownAs } from "./selection.js";
import { advance, isSettled } from "./timeline.js";

/** One animation frame; returns whether another is wanted. */
export function showFrame(view, seconds) {
  if (!view.cloud || !view.palette) return false;
  advance(view.time, seconds);
  paint(view);
  showLegend(view);
  showControls(view);
  if (!isSettled(view.time)) return true;
  describe(view);
  reportEpoch(view);
  return false;
}

export function paint(view) {
  const { cloud, camera, palette, classColors, outfit, theme, shown, time } = view;
  const { position } = time;
  const coat = coatNow(view);
  const colors = { style: outfit.style, coat, palette, classColors, css: theme.css };
  const scene = { cloud, camera, ...colors, moment: momentAt(cloud, position), position, span: shown.span };
  paintPlot(view.layout.plot, scene, visible(shown, view.filter, coat));
  paintPictures(view);
}

/** While playing this writes once an epoch: the course changes only there. */
function showControls({ time, layout, cloud, drawn }) {
  const { position, playing, target, dragging, rate } = time;
  const course = [Math.floor(position), playing, target, dragging && position, rate].join();
  if (course === drawn.course) return;
  drawn.course = course;
  layout.controls.show(time, cloud.epochs);
}

/** Tell Python where time came to rest, if the reader put it there. */
function reportEpoch({ touched, channels, cloud, time, send }) {
  if (!touched) return;
  const report = reportOf(channels.epoch, cloud.epochs[time.position]);
  if (report) send("epoch", report);
}

/** Ids to rows, once ids are there. */
export function resolve(view) {
  const { cloud, ids, selected, data, shown } = view;
  if (!cloud || ids === null || !view.outfit) return;
  view.rows = rowsSelected(selected, ids, cloud);
  Object.assign(shown, shownAs(view.rows, cloud), meantBy(data, view));
  remember(view);
  describe(view);
  view.loop.wake();
}

/** Write the line of words. */
export function describe(view) {
  const { cloud, ids, data, selected, rows, cursor, time, touched, layout } = view;
  const labelOf = (id) => {
    const [row] = rowsOf(ids, [id]);
    return row === undefined ? null : cloud.classes[cloud.labels[row]];
  };
  const wanted = Array.isArray(selected) ? selected : rows;
  const facts = {
    asked: touched ? null : data.epoch,
    selected: ids === null ? [] : wanted,
    absent: wanted.length - rows.length,
    pointed: ids === null || cursor < 0 ? null : idAt(ids, cursor),
    labelOf,
    trouble: troubleOf(view),
    notes: [...dressingWords(view, coatNow(view)), ...trailWords(view)],
  };
  layout.status.textContent = statusLine(cloud, Math.round(time.position), facts);
}

function trailWords({ rows, shown }) {
  const few = shown.trails && shown.trailed.length < rows.length;
  return few ? [`trails of ${shown.trailed.length} of them, evenly spread`] : [];
}
