// @ts-check
import { bandsAround } from '../chart/scene.js';
import { decimate, lineIn } from '../chart/series.js';
import { startAfterGaps } from '../chart/viewport.js';
import { firstAfter } from '../kit/binary-search.js';

/** @typedef {import('../prices/price-series.js').Point} Point */

/** Longest time that a sparkline shows, ms. */
const SPAN = 15 * 60_000;
const PADDING = 2;

/**
 * The recent prices as an SVG path, decimated by columns of pixels, with holes where the line breaks. Empty if there is no line to
 * draw yet.
 * @param {readonly Point[]} points  oldest first
 * @param {number} width
 * @param {number} height
 */
export function sparkLine(points, width, height) {
  const newest = points.at(-1)?.x ?? 0;
  const from = Math.max(points[0]?.x ?? 0, newest - SPAN);
  if (newest <= from) return '';
  const scale = width / (newest - from);
  const columns = decimate(points.slice(Math.max(0, firstAfter(points, from) - 1)), from, 1 / scale)
    .map(({ x, y }) => ({ x: Math.max(0, Math.floor((x - from) * scale)), y }));
  const prices = columns.flatMap(({ y }) => (Number.isNaN(y) ? [] : [y]));
  const low = Math.min(...prices);
  const spread = Math.max(...prices) - low;
  const place = (/** @type {number} */ y) => (spread === 0 ? 0.5 : 1 - (y - low) / spread) * (height - 2 * PADDING) + PADDING;
  let command = 'M';
  let path = '';
  for (const { x, y } of columns) {
    if (Number.isNaN(y)) command = 'M';
    else {
      path += `${command}${x} ${Math.round(place(y) * 10) / 10}`;
      command = 'L';
    }
  }
  // Single prices between holes draw nothing.
  return path.includes('L') ? path : '';
}

/**
 * The prices of a sparkline, after the last long gap.
 * @param {import('../prices/live-symbol.js').LiveSymbol} live
 * @param {number} now  by the server's clock
 */
export function recentPrices(live, now) {
  const to = live.series.newest?.x;
  if (to === undefined) return [];
  const longest = { from: to - SPAN, to };
  const bands = bandsAround(live, [], longest, now);
  const shown = { from: startAfterGaps(longest.from, to, bands), to };
  // Points before a long gap are not connected to those after it.
  return lineIn(live, shown, bands).filter(({ x }) => shown.from === longest.from || x >= shown.from);
}
