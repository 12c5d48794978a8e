/** The row of controls: play, the epoch, the strip with a tick per epoch, speed, trails. */
import { element, icon } from "./dom.js";

const PLAY = "M4 2.5v11l9-5.5z";
const PAUSE = "M4 2.5h3v11H4zM9 2.5h3v11H9z";
const RATES = [0.5, 1, 2, 4, 8]; // epochs per second
const LABEL_ROOM = 34; // CSS pixels that the number of one epoch needs on the strip

/** @param {object} on play(), scrub(position), release(), rate(epochs per second), trails(shown) */
export function createControls(on) {
  const button = element("button", { class: "play", type: "button", "aria-keyshortcuts": "Space", onclick: on.play });
  const epoch = element("output", { class: "epoch" });
  const strip = createStrip(on);
  const rate = element("select", { class: "rate", "aria-label": "Speed", onchange: () => on.rate(Number(rate.value)) });
  rate.append(...RATES.map((value) => element("option", { value, selected: value === 1 }, value === 1 ? "1 epoch/s" : `${value} epochs/s`)));
  const trails = element("button", { class: "trails", type: "button", "aria-pressed": "true" }, "Trails");
  trails.title = "Show the way of the selected and marked samples through all epochs";
  trails.addEventListener("click", () => {
    const shown = trails.getAttribute("aria-pressed") !== "true";
    trails.setAttribute("aria-pressed", String(shown));
    on.trails(shown);
  });
  const node = element("div", { class: "controls" }, button, epoch, strip.node, rate, trails);
  return {
    node,
    setEpochs(epochs) {
      strip.setEpochs(epochs);
      button.disabled = epochs.length < 2;
      rate.disabled = epochs.length < 2;
    },
    /** Called when something changed that the row shows, at most once an epoch while playing. */
    show(time, epochs) {
      const label = epochLabel(time, epochs);
      epoch.textContent = label;
      button.replaceChildren(icon(time.playing ? PAUSE : PLAY));
      button.setAttribute("aria-label", time.playing ? "Pause" : "Play");
      button.title = time.playing ? "Pause (space)" : "Play (space)";
      strip.show(time, epochs, label);
    },
    /** Put the thumb where time is, at once. */
    place(time, epochs) {
      strip.show({ ...time, stepping: true }, epochs, epochLabel(time, epochs));
      strip.node.getBoundingClientRect(); // the browser takes note of this place before the next one is set
    },
  };
}

/** "Epoch 3", or "Epoch 3 → 4" between two, where the picture is a mixture. */
export function epochLabel({ position }, epochs) {
  const index = Math.min(Math.floor(position + 1e-9), epochs.length - 1);
  const between = position - index > 1e-6 && index + 1 < epochs.length;
  return between ? `Epoch ${epochs[index]} → ${epochs[index + 1]}` : `Epoch ${epochs[index]}`;
}

/** Where the thumb goes next and in how many seconds: CSS carries it there, so no script runs per frame. */
export function thumbCourse({ position, playing, target, stepping, rate, glide }) {
  if (stepping) return { to: position, seconds: 0 };
  if (playing) {
    const to = Math.floor(position + 1e-9) + 1;
    return { to, seconds: (to - position) / rate };
  }
  if (target !== null) return { to: target, seconds: Math.abs(target - position) / Math.max(glide, 1e-9) };
  return { to: position, seconds: 0 };
}

function createStrip(on) {
  const fill = element("div", { class: "fill" });
  const runner = element("div", { class: "runner" }, element("div", { class: "thumb" }));
  const ticks = element("div", { class: "ticks" });
  const rail = element("div", { class: "rail" }, fill, ticks, runner);
  const node = element("div", { class: "strip", role: "slider", tabindex: "0", "aria-label": "Epoch" }, rail);
  let count = 1;
  const positionAt = (event) => {
    const { left, width } = rail.getBoundingClientRect();
    return ((event.clientX - left) / width) * (count - 1);
  };
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || count < 2) return;
    node.setPointerCapture(event.pointerId);
    on.scrub(positionAt(event));
  });
  node.addEventListener("pointermove", (event) => {
    if (node.hasPointerCapture(event.pointerId)) on.scrub(positionAt(event));
  });
  node.addEventListener("lostpointercapture", () => on.release());
  let epochsShown = [];
  const layTicks = () => ticks.replaceChildren(...ticksFor(epochsShown, rail.clientWidth));
  new ResizeObserver(layTicks).observe(rail);
  return {
    node,
    setEpochs(epochs) {
      count = epochs.length;
      epochsShown = epochs;
      node.setAttribute("aria-valuemin", epochs[0]);
      node.setAttribute("aria-valuemax", epochs[count - 1]);
      node.setAttribute("aria-disabled", String(count < 2));
      layTicks();
    },
    show(time, epochs, label) {
      const { to, seconds } = thumbCourse(time);
      const share = count < 2 ? 0 : to / (count - 1);
      for (const part of [fill, runner]) part.style.transition = `transform ${seconds.toFixed(3)}s linear`;
      fill.style.transform = `scaleX(${share})`;
      runner.style.transform = `translateX(${share * 100}%)`;
      node.setAttribute("aria-valuenow", epochs[Math.round(time.position)]);
      node.setAttribute("aria-valuetext", label);
    },
  };
}

/** One tick per epoch; as many numbers as there is room for, always the first and the last. */
function ticksFor(epochs, width) {
  const last = epochs.length - 1;
  const every = Math.max(1, Math.ceil((epochs.length * LABEL_ROOM) / Math.max(width, 1)));
  return epochs.map((epoch, index) => {
    const tick = element("i", {});
    tick.style.left = `${last === 0 ? 0 : (index / last) * 100}%`;
    const numbered = index === last || (index % every === 0 && last - index >= every);
    if (numbered) tick.append(element("b", {}, String(epoch)));
    return tick;
  });
}
