import assert from "node:assert/strict";
import { test } from "node:test";
import { placement } from "../../../../dashboard/scatter/front/camera.js";
import { cornersOf, enclosed, inUnits } from "../../../../dashboard/scatter/front/lasso.js";
import { locate } from "../../../../dashboard/scatter/front/moment.js";
import { MISSING } from "../../../../dashboard/scatter/front/payload.js";
import { randomNumbers } from "./fixture.js";

const bounds = [0, 0, 65534, 65534];

/** Even-odd by the angles seen from a point: each turn of 2π is one time around, an odd number of them is inside. */
function isAround([x, y], corners) {
  let turns = 0;
  corners.forEach(([x0, y0], k) => {
    const [x1, y1] = corners[(k + 1) % corners.length];
    const [ax, ay, bx, by] = [x0 - x, y0 - y, x1 - x, y1 - y];
    turns += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  });
  return Math.round(turns / (2 * Math.PI)) !== 0;
}

/** Even-odd by counting crossings of a slanted ray, in pixels. */
function crossesOdd([x, y], corners) {
  const [farX, farY] = [x + 5000, y + 1777.7];
  const side = (ax, ay, bx, by, cx, cy) => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
  let crossings = 0;
  corners.forEach(([x0, y0], k) => {
    const [x1, y1] = corners[(k + 1) % corners.length];
    const apart = side(x, y, farX, farY, x0, y0) !== side(x, y, farX, farY, x1, y1);
    if (apart && side(x0, y0, x1, y1, x, y) !== side(x0, y0, x1, y1, farX, farY)) crossings++;
  });
  return crossings % 2 === 1;
}

function scene(seed, n) {
  const random = randomNumbers(seed);
  const from = Uint16Array.from({ length: 2 * n }, () => random() * 65534);
  const to = Uint16Array.from({ length: 2 * n }, () => random() * 65534);
  from[20] = from[21] = MISSING;
  const camera = { x: random() * 65534, y: random() * 65534, zoom: 1 + 3 * random() };
  const place = placement(camera, bounds, { width: 700, height: 500, padding: 10 });
  return { random, moment: { from, to, mix: random() }, place };
}

function rowsWhere(n, { moment, place }, isInside) {
  const rows = Array.from({ length: n }, (_, row) => row);
  return rows.filter((row) => {
    const at = locate(moment, place, row);
    return at !== null && isInside(at);
  });
}

test("a hand-drawn loop encloses what winds around, between two epochs and at any zoom", () => {
  const n = 600;
  for (let seed = 1; seed <= 40; seed++) {
    const { random, ...shown } = scene(seed, n);
    const corners = Array.from({ length: 90 }, (_, k) => {
      const radius = 60 + 160 * random();
      return [350 + radius * Math.cos((k * 2 * Math.PI) / 90), 250 + radius * Math.sin((k * 2 * Math.PI) / 90)];
    });
    const expected = rowsWhere(n, shown, (at) => isAround(at, corners));
    assert.deepEqual([...enclosed(shown.moment, shown.place, corners)], expected);
  }
});

test("an outline that crosses itself is even-odd, whichever way it is drawn", () => {
  const n = 600;
  for (let seed = 50; seed < 90; seed++) {
    const { random, ...shown } = scene(seed, n);
    const corners = Array.from({ length: 12 }, () => [random() * 700, random() * 500]);
    const expected = rowsWhere(n, shown, (at) => crossesOdd(at, corners));
    assert.deepEqual([...enclosed(shown.moment, shown.place, corners)], expected);
    assert.deepEqual([...enclosed(shown.moment, shown.place, corners.toReversed())], expected);
  }
});

test("a box is drawn between its first and its last place, in any direction", () => {
  const { moment, place } = scene(7, 300);
  const expected = rowsWhere(300, { moment, place }, ([x, y]) => x > 100 && x < 400 && y > 50 && y < 300);
  for (const way of [[[100, 50], [9, 9], [400, 300]], [[400, 300], [100, 50]], [[100, 300], [400, 50]]]) {
    assert.deepEqual([...enclosed(moment, place, cornersOf("box", way))], expected);
  }
});

test("what is filtered out is not enclosed; a line and a dot enclose nothing", () => {
  const { moment, place } = scene(8, 300);
  const all = [[-1e4, -1e4], [1e4, -1e4], [1e4, 1e4], [-1e4, 1e4]];
  assert.equal(enclosed(moment, place, all).length, 299); // one has no position
  assert.deepEqual([...enclosed(moment, place, all, (row) => row === 3 || row === 10)], [3]);
  assert.equal(enclosed(moment, place, [[5, 5]]).length, 0);
  assert.equal(enclosed(moment, place, [[0, 100], [700, 100], [0, 100]]).length, 0);
});

test("an outline is told in the projection's own units", () => {
  const place = placement({ x: 32767, y: 32767, zoom: 2 }, bounds, { width: 700, height: 500, padding: 10 });
  const cloud = { low: [-3, 10], side: 8 };
  const at = ([x, y]) => [place.left + (place.scale * (x + 3) * 65534) / 8, place.top - (place.scale * (y - 10) * 65534) / 8];
  const corners = [[-1.5, 12], [3.25, 17], [0, 10]];
  inUnits(cloud, place, corners.map(at)).forEach(([x, y], k) => {
    assert.ok(Math.abs(x - corners[k][0]) < 1e-9 && Math.abs(y - corners[k][1]) < 1e-9);
  });
});
