// The sheets that hold the pictures: known by their content, decoded when they are first needed.

/** The sheets of a new message; those that an earlier message brought are taken over with what was decoded. */
export function exchange(shelf, sent) {
  const kept = new Map();
  const sheets = sent.map((one) => {
    const sheet = kept.get(one.image) ?? shelf.get(one.image) ?? { ...one, address: "", decoding: null };
    kept.set(one.image, sheet);
    return sheet;
  });
  for (const [image, sheet] of shelf) if (!kept.has(image)) discard(sheet);
  shelf.clear();
  for (const [image, sheet] of kept) shelf.set(image, sheet);
  return sheets;
}

/** Which sheet holds each picture, and where on it: one entry per picture, in order. */
export function places(sheets) {
  return sheets.flatMap((sheet) => Array.from({ length: sheet.count }, (_, place) => ({ sheet, place })));
}

export function decoded(sheet) {
  sheet.decoding ??= decode(sheet);
  return sheet.decoding;
}

/** The style of an element that shows one picture of a decoded sheet. */
export function backdrop({ sheet, place }) {
  const across = place % sheet.columns;
  const down = Math.floor(place / sheet.columns);
  return {
    backgroundImage: `url("${sheet.address}")`,
    backgroundSize: `${sheet.columns * 100}% ${sheet.rows * 100}%`,
    backgroundPosition: `${share(across, sheet.columns)}% ${share(down, sheet.rows)}%`,
  };
}

export function discardAll(shelf) {
  for (const sheet of shelf.values()) discard(sheet);
  shelf.clear();
}

async function decode(sheet) {
  const address = URL.createObjectURL(new Blob([bytesOf(sheet.image)], { type: sheet.type }));
  const picture = new Image();
  picture.src = address;
  // Off the main thread; what stood there before stays until this can be painted. A damaged sheet (its page was altered
  // on disk) is shown as far as the browser can read it: the words under the pictures must come in any case.
  await picture.decode().catch(() => undefined);
  sheet.address = address;
  sheet.picture = picture; // keeps what was decoded
  if (sheet.gone) discard(sheet);
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) bytes[place] = letters.charCodeAt(place); // `from` is slow
  return bytes;
}

function discard(sheet) {
  sheet.gone = true;
  if (sheet.address) URL.revokeObjectURL(sheet.address);
}

function share(place, count) {
  return count > 1 ? (100 * place) / (count - 1) : 0;
}
