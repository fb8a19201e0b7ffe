// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';
import { CandleBook, DAY } from './candle-book.js';
import { PriceSeries } from './price-series.js';

/**
 * @typedef {import('./protocol.js').Batch} Batch
 * @typedef {import('./protocol.js').Feed} Feed
 * @typedef {import('./protocol.js').Tier} Tier
 * @typedef {'none' | 'requested' | 'live' | 'unknown' | 'symbol-limit' | 'symbol-refused' | 'client-limit'} Phase
 * @typedef {{ price: number, time?: number }} Base  without a time: the previous close
 * @typedef {object} Figures  over all the data of a symbol, since the chart began
 * @property {{ time: number, price: number } | undefined} first
 * @property {number} high
 * @property {number} low
 * @property {number} volume
 * @property {number} trades  prints, price updates included
 */

/** The phase after each of the server's error codes. @type {ReadonlyMap<string, Phase>} */
const PHASE_OF = new Map([
  ['SYMBOL_LIMIT', 'symbol-limit'],
  ['SYMBOL_REFUSED', 'symbol-refused'],
  ['CLIENT_LIMIT', 'client-limit'],
  ['UNKNOWN_SYMBOL', 'unknown'],
]);

/** The server sends no message of this tier after a subscribe. @type {Tier} */
const STREAMED = { kind: 'streamed' };

/** A symbol the page watches: its data, and the state of its subscription. Its symbol never changes. */
export class LiveSymbol {
  /** @type {string} */ #symbol;
  /** @type {Phase} */ #phase;
  /** @type {Feed} */ #feed;
  /** When the feed entered this state, ms by the server's clock. @type {number} */ #since;
  #tier = STREAMED;
  /** Since when the server records it, or does not, as far as its tier decides that, ms by the server's clock. */
  #tierSince = 0;
  #series = new PriceSeries();
  #book = new CandleBook();
  #isBackedUp = false;
  /** @type {number | undefined} */ #watchedSince;
  /** @type {import('./quotes.js').Day | undefined} */ #day;
  /** Until when the server sent its trades to this page, ms; undefined if that was never interrupted. @type {number | undefined} */
  #knownUntil;
  /** The last price of the previous trading day, once known. @type {number | undefined} */ #previousClose;

  /**
   * @param {string} symbol  empty for none
   * @param {Feed} [feed]
   * @param {number} [since]  when the feed's state began, ms by the server's clock
   */
  constructor(symbol, feed = 'live', since = 0) {
    this.#symbol = symbol;
    this.#feed = feed;
    this.#since = since;
    this.#phase = symbol === '' ? 'none' : this.isWanted ? 'requested' : 'unknown';
  }

