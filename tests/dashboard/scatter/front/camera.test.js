import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_ZOOM, panBy, placement, scaleBar, unproject, viewOf, wholeView, zoomAbout } from "../../../../dashboard/scatter/front/camera.js";
import { randomNumbers } from "./fixture.js";

const bounds = [100, 200, 60100, 40200];
const viewport = { width: 800, height: 500, padding: 20 };
const near = (a, b, tolerance = 1e-6) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);
const project = (place, x, y) => [place.left + place.scale * x, place.top - place.scale * y];

test("the whole view holds every point inside the padding, with one scale", () => {
  const place = placement(wholeView(bounds), bounds, viewport);
  const [left, bottom] = project(place, 100, 200);
  const [right, top] = project(place, 60100, 40200);
  assert.ok(left >= 20 - 1e-9 && right <= 780 + 1e-9 && top >= 20 - 1e-9 && bottom <= 480 + 1e-9);
  near((right - left) / 60000, (bottom - top) / 40000);
});

test("a box is shown as large as it goes", () => {
  const box = [20000, 10000, 26000, 30000];
  const place = placement(viewOf(box, bounds, viewport), bounds, viewport);
  const [left, bottom] = project(place, 20000, 10000);
  const [right, top] = project(place, 26000, 30000);
  near(top, 20);
  near(bottom, 480);
  near((left + right) / 2, 400);
  assert.deepEqual(viewOf(bounds, bounds, viewport), wholeView(bounds));
  assert.equal(viewOf([5, 5, 5, 5], bounds, viewport).zoom, MAX_ZOOM);
});

test("pixels to levels and back", () => {
  const random = randomNumbers(1);
  for (let k = 0; k < 100; k++) {
    const camera = { x: random() * 60000, y: random() * 40000, zoom: 1 + random() * 60 };
    const place = placement(camera, bounds, viewport);
    const pixel = [random() * 800, random() * 500];
    const [x, y] = project(place, ...unproject(place, ...pixel));
    near(x, pixel[0]);
    near(y, pixel[1]);
  }
});

test("zooming keeps what is under the pointer there", () => {
  const random = randomNumbers(2);
  let camera = wholeView(bounds);
  for (let k = 0; k < 100; k++) {
    const place = placement(camera, bounds, viewport);
    const pointer = [random() * 800, random() * 500];
    const under = unproject(place, ...pointer);
    camera = zoomAbout(camera, place, pointer, 0.5 + random() * 1.5);
    const [x, y] = project(placement(camera, bounds, viewport), ...under);
    near(x, pointer[0]);
    near(y, pointer[1]);
    assert.ok(camera.zoom >= 1 && camera.zoom <= MAX_ZOOM);
  }
});

test("zooming in and out again about one place returns the same camera", () => {
  const camera = { x: 30000, y: 20000, zoom: 4 };
  const closer = zoomAbout(camera, placement(camera, bounds, viewport), [123, 321], 3);
  const back = zoomAbout(closer, placement(closer, bounds, viewport), [123, 321], 1 / 3);
  for (const part of ["x", "y", "zoom"]) near(back[part], camera[part]);
});

test("dragging moves by the pixels dragged and never loses the points", () => {
  const camera = { x: 30000, y: 20000, zoom: 4 };
  const place = placement(camera, bounds, viewport);
  const [x, y] = project(placement(panBy(camera, place, [30, -40], bounds), bounds, viewport), 30000, 20000);
  near(x, 430);
  near(y, 210);
  const far = panBy(camera, place, [1e9, 1e9], bounds);
  assert.deepEqual([far.x, far.y], [100, 40200]);
});

test("one point, or a line of points, has a camera too", () => {
  for (const narrow of [[5, 5, 5, 5], [0, 7, 65534, 7]]) {
    const place = placement(wholeView(narrow), narrow, viewport);
    assert.ok(Number.isFinite(place.scale) && place.scale > 0);
    assert.deepEqual(project(place, (narrow[0] + narrow[2]) / 2, narrow[1]), [400, 250]);
  }
});

test("the scale bar is the longest round length that fits", () => {
  assert.deepEqual(scaleBar(0.03, 100), { value: 2, pixels: 2 / 0.03 });
  assert.deepEqual(scaleBar(0.01, 100), { value: 1, pixels: 100 });
  assert.equal(scaleBar(7e-5, 100).value, 0.005);
  assert.equal(scaleBar(9000, 100).value, 500000);
});
