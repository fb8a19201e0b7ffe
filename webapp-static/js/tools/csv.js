// @ts-check
import { candlesIn } from '../chart/candles-in.js';
import { sourceInterval } from '../chart/resolution.js';
import { RECORDED, sourceNotes } from '../prices/sources.js';

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {string | number} Cell
 */

export const TRADE_HEADER = ['time', 'price', 'volume'];
export const CANDLE_HEADER = ['start', 'seconds', 'open', 'high', 'low', 'close', 'volume', 'trades', 'source', 'notes'];
/** A spreadsheet would interpret a text with such a beginning as a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
const MAX_SYMBOL = 64;

/** @param {number} time  ms */
const toTime = (time) => new Date(time).toISOString();

/**
 * The single trades known, oldest first; times in ISO 8601 UTC.
 * @param {LiveSymbol} live
 * @returns {(string | number)[][]}
 */
export function tradeRows({ series }) {
  return series.points.filter(({ cause }) => cause === undefined).map(({ x, y, v }) => [toTime(x), y, v]);
}

/**
 * All candles known of an interval, oldest first, with where they come from and how those differ; where candles of a second are no
 * longer known, those of a minute.
 * @param {LiveSymbol} live
 * @param {number} interval  ms
 * @returns {(string | number)[][]}
 */
export function candleRows({ book, symbol }, interval) {
  const { reach } = book;
  if (!reach) return [];
  return candlesIn(book, interval, reach.from, reach.to).map(({ x, w, o, h, l, c, v, n }) => {
    /** @type {import('../prices/archive.js').Run} */
    const run = book.archive.runAt(sourceInterval(w), x) ?? { from: x, id: RECORDED };
    // Not 0: a source without volumes has not counted.
    const counts = run.isWithoutVolume ? ['', ''] : [v, n];
    return [toTime(x), w / 1_000, o, h, l, c, ...counts, run.id, sourceNotes(run, symbol)];
  });
}

/** @param {Cell} cell */
function toField(cell) {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Formats a table as CSV (RFC 4180); texts cannot become formulas.
 * @param {readonly string[]} header
 * @param {readonly (readonly Cell[])[]} rows
 */
export function toCsv(header, rows) {
  return [header, ...rows].map((row) => `${row.map(toField).join(',')}\r\n`).join('');
}

/**
 * A file name that is valid on every system: `AAPL-2026-01-05-143207.png`, in local time.
 * @param {string} symbol  the symbol in the file
 * @param {Date} date
 * @param {'png' | 'csv'} ending
 */
export function fileName(symbol, date, ending) {
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const name = symbol.replace(/[^A-Za-z0-9.-]+/g, '_').replace(/^[._-]+/, '').slice(0, MAX_SYMBOL) || 'chart';
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${name}-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}.${ending}`;
}
