// @ts-check
import { MIN_LENGTH, similarWords } from './fuzzy.js';
import { PrefixIndex } from './prefix-index.js';

/** @typedef {import('./catalogue-row.js').Row} Row */

/** Costs added to Fuse's score, which is 0.25 for one wrong letter of four. */
const SWAPPED = 0.15; // two adjacent letters, which Fuse counts as two errors
const LATER_WORD = 0.1; // usually a name is typed from its beginning; tickers are so short that many are similar
const BEGUN = 0.03; // for each further letter of the name, up to six
const MAX_BEGUN = 6;

/** Index of rows by symbol, ticker, each word of the name, and the name joined to one word. */
export class NameIndex {
  /** Symbols, and names joined to one word. */ #whole = new PrefixIndex();
  /** Tickers and words, which may be typed in part. */ #begun = new PrefixIndex();
  /** Words of names and joined names, to be matched fuzzily. @type {Set<string>} */ #words = new Set();

  /** @param {Row} row */
  add(row) {
    const words = row.words.trim().split(' ');
    for (const key of [...row.exact, ...row.joinedNames]) this.#whole.add(key, row);
    for (const key of [...words, row.normalizedTicker]) this.#begun.add(key, row);
    for (const word of [...words, ...row.joinedNames]) this.#words.add(word);
  }

  /** Completes the index after all rows have been added. */
  sort() {
    this.#begun.sort();
  }

  /** A superset of the rows that match. @param {readonly import('./ranking.js').Query[]} queries */
  candidates(queries) {
    /** @type {Set<Row>} */ const found = new Set();
    for (const { text, normalizedTicker, joined, starts } of queries) {
      // A row must match each word typed, so the rows of the rarest word suffice.
      const [rarest] = starts.map((start) => start.trim()).sort((a, b) => this.#begun.count(a) - this.#begun.count(b));
      const begun = [...new Set([normalizedTicker, rarest])].flatMap((prefix) => this.#begun.under(prefix));
      for (const rows of [this.#whole.rowsOf(text), this.#whole.rowsOf(joined), ...begun.map(([, rows]) => rows)]) {
        for (const row of rows) found.add(row);
      }
    }
    return found;
  }

  /**
   * The rows whose names are similar to each word of a query, or to the query joined to one word, and what they cost.
   * @param {import('./ranking.js').Query} query
   */
  similarTo({ starts, joined }) {
    const costs = this.#costs(joined);
    if (starts.length === 1) return costs;
    const [first, ...others] = starts.map((start) => this.#costs(start.trim()));
    for (const [row, cost] of first) lower(costs, row, others.reduce((sum, of) => sum + (of.get(row) ?? Infinity), cost));
    return costs;
  }

  /** The costs of rows with a word similar to one typed. @param {string} typed */
  #costs(typed) {
    /** @type {Map<Row, number>} */ const costs = new Map();
    for (const { word, score } of [...this.#swapped(typed), ...similarWords(typed, [...this.#words])]) {
      const cost = score + BEGUN * Math.min(MAX_BEGUN, Math.max(0, word.length - typed.length));
      for (const row of [...this.#begun.rowsOf(word), ...this.#whole.rowsOf(word)]) {
        lower(costs, row, cost + (row.beginnings.includes(word) ? 0 : LATER_WORD));
      }
    }
    return costs;
  }

  /**
   * What begins with the text typed if two of its letters were swapped; of a short text, only a whole symbol or name.
   * @param {string} typed
   */
  #swapped(typed) {
    const isWhole = (/** @type {string} */ word) => word.length === typed.length && this.#whole.rowsOf(word).length > 0;
    return swaps(typed).flatMap((start) => this.#begun.under(start)).map(([word]) => ({ word, score: SWAPPED }))
      .filter(({ word }) => typed.length >= MIN_LENGTH || isWhole(word));
  }
}

/** Notes a cost unless a lower one is known. @param {Map<Row, number>} costs @param {Row} row @param {number} cost */
function lower(costs, row, cost) {
  if (cost < (costs.get(row) ?? Infinity)) costs.set(row, cost);
}

/** All texts with two adjacent letters transposed. @param {string} text */
function swaps(text) {
  return Array.from({ length: text.length - 1 }, (_, i) => text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2))
    .filter((swapped) => swapped !== text);
}
