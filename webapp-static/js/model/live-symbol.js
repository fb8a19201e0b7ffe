// @ts-check
import { PriceSeries } from './price-series.js';
import { isWellFormed } from './symbol-name.js';

/**
 * @typedef {import('./price-series.js').Batch} Batch
 * @typedef {'none' | 'asking' | 'live' | 'unknown' | 'symbol-limit' | 'client-limit'} Phase
 * @typedef {'live' | 'connecting' | 'down' | 'refused'} Feed
 * @typedef {{ price: number, time?: number }} Base  without a time: the previous close
 */

/** Why the server did not give a symbol. @type {ReadonlyMap<string, Phase>} */
const PHASE_OF = new Map([
  ['SYMBOL_LIMIT', 'symbol-limit'],
  ['CLIENT_LIMIT', 'client-limit'],
  ['UNKNOWN_SYMBOL', 'unknown'],
]);

/** A symbol the page watches: what is known of it, and how far the asking has come. It keeps its symbol for life. */
export class LiveSymbol {
  /** @type {string} */ #symbol;
  /** @type {Phase} */ #phase;
  /** @type {Feed} */ #feed;
  #series = new PriceSeries();
  /** The last price of the trading day before, once known. @type {number | undefined} */ #previousClose;

  /**
   * @param {string} symbol  empty for none
   * @param {Feed} [feed]
   */
  constructor(symbol, feed = 'live') {
    this.#symbol = symbol;
    this.#feed = feed;
    this.#phase = symbol === '' ? 'none' : this.isWanted ? 'asking' : 'unknown';
  }

  get symbol() { return this.#symbol; }
  get phase() { return this.#phase; }
  get series() { return this.#series; }
  get previousClose() { return this.#previousClose; }

  /** What its change is told from: the previous close, or the first price known and its time. @returns {Base | undefined} */
  get base() {
    if (this.#previousClose !== undefined) return { price: this.#previousClose };
    const { first } = this.#series;
    return first && { price: first.y, time: first.x };
  }

  /** Whether the server should be asked for it. */
  get isWanted() { return isWellFormed(this.#symbol); }

  /**
   * The server's answer: recent trades at once.
   * @param {Batch} batch
   */
  onSubscribed(batch) {
    this.#phase = 'live';
    this.#series.add(batch);
    this.onFeed(this.#feed);
  }

  /**
   * Trades that come before the server's answer are of an earlier asking, and are in the answer.
   * @param {Batch} batch
   */
  onTrades(batch) {
    if (this.#phase === 'live') this.#series.add(batch);
  }

  /** @param {string} code */
  onRefused(code) {
    this.#phase = PHASE_OF.get(code) ?? this.#phase;
  }

  /** The symbol is asked for (again), after a lost connection or on the reader's wish. */
  onAsking() {
    if (this.isWanted) this.#phase = 'asking';
  }

  /** @param {number} price */
  onPreviousClose(price) {
    this.#previousClose = price;
  }

  /**
   * While the feed is not live, trades are missed. Before the server's answer nothing is broken
   * yet: what the answer brings happened earlier.
   * @param {Feed} feed
   */
  onFeed(feed) {
    this.#feed = feed;
    if (feed !== 'live' && this.#phase === 'live') this.#series.breakLine(feed === 'refused' ? 'key refused' : 'feed down');
  }
}
