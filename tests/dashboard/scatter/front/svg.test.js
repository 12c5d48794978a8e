import assert from "node:assert/strict";
import { test } from "node:test";
import { escapeXml, svgOf } from "../../../../dashboard/scatter/front/svg.js";

const HOSTILE = `</text><script>alert("1")</script>&'`;
const sheet = {
  width: 440, height: 400, plot: { x: 20, y: 60, width: 400, height: 300 },
  texts: [{ x: 20, y: 30, text: HOSTILE, size: 18, bold: true, quiet: false }],
  discs: [{ x: 25, y: 50, radius: 5, color: "rgb(1 2 3)" }],
  ramps: [{ x: 20, y: 40, width: 10, height: 4, colors: ["#000000", "#ffffff"] }],
  lines: [{ x: 30, y: 340, width: 80 }],
  plates: [{ x: 24, y: 320, width: 90, height: 28 }],
};
const theme = { background: "rgb(255, 255, 255)", text: "#000", line: "#ccc", family: '"Source Sans", sans-serif' };

test("what data say stays words", () => {
  assert.equal(escapeXml(`<a href="x">&'\u0000\u0008</a>`), "&lt;a href=&quot;x&quot;&gt;&amp;&apos;\ufffd\ufffd&lt;/a&gt;");
  const svg = svgOf(sheet, { groups: [] }, theme, [["run", HOSTILE]]);
  assert.ok(!svg.includes("<script") && !svg.includes('alert("'));
  assert.equal(svg.split("&lt;/text&gt;&lt;script&gt;").length, 4); // title, description, heading
});

test("points are circles in groups of one colour", () => {
  const groups = [
    { color: "rgb(1 2 3)", opacity: 0.5, radius: 2, at: [[1.234, 5.678], [3, 4]] },
    { color: "rgb(9 9 9)", opacity: 1, radius: 2, at: [[7, 8]] },
  ];
  const svg = svgOf(sheet, { groups }, theme, []);
  assert.ok(svg.includes('<g fill="rgb(1 2 3)" fill-opacity="0.500"><circle cx="1.23" cy="5.68" r="2.00"/><circle cx="3.00"'));
  assert.equal(svg.match(/<circle/g).length, 4);
  assert.ok(!svg.includes("<image"));
});

test("too many points are one picture inside", () => {
  const svg = svgOf(sheet, { image: "data:image/png;base64,AAAA" }, theme, []);
  assert.ok(svg.includes('<image width="400" height="300" href="data:image/png;base64,AAAA"/>'));
});
