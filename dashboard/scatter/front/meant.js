/** What a view is to show over its points, as rows and indices: from the ids and epochs of Python's message. */
import { rowsOf } from "./identity.js";
import { indexOfEpoch } from "./timeline.js";
import { trailed } from "./trails.js";

/** @returns {object} marks and trailed rows, links between rows, span of trails by index, guides, arrows */
export function meantBy(data, { cloud, ids, rows }) {
  const links = data.links.map(([from, to, kind]) => {
    const ends = rowsOf(ids, [from, to]);
    return ends.length === 2 ? { from: ends[0], to: ends[1], kind } : null;
  });
  return {
    marks: rowsOf(ids, data.marks),
    trailed: trailed(rows),
    links: links.filter((link) => link !== null),
    span: spanOf(data.trails, cloud.epochs),
    guides: data.guides,
    arrows: data.arrows,
  };
}

/** The first and the last epoch of trails, by index. */
export function spanOf(trails, epochs) {
  if (trails === null) return [0, epochs.length - 1];
  return trails.map((epoch) => indexOfEpoch(epochs, epoch)).sort((a, b) => a - b);
}

/** The same without the rows that a filter leaves out; a large crowd is kept while neither it nor the filter's coat changes. */
export function visible(shown, filter, coat) {
  if (filter === null) return shown;
  if (shown.kept?.coat !== coat || shown.kept.of !== shown.crowd) {
    shown.kept = { coat, of: shown.crowd, crowd: shown.crowd.filter(filter) };
  }
  const { selected, marks, links } = shown;
  return {
    ...shown,
    crowd: shown.kept.crowd,
    selected: selected.filter(filter),
    marks: marks.filter(filter),
    trailed: shown.trailed.filter(filter),
    links: links.filter(({ from, to }) => filter(from) && filter(to)),
  };
}
