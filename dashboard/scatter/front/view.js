/** One view of a cloud: its state, what Python says to it, and the positions it gets. */
import { paint, resolve, showFrame } from "./appearance.js";
import { wholeView } from "./camera.js";
import { believe, createChannel } from "./conversation.js";
import { dress, legendOf } from "./dressing.js";
import { createLayout, describePlot } from "./layout.js";
import { createLoop } from "./loop.js";
import { resizePlot } from "./plot.js";
import { cameras, look } from "./looking.js";
import { controlsOf, listen } from "./reader.js";
import { recall } from "./selecting.js";
import { isCalm, watch } from "./surroundings.js";
import { createTimeline, goTo, indexOfEpoch, isSettled } from "./timeline.js";

const NOTHING = { trailed: [], links: [], guides: [], arrows: null, span: [0, 0] }; // over the points

/** @param {object} library the pictures of runs, see library.js */
export function createView(library = null) {
  const view = {
    library, // of pictures
    pointed: null, // the row pointed at last
    cursor: -1, // the row that keys point at
    sprites: null, // the pictures on the canvas now: rows and edge
    filter: null, // says of a row whether it is drawn, null where all are
    tool: "pan", // what a drag does: pan, lasso, box
    way: null, // of the pointer, while it draws
    cloud: null,
    ids: null, // of the cloud, once unpacked
    data: null, // what Python last said
    send: null, // the way to answer
    camera: null,
    palette: null,
    time: createTimeline(1),
    selected: [], // as it travels: ids or bits
    rows: new Uint32Array(0), // selected, once ids are there
    touched: false, // the reader has moved the epoch since Python last did
    shown: { selected: [], crowd: [], marks: [], trails: true, focus: null, ...NOTHING }, // rows
    outfit: null, // the style in view as the points wear it
    classes: null, // as a style
    theme: null,
    classColors: null, // packed
    drawn: { course: null }, // what the controls show
    channels: { epoch: createChannel(), selected: createChannel() },
  };
  view.layout = createLayout({ ...controlsOf(view), ...legendOf(view) });
  view.loop = createLoop((seconds) => showFrame(view, seconds));
  view.unwatch = watch(view.layout.plot.node, {
    resize: () => resize(view),
    calm: (stepping) => Object.assign(view.time, { stepping }),
    back: () => comeBack(view),
  });
  view.layout.tools.show(view.tool);
  listen(view);
  return view;
}

function resize(view) {
  resizePlot(view.layout.plot);
  if (!view.cloud) return;
  look(view, view.camera);
  paint(view);
}

/** The tab is in front again: time stood still, but the thumb on its way went on. */
function comeBack({ cloud, layout, time, drawn, loop }) {
  if (!cloud) return;
  layout.controls.place(time, cloud.epochs);
  drawn.course = null;
  loop.wake();
}

/** What Python says: the data of `animated_scatter`, and the way to answer. */
export function hear(view, data, send) {
  Object.assign(view, { data, send });
  view.layout.node.style.height = `${data.height}px`;
  if (view.cloud?.run !== data.run) view.cloud = null;
  view.layout.note.hidden = view.cloud !== null;
  view.layout.tools.allowAreas(Boolean(data.bits));
  const { epoch, selected } = view.channels;
  if (believe(selected, { value: data.selected, heard: data.heard.selected }, false)) view.selected = data.selected;
  if (believe(epoch, { value: data.epoch, heard: data.heard.epoch }, !isSettled(view.time))) {
    view.touched = false;
    view.drawn.course = null;
    if (view.cloud) goTo(view.time, indexOfEpoch(view.cloud.epochs, data.epoch));
  }
  dress(view);
  resolve(view);
  view.loop.wake();
}

/** Styles have come that this view may have waited for. */
export function takeStyles(view) {
  if (!view.cloud) return;
  dress(view);
  view.loop.wake();
}

/** The positions are there, or others are. */
export function takeCloud(view, cloud) {
  const { layout, data } = view;
  const position = data.epoch === null ? 0 : indexOfEpoch(cloud.epochs, data.epoch);
  const { rate } = view.time;
  Object.assign(view, { cloud, ids: null, pointed: null, cursor: -1, sprites: null });
  view.time = createTimeline(cloud.epochs.length, { position, rate, stepping: isCalm() });
  view.drawn.course = null;
  layout.note.hidden = true;
  layout.controls.setEpochs(cloud.epochs);
  describePlot(layout, cloud);
  resizePlot(layout.plot);
  look(view, cameras.get(cloud.geometry) ?? wholeView(cloud.bounds));
  dress(view);
  cloud.ids.then((ids) => {
    if (view.cloud !== cloud) return;
    view.ids = ids;
    recall(view);
    resolve(view);
  });
}

export function leave({ loop, unwatch, layout }) {
  loop.stop();
  unwatch();
  layout.node.remove();
}
