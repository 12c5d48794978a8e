/** Keeps the view as a file: buttons on a mount of their own, the picture composed here, nothing sent anywhere. */
import { epochLabel } from "./controls.js";
import { element, grouped } from "./dom.js";
import { coatNow, orderNow } from "./dressing.js";
import { codesListed } from "./legend.js";
import { locate, momentAt } from "./moment.js";
import { codeColors, css, lookOf, pointRadius } from "./palette.js";
import { placeOf } from "./plot.js";
import { withText } from "./png_text.js";
import { isGreyed } from "./points.js";
import { fileName, layOut } from "./sheet.js";
import { rowsInView } from "./sprites.js";
import { wordsOf } from "./style.js";
import { MOST_CIRCLES, svgOf } from "./svg.js";

const TOP = 254; // code of the highest value
const STOPS = 32; // of a ramp

/** @param {function(string): object|null} viewOf the view of a run that is on the page */
export function createExporter(viewOf) {
  const mounts = new Map(); // element -> what Python last said, and the row of buttons
  return {
    receive({ data, parentElement }) {
      const mount = mounts.get(parentElement) ?? {};
      mount.data = data;
      if (mounts.has(parentElement)) return;
      mounts.set(parentElement, mount);
      const said = element("span", { class: "said", role: "status" });
      const button = (name, words, make) => element("button", { type: "button", class: name, onclick: () => keep(mount, said, make) }, words);
      const keep = async ({ data: wanted }, note, make) => {
        const view = viewOf(wanted.run);
        note.textContent = view ? "" : "The picture is not on this page.";
        if (view) note.textContent = await make(view, wanted);
      };
      mount.node = element("div", { class: "export-row" }, button("png", "PNG of the view", keepPng), button("svg", "SVG of the view", keepSvg), said);
      parentElement.append(mount.node);
    },
    leave(parentElement) {
      mounts.get(parentElement)?.node.remove();
      mounts.delete(parentElement);
    },
  };
}

async function keepPng(view, wanted) {
  const { plot } = view.layout;
  const theme = themeOf(view);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const sheet = sheetOf(view, wanted, context, theme);
  Object.assign(canvas, { width: Math.round(sheet.width * plot.ratio), height: Math.round(sheet.height * plot.ratio) });
  context.scale(plot.ratio, plot.ratio);
  draw(context, sheet, theme, plot.canvas);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const bytes = withText(new Uint8Array(await blob.arrayBuffer()), factsOf(view, wanted));
  return download(bytes, "image/png", fileName(wanted.file, epochOf(view), "png"));
}

async function keepSvg(view, wanted) {
  const theme = themeOf(view);
  const sheet = sheetOf(view, wanted, document.createElement("canvas").getContext("2d"), theme);
  const rows = rowsInView(momentOf(view), placeNow(view), view.layout.plot.surface, { order: orderNow(view), most: MOST_CIRCLES });
  const content = rows === null ? { image: view.layout.plot.canvas.toDataURL("image/png") } : { groups: groupsOf(view, rows) };
  const file = fileName(wanted.file, epochOf(view), "svg");
  const kept = download(svgOf(sheet, content, theme, factsOf(view, wanted)), "image/svg+xml", file);
  if (rows === null) return `${kept} More than ${grouped(MOST_CIRCLES)} points are in view: they are one picture inside it.`;
  return `${kept} It holds points and legend; lines, trails and pictures are in the PNG alone.`;
}

function sheetOf(view, { title, facts }, context, { family }) {
  const { plot } = view.layout;
  const widthOf = (words, size) => {
    context.font = `${size}px ${family}`;
    return context.measureText(words).width;
  };
  const bar = { pixels: parseFloat(plot.bar.firstChild.style.width), words: plot.bar.lastChild.textContent };
  const size = { width: plot.surface.width / plot.ratio, height: plot.surface.height / plot.ratio };
  const caption = [`epoch ${epochWords(view)}`, ...facts.map(({ words }) => words).filter(Boolean)];
  return layOut({ title, legend: legendOf(view), plot: size, bar, caption }, widthOf);
}

