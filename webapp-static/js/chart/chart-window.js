// @ts-check
import { RANGES } from './intervals.js';

/**
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {import('./viewport.js').Range} Range
 */

/** The ranges the chart chooses from when the reader has chosen none, the usual one first. */
const SUITABLE = ['5m', '15m', '1h'];
/** A symbol that trades seldom shows this many trades, if they fit into the longest of these. */
const MIN_SHOWN = 40;
/** Gaps that would take more than this part of the window are long: it begins after them. */
const LONG_GAPS = 0.2;
/** The scale stays while the prices fill this part of it. */
const MIN_FILLED = 0.45;
const PADDING = 0.14;

/**
 * The word of the range that suits a symbol: five minutes, more if it trades seldom.
 * @param {readonly Point[]} points
 */
export function suitableRange(points) {
  const length = points.length === 0 ? 0 : points[points.length - 1].x - points[Math.max(0, points.length - MIN_SHOWN)].x;
  return SUITABLE.find((word) => length <= spanOf(word)) ?? SUITABLE[SUITABLE.length - 1];
}

/** The length of the range that suits a symbol, ms. @param {readonly Point[]} points */
export function suitableSpan(points) {
  return spanOf(suitableRange(points));
}

/**
 * Where a window begins that shows more of what is known than of what is not: as early as wanted, but not before the end of the
 * last long gap.
 * @param {number} from  as early as this
 * @param {number} to  its end
 * @param {readonly { from: number, to: number }[]} gaps  in order; any time of which there is nothing to draw
 */
export function clearStart(from, to, gaps) {
  let start = from;
  for (const gap of gaps) {
    const unknown = gaps.reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, start)), 0);
    if (unknown <= LONG_GAPS * (to - start)) return start;
    if (gap.to > start && gap.from < to) start = Math.min(gap.to, to);
  }
  return start;
}

/** @param {string} word */
function spanOf(word) {
  return RANGES.get(word) ?? Infinity;
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
