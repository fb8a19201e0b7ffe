// @ts-check

/**
 * @typedef {{ kind: string, range: string, interval: string }} ViewParams  as in the page's address; empty for automatic
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How much time the chart shows, by the word in the page's address; `all` is everything known. */
export const RANGES = new Map([
  ['1m', MINUTE], ['5m', 5 * MINUTE], ['15m', 15 * MINUTE], ['1h', HOUR], ['all', Infinity],
]);
/** How much time a candle holds, by the word in the page's address. */
const INTERVALS = new Map([
  ['1s', SECOND], ['5s', 5 * SECOND], ['15s', 15 * SECOND], ['1m', MINUTE], ['5m', 5 * MINUTE],
]);
/** Most candles drawn when the interval is chosen automatically. */
const MOST_CANDLES = 120;
const KINDS = ['line', 'candles'];

/**
 * The automatic interval of candles for a time range.
 * @param {number} span  ms
 */
export function suitableInterval(span) {
  const lengths = [...INTERVALS.values()];
  return lengths.find((length) => span / length <= MOST_CANDLES) ?? lengths[lengths.length - 1];
}

/** The user's settings of the chart: kind, range and interval of candles. Unknown values count as absent. */
export class ChartChoice {
  /** @type {'line' | 'candles'} */ #kind = 'line';
  #range = '';
  #interval = '';

  get kind() { return this.#kind; }

  /** How much time to show, ms; undefined for automatic. */
  get span() { return RANGES.get(this.#range); }

  /** Length of a candle, ms; undefined for automatic. */
  get interval() { return INTERVALS.get(this.#interval); }

  /** @returns {ViewParams} */
  get params() { return { kind: this.#kind === 'line' ? '' : this.#kind, range: this.#range, interval: this.#interval }; }

  /** @param {Partial<ViewParams>} words */
  set({ kind, range, interval }) {
    if (kind !== undefined) this.#kind = KINDS.includes(kind) ? /** @type {'line' | 'candles'} */ (kind) : 'line';
    if (range !== undefined) this.#range = RANGES.has(range) ? range : '';
    if (interval !== undefined) this.#interval = INTERVALS.has(interval) ? interval : '';
  }
}