  get symbol() { return this.#symbol; }
  get phase() { return this.#phase; }
  get series() { return this.#series; }

  /** How it gets its prices; streamed until the server reports another tier. */
  get tier() { return this.#tier; }
  get previousClose() { return this.#previousClose; }

  /** The trading day up to the time of its quote, once known. */
  get day() { return this.#day; }

  /** What its change is relative to: the previous close, or the first price known and its time. @returns {Base | undefined} */
  get base() {
    if (this.#previousClose !== undefined) return { price: this.#previousClose };
    return figuresOf(this).first;
  }

  /** Candles and gaps. */
  get book() { return this.#book; }

  /** Whether there is a price to draw: a trade, or history. */
  get hasPrices() { return this.#series.count > 0 || (this.#book.archive.hasAny && this.#book.reach !== undefined); }

  /** Since when the server has sent its trades to this page, ms; undefined before that. */
  get watchedSince() { return this.#watchedSince; }

  /** Whether the server's candles cover what this page may have missed. */
  get isBackedUp() { return this.#isBackedUp; }

  /** Whether it is well-formed, so that it can be subscribed. */
  get isWanted() { return isWellFormed(this.#symbol); }

  /**
   * The subscription was accepted; its snapshot holds recent trades.
   * @param {Batch} batch
   * @param {number} [now]  ms by the server's clock
   * @param {number} [slack]  how far that may be behind, ms
   */
  onSubscribed(batch, now, slack) {
    const { cursor } = this.#series;
    // A symbol that only changes its role has missed nothing.
    const isUninterrupted = this.#phase === 'live' && cursor?.epoch === batch.epoch && batch.complete === true;
    this.#phase = 'live';
    this.#watchedSince ??= now;
    if (!isUninterrupted) this.#isBackedUp = false;
    if (cursor && cursor.epoch !== batch.epoch) this.#restart(batch, now);
    this.#take(batch, now, slack);
    this.onTier(STREAMED, now);
    this.onFeed(this.#feed, this.#since);
  }

  /**
   * Prices come in another way. While a symbol waits for a slot and is not polled, it is not recorded. One that the provider has
   * refused and that is in line again is not refused any more.
   * @param {Tier} tier
   * @param {number} [now]  ms by the server's clock
   */
  onTier(tier, now = 0) {
    const wasWaiting = this.#tier.kind === 'waiting';
    const isWaiting = tier.kind === 'waiting';
    this.#tier = tier;
    if (this.#phase === 'symbol-refused' && tier.kind !== 'streamed' && tier.why !== 'refused') this.#phase = 'live';
    if (isWaiting !== wasWaiting) this.#tierSince = now;
    if (this.#phase !== 'live') return;
    if (isWaiting) this.#series.breakLine('not recorded');
    this.#updateBook();
  }

  /**
   * Records the gap before a new epoch: another run of the server, or another tape of the symbol, has no data from before
   * its start. The gap lasts from the last data of this page to the first data sent. An epoch is the time at which its tape began, if it is
   * plausible as one.
   * @param {Batch} batch
   * @param {number} [now]
   */
  #restart({ epoch, trades }, now = trades[0]?.time) {
    const newest = this.#series.newest?.x ?? this.#book.span?.to;
    const from = Math.max(newest ?? -Infinity, this.#knownUntil ?? -Infinity);
    const firstSent = Math.min(trades[0]?.time ?? Infinity, now ?? Infinity);
    const to = epoch > from && epoch < firstSent ? epoch : firstSent;
    if (from > -Infinity && to < Infinity) this.#book.onRestart(from, to);
  }

  /** @param {import('./candle-book.js').CandleBatch} batch */
  onCandles(batch) {
    if (this.#phase !== 'live') return;
    this.#book.onCandles(batch);
    for (const { o, h, l, c } of batch.candles) for (const price of [o, h, l, c]) this.#series.notePrice(price);
    this.#isBackedUp = true;
    this.#updateBook();
  }

  /**
   * History has come; also while the symbol is not subscribed, because it is the same either way.
   * @param {import('./archive.js').HistoryPage} page
   */
  onHistory(page) {
    this.#book.onHistory(page);
    const newest = page.candles.at(-1);
    // Older prices may be adjusted for splits, to more decimals than are traded.
    if (newest && newest.w < DAY) for (const price of [newest.o, newest.h, newest.l, newest.c]) this.#series.notePrice(price);
  }

  /** The last minutes have come, without being history. @param {import('./archive.js').HistoryPage} page */
  onRecent(page) {
    this.#book.onRecent(page);
  }

  /**
   * Trades that arrive before the answer belong to an earlier subscription, and the answer contains them. A symbol that the
   * provider refused stays subscribed, so its first trade means that the provider carries it after all, unless it is polled.
   * @param {Batch} batch
   * @param {number} [now]
   * @param {number} [slack]
   */
  onTrades(batch, now, slack) {
    if (this.#phase === 'symbol-refused' && this.#tier.why !== 'refused') this.#phase = 'live';
    if (this.#phase !== 'live' && this.#phase !== 'symbol-refused') return;
    if (batch.missed) this.#isBackedUp = false;
    this.#take(batch, now, slack);
  }

  /** @param {string} code @param {number} [now]  ms by the server's clock */
  onRefused(code, now) {
    this.#enter(PHASE_OF.get(code) ?? this.#phase, now);
    if (this.#phase === 'symbol-refused') this.#series.breakLine('not recorded');
  }

  /**
   * The symbol is subscribed (again), after a lost connection or on the user's request.
   * @param {number} [now]  until when its trades were received, ms by the server's clock
   */
  onSubscribe(now) {
    if (!this.isWanted) return;
    this.#tier = STREAMED;
    this.#enter('requested', now);
  }

  /**
   * The server's clock was measured.
   * @param {number} now  ms
   * @param {number} shift  how far it is ahead of the clock assumed before, ms
   * @param {boolean} [wasSet]  whether the clock assumed before had been measured too
   * @returns {boolean} whether the symbol must be subscribed again, because times were accepted that the server rejects
   */
  onClock(now, shift, wasSet = false) {
    if (wasSet) this.#book.onClockSet(shift);
    if (this.#watchedSince !== undefined) this.#watchedSince += shift;
    if (this.#knownUntil !== undefined) this.#knownUntil += shift;
    if (this.#tierSince !== 0) this.#tierSince += shift;
    if (this.#series.onClock(now, shift)) return false;
    this.#series = new PriceSeries();
    this.#book = new CandleBook();
    return true;
  }

  /** @param {Phase} phase @param {number} [now] */
  #enter(phase, now) {
    if (this.#phase === 'live' && phase !== 'live') this.#knownUntil = now;
    this.#phase = phase;
  }

  /** @param {number} price */
  onPreviousClose(price) {
    this.#previousClose = price;
  }

  /** The trading day's figures, from a quote. @param {import('./quotes.js').Day} day */
  onDay(day) {
    this.#day = day;
    for (const price of [day.open, day.high, day.low]) this.#series.notePrice(price);
  }

  /**
   * While the feed is not live, trades are missed and the line breaks. Before the server's answer it does not: the trades in the
   * answer are earlier.
   * @param {Feed} feed
   * @param {number} [since]  ms by the server's clock
   */
  onFeed(feed, since = 0) {
    this.#feed = feed;
    this.#since = since;
    if (this.#phase !== 'live') return;
    if (feed !== 'live') this.#series.breakLine(feed === 'refused' ? 'key refused' : 'feed down');
    this.#updateBook();
  }

  #updateBook() {
    const isWaiting = this.#tier.kind === 'waiting';
    const cause = this.#feed === 'refused' ? 'refused' : this.#feed !== 'live' ? 'down' : isWaiting ? 'unrecorded' : undefined;
    this.#book.onRecording(cause, Math.max(this.#since, this.#tierSince));
  }

  /** @param {Batch} batch @param {number} [now] @param {number} [slack] */
  #take(batch, now, slack) {
    this.#book.add(batch.epoch, this.#series.add(batch, now, slack));
  }
}

/**
 * Candles of a minute cover more than this page's own trades, unless it has been open longer than the server keeps them. Fetched
 * history does not count: figures that grow while one looks at the past would mean nothing.
 * @param {LiveSymbol} live
 * @returns {Figures}
 */
export function figuresOf({ series, book: { liveMinutes: minutes } }) {
  const { first, totals } = series;
  const known = { high: -Infinity, low: Infinity, volume: 0, trades: 0 };
  for (const { h, l, v, n } of minutes) {
    known.high = Math.max(known.high, h);
    known.low = Math.min(known.low, l);
    known.volume += v;
    known.trades += n;
  }
  if (known.trades <= totals.trades) return { first: first && { time: first.x, price: first.y }, ...totals };
  const oldest = minutes[0];
  const isOlder = !first || oldest.x + oldest.w <= first.x;
  return { first: isOlder ? { time: oldest.x, price: oldest.o } : { time: first.x, price: oldest.o }, ...known };
}
