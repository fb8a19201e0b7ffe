// @ts-check

/** @typedef {import('../prices/price-series.js').Point} Point */

/**
 * As few points as make the same picture: of each column of pixels the first, the lowest, the highest and the last one.
 * Breaks stay.
 * @param {readonly Point[]} line  in order of time
 * @param {number} from  where a column begins, ms
 * @param {number} width  of a column, ms
 * @returns {Point[]}
 */
export function thinned(line, from, width) {
  /** @type {Point[]} */
  const kept = [];
  for (let first = 0; first < line.length;) {
    const column = Math.floor((line[first].x - from) / width);
    let [low, high, last] = [first, first, first];
    for (let i = first + 1; i < line.length && isIn(line[i], column, from, width) && line[first].cause === undefined; i += 1) {
      if (line[i].y < line[low].y) low = i;
      if (line[i].y > line[high].y) high = i;
      last = i;
    }
    for (const i of new Set([first, Math.min(low, high), Math.max(low, high), last])) kept.push(line[i]);
    first = last + 1;
  }
  return kept;
}

/** Whether a point is a price in a column. @param {Point} point @param {number} column @param {number} from @param {number} width */
function isIn({ x, cause }, column, from, width) {
  return cause === undefined && Math.floor((x - from) / width) === column;
}
