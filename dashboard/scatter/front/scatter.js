/** The entry: the data mount calls it with bytes; the view mount's stub reaches it through a shared object. */
import { unpackIds } from "./identity.js";
import { decode } from "./payload.js";
import { createView, hear, leave, takeCloud } from "./view.js";

const shared = (globalThis[Symbol.for("epochscope.scatter")] ??= { waiting: new Map() });
const clouds = new Map(); // by run
const sources = new Map(); // a data mount's element -> the bytes it brought and their cloud
const views = new Map(); // a view mount's element -> its view
const cameras = new Map(); // by a cloud's geometry, kept while the page is open

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

shared.view = ({ data, parentElement, setStateValue }) => {
  const known = views.get(parentElement);
  const view = known ?? createView(cameras);
  if (!known) {
    views.set(parentElement, view);
    parentElement.append(view.layout.node);
  }
  hear(view, data, setStateValue);
  if (view.cloud === null && clouds.has(data.run)) takeCloud(view, clouds.get(data.run));
};

shared.leave = (parentElement) => {
  if (views.has(parentElement)) leave(views.get(parentElement));
  views.delete(parentElement);
};

for (const mount of shared.waiting.values()) shared.view(mount);
shared.waiting.clear();

/** Streamlit leaves a gap for every element, an empty one too. */
function takeNoRoom(parentElement) {
  const box = parentElement.host?.closest('[data-testid="stElementContainer"]');
  if (box) box.style.position = "absolute";
}
