/** A picture to keep as SVG: words escaped, points as circles in groups of one colour, or as an embedded picture. */
import { SVG } from "./dom.js";

export const MOST_CIRCLES = 20000; // above it a file would be larger than its picture, and slow to open

export function escapeXml(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replace(/[&<>"']/g, (letter) => entities[letter]);
}

/**
 * @param {object} sheet of `layOut`
 * @param {{groups: {color: string, opacity: number, radius: number, at: number[][]}[]}|{image: string}} content circles
 *   in CSS pixels of the plot, or a data URL
 * @param {{background: string, text: string, line: string, family: string}} theme CSS colours
 * @param {[string, string][]} facts where it comes from
 */
export function svgOf(sheet, content, theme, facts) {
  const { width, height, plot } = sheet;
  const words = facts.map(([name, value]) => `${name}: ${value}`).join("\n");
  const inside = content.image === undefined ? content.groups.map(circles).join("") : picture(plot, content.image);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="${SVG}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(theme.family)}" fill="${escapeXml(theme.text)}">`,
    `<title>${escapeXml(sheet.texts[0].text)}</title>`,
    `<desc>${escapeXml(words)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${escapeXml(theme.background)}"/>`,
    `<svg x="${plot.x}" y="${plot.y}" width="${plot.width}" height="${plot.height}" viewBox="0 0 ${plot.width} ${plot.height}" overflow="hidden">${inside}</svg>`,
    `<rect x="${plot.x}" y="${plot.y}" width="${plot.width}" height="${plot.height}" fill="none" stroke="${escapeXml(theme.line)}"/>`,
    ...sheet.plates.map((plate) => `<rect x="${plate.x}" y="${plate.y}" width="${plate.width}" height="${plate.height}" fill="${escapeXml(theme.background)}" fill-opacity="0.82"/>`),
    ...sheet.lines.map((line) => `<path d="M${line.x} ${line.y}h${line.width}" stroke="${escapeXml(theme.text)}"/>`),
    ...sheet.discs.map((disc) => `<circle cx="${disc.x}" cy="${disc.y}" r="${disc.radius}" fill="${escapeXml(disc.color)}"/>`),
    ...sheet.ramps.flatMap(ramp),
    ...sheet.texts.map(text),
    "</svg>",
  ].join("\n");
}

function circles({ color, opacity, radius, at }) {
  const each = at.map(([x, y]) => `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${radius.toFixed(2)}"/>`);
  return `<g fill="${escapeXml(color)}" fill-opacity="${opacity.toFixed(3)}">${each.join("")}</g>`;
}

function picture({ width, height }, image) {
  return `<image width="${width}" height="${height}" href="${escapeXml(image)}"/>`;
}

function ramp({ x, y, width, height, colors }) {
  const step = width / colors.length;
  return colors.map((color, k) => `<rect x="${(x + k * step).toFixed(2)}" y="${y}" width="${(step + 0.5).toFixed(2)}" height="${height}" fill="${escapeXml(color)}"/>`);
}

function text({ x, y, text: words, size, bold, quiet }) {
  const weight = bold ? ' font-weight="600"' : "";
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}"${weight}${quiet ? ' fill-opacity="0.7"' : ""}>${escapeXml(words)}</text>`;
}
