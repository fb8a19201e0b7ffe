// @ts-check
import { allowedIn, beginAlike, unlikeness } from './mistakes.js';

/**
 * @typedef {import('./prefix-index.js').PrefixIndex} PrefixIndex
 * @typedef {{ order: number, cost: number }} Near  a row's number, and how unlike the query its names are
 */

/** Tickers are so short that every other one is alike: a name is meant rather. */
const TICKER = 0.75;
const TICKER_MISTAKES = 1;
const MIN_TICKER = 3;

/** The rows whose names are like a query although letters are missing, doubled, wrong or swapped. */
export class NearNames {
  /** @type {{ words: PrefixIndex, joined: PrefixIndex, tickers: PrefixIndex }} */ #names;
  #size;

  /**
   * @param {{ words: PrefixIndex, joined: PrefixIndex, tickers: PrefixIndex }} names  `joined` are names written as one word
   * @param {number} size  of rows
   */
  constructor(names, size) {
    this.#names = names;
    this.#size = size;
  }

  /**
   * The rows in their own order. A row must be like each word of the query, or like all of it as one word.
   * @param {import('./ranking.js').Query} query
   * @returns {Near[]}
   */
  like({ starts, joined }) {
    const costs = this.#asOne(joined);
    if (starts.length > 1) {
      const each = starts.map((start) => this.#blank().note(this.#names.words, start.trim()).costs);
      costs.forEach((cost, order) => { costs[order] = Math.min(cost, each.reduce((sum, of) => sum + of[order], 0)); });
    }
    /** @type {Near[]} */ const near = [];
    costs.forEach((cost, order) => { if (cost < Infinity) near.push({ order, cost }); });
    return near;
  }

  /** @param {string} typed */
  #asOne(typed) {
    const { words, joined, tickers } = this.#names;
    const costs = this.#blank().note(words, typed).note(joined, typed);
    if (typed.length >= MIN_TICKER) costs.noteTickers(tickers, typed);
    return costs.costs;
  }

  #blank() { return new Costs(this.#size); }
}

/** For each row the least cost that was noted. */
class Costs {
  /** @type {Float32Array} */ costs;

  /** @param {number} size */
  constructor(size) {
    this.costs = new Float32Array(size).fill(Infinity);
  }

  /** @param {PrefixIndex} names @param {string} typed */
  note(names, typed) {
    const allowed = allowedIn(typed.length);
    names.each((start) => beginAlike(typed, start), (name, rows) => this.#note(rows, unlikeness(typed, name, allowed)));
    return this;
  }

  /** @param {PrefixIndex} tickers @param {string} typed */
  noteTickers(tickers, typed) {
    tickers.each((start) => beginAlike(typed, start), (ticker, rows) => {
      this.#note(rows, unlikeness(typed, ticker, TICKER_MISTAKES, true) + TICKER);
    });
  }

  /** @param {number[]} rows @param {number} cost */
  #note(rows, cost) {
    if (cost === Infinity) return;
    for (const order of rows) if (cost < this.costs[order]) this.costs[order] = cost;
  }
}
