import assert from "node:assert/strict";
import { test } from "node:test";
import { giveAway, hang, styleNamed } from "../../../../dashboard/scatter/front/wardrobe.js";
import { expected, style as bytes } from "./fixture.js";

const name = expected.style.name;

test("a style is there by its name from when it is hung until it is given away", () => {
  const data = bytes();
  assert.equal(styleNamed(name), null);
  assert.equal(hang("mount", data), true);
  assert.equal(styleNamed(name).name, name);
  assert.equal(styleNamed("another"), null);
  giveAway("mount");
  assert.equal(styleNamed(name), null);
});

test("the same bytes again are no news, and the style stays the same object", () => {
  const data = bytes();
  hang("mount", data);
  const style = styleNamed(name);
  assert.equal(hang("mount", data), false);
  assert.equal(styleNamed(name), style);
  assert.equal(hang("mount", bytes()), true);
  assert.notEqual(styleNamed(name), style);
});
