/** regl-scatterplot as a component of the same kind as ours: positions as bytes, play by its own transitions. */
import createScatterplot from "regl-scatterplot";

const COLORS = ["#0072b2", "#d55e00", "#d400ff"];
const STEP = 500; // ms from epoch to epoch
const HEIGHT = 560;
const known = new WeakSet();

export default function mount({ data, parentElement, setStateValue }) {
  if (known.has(parentElement)) return;
  known.add(parentElement);
  const button = document.createElement("button");
  button.textContent = "Play";
  button.setAttribute("aria-label", "Play");
  const canvas = document.createElement("canvas");
  canvas.style.cssText = `display: block; width: 100%; height: ${HEIGHT}px`;
  parentElement.append(button, canvas);
  const bytes = data.slice().buffer;
  const [n, epochs] = new Uint32Array(bytes, 0, 2);
  const positions = new Float32Array(bytes, 8, epochs * n * 2);
  const category = new Uint8Array(bytes, 8 + epochs * n * 8, n);
  const { width } = canvas.getBoundingClientRect();
  const aspect = width / HEIGHT;
  const plot = createScatterplot({ canvas, width, height: HEIGHT, pointSize: 4, colorBy: "category", pointColor: COLORS, backgroundColor: "#ffffff", aspectRatio: aspect });
  plot.set({ cameraDistance: 1.4 });
  const epochOf = (epoch) => {
    const x = new Float32Array(n);
    const y = new Float32Array(n);
    for (let row = 0; row < n; row++) {
      x[row] = positions[(epoch * n + row) * 2];
      y[row] = positions[(epoch * n + row) * 2 + 1];
    }
    return { x, y, z: category };
  };
  plot.draw(epochOf(0));
  plot.subscribe("select", ({ points }) => setStateValue("selected", points[0]));
  button.onclick = async () => {
    for (let epoch = 1; epoch < epochs; epoch++) {
      await plot.draw(epochOf(epoch), { transition: true, transitionDuration: STEP, transitionEasing: "linear" });
    }
  };
}