function legendOf({ outfit, palette, time }) {
  const { style, hidden } = outfit;
  const shown = codesListed(outfit).filter((code) => hidden[code] === 0);
  const { counts } = coatNow({ outfit, time });
  const entries = shown.map((code) => ({ words: `${wordsOf(style, code)}  ${grouped(counts[code])}`, color: css(palette.colors[code]) }));
  if (style.kind !== "values") return { title: style.title, entries, ramp: null };
  const all = codeColors(style);
  const colors = Array.from({ length: STOPS }, (_, k) => `rgb(${all[Math.round((k * TOP) / (STOPS - 1))].map(Math.round).join(" ")})`);
  return { title: style.title, entries, ramp: { low: wordsOf(style, 0), high: wordsOf(style, TOP), colors } };
}

/** Points in view by colour, in the order of painting. */
function groupsOf(view, rows) {
  const { palette, camera, cloud, shown, layout } = view;
  const { codes } = coatNow(view);
  const greyed = isGreyed(shown);
  const chosen = new Set([...shown.selected, ...shown.crowd, ...shown.marks]);
  const looks = [false, true].map((isGreyedLook) => lookOf(palette, { zoom: camera.zoom, isGreyed: isGreyedLook }));
  const [place, moment, radius] = [placeNow(view), momentOf(view), pointRadius(cloud.n, camera.zoom)];
  const groups = [];
  for (const row of greyed ? [...rows.filter((r) => !chosen.has(r)), ...rows.filter((r) => chosen.has(r))] : rows) {
    const look = looks[Number(greyed && !chosen.has(row))];
    const [color, opacity] = [css(look.colors[codes[row]]), look.opacities[codes[row]] / 256];
    const at = locate(moment, place, row).map((value) => value / layout.plot.ratio);
    const last = groups.at(-1);
    if (last && last.color === color && last.opacity === opacity) last.at.push(at);
    else groups.push({ color, opacity, radius, at: [at] });
  }
  return groups;
}

function draw(context, sheet, theme, plotCanvas) {
  const { plot } = sheet;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(plotCanvas, plot.x, plot.y, plot.width, plot.height);
  context.globalAlpha = 0.82;
  for (const { x, y, width, height } of sheet.plates) context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = theme.line;
  context.strokeRect(plot.x + 0.5, plot.y + 0.5, plot.width - 1, plot.height - 1);
  for (const { x, y, radius, color } of sheet.discs) {
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
  for (const { x, y, width, height, colors } of sheet.ramps) {
    colors.forEach((color, k) => {
      context.fillStyle = color;
      context.fillRect(x + (k * width) / colors.length, y, width / colors.length + 0.5, height);
    });
  }
  context.fillStyle = theme.text;
  for (const { x, y, width } of sheet.lines) context.fillRect(x, y - 0.5, width, 1);
  for (const { x, y, text, size, bold, quiet } of sheet.texts) {
    context.font = `${bold ? "600 " : ""}${size}px ${theme.family}`;
    context.globalAlpha = quiet ? 0.7 : 1;
    context.fillText(text, x, y);
  }
  context.globalAlpha = 1;
}

function themeOf({ layout }) {
  const { color, backgroundColor, fontFamily } = getComputedStyle(layout.plot.canvas);
  const line = getComputedStyle(layout.plot.node, "::after").borderTopColor;
  return { text: color, background: backgroundColor, line, family: fontFamily };
}

/** What the file says of itself. */
function factsOf(view, { title, facts }) {
  return [["Title", title], ["Software", "Epochscope"], ["epoch", epochWords(view)], ...facts.map(({ name, value }) => [name, value])];
}

/** "3", or "3 → 4" where the picture is a mixture. */
function epochWords({ time, cloud }) {
  return epochLabel(time, cloud.epochs).replace("Epoch ", "");
}

function epochOf({ cloud, time }) {
  return cloud.epochs[Math.round(time.position)];
}

function momentOf({ cloud, time }) {
  return momentAt(cloud, time.position);
}

function placeNow({ layout, cloud, camera }) {
  return placeOf(layout.plot, cloud, camera);
}

function download(content, type, name) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return `${name} is in your downloads.`;
}
