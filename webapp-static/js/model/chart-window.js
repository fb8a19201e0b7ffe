// @ts-check

/**
 * @typedef {import('./points.js').Point} Point
 * @typedef {import('./viewport.js').Range} Range
 */

/** What the chart shows when trades come often. */
export const SPAN = 5 * 60_000;
/** A symbol that trades seldom shows this many trades, if they fit into the longest span. */
const MIN_SHOWN = 40;
const MAX_SPAN = 60 * 60_000;
/** The scale stays while the prices fill this part of it. */
const MIN_FILLED = 0.45;
const PADDING = 0.14;

/**
 * Where a chart that suits the symbol begins: five minutes before its newest trade, earlier if it trades seldom.
 * @param {readonly Point[]} points  at least one
 */
export function suitableStart(points) {
  const newest = points[points.length - 1].x;
  const wanted = Math.min(newest - SPAN, points[Math.max(0, points.length - MIN_SHOWN)].x);
  return Math.max(wanted, newest - MAX_SPAN);
}

/**
 * The word of the range that a chart which suits the symbol shows; empty if it is none of those to choose from.
 * @param {readonly Point[]} points
 */
export function suitableRange(points) {
  return points.length === 0 || suitableStart(points) === points[points.length - 1].x - SPAN ? '5m' : '';
}

/**
 * The prices to show. The scale given is kept as long as it fits: a scale that moves with each
 * trade cannot be read.
 * @param {Range} extent  the lowest and the highest price drawn; the other way round when there is none
 * @param {number} decimals
 * @param {Range} [current]
 * @returns {Range}
 */
export function priceRange({ min: low, max: high }, decimals, current) {
  if (low > high) return current ?? { min: 0, max: 1 };
  const height = high - low;
  if (current && low >= current.min && high <= current.max
    && height >= MIN_FILLED * (current.max - current.min)) return current;
  const smallest = 4 * 10 ** -decimals;
  const pad = Math.max(height * PADDING, smallest);
  const range = { min: low - pad, max: high + pad };
  const isFlat = height < smallest * 2;
  return isFlat && current && low >= current.min && high <= current.max
    && current.max - current.min <= (range.max - range.min) * 3 ? current : range;
}
