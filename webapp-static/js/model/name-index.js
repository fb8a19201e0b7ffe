// @ts-check
import { NearNames } from './near-names.js';
import { PrefixIndex } from './prefix-index.js';

/** Rows by what they are called: symbol, ticker, and each word of the name. Rows are numbers, added in ascending order. */
export class NameIndex {
  /** Rows by symbol and by ticker, in lower case. @type {Map<string, number[]>} */ #exact = new Map();
  #tickers = new PrefixIndex();
  #words = new PrefixIndex();
  /** Names of several words, written as one. */ #joined = new PrefixIndex();
  #size = 0;

  /** @param {number} order @param {import('./catalogue-row.js').Row} row */
  add(order, row) {
    this.#size = order + 1;
    for (const name of new Set([row.symbol.toLowerCase(), row.ticker.toLowerCase()])) {
      const orders = this.#exact.get(name);
      if (orders) orders.push(order);
      else this.#exact.set(name, [order]);
    }
    this.#tickers.add(row.squashed, order);
    row.words.trim().split(' ').forEach((word) => this.#words.add(word, order));
    const core = row.core.trim();
    if (core.includes(' ')) this.#joined.add(core.replaceAll(' ', ''), order);
  }

  sort() {
    this.#tickers.sort();
    this.#words.sort();
    this.#joined.sort();
  }

  /** The first row whose symbol or ticker a text is. @param {string} text  in lower case */
  named(text) {
    return this.#exact.get(text)?.[0];
  }

  /** Every row that can match is among these. @param {import('./ranking.js').Query} query */
  candidates({ text, squashed, starts }) {
    const orders = new Set(this.#exact.get(text));
    const note = (/** @type {number} */ order) => { orders.add(order); };
    if (squashed !== '') this.#tickers.under(squashed, note);
    const words = starts.map((start) => start.trim()).filter((word) => word !== '');
    // A row must have a word for each that was typed, so those with the rarest are enough.
    const [rarest] = words.map((word) => ({ word, count: this.#words.count(word) })).sort((a, b) => a.count - b.count);
    if (rarest) this.#words.under(rarest.word, note);
    return orders;
  }

  /** Rows whose names are like the query. @param {import('./ranking.js').Query} query */
  like(query) {
    const names = { words: this.#words, joined: this.#joined, tickers: this.#tickers };
    return new NearNames(names, this.#size).like(query);
  }
}
