// Takes in sheets of pictures and keeps them for every strip of this tab, by run and sample id.

const MOST = 80; // sheets kept, 64 pictures each
const LONGEST = 500; // ms that a sheet may wait whose pictures are out of sight
const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 60)); // Safari has none
let telling = null;
const shelf = (globalThis[Symbol.for("epochscope.film")] ??= {
  pictures: new Map(), // "run id" -> {sheet, place}
  absent: new Set(),
  watchers: new Set(), // called when something has come
  sheets: [],
  clock: 0,
});

export default function ({ data }) {
  if (data instanceof Uint8Array && data.length) take(data);
}

async function take(data) {
  const own = data.slice(); // the bytes lie somewhere inside a message
  const size = new DataView(own.buffer).getUint32(0, true);
  const { token, sheets, absent, soon } = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + size)));
  for (const id of absent) shelf.absent.add(`${token} ${id}`);
  if (absent.length) tell();
  let start = 4 + size;
  for (const sheet of sheets) {
    const bytes = own.subarray(start, (start += sheet.size));
    const names = sheet.ids.map((id) => `${token} ${id}`);
    if (!soon) await new Promise((resolve) => whenIdle(resolve, { timeout: LONGEST }));
    if (!names.every((name) => shelf.pictures.has(name))) place(names, bytes).then(tell);
  }
}

async function place(names, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
  const picture = new Image();
  picture.src = address;
  try {
    await picture.decode(); // shown only once it can be painted: nothing flashes
  } catch {
    URL.revokeObjectURL(address);
    for (const name of names) shelf.absent.add(name);
    return;
  }
  const sheet = { address, picture, names, count: names.length, used: (shelf.clock += 1) };
  names.forEach((name, index) => shelf.pictures.set(name, { sheet, place: index }));
  shelf.sheets.push(sheet);
  if (shelf.sheets.length > MOST) forgetOldest();
}

function forgetOldest() {
  const oldest = shelf.sheets.reduce((one, other) => (other.used < one.used ? other : one));
  shelf.sheets.splice(shelf.sheets.indexOf(oldest), 1);
  for (const name of oldest.names) if (shelf.pictures.get(name)?.sheet === oldest) shelf.pictures.delete(name);
  URL.revokeObjectURL(oldest.address);
}

/** Once a frame, however many sheets have come. */
function tell() {
  telling ??= requestAnimationFrame(() => {
    telling = null;
    for (const watcher of shelf.watchers) watcher();
  });
}
