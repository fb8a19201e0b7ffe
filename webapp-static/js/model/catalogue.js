// @ts-check
import { fuzzy } from './fuzzy.js';
import { toRow } from './catalogue-row.js';
import { squash, toWords } from './symbol-name.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {import('./catalogue-row.js').Listing} Listing
 * @typedef {{ row: Row, rank: number, order: number }} Hit
 * @typedef {object} Query
 * @property {string} bar       the whole text between bars, to be found in `Row.exact`
 * @property {string} squashed
 * @property {string} words
 * @property {string[]} starts  each word with a space before it
 */

/** Rows offered at once. */
export const MAX_RESULTS = 20;
/** With fewer direct hits than this, forgiving matches follow them. */
const FEW = 6;
/** Shorter words say little: two letters are rather the start of a ticker than a company. */
const MIN_NAME = 3;
const NO_MATCH = 99;

/**
 * How well a row answers a query; less is better.
 * @param {Row} row
 * @param {Query} query
 */
function rankOf(row, query) {
  if (row.exact.includes(query.bar)) return 0;
  const { squashed, words } = query;
  if (squashed !== '' && row.squashed === squashed) return 1;
  const isName = words.length >= MIN_NAME + 2;
  if (isName && row.core.includes(words) && row.core.startsWith(words)) return row.core === words ? 2 : 3;
  if (squashed !== '' && row.squashed.startsWith(squashed)) return 4;
  if (words.length < 3) return NO_MATCH;
  const start = words.slice(0, -1);
  if (row.words.includes(start)) return row.words.startsWith(start) ? 5 : 6;
  return query.starts.every((word) => row.words.includes(word)) ? 7 : NO_MATCH;
}

/**
 * Equal ranks: what more people mean, then the shorter ticker or name, then the server's order.
 * @param {Hit} a
 * @param {Hit} b
 */
function byRank(a, b) {
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.row.liking !== b.row.liking) return a.row.liking - b.row.liking;
  const size = a.rank === 4
    ? a.row.squashed.length - b.row.squashed.length : a.row.words.length - b.row.words.length;
  return size || a.order - b.order;
}

/** The symbols offered to the search box; immutable once built. */
export class Catalogue {
  /** @type {readonly Row[]} */ #rows;
  /** @type {Map<string, Row>} */ #bySymbol;

  /** @param {readonly Listing[]} listings */
  constructor(listings) {
    this.#rows = listings.filter((listing) => typeof listing?.symbol === 'string' && listing.symbol !== '').map(toRow);
    this.#bySymbol = new Map(this.#rows.map((row) => [row.symbol, row]));
  }

  get size() {
    return this.#rows.length;
  }

  /** @param {string} symbol */
  find(symbol) {
    return this.#bySymbol.get(symbol);
  }

  /**
   * The row a person means by a name in an address: `aapl`, `eur/usd`.
   * @param {string} text
   */
  resolve(text) {
    const bar = `|${text.trim().toLowerCase()}|`;
    return this.find(text) ?? this.#rows.find((row) => row.exact.includes(bar));
  }

  /**
   * The best rows for what was typed: exact tickers, prefixes, then forgiving matches.
   * @param {string} text
   * @returns {Row[]}
   */
  search(text) {
    const typed = text.trim();
    if (typed === '') return [];
    const found = this.#direct(typed);
    if (found.length >= FEW) return found;
    const known = new Set(found);
    const more = fuzzy(this.#rows, typed, found.length > 0).filter((row) => !known.has(row));
    return [...found, ...more].slice(0, MAX_RESULTS);
  }

  /** @param {string} typed */
  #direct(typed) {
    const words = toWords(typed);
    const query = {
      bar: `|${typed.toLowerCase()}|`,
      squashed: squash(typed),
      words,
      starts: words.trim().split(' ').map((word) => ` ${word}`),
    };
    /** @type {Hit[]} */
    const hits = [];
    this.#rows.forEach((row, order) => {
      const rank = rankOf(row, query);
      if (rank !== NO_MATCH) hits.push({ row, rank, order });
    });
    return hits.sort(byRank).slice(0, MAX_RESULTS).map((hit) => hit.row);
  }
}
