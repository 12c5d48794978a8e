// The slider counts places in the list of epochs, so irregular epochs are one step apart.
const SETTLE = 140; // ms without a further step before Python is told
const controls = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  let control = controls.get(parentElement);
  if (!control) {
    control = new EpochControl(parentElement);
    controls.set(parentElement, control);
  }
  control.send = (epoch) => setTriggerValue("epoch", epoch);
  control.update(data);
  return () => {
    control.close();
    controls.delete(parentElement);
  };
}

class EpochControl {
  constructor(root) {
    this.slider = root.querySelector("input");
    this.output = root.querySelector("output");
    this.buttons = { "-1": root.querySelector(".previous"), 1: root.querySelector(".next") };
    this.slider.oninput = () => this.draw();
    this.slider.onchange = () => this.settle();
    this.buttons[-1].onclick = () => this.step(-1);
    this.buttons[1].onclick = () => this.step(1);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
  }

  update({ epochs, epoch }) {
    const pending = this.timer !== undefined;
    this.epochs = epochs;
    this.told = epoch;
    this.slider.max = String(Math.max(0, epochs.length - 1));
    this.slider.disabled = epochs.length < 2;
    if (!pending) this.slider.value = String(Math.max(0, epochs.indexOf(epoch)));
    this.draw();
  }

  draw() {
    const place = Number(this.slider.value);
    const last = this.epochs.length - 1;
    this.output.textContent = last < 0 ? "No epoch" : `Epoch ${this.epochs[place]}`;
    this.output.title = last < 0 ? "" : `Epoch ${this.epochs[place]} of ${this.epochs[0]} to ${this.epochs[last]}`;
    this.slider.setAttribute("aria-valuetext", last < 0 ? "none" : `epoch ${this.epochs[place]}`);
    this.slider.style.setProperty("--filled", last > 0 ? place / last : 0);
    this.buttons[-1].disabled = place <= 0;
    this.buttons[1].disabled = place >= last;
  }

  step(by) {
    const place = Number(this.slider.value) + by;
    if (place < 0 || place >= this.epochs.length) return;
    this.slider.value = String(place);
    this.draw();
    this.settle();
  }

  settle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const epoch = this.epochs[Number(this.slider.value)];
      if (epoch !== undefined && epoch !== this.told) this.send(epoch);
    }, SETTLE);
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select"))) return;
    if (target instanceof HTMLInputElement && target.type !== "range") return;
    if (event.key === ",") this.step(-1);
    if (event.key === ".") this.step(1);
  }

  close() {
    clearTimeout(this.timer);
    document.removeEventListener("keydown", this.onKey);
  }
}
