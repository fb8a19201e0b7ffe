// @ts-check
import { firstIndex } from '../../kit/binary-search.js';
import { FuzzyWords } from './fuzzy.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {object} Similar
 * @property {number} order  a row's number
 * @property {number} cost   edit distance of its names from the query, weighted
 */

/** Costs added to Fuse's score, which is 0.25 for one wrong letter of four. */
const SWAPPED = 0.15; // two adjacent letters, which Fuse counts as two errors
const TICKER = 0.15; // tickers are so short that many are similar: a name is more likely meant
const FIRST_LETTER = 0.15; // it is rarely wrong
const LATER_WORD = 0.1; // of several words, usually the first is typed
const BEGUN = 0.03; // for each further letter of the name, up to six
const MAX_BEGUN = 6;
const MIN_TICKER = 3;
/** Longest joined name that is matched fuzzily. */
const MAX_JOINED = 14;

/** Index of rows by symbol, ticker, and each word of the name. Rows are numbers, added in ascending order. */
export class NameIndex {
  /** @type {Row[]} */ #rows = [];
  /** Rows by symbol, ticker and other names, in lower case. @type {Map<string, number[]>} */ #exact = new Map();
  #tickers = new PrefixIndex();
  #words = new PrefixIndex();
  /** Names of several words, joined to one. */ #joined = new PrefixIndex();
  #fuzzy = new FuzzyWords([]);

  /** @param {number} order @param {Row} row */
  add(order, row) {
    this.#rows[order] = row;
    for (const name of new Set([...row.exact, ...row.otherNames])) {
      const orders = this.#exact.get(name);
      if (orders) orders.push(order);
      else this.#exact.set(name, [order]);
    }
    this.#tickers.add(row.normalizedTicker, order);
    row.words.trim().split(' ').forEach((word) => this.#words.add(word, order));
    row.joinedNames.forEach((name) => this.#joined.add(name, order));
  }

  sort() {
    this.#tickers.sort();
    this.#words.sort();
    this.#joined.sort();
    const known = new Set(this.#words.keys);
    const short = this.#joined.keys.filter((name) => name.length <= MAX_JOINED && !known.has(name));
    this.#fuzzy = new FuzzyWords([...this.#words.keys, ...short]);
  }

  /** A superset of the rows that match. @param {readonly import('./ranking.js').Query[]} queries */
  candidates(queries) {
    /** @type {Set<number>} */ const orders = new Set();
    const note = (/** @type {number} */ order) => { orders.add(order); };
    for (const { text, normalizedTicker, starts, joined } of queries) {
      for (const name of [text, joined]) this.#exact.get(name)?.forEach(note);
      if (normalizedTicker !== '') this.#tickers.under(normalizedTicker, note);
      if (joined === '') continue;
      this.#joined.rowsOf(joined).forEach(note);
      // A row must match each word typed, so the rows of the rarest word suffice.
      const [rarest] = starts.map((start) => start.trim()).map((word) => ({ word, count: this.#words.count(word) }))
        .sort((a, b) => a.count - b.count);
      this.#words.under(rarest.word, note);
    }
    return orders;
  }

  /**
   * The rows whose names are similar to each word of a query, or to the query joined to one word.
   * @param {import('./ranking.js').Query} query
   * @returns {Similar[]}
   */
  similarTo({ starts, joined }) {
    const costs = this.#similarWords(joined);
    this.#similarTickers(joined, costs);
    if (starts.length > 1) {
      const [first, ...others] = starts.map((start) => this.#similarWords(start.trim()));
      first.forEach((cost, order) => {
        const sum = others.reduce((so_far, of) => so_far + (of.get(order) ?? Infinity), cost);
        if (sum < (costs.get(order) ?? Infinity)) costs.set(order, sum);
      });
    }
    return [...costs].map(([order, cost]) => ({ order, cost }));
  }

  /**
   * The costs of rows with a word similar to one typed.
   * @param {string} typed
   */
  #similarWords(typed) {
    /** @type {Map<number, number>} */ const costs = new Map();
    const note = (/** @type {string} */ word, /** @type {number} */ cost) => {
      const more = Math.min(MAX_BEGUN, Math.max(0, word.length - typed.length)) * BEGUN + (word[0] === typed[0] ? 0 : FIRST_LETTER);
      const noteRow = (/** @type {number} */ order) => {
        const { coreNames, joinedNames } = this.#rows[order];
        const isWhole = joinedNames.includes(word);
        const sum = cost + more + (isWhole || coreNames.some((core) => core.startsWith(` ${word} `)) ? 0 : LATER_WORD);
        if (sum < (costs.get(order) ?? Infinity)) costs.set(order, sum);
      };
      this.#words.rowsOf(word).forEach(noteRow);
      this.#joined.rowsOf(word).forEach(noteRow);
    };
    /** @param {string} start @param {number} cost */
    const noteBegun = (start, cost) => {
      this.#words.each(start, (word) => note(word, cost));
      this.#joined.each(start, (word) => note(word, cost));
    };
    noteBegun(typed, 0);
    if (typed.length < MIN_TICKER) return costs;
    if (typed.length > MIN_TICKER) for (const swapped of swaps(typed)) noteBegun(swapped, SWAPPED);
    for (const { word, score } of this.#fuzzy.similarTo(typed)) note(word, score);
    return costs;
  }

  /** @param {string} typed @param {Map<number, number>} costs */
  #similarTickers(typed, costs) {
    if (typed.length < MIN_TICKER) return;
    for (const swapped of swaps(typed)) {
      for (const order of this.#tickers.rowsOf(swapped)) costs.set(order, Math.min(costs.get(order) ?? Infinity, SWAPPED + TICKER));
    }
  }
}

/** All texts with two adjacent letters transposed. @param {string} text */
function swaps(text) {
  return Array.from({ length: text.length - 1 }, (_, i) => text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2))
    .filter((swapped) => swapped !== text);
}

/**
 * Finds the rows that have a key with a given prefix by binary search. Rows are
 * numbers; they are added in ascending order, then the index is sorted once.
 */
export class PrefixIndex {
  /** @type {Map<string, number[]>} */ #rowsOf = new Map();
  /** Ascending, as `<` compares. @type {string[]} */ #keys = [];

  get keys() { return this.#keys; }

  /** @param {string} key @param {number} row */
  add(key, row) {
    const rows = this.#rowsOf.get(key);
    if (!rows) this.#rowsOf.set(key, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  sort() {
    this.#keys = [...this.#rowsOf.keys()].sort();
  }

  /** @param {string} key */
  rowsOf(key) {
    return this.#rowsOf.get(key) ?? [];
  }

  /** How many rows `under` would visit. @param {string} prefix */
  count(prefix) {
    let count = 0;
    this.each(prefix, (_key, rows) => { count += rows.length; });
    return count;
  }

  /**
   * Visits the rows with a prefix; one that has several such keys is visited several times.
   * @param {string} prefix
   * @param {(row: number) => void} visit
   */
  under(prefix, visit) {
    this.each(prefix, (_key, rows) => rows.forEach(visit));
  }

  /**
   * Visits the keys with a prefix, each with its rows.
   * @param {string} prefix
   * @param {(key: string, rows: number[]) => void} visit
   */
  each(prefix, visit) {
    const keys = this.#keys;
    for (let i = firstIndex(keys, (key) => key >= prefix); i < keys.length && keys[i].startsWith(prefix); i += 1) {
      visit(keys[i], this.rowsOf(keys[i]));
    }
  }
}
