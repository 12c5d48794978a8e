/** Asks Python for pictures: one question at a time, after a short rest, what is pointed at first and alone. */
import { lacking, settleAbsent } from "./album.js";

const REST = 100; // ms without a new wish
const PATIENCE = 8000; // ms after which a question counts as lost
const ORDER = ["hover", "near", "plot"]; // a page of the atlas costs time to read: one picture comes soon, its surroundings after it
const TRIES = 3; // lost questions in a row before waiting for the next wish
let lastTurn = Date.now();

/**
 * @param {object} album
 * @param {{send: function(object), later?: function(function, number)}} world
 */
export function createAsking(album, { send, later = setTimeout }) {
  const wishes = new Map(); // one of ORDER -> function giving ids, evaluated only when it is time to ask
  let open = null; // the question under way
  let planned = false;
  let lost = 0;

  const ask = () => {
    planned = false;
    if (open !== null) return;
    const wanted = lost < TRIES ? next() : null;
    if (wanted === null) return wishes.clear();
    lastTurn += 1;
    const question = { ...wanted, turn: lastTurn };
    open = question;
    send(question);
    later(() => open === question && giveUp(), PATIENCE);
  };
  const next = () => {
    for (const what of ORDER) {
      const wanted = lacking(album, wishes.get(what)?.() ?? []);
      if (wanted.pictures.length + wanted.words.length > 0) return wanted;
    }
    return null;
  };
  const giveUp = () => {
    open = null;
    lost += 1;
    ask();
  };
  return {
    /** A new wish takes the place of the former one. */
    wish(what, ids) {
      wishes.set(what, ids);
      if (planned || open !== null) return;
      planned = true;
      lost = 0;
      later(ask, REST);
    },
    /** An answer is here, its pictures are placed; the next question follows at once. */
    answered(turn) {
      if (open === null || turn !== open.turn) return;
      settleAbsent(album, open);
      open = null;
      lost = 0;
      ask();
    },
  };
}
