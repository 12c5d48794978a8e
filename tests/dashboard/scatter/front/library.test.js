import assert from "node:assert/strict";
import { test } from "node:test";
import { findPicture } from "../../../../dashboard/scatter/front/album.js";
import { createLibrary } from "../../../../dashboard/scatter/front/library.js";

function answer(fields, image = []) {
  const header = { run: "a", turn: null, at: null, none: false, trouble: "", ids: [], absent: [], notes: {}, columns: 1, cell: 96 };
  const text = new TextEncoder().encode(JSON.stringify({ ...header, ...fields }));
  const bytes = new Uint8Array(8 + text.length + image.length);
  bytes.set(new TextEncoder().encode("EPTH"));
  new DataView(bytes.buffer).setUint32(4, text.length, true);
  bytes.set(text, 8);
  bytes.set(image, 8 + text.length);
  return bytes;
}

function library(decode = async () => ({ close() {} })) {
  const news = [];
  return { news, library: createLibrary((run) => news.push(run), decode) };
}

const mount = (data, parentElement = "element") => ({ data, parentElement, setStateValue() {} });

test("pictures come to the album of their run", async () => {
  const { news, library: books } = library();
  assert.equal(books.bookOf("a"), null);
  await books.receive(mount(answer({ ids: ["s"] }, [1])));
  assert.ok(findPicture(books.bookOf("a").album, "s"));
  assert.deepEqual(news, ["a"]);
});

test("the same bytes again are no news; a mount that speaks of another run lets go of the former", async () => {
  const { news, library: books } = library();
  const first = answer({ ids: ["s"] }, [1]);
  await books.receive(mount(first));
  await books.receive(mount(first));
  await books.receive(mount(answer({ run: "b" })));
  assert.deepEqual(news, ["a", "b"]);
  assert.equal(books.bookOf("a"), null);
  books.leave("element");
  assert.equal(books.bookOf("b"), null);
});

test("a sheet that cannot be decoded is trouble in words and not asked for again", async () => {
  const { library: books } = library(async () => {
    throw new Error("not a picture");
  });
  await books.receive(mount(answer({})));
  const { album, asking } = books.bookOf("a");
  let question;
  books.bookOf("a").send = (_, what) => (question = what);
  asking.wish("hover", () => ["s"]);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await books.receive(mount(answer({ ids: ["s"], turn: question.turn }, [1])));
  assert.equal(findPicture(album, "s"), null);
  assert.ok(album.absent.has("s"));
  assert.match(album.trouble, /cannot read/);
});

test("a sheet that is decoded too late is closed", async () => {
  let release;
  let closed = 0;
  const { news, library: books } = library(() => new Promise((resolve) => (release = resolve)));
  const coming = books.receive(mount(answer({ ids: ["s"] }, [1])));
  books.leave("element");
  release({ close: () => (closed += 1) });
  await coming;
  assert.deepEqual([closed, news], [1, []]);
});
