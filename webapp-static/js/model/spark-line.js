// @ts-check
import { lineIn } from './line.js';
import { firstAfter } from './points.js';
import { bandsIn } from './unknown-times.js';

/** @typedef {import('./points.js').Point} Point */

/** What a sparkline shows at most. */
const SPAN = 15 * 60_000;
const PADDING = 2;

/**
 * The recent prices as a path of SVG, the last one of each column of pixels, with a hole where time is unknown.
 * Empty when there is no line to draw yet.
 * @param {readonly Point[]} points  oldest first
 * @param {number} width
 * @param {number} height
 */
export function sparkLine(points, width, height) {
  const newest = points.at(-1)?.x ?? 0;
  const from = Math.max(points[0]?.x ?? 0, newest - SPAN);
  if (newest <= from) return '';
  const columns = toColumns(points.slice(Math.max(0, firstAfter(points, from) - 1)), from, width / (newest - from));
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
  return path;
}

/** @param {readonly Point[]} points @param {number} from @param {number} scale  columns in a ms */
function toColumns(points, from, scale) {
  /** @type {{ x: number, y: number }[]} */
  const columns = [];
  for (const { x, y } of points) {
    const column = Math.max(0, Math.floor((x - from) * scale));
    const last = columns.at(-1);
    if (last && last.x === column && !Number.isNaN(last.y) && !Number.isNaN(y)) last.y = y;
    else columns.push({ x: column, y });
  }
  return columns;
}

/**
 * The prices a sparkline shows: trades, and before those known one by one the server's candles.
 * @param {import('./live-symbol.js').LiveSymbol} live
 * @param {number} now  by the server's clock
 */
export function recentPrices(live, now) {
  const to = live.series.last?.x;
  if (to === undefined) return [];
  const shown = { from: to - SPAN, to };
  return lineIn(live, shown, bandsIn(live, [], shown, now));
}
