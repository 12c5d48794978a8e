/** Takes in the pictures that Python sends, run by run, and keeps an album and its questions for each. */
import { closeAlbum, createAlbum, isAnswer, placeSheet, readAnswer, takeWords } from "./album.js";
import { createAsking } from "./asking.js";

const UNREADABLE = "Pictures came that this browser cannot read.";

/**
 * @param {function(string): void} onNews gets the run that has new pictures or words
 * @param {function(Blob): Promise<object>} decode
 */
export function createLibrary(onNews, decode = (blob) => createImageBitmap(blob)) {
  const mounts = new Map(); // a mount's element -> the bytes it brought last and their book
  const books = new Map(); // by run

  const open = (run) => {
    const album = createAlbum();
    const book = { run, album, closed: false, none: false, send: null };
    book.asking = createAsking(album, { send: (question) => book.closed || book.send("wanted", question) });
    books.set(run, book);
    return book;
  };
  const close = (book) => {
    if (!book) return;
    book.closed = true;
    closeAlbum(book.album);
    if (books.get(book.run) === book) books.delete(book.run);
  };
  return {
    isAnswer,
    /** What is there for a run; null while nothing has come. */
    bookOf: (run) => books.get(run) ?? null,
    /** An answer of thumbnails.py; a mount may be called again with the same bytes (the theme changed). */
    async receive({ data, parentElement, setStateValue }) {
      const before = mounts.get(parentElement);
      if (before?.data === data) return;
      const answer = readAnswer(data);
      if (before && before.book.run !== answer.run) close(before.book);
      const book = books.get(answer.run) ?? open(answer.run);
      mounts.set(parentElement, { data, book });
      Object.assign(book, { send: setStateValue, none: answer.none });
      takeWords(book.album, answer);
      if (answer.image.length > 0) await place(book, answer, decode);
      if (book.closed) return;
      book.asking.answered(answer.turn);
      onNews(book.run);
    },
    leave(parentElement) {
      close(mounts.get(parentElement)?.book);
      mounts.delete(parentElement);
    },
  };
}

async function place(book, answer, decode) {
  const picture = await decode(new Blob([answer.image], { type: "image/jpeg" })).catch(() => null);
  if (picture === null) book.album.trouble ||= UNREADABLE;
  else if (book.closed) picture.close();
  else placeSheet(book.album, answer, picture);
}
