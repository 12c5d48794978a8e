/** The pictures that have come so far, on decoded sheets, and which ones to ask for next; no DOM. */

export const BATCH = 64; // pictures asked for at once; thumbnails.py takes no more
const MOST = 2048; // pictures kept decoded: 75 MB at 96 × 96
const MAGIC = "EPTH";

export function createAlbum() {
  return { sheets: [], places: new Map(), absent: new Set(), notes: new Map(), at: null, trouble: "", clock: 0 };
}

/** Whether bytes are an answer of thumbnails.py: other mounts bring bytes too. */
export function isAnswer(data) {
  return data instanceof Uint8Array && String.fromCharCode(...data.subarray(0, 4)) === MAGIC;
}

/** Read an answer of thumbnails.py; its docstring holds the layout. */
export function readAnswer(bytes) {
  const own = bytes.slice();
  const size = new DataView(own.buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(8, 8 + size)));
  return { ...header, image: own.subarray(8 + size) };
}

/** Words and what is missing; they are there at once, the sheet when it is decoded. */
export function takeWords(album, { at, notes, absent, trouble }) {
  if (at !== album.at) album.notes.clear();
  album.at = at;
  for (const [id, note] of Object.entries(notes)) album.notes.set(id, note);
  for (const id of absent) album.absent.add(id);
  if (trouble) album.trouble = trouble;
}

/**
 * A sheet has been decoded: pictures of one edge, row by row.
 *
 * @param {{ids: string[], columns: number, cell: number}} layout
 * @param {{close: function}} picture what the browser draws from
 */
export function placeSheet(album, { ids, columns, cell }, picture) {
  const sheet = { ids, columns, cell, picture, used: (album.clock += 1) };
  album.sheets.push(sheet);
  ids.forEach((id, index) => album.places.set(id, { sheet, index }));
  while (album.places.size > MOST && album.sheets.length > 1) forgetOldest(album);
}

/** Where a sample's picture is: {picture, x, y, cell}; null while it is not here. */
export function findPicture(album, id) {
  const found = album.places.get(id);
  if (!found) return null;
  const { sheet, index } = found;
  sheet.used = album.clock += 1;
  const { picture, columns, cell } = sheet;
  return { picture, x: (index % columns) * cell, y: Math.floor(index / columns) * cell, cell };
}

/** Whether a sample's picture or words are not here and may still come. */
export function lacks(album, id) {
  return lacksPicture(album, id) || lacksWords(album, id);
}

/** What to ask for of these ids: pictures, and words alone where the picture is here; at most one batch of each. */
export function lacking(album, ids) {
  const once = [...new Set(ids)];
  const words = once.filter((id) => lacksWords(album, id) && !lacksPicture(album, id));
  return { pictures: once.filter((id) => lacksPicture(album, id)).slice(0, BATCH), words: words.slice(0, BATCH) };
}

function lacksPicture({ places, absent }, id) {
  return !places.has(id) && !absent.has(id);
}

function lacksWords({ at, notes }, id) {
  return at !== null && !notes.has(id);
}

/** What an answer left out will not come: never ask for it again. */
export function settleAbsent(album, { pictures, words }) {
  for (const id of pictures) if (lacksPicture(album, id)) album.absent.add(id);
  for (const id of [...pictures, ...words]) if (lacksWords(album, id)) album.notes.set(id, "");
}

export function closeAlbum(album) {
  for (const { picture } of album.sheets) picture.close();
}

function forgetOldest(album) {
  const oldest = album.sheets.reduce((a, b) => (b.used < a.used ? b : a));
  album.sheets.splice(album.sheets.indexOf(oldest), 1);
  for (const id of oldest.ids) if (album.places.get(id)?.sheet === oldest) album.places.delete(id);
  oldest.picture.close();
}
