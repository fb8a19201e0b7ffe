// @ts-check
import { PriceSeries } from './price-series.js';
import { isWellFormed } from './symbol-name.js';

/**
 * @typedef {import('./price-series.js').Batch} Batch
 * @typedef {'none' | 'asking' | 'live' | 'unknown' | 'symbol-limit' | 'client-limit'} Phase
 * @typedef {'live' | 'connecting' | 'down' | 'refused'} Feed
 */

/** Why the server did not give a symbol. @type {ReadonlyMap<string, Phase>} */
const PHASE_OF = new Map([
  ['SYMBOL_LIMIT', 'symbol-limit'],
  ['CLIENT_LIMIT', 'client-limit'],
  ['UNKNOWN_SYMBOL', 'unknown'],
]);

/** The one symbol the page shows: what is known of it, and how far the asking has come. */
export class LiveSymbol {
  #symbol = '';
  /** @type {Phase} */ #phase = 'none';
  /** @type {Feed} */ #feed = 'live';
  #series = new PriceSeries();

  get symbol() { return this.#symbol; }
  get phase() { return this.#phase; }
  get series() { return this.#series; }

  /** Whether the server should be asked for it. */
  get isWanted() { return this.#symbol !== '' && isWellFormed(this.#symbol); }

  /** @param {string} symbol  empty for none */
  choose(symbol) {
    this.#symbol = symbol;
    this.#series = new PriceSeries();
    this.#phase = symbol === '' ? 'none' : this.isWanted ? 'asking' : 'unknown';
  }

  /**
   * The server's answer: recent trades at once.
   * @param {string} symbol
   * @param {Batch} batch
   */
  onSubscribed(symbol, batch) {
    if (symbol !== this.#symbol) return;
    this.#phase = 'live';
    this.#series.add(batch);
    this.onFeed(this.#feed);
  }

  /**
   * Trades of a symbol left behind, and any that come before the server's answer, are not ours.
   * @param {string} symbol
   * @param {Batch} batch
   */
  onTrades(symbol, batch) {
    if (symbol === this.#symbol && this.#phase === 'live') this.#series.add(batch);
  }

  /**
   * @param {string | undefined} symbol
   * @param {string} code
   */
  onRefused(symbol, code) {
    const phase = PHASE_OF.get(code);
    if (phase && (symbol === this.#symbol || (symbol === undefined && this.#phase === 'asking'))) this.#phase = phase;
  }

  /** The symbol is asked for (again), after a lost connection or on the reader's wish. */
  onAsking() {
    if (this.isWanted) this.#phase = 'asking';
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
