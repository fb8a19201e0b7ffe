// @ts-check
import { firstAfter } from './points.js';

/**
 * @typedef {import('./points.js').Point} Point
 * @typedef {{ min: number, max: number }} Range
 */

/** What the chart shows when trades come often. */
export const SPAN = 5 * 60_000;
/** A symbol that trades seldom shows this many trades, if they fit into the longest span. */
const MIN_SHOWN = 40;
const MAX_SPAN = 60 * 60_000;
/** The first trades have this much room, so that the line grows instead of being stretched. */
const MIN_SPAN = 20_000;
/** The scale stays while the prices fill this part of it. */
const MIN_FILLED = 0.45;
const PADDING = 0.14;

/**
 * The times to show: the newest trade's at the right edge, with a little room.
 * @param {readonly Point[]} points  at least one
 * @returns {Range}
 */
export function timeRange(points) {
  const newest = points[points.length - 1].x;
  const wanted = Math.min(newest - SPAN, points[Math.max(0, points.length - MIN_SHOWN)].x);
  const from = Math.max(points[0].x, wanted, newest - MAX_SPAN);
  return { min: from, max: Math.max(newest, from + MIN_SPAN) };
}

/**
 * Index of the first point to draw: one before the range, so that the line reaches the edge.
 * @param {readonly Point[]} points
 * @param {number} from
 */
export function firstDrawn(points, from) {
  return Math.max(0, firstAfter(points, from) - 1);
}

/**
 * The prices to show. The scale given is kept as long as it fits: a scale that moves with each
 * trade cannot be read.
 * @param {readonly Point[]} points  those drawn
 * @param {number} decimals
 * @param {Range} [current]
 * @returns {Range}
 */
export function priceRange(points, decimals, current) {
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of points) {
    if (y < low) low = y;
    if (y > high) high = y;
  }
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
