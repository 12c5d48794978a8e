import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BATCH, closeAlbum, createAlbum, findPicture, isAnswer, lacking, lacks, placeSheet, readAnswer, settleAbsent, takeWords,
} from "../../../../dashboard/scatter/front/album.js";

const words = { at: null, notes: {}, absent: [], trouble: "" };

function sheetOf(ids, closed = []) {
  return [{ ids, columns: 8, cell: 96 }, { close: () => closed.push(ids[0]) }];
}

function names(count, prefix = "s") {
  return Array.from({ length: count }, (_, k) => `${prefix}${k}`);
}

test("an answer is read at an odd offset", () => {
  const header = new TextEncoder().encode('{"run": "a/b", "ids": ["é"], "turn": 4}');
  const around = new Uint8Array(5 + 8 + header.length + 3);
  around.set(new TextEncoder().encode("EPTH"), 5);
  new DataView(around.buffer).setUint32(9, header.length, true);
  around.set(header, 13);
  around.set([255, 216, 9], 13 + header.length);
  const bytes = around.subarray(5);
  assert.ok(isAnswer(bytes));
  const { run, ids, turn, image } = readAnswer(bytes);
  assert.deepEqual([run, ids, turn, [...image]], ["a/b", ["é"], 4, [255, 216, 9]]);
  assert.ok(!isAnswer(new Uint8Array([69, 80, 83, 84])) && !isAnswer({ run: "a" }));
});

test("each picture is found at its own place on its sheet", () => {
  const album = createAlbum();
  placeSheet(album, ...sheetOf(names(20)));
  const { x, y, cell } = findPicture(album, "s13");
  assert.deepEqual([x, y, cell], [5 * 96, 96, 96]);
  assert.equal(findPicture(album, "s20"), null);
});

test("what is here, absent or settled is not asked for again, and no more than a batch at once", () => {
  const album = createAlbum();
  placeSheet(album, ...sheetOf(["here"]));
  takeWords(album, { ...words, absent: ["gone"] });
  settleAbsent(album, { pictures: ["left out", "here"], words: ["gone"] });
  assert.deepEqual(lacking(album, ["here", "gone", "left out", "new", "new"]), { pictures: ["new"], words: [] });
  assert.equal(lacking(album, names(100)).pictures.length, BATCH);
  assert.ok(lacks(album, "new") && !lacks(album, "here") && !lacks(album, "gone") && findPicture(album, "here"));
});

test("words of another epoch are forgotten and asked for without the pictures", () => {
  const album = createAlbum();
  placeSheet(album, ...sheetOf(["a", "b"]));
  takeWords(album, { ...words, at: "epoch 1", notes: { a: "0.9" } });
  assert.deepEqual(lacking(album, ["a", "b", "c"]), { pictures: ["c"], words: ["b"] });
  assert.deepEqual(lacking(album, names(70, "n")).words, [], "a picture brings its words along");
  takeWords(album, { ...words, at: "epoch 2", notes: {} });
  assert.deepEqual(lacking(album, ["a"]), { pictures: [], words: ["a"] });
});

test("trouble stays once it was said", () => {
  const album = createAlbum();
  takeWords(album, { ...words, trouble: "page 3 cannot be read" });
  takeWords(album, words);
  assert.equal(album.trouble, "page 3 cannot be read");
});

test("the sheet used longest ago goes first, and its pictures are closed and asked for again", () => {
  const album = createAlbum();
  const closed = [];
  for (let k = 0; k < 32; k++) placeSheet(album, ...sheetOf(names(64, `sheet${k}_`), closed));
  assert.deepEqual(closed, []);
  findPicture(album, "sheet0_5");
  placeSheet(album, ...sheetOf(names(64, "last_"), closed));
  assert.deepEqual(closed, ["sheet1_0"]);
  assert.ok(findPicture(album, "sheet0_5") && lacks(album, "sheet1_7"));
  closeAlbum(album);
  assert.equal(closed.length, 33);
});
