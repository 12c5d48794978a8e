/** Pictures in a view: beside the id under the pointer, and in place of points where few are in view. */
import { findPicture, lacks } from "./album.js";
import { unproject } from "./camera.js";
import { coatNow, colorNow, orderNow } from "./dressing.js";
import { idAt } from "./identity.js";
import { locate, momentAt } from "./moment.js";
import { placeOf } from "./plot.js";
import { isGreyed } from "./points.js";
import { paintSprites, rowsAround, rowsInView, spriteEdge, spriteUnder } from "./sprites.js";
import { isSettled } from "./timeline.js";

const AHEAD = 24; // samples around the one pointed at, asked for after it

/** What the tip can show of a sample now; null where no pictures travel. What is not here yet is asked for. */
export function sightOf(view, row) {
  const book = bookOf(view);
  if (book === null) return null;
  const { album, asking } = book;
  const id = idAt(view.ids, row);
  view.pointed = row;
  if (lacks(album, id)) {
    asking.wish("hover", () => [id]);
    asking.wish("near", () => around(view, row).map((near) => idAt(view.ids, near)));
  }
  const picture = findPicture(album, id);
  const note = album.at === null ? null : (album.notes.get(id) ?? "");
  return { picture, note, awaited: picture === null && !album.absent.has(id) };
}

/** Draw pictures over the points, at rest only, where there are few enough and the reader has not switched them off. */
export function paintPictures(view) {
  const book = bookOf(view);
  const { button } = view.layout.pictures;
  view.sprites = null;
  button.hidden = book === null;
  if (book === null || !isSettled(view.time)) return;
  const rows = rowsDrawn(view);
  view.layout.pictures.say(rows?.length ?? null);
  if (rows === null || !view.layout.pictures.on()) return;
  const { plot } = view.layout;
  const ids = rows.map((row) => idAt(view.ids, row));
  const edge = spriteEdge(rows.length, plot.surface.width / plot.ratio, plot.surface.height / plot.ratio);
  const ink = inkOf(view, rows);
  const sprites = rows.map((row, k) => ({ row, picture: findPicture(book.album, ids[k]), ...ink(row) }));
  paintSprites(plot.context, { ...sceneOf(view), ratio: plot.ratio, edge }, sprites);
  view.sprites = { edge, rows: sprites.filter(({ picture }) => picture).map(({ row }) => row) };
  if (ids.some((id) => lacks(book.album, id))) book.asking.wish("plot", () => ids);
}

/** The row whose picture covers a place (device pixels), -1 if none does. */
export function pictureUnder(view, at) {
  if (view.sprites === null) return -1;
  const { edge, rows } = view.sprites;
  return spriteUnder({ ...sceneOf(view), ratio: view.layout.plot.ratio, edge }, rows, at);
}

/** New pictures or words are here. */
export function showNews(view) {
  const { hover } = view.layout;
  if (hover.shown() && view.ids !== null && view.pointed !== null) hover.fill(sightOf(view, view.pointed));
  view.loop.wake();
}

/** Why pictures are missing, in words; empty where none is. */
export function troubleOf(view) {
  return view.library?.bookOf(view.data.run)?.album.trouble ?? "";
}

function bookOf({ library, data, cloud, ids }) {
  const book = library?.bookOf(data.run) ?? null;
  return book === null || book.none || !cloud || ids === null ? null : book;
}

function sceneOf({ layout, cloud, camera, time }) {
  return { place: placeOf(layout.plot, cloud, camera), moment: momentAt(cloud, time.position) };
}

function rowsDrawn(view) {
  const { place, moment } = sceneOf(view);
  return rowsInView(moment, place, view.layout.plot.surface, { order: orderNow(view) });
}

/** The samples around one of them, itself first. */
function around(view, row) {
  const { place, moment } = sceneOf(view);
  const at = locate(moment, place, row);
  const near = at === null ? [] : rowsAround(moment, orderNow(view), unproject(place, ...at), AHEAD);
  return [row, ...near.filter((other) => other !== row)];
}

/** The frame of a sample's picture: its point's colour, faint or strong as its point is. */
function inkOf(view, rows) {
  const { shown } = view;
  const { codes } = coatNow(view);
  const here = new Set(rows);
  const selected = new Set([...shown.selected, ...shown.crowd.filter((row) => here.has(row))]);
  const meant = new Set([...selected, ...shown.marks]);
  const greyed = isGreyed(shown);
  return (row) => {
    const faint = greyed && !meant.has(row) && shown.focus !== codes[row];
    return { color: colorNow(view, row), faint, strong: selected.has(row) };
  };
}
