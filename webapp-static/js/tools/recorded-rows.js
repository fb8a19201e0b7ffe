// @ts-check
import { candlesIn } from '../chart/series.js';

/** @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol */

export const TRADE_HEADER = ['time', 'price', 'volume'];
export const CANDLE_HEADER = ['start', 'seconds', 'open', 'high', 'low', 'close', 'volume', 'trades'];

/** @param {number} time  ms */
const written = (time) => new Date(time).toISOString();

/**
 * The trades known one by one, oldest first: times in ISO 8601 UTC.
 * @param {LiveSymbol} live
 * @returns {(string | number)[][]}
 */
export function tradeRows({ series }) {
  return series.points.filter(({ cause }) => cause === undefined).map(({ x, y, v }) => [written(x), y, v]);
}

/**
 * All candles known, oldest first; where the seconds are not known any more, those of a minute.
 * @param {LiveSymbol} live
 * @param {number} interval  ms
 * @returns {(string | number)[][]}
 */
export function candleRows({ book }, interval) {
  const { span } = book;
  if (!span) return [];
  return candlesIn(book, interval, span.from, span.to).map(({ x, w, o, h, l, c, v, n }) => [written(x), w / 1_000, o, h, l, c, v, n]);
}
