// @ts-check
import { firstIndex } from '../kit/sorted.js';

/**
 * @typedef {object} Point  a trade on the line, or, with `cause`, a break in it (`y` is NaN)
 * @property {number} x  time in ms
 * @property {number} y  price
 * @property {number} v  volume
 * @property {number} [w]  length of the candle in ms that the price is of; a trade has none
 * @property {import('./candle-log.js').Candle} [candle]  that candle, where its other prices are drawn too
 * @property {string} [cause]
 */

/**
 * Index of the first point later than a time.
 * @param {readonly Point[]} points
 * @param {number} time
 */
export function firstAfter(points, time) {
  return firstIndex(points, (point) => point.x > time);
}

/**
 * The breaks among points, each from the last trade before it to the first after it.
 * @param {readonly Point[]} points
 */
export function breaksOf(points) {
  /** @type {{ from: number, to: number, cause: string }[]} */
  const breaks = [];
  points.forEach(({ cause }, i) => {
    if (cause === undefined || i === 0 || i === points.length - 1) return;
    breaks.push({ from: points[i - 1].x, to: points[i + 1].x, cause });
  });
  return breaks;
}

/**
 * Whether a batch follows without a hole on what is known.
 * @param {import('./price-series.js').Batch} batch
 * @param {number} known  the last number known of the same epoch
 */
export function goesOn(batch, known) {
  if (batch.complete === undefined) return !batch.missed;
  return batch.complete || (batch.trades[0]?.seq ?? batch.seq + 1) <= known + 1;
}
