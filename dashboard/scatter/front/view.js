/** One view of a cloud: holds its state and wires plot, controls, gestures and the conversation with Python. */
import { panBy, wholeView, zoomAbout } from "./camera.js";
import { believe, createChannel, reportOf } from "./conversation.js";
import { listenToKeys, listenToPointer } from "./gestures.js";
import { idAt, rowsOf } from "./identity.js";
import { createLayout, describePlot, statusLine } from "./layout.js";
import { createLoop } from "./loop.js";
import { locate, momentAt } from "./moment.js";
import { makePalette, parseColor, pointRadius } from "./palette.js";
import { nearest } from "./picking.js";
import { paintPlot, placeOf, readTheme, resizePlot, showBar } from "./plot.js";
import * as timeline from "./timeline.js";

const REACH = 12; // CSS pixels around the pointer in which a point is found
const KEY_ZOOM = 1.5;

/** @param {Map} cameras by run, so that a view which comes back looks where it looked before */
export function createView(cameras) {
  let cloud = null;
  let ids = null;
  let data = null; // what Python last said
  let send = () => {};
  let camera = null;
  let time = timeline.createTimeline(1);
  let palette = null;
  let selected = []; // ids
  let touched = false; // the reader moved the epoch since Python last did
  let label = null; // what the controls show, so that they are written once an epoch and not once a frame
  const shown = { selected: [], marks: [], trails: true, focus: null };
  const channels = { epoch: createChannel(), selected: createChannel() };
  const layout = createLayout({
    play: () => act(() => (time.playing ? timeline.pause(time) : timeline.play(time))),
    scrub: (position) => act(() => timeline.scrub(time, position)),
    release: () => act(() => timeline.goTo(time, Math.round(time.position))),
    rate: (rate) => act(() => Object.assign(time, { rate })),
    trails: (trails) => change(() => Object.assign(shown, { trails })),
    focus: (focus) => change(() => Object.assign(shown, { focus })),
    reset: () => look(wholeView(cloud.bounds)),
  });
  const { plot } = layout;
  const loop = createLoop(frame);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const resizing = new ResizeObserver(() => {
    resizePlot(plot);
    if (cloud) look(camera);
    if (cloud && palette) paint();
  });
  resizing.observe(plot.node);
  listen();

  function listen() {
    listenToPointer(plot.canvas, {
      pan: (by) => cloud && look(panBy(camera, place(), scaled(by), cloud.bounds)),
      zoom: (at, factor) => cloud !== null && look(zoomAbout(camera, place(), scaled(at), factor)),
      click: (at) => cloud && pick(find(at)),
      hover: (at) => cloud && point(find(at)),
      leave: layout.hover.hide,
      reset: () => cloud && look(wholeView(cloud.bounds)),
    });
    const zoomBy = (factor) => look(zoomAbout(camera, place(), [plot.surface.width / 2, plot.surface.height / 2], factor));
    listenToKeys(layout.node, {
      play: () => act(() => (time.playing ? timeline.pause(time) : timeline.play(time))),
      step: (by) => act(() => timeline.step(time, by)),
      first: () => act(() => timeline.goTo(time, 0)),
      last: () => act(() => timeline.goTo(time, time.count - 1)),
      clear: () => select([]),
      zoomIn: () => cloud && zoomBy(KEY_ZOOM),
      zoomOut: () => cloud && zoomBy(1 / KEY_ZOOM),
      reset: () => cloud && look(wholeView(cloud.bounds)),
    });
    calm.addEventListener("change", () => Object.assign(time, { stepping: calm.matches }));
  }

  const place = () => placeOf(plot, cloud, camera);
  const moment = () => momentAt(cloud, time.position);
  const scaled = (point) => point.map((value) => value * plot.ratio);
  const find = (at) => nearest(moment(), place(), cloud.order, scaled(at), REACH * plot.ratio);

  function change(alter) {
    alter();
    loop.wake();
  }

  /** Something the reader did to time. */
  function act(alter) {
    if (!cloud) return;
    touched = true;
    layout.hover.hide();
    label = null;
    change(alter);
  }

  /** Move the camera; returns whether it moved. */
  function look(next) {
    const moved = ["x", "y", "zoom"].some((part) => next[part] !== camera[part]);
    camera = next;
    cameras.set(cloud.run, camera);
    const whole = wholeView(cloud.bounds);
    layout.reset.hidden = ["x", "y", "zoom"].every((part) => camera[part] === whole[part]);
    layout.hover.hide();
    showBar(plot, cloud, camera);
    loop.wake();
    return moved;
  }

  function point(row) {
    plot.canvas.style.cursor = row < 0 ? "" : "pointer";
    if (row < 0 || ids === null || time.playing) return layout.hover.hide();
    const at = locate(moment(), place(), row).map((value) => value / plot.ratio);
    const index = cloud.labels[row];
    const radius = pointRadius(cloud.n, camera.zoom);
    return layout.hover.show(at, { id: idAt(ids, row), label: cloud.classes[index], color: data.colors[index], radius });
  }

  function pick(row) {
    if (row >= 0 && ids !== null) select([idAt(ids, row)]);
  }

  function select(next) {
    selected = next;
    const report = reportOf(channels.selected, selected);
    if (report) send("selected", report);
    resolve();
  }

  /** Ids to rows, once ids are there. */
  function resolve() {
    if (!cloud || ids === null) return;
    Object.assign(shown, { selected: rowsOf(ids, selected), marks: rowsOf(ids, data.marks) });
    describe();
    loop.wake();
  }

  function describe() {
    const labelOf = (id) => (rowsOf(ids, [id]).map((row) => cloud.classes[cloud.labels[row]])[0] ?? null);
    const facts = { asked: touched ? null : data.epoch, selected: ids === null ? [] : selected, labelOf };
    layout.status.textContent = statusLine(cloud, Math.round(time.position), facts);
  }

  function frame(seconds) {
    if (!cloud || !palette) return false;
    timeline.advance(time, seconds);
    paint();
    const course = [Math.floor(time.position), time.playing, time.target, time.dragging && time.position, time.rate].join();
    if (course !== label) {
      label = course;
      layout.controls.show(time, cloud.epochs);
    }
    if (!timeline.isSettled(time)) return true;
    describe();
    const report = touched ? reportOf(channels.epoch, cloud.epochs[time.position]) : null;
    if (report) send("epoch", report);
    return false;
  }

  function paint() {
    paintPlot(plot, { cloud, camera, palette, moment: moment(), position: time.position }, shown);
  }

  function dress() {
    if (!cloud) return;
    if (data.colors.length < cloud.classes.length) {
      throw new Error(`${cloud.run} has ${cloud.classes.length} classes. Colours given: ${data.colors.length}.`);
    }
    palette = makePalette(data.colors.map(parseColor), cloud.counts, readTheme(plot));
    layout.legend.show(cloud.classes, cloud.counts, data.colors);
  }

  return {
    node: layout.node,
    run: () => data?.run,

    /** What Python says: data of `animated_scatter`, and the way to answer. */
    update(message, setState) {
      data = message;
      send = setState;
      layout.node.style.height = `${data.height}px`;
      if (cloud?.run !== data.run) cloud = null;
      layout.note.hidden = cloud !== null;
      if (believe(channels.selected, { value: data.selected, heard: data.heard.selected }, false)) selected = data.selected;
      const busy = !timeline.isSettled(time);
      const moved = believe(channels.epoch, { value: data.epoch, heard: data.heard.epoch }, busy);
      if (moved) {
        touched = false;
        label = null;
        if (cloud) timeline.goTo(time, timeline.indexOfEpoch(cloud.epochs, data.epoch));
      }
      dress();
      resolve();
      loop.wake();
    },

    /** The positions are there, or others are. */
    show(next) {
      cloud = next;
      ids = null;
      label = null;
      camera = cameras.get(cloud.run) ?? wholeView(cloud.bounds);
      const position = data.epoch === null ? 0 : timeline.indexOfEpoch(cloud.epochs, data.epoch);
      const { rate } = time;
      time = timeline.createTimeline(cloud.epochs.length, { position, rate, stepping: calm.matches });
      layout.note.hidden = true;
      layout.controls.setEpochs(cloud.epochs);
      describePlot(layout, cloud);
      resizePlot(plot);
      look(camera);
      dress();
      cloud.ids.then((unpacked) => {
        if (cloud !== next) return;
        ids = unpacked;
        resolve();
      });
    },

    leave() {
      loop.stop();
      resizing.disconnect();
    },
  };
}
