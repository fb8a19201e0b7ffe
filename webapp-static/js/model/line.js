// @ts-check
import { MINUTE, SECOND } from './candle-book.js';
import { candlesIn } from './candles-in.js';
import { firstAfter } from './points.js';

/**
 * @typedef {import('./points.js').Point} Point
 * @typedef {import('./live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('./unknown-times.js').Stretch} Stretch
 */

/** Beyond this a second is less than a pixel, and a candle's last price says as much as all its trades. */
const FINE_SPAN = 30 * MINUTE;

/**
 * The prices to draw a line through, oldest first, one more at each end, so that the line reaches the edges. Times without
 * knowledge break it.
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {readonly Stretch[]} bands  in order
 * @returns {Point[]}
 */
export function lineIn(live, shown, bands) {
  return broken(pricesIn(live, shown, shown.to - shown.from > FINE_SPAN ? MINUTE : SECOND), bands);
}

/**
 * The prices in a stretch of time and about as long before it, oldest first: trades where they are known one by one, and
 * the last price of each second or minute where they are not.
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {number} interval  a second or a minute, in ms
 * @returns {Point[]}
 */
export function pricesIn(live, shown, interval) {
  const { points, breaks } = live.series;
  const from = shown.from - Math.max(shown.to - shown.from, MINUTE);
  const trades = points.slice(Math.max(0, firstAfter(points, shown.from) - 1), firstAfter(points, shown.to) + 1)
    .filter((point) => point.cause === undefined);
  const first = trades[0]?.x ?? Infinity;
  const prices = closes(live, interval, from, Math.min(first, shown.to + MINUTE));
  let at = 0;
  for (const one of breaks) {
    const next = firstAfter(trades, one.from);
    prices.push(...trades.slice(at, next));
    at = Math.max(at, next);
    if (one.from >= first && one.to > shown.from) prices.push(...closes(live, interval, one.from, one.to));
  }
  prices.push(...trades.slice(at));
  return prices;
}

/** @param {LiveSymbol} live @param {number} interval @param {number} from @param {number} to  both without */
function closes({ book }, interval, from, to) {
  /** @type {Point[]} */
  const points = [];
  for (const { x, w, c, v } of candlesIn(book, interval, from, Math.min(to, Number.MAX_SAFE_INTEGER))) {
    if (x > from && x + w <= to) points.push({ x: x + w / 2, y: c, v, w });
  }
  return points;
}

/** @param {Point[]} line @param {readonly Stretch[]} bands */
function broken(line, bands) {
  if (bands.length === 0) return line;
  /** @type {Point[]} */
  const parts = [];
  let band = 0;
  for (const point of line) {
    const before = parts.at(-1);
    while (before && band < bands.length && bands[band].to <= before.x) band += 1;
    if (before && band < bands.length && bands[band].from < point.x) {
      parts.push({ x: (before.x + point.x) / 2, y: Number.NaN, v: 0, cause: 'unknown' });
    }
    parts.push(point);
  }
  return parts;
}
