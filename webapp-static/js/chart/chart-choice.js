// @ts-check

/**
 * @typedef {{ kind: string, range: string, interval: string }} ViewParams  as in the page's address; empty for automatic
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/**
 * How much time the chart shows, by the word in the page's address; `all` is everything known. From a day on history is needed, and
 * up to a week only days count on which something is traded.
 */
export const RANGES = new Map([
  ['1m', MINUTE], ['5m', 5 * MINUTE], ['15m', 15 * MINUTE], ['1h', HOUR],
  ['1d', DAY], ['5d', 5 * DAY], ['1mo', 30.4 * DAY], ['6mo', 182.6 * DAY], ['1y', 365.25 * DAY], ['all', Infinity],
]);
/** How much time a candle holds, by the word in the page's address. */
const INTERVALS = new Map([
  ['1s', SECOND], ['5s', 5 * SECOND], ['15s', 15 * SECOND], ['1m', MINUTE], ['5m', 5 * MINUTE], ['15m', 15 * MINUTE], ['30m', 30 * MINUTE],
  ['1h', HOUR], ['4h', 4 * HOUR], ['1d', DAY], ['1w', WEEK],
]);
/** Those from which an automatic interval is chosen. */
const LENGTHS = [...INTERVALS.values(), 4 * WEEK];
/** Most candles drawn when the interval is chosen automatically, and when it is not; fewer if each holds an hour or more. */
const MOST_CANDLES = 120;
const MOST_CHOSEN = 3_600;
const MOST_LONG = 1_000;
/** Minutes are kept for so long, and from this interval on two candles are the least. */
const MINUTES_KEPT = 14 * DAY;
const TWO_FROM = 15 * MINUTE;
const KINDS = ['line', 'candles'];

/**
 * The automatic interval of candles for a time range.
 * @param {number} span  ms
 * @param {number} [most]  candles
 * @param {number} [least]  interval, ms
 */
export function suitableInterval(span, most = MOST_CANDLES, least = 0) {
  return LENGTHS.find((length) => length >= least && span / length <= most) ?? LENGTHS[LENGTHS.length - 1];
}

/**
 * Whether candles of an interval can be drawn over a time range.
 * @param {string} word  of the interval, as in the page's address; empty for automatic
 * @param {number} span  ms
 */
export function fits(word, span) {
  const interval = INTERVALS.get(word);
  if (interval === undefined) return true;
  if (interval < HOUR && span > MINUTES_KEPT) return false;
  const most = interval < HOUR ? MOST_CHOSEN : interval < WEEK ? MOST_LONG : Infinity;
  return span / interval <= most && (interval < TWO_FROM || span >= 2 * interval);
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

  /** Length of a candle over a time range, ms: as chosen if that fits. @param {number} span  ms @param {number} [most]  if not chosen */
  intervalFor(span, most) {
    return this.interval !== undefined && fits(this.#interval, span) ? this.interval : suitableInterval(span, most);
  }

  /** @returns {ViewParams} */
  get params() { return { kind: this.#kind === 'line' ? '' : this.#kind, range: this.#range, interval: this.#interval }; }

  /** @param {Partial<ViewParams>} words */
  set({ kind, range, interval }) {
    if (kind !== undefined) this.#kind = KINDS.includes(kind) ? /** @type {'line' | 'candles'} */ (kind) : 'line';
    if (range !== undefined) this.#range = RANGES.has(range) ? range : '';
    if (interval !== undefined) this.#interval = INTERVALS.has(interval) ? interval : '';
  }
}
