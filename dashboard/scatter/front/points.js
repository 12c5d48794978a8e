/** Paints the points of a coat: all of them, then, over a greyed crowd, those that are meant. */
import { rowsOfCode } from "./order.js";
import { paintPoints } from "./painter.js";

/**
 * @param {object} surface
 * @param {object} scene moment, place, coat
 * @param {{stamps: {plain: object, outlined: object|null}, greyed: object, full: object}} ink two looks of `lookOf`
 * @param {{selected: number[], crowd: Uint32Array, marks: number[], focus: number|null}} shown
 */
export function paintCoat(surface, { moment, place, coat }, { stamps, greyed, full }, shown) {
  const { codes, plain, outlined } = coat;
  const paint = (order, stamp, look) => paintPoints(surface, moment, place, { codes, order }, { stamp, ...look });
  const look = isGreyed(shown) ? greyed : full;
  paint(plain.order, stamps.plain, look);
  if (outlined !== null) paint(outlined.order, stamps.outlined, look);
  if (shown.crowd.length > 0) paint(shown.crowd, stamps.plain, full);
  if (shown.focus === null) return;
  paint(rowsOfCode(plain, shown.focus), stamps.plain, full);
  if (outlined !== null) paint(rowsOfCode(outlined, shown.focus), stamps.outlined, full);
}

/** Whether the crowd steps back behind something. */
export function isGreyed({ selected, crowd, marks, focus }) {
  return focus !== null || selected.length + crowd.length + marks.length > 0;
}
