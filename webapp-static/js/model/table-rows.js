// @ts-check

/**
 * @typedef {import('./points.js').Point} Point
 * @typedef {'second' | 'trade'} Step
 * @typedef {object} Row  of the table
 * @property {number} time  in ms
 * @property {number} price  the last one of the row's time
 * @property {number} volume
 * @property {number | undefined} before  the price of the row before; undefined for the first one
 * @property {string | undefined} gap  why nothing is known between the row before and this one
 * @property {number} gapLength  of that, in ms
 */

const SECOND = 1_000;

/**
 * The newest rows of a series, newest first. Reads from the end, so a long series costs no more.
 * @param {readonly Point[]} points  oldest first
 * @param {Step} step
 * @param {number} limit
 * @returns {{ rows: Row[], hasMore: boolean }}
 */
export function tableRows(points, step, limit) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Point | undefined} */
  let gap;
  for (let i = points.length - 1; i >= 0; i -= 1) {
    const point = points[i];
    const row = rows.at(-1);
    if (point.cause !== undefined) gap = point;
    else if (row && !gap && step === 'second' && second(row.time) === second(point.x)) row.volume += point.v;
    else {
      if (row) Object.assign(row, { before: point.y, gap: gap?.cause, gapLength: gap ? row.time - point.x : 0 });
      if (rows.length === limit) return { rows, hasMore: true };
      gap = undefined;
      rows.push({ time: point.x, price: point.y, volume: point.v, before: undefined, gap: undefined, gapLength: 0 });
    }
  }
  return { rows, hasMore: false };
}

/** @param {number} time */
function second(time) {
  return Math.floor(time / SECOND);
}
