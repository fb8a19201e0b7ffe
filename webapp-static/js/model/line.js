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
 * The prices to draw a line through, oldest first: trades where they are known one by one, and the last price of
 * each second or minute where they are not; one more at each end, so that the line reaches the edges. Times without
 * knowledge break it.
 * @param {LiveSymbol} live
 * @param {Stretch} shown
 * @param {readonly Stretch[]} bands  in order
 * @returns {Point[]}
 */
export function lineIn(live, shown, bands) {
  const { points, breaks } = live.series;
  const length = shown.to - shown.from;
  const from = shown.from - Math.max(length, MINUTE);
  const trades = points.slice(Math.max(0, firstAfter(points, shown.from) - 1), firstAfter(points, shown.to) + 1)
    .filter((point) => point.cause === undefined);
  const first = trades[0]?.x ?? Infinity;
  const line = closes(live, length, from, Math.min(first, shown.to + MINUTE));
  let at = 0;
  for (const one of breaks) {
    const next = firstAfter(trades, one.from);
    line.push(...trades.slice(at, next));
    at = Math.max(at, next);
    if (one.from >= first && one.to > shown.from) line.push(...closes(live, length, one.from, one.to));
  }
  line.push(...trades.slice(at));
  return broken(line, bands);
}

/** @param {LiveSymbol} live @param {number} length @param {number} from @param {number} to  both without */
function closes({ book }, length, from, to) {
  const interval = length > FINE_SPAN ? MINUTE : SECOND;
  /** @type {Point[]} */
  const points = [];
  for (const { x, w, c, v } of candlesIn(book, interval, from, Math.min(to, Number.MAX_SAFE_INTEGER))) {
    if (x > from && x + w <= to) points.push({ x: x + w / 2, y: c, v });
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
