/** Lays out a picture to keep: title, legend, the plot's place, scale bar and the line that says where it comes from. */

const MARGIN = 20; // CSS pixels
const LINE = 20;
export const SIZES = { title: 18, text: 13, caption: 12 };
const MOST_ENTRIES = 40; // of the legend
const RAMP = { width: 180, height: 10 };

/**
 * @param {object} what
 * @param {string} what.title
 * @param {{title: string, entries: {words: string, color: string}[], ramp: {low: string, high: string, colors: string[]}|null}} what.legend
 * @param {{width: number, height: number}} what.plot CSS pixels
 * @param {{pixels: number, words: string}} what.bar
 * @param {string[]} what.caption pieces, joined by dots and wrapped between them
 * @param {function(string, number): number} widthOf words at a size, in CSS pixels
 * @returns {object} width, height, plot (x, y, width, height), texts, discs, ramps, lines, plates (under the scale bar)
 */
export function layOut({ title, legend, plot, bar, caption }, widthOf) {
  const sheet = { width: plot.width + 2 * MARGIN, texts: [], discs: [], ramps: [], lines: [], plates: [] };
  const say = (x, y, text, size, quiet = false) => sheet.texts.push({ x, y, text, size: SIZES[size], bold: size === "title", quiet });
  let y = MARGIN + SIZES.title;
  say(MARGIN, y, title, "title");
  y += LINE + 6;
  y = layLegend(sheet, legend, { y, say, widthOf }) + 12;
  sheet.plot = { x: MARGIN, y, ...plot };
  const foot = y + plot.height - 14;
  const wide = Math.max(bar.pixels, widthOf(bar.words, SIZES.caption)) + 12;
  sheet.plates.push({ x: MARGIN + 8, y: foot - 22, width: wide, height: 28 });
  sheet.lines.push({ x: MARGIN + 14, y: foot, width: bar.pixels });
  say(MARGIN + 14, foot - 6, bar.words, "caption", true);
  y += plot.height + LINE + 2;
  for (const line of wrap(caption, plot.width, (words) => widthOf(words, SIZES.caption))) {
    say(MARGIN, y, line, "caption", true);
    y += LINE - 3;
  }
  return { ...sheet, height: y + MARGIN - LINE + 3 };
}

/** Entries side by side, wrapped; returns the last line's y. */
function layLegend(sheet, { title, entries, ramp }, { y, say, widthOf }) {
  let x = MARGIN;
  const end = sheet.width - MARGIN;
  const place = (wide) => {
    if (x > MARGIN && x + wide > end) {
      x = MARGIN;
      y += LINE;
    }
    x += wide + 18;
    return x - wide - 18;
  };
  const put = (words) => say(place(widthOf(words, SIZES.text)), y, words, "text");
  if (title) put(title);
  if (ramp) {
    put(ramp.low);
    sheet.ramps.push({ x: place(RAMP.width), y: y - RAMP.height, ...RAMP, colors: ramp.colors });
    put(ramp.high);
  }
  for (const { words, color } of entries.slice(0, MOST_ENTRIES)) {
    const left = place(16 + widthOf(words, SIZES.text));
    sheet.discs.push({ x: left + 5, y: y - 4.5, radius: 5, color });
    say(left + 16, y, words, "text");
  }
  if (entries.length > MOST_ENTRIES) put(`and ${entries.length - MOST_ENTRIES} more`);
  return y;
}

/** Pieces joined by dots, as many to a line as fit; a piece that is too long has a line of its own. */
export function wrap(pieces, width, widthOf) {
  const lines = [];
  for (const piece of pieces) {
    const longer = lines.length ? `${lines.at(-1)} · ${piece}` : null;
    if (longer !== null && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** A name for the file: the stem that Python made safe, the epoch, the ending. */
export function fileName(stem, epoch, ending) {
  return `${stem.replace(/[^\w.-]/g, "_")}_epoch_${String(epoch).padStart(3, "0")}.${ending}`;
}
