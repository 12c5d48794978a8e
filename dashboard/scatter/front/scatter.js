/** The entry: the data mount calls it with bytes; the view mount's stub reaches it through a shared object. */
import { element } from "./dom.js";
import { createExporter } from "./export.js";
import { unpackIds } from "./identity.js";
import { createLibrary } from "./library.js";
import { decode } from "./payload.js";
import { showNews } from "./pictures.js";
import { createView, hear, leave, takeCloud, takeStyles } from "./view.js";
import { giveAway, hang } from "./wardrobe.js";

const shared = (globalThis[Symbol.for("epochscope.scatter")] ??= { waiting: new Map() });
const clouds = new Map(); // by run
const sources = new Map(); // a data mount's element -> the bytes it brought and their cloud
const views = new Map(); // a view mount's element -> its view
const library = createLibrary((run) => {
  for (const view of views.values()) if (view.data.run === run) showNews(view);
});

const exporter = createExporter((run) => [...views.values()].find((view) => view.data.run === run && view.outfit) ?? null);

/** Take the positions in; a mount may be called again with the same bytes (the theme changed). */
export default function receive({ data, parentElement }) {
  takeNoRoom(parentElement);
  const before = sources.get(parentElement);
  if (before?.data !== data) {
    const cloud = decode(data);
    cloud.ids = unpackIds(cloud.packedIds, cloud.n);
    sources.set(parentElement, { data, cloud });
    forget(before?.cloud);
    clouds.set(cloud.run, cloud);
    for (const view of views.values()) if (view.data.run === cloud.run) takeCloud(view, cloud);
  }
  return () => {
    forget(sources.get(parentElement)?.cloud);
    sources.delete(parentElement);
  };
}

/** Let go of positions, unless others have come under the same name. */
function forget(cloud) {
  if (cloud && clouds.get(cloud.run) === cloud) clouds.delete(cloud.run);
}

/** A mount that came through the stub: pictures or a style, which are bytes, buttons that keep the view, or a view. */
shared.view = (mount) => {
  if (library.isAnswer(mount.data)) receivePictures(mount);
  else if (mount.data instanceof Uint8Array) receiveStyle(mount);
  else if (mount.data.keep) exporter.receive(mount);
  else receiveView(mount);
};

function receiveStyle({ data, parentElement }) {
  takeNoRoom(parentElement);
  if (!hang(parentElement, data)) return;
  for (const view of views.values()) takeStyles(view);
}

function receivePictures(mount) {
  takeNoRoom(mount.parentElement);
  library.receive(mount);
}

function receiveView({ data, parentElement, setStateValue }) {
  const known = views.get(parentElement);
  const view = known ?? createView(library);
  if (!known) {
    views.set(parentElement, view);
    parentElement.append(element("style", {}, SHEET), view.layout.node); // bundle.py writes SHEET before this
  }
  hear(view, data, setStateValue);
  if (view.cloud === null && clouds.has(data.run)) takeCloud(view, clouds.get(data.run));
}

shared.leave = (parentElement) => {
  if (views.has(parentElement)) leave(views.get(parentElement));
  views.delete(parentElement);
  giveAway(parentElement);
  library.leave(parentElement);
  exporter.leave(parentElement);
};

for (const mount of shared.waiting.values()) shared.view(mount);
shared.waiting.clear();

/** Streamlit leaves a gap for every element, an empty one too. */
function takeNoRoom(parentElement) {
  const box = parentElement.host?.closest('[data-testid="stElementContainer"]');
  if (box) box.style.position = "absolute";
}
